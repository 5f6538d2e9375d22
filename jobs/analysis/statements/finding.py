"""What a rule finds before anybody asks who spoke."""

from __future__ import annotations

from dataclasses import dataclass

from jobs.analysis.model import Act, Kind, Span
from jobs.analysis.speakers.noun_phrase import Candidate


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of content under a cue; all spans are token indices of the passage numbered `passage`.

    `subject`: the noun phrase that speaks; None where the sentence names nobody (then `dropped`, or the rule says who).
    `marked`: a colon, «که» or a quotation mark stands between cue and content. `unclear`: subject and object could not be parted.
    """

    passage: int
    content: Span
    cue: Span
    kind: Kind
    act: Act
    rule: str
    negated: bool = False
    subject: Candidate | None = None
    marked: bool = False
    continues: bool = False
    unclear: bool = False
    anonymous: bool = False
    occasion: Span | None = None
    via: Span | None = None
    told_in: int = -1
    """The passage of cue and subject where it is not the content's own: «X گفت:» at the end of the paragraph before."""

    @property
    def home(self) -> int:
        """The passage that `subject`, `cue`, `occasion` and `via` are spans of."""
        return self.told_in if self.told_in >= 0 else self.passage
