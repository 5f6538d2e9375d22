"""What every rule is given, and how it makes a finding."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jobs.analysis.model import Act, Kind, Span
from jobs.analysis.speakers.cast import Cast
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.cues import Cue, Later
from jobs.analysis.statements.finding import Finding
from jobs.analysis.statements.left import Left
from jobs.analysis.statements.passage import Passage
from jobs.analysis.statements.verbs import cue_table
from jobs.analysis.statements.wordlists import listed

REACH = 120
"""Tokens: how far a clause is looked into."""
THESE = frozenset("این آن همین".split())
_AFTER = listed("after_clause")


@dataclass(frozen=True, slots=True)
class Sentence:
    """What a rule may look at: the passage, the part before the cue read, and the cues that follow."""

    passage: Passage
    number: int
    floor: int
    left: Left
    later: Later
    cast: Cast


Rule = Callable[[Sentence, Cue], Finding | None]


def made(
    s: Sentence, cue: Cue, content: Span | None, kind: Kind, rule: str, *, act: Act | None = None, marked: bool = False
) -> Finding | None:
    """A finding of `rule`, or None without content."""
    if content is None:
        return None
    verb = cue.verb
    excused = cue.negative and verb.negates
    labels = verb.act is Act.LABELS and rule == "clause"  # «عنوان کرد: Y» says, «Y را Z عنوان کرد» labels
    return Finding(
        passage=s.number,
        content=content,
        cue=(cue.start, cue.end),
        kind=kind,
        act=act or (Act.SAYS if excused or labels else verb.act),
        rule=rule,
        negated=verb.negates != (cue.negative and kind is Kind.PARAPHRASE),
        subject=s.left.subject,
        marked=marked,
        continues=verb.continues,
        occasion=s.left.occasion,
        via=s.left.via,
    )


def closes(passage: Passage, cue: Cue) -> bool:
    """Whether a clause ends with this verb: what goes on behind it without a joint was a subordinate clause."""
    i = cue.end
    if i >= len(passage.words) or passage.is_stop(i):
        return True
    word = passage.words[i]
    glued = word[0] == "و" and word in cue_table().triggers  # «دانست وافزود»
    return glued or not word[0].isalnum() or word in _AFTER or word in vocabulary().adverbs


def back_over_adverbs(words: list[str], z: int) -> int:
    """The end of the stretch before `z` without the adverbs that go with the verb («به شدت»)."""
    v = vocabulary()
    while z and (
        (words[z - 1] in v.adverbs and words[z - 1] not in ("خود", "هم", "و"))
        or words[z - 1] in ("شدت", "صمیمانه", "رسما")
        or words[z - 1] == "به"
    ):
        z -= 1
    return z
