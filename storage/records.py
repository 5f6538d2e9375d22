"""What the storage keeps, as plain values: frozen dataclasses and enums, standard library only.

Times are timezone-aware UTC `datetime`s. `chat_id` is Telegram's; `thread_id` is a forum topic's id, 0 for none: together they
are an `Address`, the place a message goes to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from enum import IntEnum, StrEnum

Span = tuple[int, int]


class SourceState(StrEnum):
    ACTIVE = "active"
    PAUSED = "paused"
    REMOVED = "removed"


class ArticleState(StrEnum):
    """found (known from a feed) → fetched (its text is here) → analysed; failed after the last attempt; gone at the publisher."""

    FOUND = "found"
    FETCHED = "fetched"
    ANALYSED = "analysed"
    FAILED = "failed"
    GONE = "gone"
    HIDDEN = "hidden"


class ChatKind(StrEnum):
    PRIVATE = "private"
    GROUP = "group"
    CHANNEL = "channel"


class ChatState(StrEnum):
    """asleep: Telegram says it cannot be reached; everything is kept and wakes at /start or my_chat_member."""

    ACTIVE = "active"
    ASLEEP = "asleep"
    BANNED = "banned"


class DeliveryKind(StrEnum):
    ALERT = "alert"
    BRIEFING = "briefing"
    PUSH = "push"
    EDIT = "edit"
    CORRECTION = "correction"
    DELETE = "delete"
    NOTICE = "notice"
    DRAFT = "draft"
    """A channel's held message as its editors are shown it."""


class DeliveryState(StrEnum):
    """pending → claimed → sent | failed | uncertain | cancelled | expired (docs/delivery.md); held waits for an editor."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"
    EXPIRED = "expired"
    HELD = "held"


class Priority(IntEnum):
    """Lower goes first. An answer to a person is no delivery: it goes at once, before all of these."""

    NOTICE = 10
    ALERT = 20
    EDIT = 30
    BRIEFING = 40
    DELETE = 50
    PUSH = 60


class Aspect(StrEnum):
    """How a follow means a person, body or country: as the speaker, as the subject, or either."""

    ANY = "any"
    BY = "by"
    ABOUT = "about"


@dataclass(frozen=True, slots=True)
class Address:
    chat_id: int
    thread_id: int = 0


@dataclass(frozen=True, slots=True)
class Source:
    """A feed of one publisher. `route` names how it is reached (direct, iran, abroad, a comma list is tried in order)."""

    id: int
    slug: str
    name: str
    home_url: str
    feed_url: str
    timezone: str = "Asia/Tehran"
    route: str = "direct"
    state: SourceState = SourceState.ACTIVE
    etag: str | None = None
    last_modified: str | None = None
    interval_s: int = 600
    next_check_at: datetime | None = None
    failures: int = 0
    failing_since: datetime | None = None
    last_error: str | None = None
    last_item_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NewSource:
    slug: str
    name: str
    home_url: str
    feed_url: str
    timezone: str = "Asia/Tehran"
    route: str = "direct"


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One item of a feed as the publisher gives it. `key` is what it is known by: GUID, else link, else content hash."""

    key: str
    url: str
    title: str
    published_at: datetime | None
    summary: str = ""
    content: str = ""


@dataclass(frozen=True, slots=True)
class Marks:
    """Hashes (signed 64-bit) by which the same news is found again (jobs.likeness makes them): one per sentence, a sample of its
    runs of three words, its speakers with the day."""

    sentences: frozenset[int]
    shingles: frozenset[int] = frozenset()
    speakers: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Profile:
    """What an article is judged by when a story is looked for (jobs.likeness): hashes of its words, names and figures, and when
    it was told."""

    at: datetime
    sentences: frozenset[int]
    words: frozenset[int]
    head: frozenset[int]
    shingles: frozenset[int]
    figures: frozenset[Span]
    """(hash of the word counted, number)."""
    people: frozenset[int]


@dataclass(frozen=True, slots=True)
class Article:
    id: int
    source_id: int
    key: str
    url: str
    title: str
    state: ArticleState
    body: str = ""
    published_at: datetime | None = None
    agency: str | None = None
    fetched_at: datetime | None = None
    story_id: int | None = None
    attempts: int = 0
    error: str | None = None
    revision: int = 0
    summary_only: bool = False


