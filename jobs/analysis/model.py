"""What the analysis finds in an article: plain values, no behaviour.

Every `Span` is a half-open pair of code-point offsets. Offsets of `Statement` and `Debris` point into the body *as given*
(before normalisation); whatever points elsewhere says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Span = tuple[int, int]


class Kind(StrEnum):
    """How the words stand in the article (the annotation guide's three kinds)."""

    DIRECT = "direct"
    REPORTED = "reported"
    PARAPHRASE = "paraphrase"


class Act(StrEnum):
    """What the speaker does with the words. Rendering has one plain verb for each; SAYS is left unsaid."""

    SAYS = "says"
    DEMANDS = "demands"
    WARNS = "warns"
    DENIES = "denies"
    REJECTS = "rejects"
    CONDEMNS = "condemns"
    CRITICISES = "criticises"
    ACCUSES = "accuses"
    PRAISES = "praises"
    PROMISES = "promises"
    THREATENS = "threatens"
    HOPES = "hopes"
    WORRIES = "worries"
    REGRETS = "regrets"
    PROPOSES = "proposes"
    PREDICTS = "predicts"
    ANNOUNCES = "announces"
    CONFIRMS = "confirms"
    ASKS = "asks"
    LABELS = "labels"


class SpeakerKind(StrEnum):
    PERSON = "person"
    ROLE = "role"
    BODY = "body"
    ANONYMOUS = "anonymous"


UNKNOWN_SPEAKER = "نامشخص"
"""The name of a speaker whom the article itself does not tell. Abstaining is `Statement.speaker = None` instead."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: `name` is the fullest that the article gives, without titles; `role` as the article says it;
    `person` the catalogue's slug, only where it is sure; `country` the ISO code of the state they speak for, where known."""

    name: str | None
    role: str | None
    kind: SpeakerKind
    person: str | None = None
    country: str | None = None
    office: str | None = None
    """Slug of the office that `role` names, no former one; without a country beside it only where the article tells it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A stretch of the article attributed to a speaker.

    `text` is the normalised text of exactly the `content` ranges (several where debris interrupts, joined by a space).
    `negated`: the content stands under a denial or rejection. `via`: agency or outlet that tells it, apart from the speaker.
    `speaker` is None where the rules are not sure enough. `alert`: sure enough to be sent at once.
    """

    content: tuple[Span, ...]
    text: str
    paragraph: int
    cue: Span | None
    kind: Kind
    act: Act
    negated: bool
    confidence: float
    alert: bool
    speaker: Speaker | None
    occasion: str | None = None
    via: str | None = None
    coerced: bool = False
    """Said in court, in detention or in a broadcast confession: the outlet's claim, never an alert."""
    rule: str = ""
    why: tuple[str, ...] = ()
    """For `naql explain`: why this speaker, step by step."""
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    """Catalogue slugs that the content mentions."""
    weight: float = 0.0
    """How much it is the article's key statement, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Debris:
    """A stretch of the body that is not the article's text, and why."""

    span: Span
    reason: str


@dataclass(frozen=True, slots=True)
class ArticleText:
    """What the analysis is given. `date` is the day of publication where known; without it no office is resolved."""

    title: str
    body: str
    date: date | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """`line`: at most 35 words; `text`: several lines, plain."""

    line: str
    text: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything found in one article. `title` and `text` are normalised; `text` has no debris."""

    title: str
    text: str
    statements: tuple[Statement, ...]
    countries: tuple[str, ...]
    topics: tuple[str, ...]
    people: tuple[str, ...]
    debris: tuple[Debris, ...] = ()
    digest: Digest = field(default_factory=lambda: Digest("", ""))
