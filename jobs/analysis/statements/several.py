"""Several who say the same: «نام، نام و نام گفتند»."""

from __future__ import annotations

from dataclasses import replace

from jobs.analysis.speakers.boundary import namelike
from jobs.analysis.speakers.noun_phrase import Candidate
from jobs.analysis.speakers.vocabulary import vocabulary
from jobs.analysis.statements.passage import Passage
from jobs.analysis.statements.stretch import subject_end


def with_others(passage: Passage, candidate: Candidate, end: int, c: int) -> tuple[Candidate, int]:
    """«نام، نام و نام»: several who say the same are one candidate."""
    words, v = passage.words, vocabulary()
    if candidate.name is None or candidate.role is not None or end + 1 >= c or words[end] != "،":
        return candidate, end
    k = end
    while k + 1 < c and words[k] == "،" and (words[k + 1] in v.given or words[k + 1] in v.titles):
        stop = subject_end(words, k + 1, c)
        both = next((j for j in range(k + 2, stop - 1) if words[j] == "و"), 0)
        if both:
            if not (namelike(words, k + 1, both) and namelike(words, both + 1, stop)):
                break
            return replace(candidate, span=(candidate.span[0], stop), name=(candidate.name[0], stop)), stop
        if stop - k > _LONG_NAME or not namelike(words, k + 1, stop):
            break
        k = stop
    return candidate, end


_LONG_NAME = 6