@dataclass(frozen=True, slots=True)
class NewStatement:
    """A statement to be stored. `content` and `cue` are offsets into the article's stored body; `text` the normalised text."""

    position: int
    content: tuple[Span, ...]
    text: str
    cue: Span | None
    kind: str
    act: str
    negated: bool
    confidence: float
    alert: bool
    speaker_name: str | None
    speaker_role: str | None
    speaker_kind: str | None
    person: str | None
    speaker_country: str | None
    occasion: str | None
    via: str | None
    coerced: bool
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    tokens: str = ""
    """Folded search tokens of `text`, space-separated (jobs.analysis.fold.index_tokens)."""
    weight: float = 0.0
    """How much the statement is the article's key statement, 0 to 1; ranks the statements of a story."""
    office: str | None = None
    """Slug of the office that the speaker speaks for, where the role or the date tells it."""
    speaker_keys: tuple[str, ...] = ()
    """Further slugs under which the speaker is found: a body, other offices, `name:…` of somebody not in the catalogue."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A stored statement with what is needed to show it."""

    id: int
    article_id: int
    story_id: int | None
    position: int
    text: str
    kind: str
    act: str
    negated: bool
    confidence: float
    alert: bool
    speaker_name: str | None
    speaker_role: str | None
    speaker_kind: str | None
    person: str | None
    speaker_country: str | None
    occasion: str | None
    via: str | None
    coerced: bool
    said_at: datetime
    dated: bool
    """False where the publisher gave no date: then `said_at` is when it was fetched, and no date is shown."""
    countries: tuple[str, ...]
    topics: tuple[str, ...]
    people: tuple[str, ...]
    url: str
    source_id: int
    source_name: str
    content: tuple[Span, ...] = ()
    hidden: bool = False
    weight: float = 0.0
    """How much it is its article's key statement, 0 to 1."""
    office: str | None = None
    """Slug of the office spoken for, where it is known."""


