"""Who speaks by a name before a colon: «نام: Y» in interviews, panels, courts, and headlines inside the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from jobs.analysis.model import Act, Kind
from jobs.analysis.speakers.cast import Cast, Words
from jobs.analysis.speakers.noun_phrase import Candidate, Reference, read
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.extent import trim
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.left import plain_subject
from jobs.analysis.statements.passage import Passage
from jobs.analysis.statements.syntax import has_verb
from jobs.analysis.statements.verbs import cue_table
from jobs.analysis.statements.wordlists import listed

_LONGEST = 7
"""Words: a longer stretch before a colon is no label."""
_OPENERS = frozenset('«"“*•-–—')
_NEVER = listed("asking")
"""Who asks, and labels that are nobody."""
_GLUED = ("افزود", "گفت", "نوشت", "داشت", "افزوده")
"""A verb of saying that has lost its space: «فرضیافزود:»."""
_ASKS = frozenset(("سوال", "پرسش", "س", "خبرنگار", "مجری", "پرسشگر"))
_ANSWER = 30
"""Words: what is longer and ends with a question mark is an answer that closes with a question of its own."""
_OFTEN = 2
"""A label that stands before so many paragraphs is somebody who takes part."""


def label_of(passage: Passage) -> tuple[int, int] | None:
    """The tokens before a colon at the passage's beginning; None where a sentence stands there."""
    words = passage.words
    a = 1 if words and words[0] in _OPENERS else 0
    colon = next((k for k in range(a, min(len(words), a + _LONGEST + 1)) if words[k] == ":"), -1)
    z = colon - 1 if colon > a and words[colon - 1] in ("»", '"', "”") else colon
    if z <= a or colon + 3 >= len(words) or words[a] in _NEVER or has_verb(words, a, z):
        return None
    if words[z - 1] in cue_table().forms or words[z - 1] in cue_table().wishes or words[z - 1].endswith(_GLUED):
        return None
    v = vocabulary()
    if any(not word[0].isalpha() or word in v.stoppers or word in v.bylines or word in v.agencies for word in words[a:z]):
        return None
    return a, z


def labels(passages: Sequence[Passage]) -> Counter[Words]:
    """How often each label stands before a paragraph of the article."""
    spans = ((passage, label_of(passage)) for passage in passages)
    return Counter(tuple(passage.words[span[0] : span[1]]) for passage, span in spans if span is not None)


def is_conversation(passages: Sequence[Passage], known: Counter[Words]) -> bool:
    """Whether somebody takes part again and again, and somebody asks: «خبرنگار: …؟», «سوال: …»."""
    if max(known.values(), default=0) < _OFTEN:
        return False
    for passage in passages:
        words = passage.words
        if words and words[0] in _ASKS and ":" in words[1:4]:
            return True
        if words[-1:] == ["؟"] and ":" in words[1:_LONGEST]:
            return True
    return False


def is_question(passage: Passage) -> bool:
    """«خبرنگار: …», «یورونیوز: …؟» in a conversation: who asks says nothing that is news."""
    words = passage.words
    return bool(words) and (words[0] in _ASKS or words[-1] == "؟") and ":" in words[1:_LONGEST]


def turn(passage: Passage, number: int, cast: Cast, known: Counter[Words]) -> Finding | None:
    """The whole passage as the speech of whom its label names; a question is none."""
    span = label_of(passage) if known else None
    if span is None:
        return None
    words, (a, z) = passage.words, span
    candidate = read(passage, a, z)
    if candidate is None or not _is_somebody(passage, candidate, cast, known[tuple(words[a:z])]):
        return None
    colon = words.index(":", z)
    content = trim(passage, colon + 1, len(words))
    asks = words[-1] in ("؟", "?") and len(words) < _ANSWER
    if content is None or asks or not has_verb(words, *content):
        return None
    kind = Kind.DIRECT if content[0] > colon + 1 and words[content[0] - 1] in ("«", '"', "“") else Kind.REPORTED
    return Finding(number, content, (colon, colon + 1), kind, Act.SAYS, "turn", subject=candidate, marked=True)


def _is_somebody(passage: Passage, candidate: Candidate, cast: Cast, often: int) -> bool:
    """Whether a label names a speaker: a plain name or office, a name of the cast, or one that comes again."""
    if candidate.weak or candidate.indefinite:
        return False
    if candidate.reference is Reference.NAME and candidate.name is not None:
        name = tuple(passage.words[candidate.name[0] : candidate.name[1]])
        return often >= _OFTEN or plain_subject(passage, candidate) or cast.named(name) is not None
    return candidate.reference is Reference.ROLE
