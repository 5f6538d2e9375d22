"""Outlets that only pass on what somebody else says: «فارس نوشت: X گفت …»، «روزنامه Y گزارش داد که X گفت: …»."""

from __future__ import annotations

from jobs.analysis.speakers.noun_phrase import Candidate, Reference
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.cues import Cue, Later
from jobs.analysis.statements.extent import marker
from jobs.analysis.statements.left import parse, plain_subject
from jobs.analysis.statements.passage import Passage
from jobs.analysis.statements.syntax import sentence_end
from jobs.analysis.statements.wordlists import listed

_PASSING = frozenset(("نوشت", "گزارش داد", "گزارش کرد", "خبر داد", "اعلام کرد"))
_PAPERS = listed("papers") | frozenset(("خبرگزاری", "تلویزیون", "رادیو", "رسانههای"))
_OUTLETS = frozenset(("صدا", "و", "سیما", "خبرگزاری", "روزنامه", "سایت", "وبسایت", "پایگاه"))
_AS = listed("as_that")
_MARKERS = frozenset((":", "که", "", "«", "،"))


def _as_told(words: list[str], a: int) -> bool:
    """«آن‌طور که X گزارش داده است، …»: only the way the news took."""
    return a > 1 and words[a - 1] == "که" and words[a - 2] in _AS


def passes_on(passage: Passage, number: int, cue: Cue, subject: Candidate | None, later: Later) -> bool:
    """Whether the speaker of `cue` is an outlet that tells what the next verb's subject says.

    An agency at the head of its own article (`number` is the passage's) passes on in any case: its byline is no statement.
    """
    how, start = marker(passage, cue.end)
    if subject is None or how not in _MARKERS or cue.verb.name not in _PASSING:
        return False
    v, named = vocabulary(), passage.words[subject.span[0] : subject.span[1]]
    ours = number <= 1 and how == ":" and all(word in v.bylines or word in _OUTLETS for word in named)
    following = next(later.before(sentence_end(passage, start)), None)
    if following is None:
        return ours
    if _as_told(passage.words, subject.span[0]) and marker(passage, following.end)[0] in (":", "که"):
        return True
    told = parse(passage, start, following.start).subject
    if ours or all(word in v.agencies or word in _OUTLETS for word in named):
        return told is not None or how == ":"
    outlet = named[0] in _PAPERS or (subject.reference is Reference.NAME and not plain_subject(passage, subject))
    marked = marker(passage, following.end)[0] in (":", "که", "«")
    return outlet and marked and told is not None and told.span[0] <= start + 3 and plain_subject(passage, told)