@dataclass(frozen=True, slots=True)
class Story:
    """The articles that tell the same event. `ready_at`: not alerted before (houses publish a speech in pieces)."""

    id: int
    first_at: datetime
    last_at: datetime
    ready_at: datetime
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    statements: tuple[Statement, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    """(publisher's name, article's address), in the order of publication."""
    summary_only: bool = False
    revision: int = 0
    """How many articles and corrections it has seen; rises with each."""


@dataclass(frozen=True, slots=True)
class ChatSettings:
    """One address's choices. Times are wall-clock times in `timezone`. None for a limit means the default of its chat kind."""

    timezone: str = "Asia/Tehran"
    briefing_times: tuple[time, ...] = (time(7, 30), time(21, 0))
    briefing_days: tuple[int, ...] = (0, 1, 2, 3, 4, 5, 6)
    """ISO weekday minus one (Monday 0); Friday has only the evening briefing."""
    quiet_from: time | None = time(23, 0)
    quiet_to: time | None = time(7, 0)
    alerts_per_day: int | None = None
    length: str = "normal"
    digits: str = "persian"
    sources_off: tuple[int, ...] = ()
    delete_after_h: int | None = None
    paused_until: datetime | None = None
    empty_briefings: bool = False
    hushed: tuple[str, ...] = ()
    """What brings no alert and stands in briefings behind all else («کمتر از این»): `w:` and a speaker's slug or name, `t:`
    and a topic."""


@dataclass(frozen=True, slots=True)
class Chat:
    """An address that talks with the bot. Nothing here says who a reader is."""

    address: Address
    kind: ChatKind
    state: ChatState
    settings: ChatSettings
    created_at: datetime
    last_briefing_at: datetime | None = None
    state_reason: str | None = None


NAME = "name:"
ROLE = "role:"
"""Before the folded words of a post that the catalogue has not, among `NewStatement.speaker_keys`."""


def spelt(slug: str, published: str) -> str:
    """The slug of somebody who is not in the catalogue (`name:` and the folded name) with the spelling of the publisher behind a
    «|», in which they are shown. Whoever asks for statements is given either: only the folded name is looked for."""
    return slug if published == slug.removeprefix(NAME) or not published else f"{slug}|{published}"


def found_by(slug: str) -> str:
    """What a slug is looked for by: without the spelling of the publisher."""
    return slug.partition("|")[0] if slug.startswith(NAME) else slug


def shown_by(slug: str) -> str:
    """The name in a slug `name:…`, as published where that is known."""
    folded, _, published = slug.removeprefix(NAME).partition("|")
    return published or folded


@dataclass(frozen=True, slots=True)
class Follow:
    """What is followed: every field that is set must hold for a statement (a conjunction).

    `who`: slug of a person (`hassan-rouhani`), office (`office:ir-president`) or body (`body:irgc`), the folded name of somebody
    who is not in the catalogue (`name:…`, see `spelt`), or a country whose officials speak about another (`TR`). `about`: slug of
    a person, office or body that is spoken about, where `who` speaks. `country` is ISO alpha-2. `phrase` is as the reader typed
    it, `phrase_tokens` its folded tokens.
    """

    who: str | None = None
    who_as: Aspect = Aspect.ANY
    country: str | None = None
    country_as: Aspect = Aspect.ANY
    topic: str | None = None
    phrase: str | None = None
    phrase_tokens: str | None = None
    about: str | None = None

    @property
    def key(self) -> str:
        """The same for the same follow: half of the unique key (address, key)."""
        parts = [
            f"w:{found_by(self.who)}:{self.who_as}" if self.who else "",
            f"c:{self.country}:{self.country_as}" if self.country else "",
            f"t:{self.topic}" if self.topic else "",
            f"p:{self.phrase_tokens}" if self.phrase_tokens else "",
            f"a:{self.about}" if self.about else "",
        ]
        return "|".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Subscription:
    id: int
    address: Address
    follow: Follow
    alerts: bool
    muted: bool
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Match:
    """A subscription for which a story holds, and the statements for which it does (ids, in the order of time)."""

    subscription: Subscription
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """A statement that a subscription brings to its address, as choosing needs it. `speaker`: slug, or the name."""

    subscription_id: int
    statement_id: int
    story_id: int
    source_id: int
    weight: float
    speaker: str
    anonymous: bool
    joined_at: datetime
    denial: bool = False
    """Whether it denies or rejects what was said."""
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewDelivery:
    """One message owed. `key` is unique per address: `alert:<story>`, `briefing:<period>`, `push:<id>`, `edit:<delivery>:<n>`."""

    address: Address
    kind: DeliveryKind
    key: str
    payload: dict[str, object]
    not_before: datetime
    priority: int
    story_id: int | None = None
    expires_at: datetime | None = None
    """Not sent after this; None: never too late."""


@dataclass(frozen=True, slots=True)
class Delivery:
    id: int
    address: Address
    kind: DeliveryKind
    key: str
    payload: dict[str, object]
    not_before: datetime
    priority: int
    state: DeliveryState
    attempts: int
    created_at: datetime
    lease_until: datetime | None = None
    message_id: int | None = None
    reason: str | None = None
    sent_at: datetime | None = None
    story_id: int | None = None
    doubts: int = 0
    """Sends whose outcome nobody knows: at 1 it is sent once more, at 2 it is left alone."""


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks the storage for. Empty tuples and None ask for nothing in particular."""

    speakers: tuple[str, ...] = ()
    """Slugs, or ISO codes for "the state speaks", or `name:…`."""
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    """Folded token strings; every token of every phrase must be in the statement. «|» parts names of the same: one will do."""
    since: datetime | None = None
    until: datetime | None = None
    source: str | None = None
    acts: tuple[str, ...] = ()
    oldest_first: bool = False
    best_first: bool = False
    """By how much each is its article's key statement, the newest of equals first; over the newest `storage.search.COUNTED`."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page of an answer: `total` statements in all from `stories` stories; `facets` count what a narrower question finds."""

    statements: tuple[Statement, ...]
    total: int
    stories: int
    facets: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """An entry of the catalogue as the database keeps it: a person, an office or a body.

    `aliases` are all other names; `data` says what each is for (jobs.catalogue writes and reads it, the storage only keeps it).
    """

    slug: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    edited: bool = False
    data: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Held:
    """Who held which office from when to when (ISO dates, exclusive end; None where open or not known)."""

    person: str
    office: str
    since: str | None
    until: str | None
    acting: bool = False


class CandidateState(StrEnum):
    OPEN = "open"
    ACCEPTED = "accepted"
    MERGED = "merged"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Sighting:
    """A statement whose speaker has a name that the catalogue does not know."""

    name: str
    role: str | None
    country: str | None
    source_id: int
    statement_id: int
    said_at: datetime


@dataclass(frozen=True, slots=True)
class NewCandidate:
    """A speaker to be proposed. `folded` is the form under which two spellings of the name are one."""

    name: str
    folded: str
    role: str | None
    country: str | None
    seen: int
    first_at: datetime
    last_at: datetime
    evidence: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A proposed speaker and what an admin made of it. `evidence`: ids of statements."""

    id: int
    name: str
    role: str | None
    country: str | None
    seen: int
    first_at: datetime
    last_at: datetime
    evidence: tuple[int, ...]
    state: CandidateState


class ReportWhat(StrEnum):
    """In what a reader says that a quotation is wrong: its speaker, its words, its country or topic, or that it is old news."""

    SPEAKER = "speaker"
    TEXT = "text"
    SUBJECT = "subject"
    OLD = "old"


class ReportState(StrEnum):
    """open → mended (something was corrected or taken away) | kept (it was right)."""

    OPEN = "open"
    MENDED = "mended"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Report:
    """«نقل نادرست است», told from an address about a statement."""

    id: int
    statement_id: int
    address: Address
    what: ReportWhat
    state: ReportState
    at: datetime
