"""What the storage keeps about those who run the installation, as plain values (as `storage.records`, standard library only)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from storage.records import Address


class Role(IntEnum):
    """What somebody may do; each role may what the lower ones may. Owners stand in the settings, the others are appointed."""

    STRANGER = 0
    VIEWER = 1
    EDITOR = 2
    OWNER = 3


@dataclass(frozen=True, slots=True)
class Admin:
    """Somebody whom the owner `by` appointed."""

    user_id: int
    role: Role
    name: str
    by: int
    at: datetime


class PushState(StrEnum):
    """draft (being put together) → running (from its time on) ⇄ paused; done or cancelled in the end."""

    DRAFT = "draft"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"


class AudienceKind(StrEnum):
    """`test` are the admins themselves."""

    ALL = "all"
    FOLLOWERS = "followers"
    GROUPS = "groups"
    CHANNELS = "channels"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Audience:
    """To whom a push goes. Followers: of `who` (a slug), else of the country, else of the topic. Test: the chats `ids`."""

    kind: AudienceKind = AudienceKind.ALL
    who: str | None = None
    country: str | None = None
    topic: str | None = None
    ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Push:
    """A message of an admin to many chats. `owed` deliveries exist or existed; `expanded`: that is the whole audience.

    `payload`: {"html"} a text, {"story": id}, {"statement": id} or {"briefing": what a briefing's delivery holds}. Beside "html"
    may stand "photo" or "document", the id of a file at Telegram whose caption the text is.
    """

    id: int
    admin_id: int
    state: PushState
    audience: Audience
    payload: Mapping[str, object]
    created_at: datetime
    not_before: datetime
    settled_at: datetime | None = None
    started_at: datetime | None = None
    after_chat_id: int | None = None
    expanded: bool = False
    owed: int = 0
    message_id: int | None = None
    told_at: datetime | None = None

    @property
    def key(self) -> str:
        """The key of its deliveries: with it a chat is owed the push once."""
        return f"push:{self.id}"


@dataclass(frozen=True, slots=True)
class PushCounts:
    """What became of a push's deliveries. `failed` and `dropped` (cancelled, expired) count by reason; `blocked` are the chats
    that cannot be reached any more. `gone`: their chats were forgotten since; `held`: a channel's editors decide. `doubted`: of
    those sent, how many were sent once more, since nobody could know whether they had arrived."""

    sent: int = 0
    waiting: int = 0
    blocked: int = 0
    failed: Mapping[str, int] = field(default_factory=dict)
    dropped: Mapping[str, int] = field(default_factory=dict)
    uncertain: int = 0
    gone: int = 0
    held: int = 0
    doubted: int = 0


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """Who did what, when, to what. `detail` has `from` and `to` where something changed."""

    id: int
    at: datetime
    admin_id: int
    action: str
    subject: str
    detail: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """How a channel words what is ours; statements are untouched by it.

    `names`: slug → how the house calls them; `digits`: persian or latin, None as the chat's setting; `hashtags`: the story's
    speakers and countries as tags; `signature`: the last line.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    digits: str | None = None
    hashtags: bool = True
    signature: str = ""


@dataclass(frozen=True, slots=True)
class Newsroom:
    """The editors of a channel: the group (and topic) that decides what it publishes."""

    channel_id: int
    editors: Address
    style: HouseStyle
    by: int


class DraftState(StrEnum):
    WAITING = "waiting"
    PUBLISHED = "published"
    SCHEDULED = "scheduled"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Draft:
    """A held delivery as its editors see it. `by`, `name`: who decided."""

    delivery_id: int
    editors_id: int
    state: DraftState
    by: int | None
    name: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that is wrong with the installation since a moment; `told_at`: the admins know."""

    name: str
    since: datetime
    told_at: datetime | None
