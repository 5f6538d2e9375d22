"""What the local Telegram knows: people, the bot, chats of all kinds, messages. Plain values; the clock is passed in.

Messages are kept in the shape in which the Bot API shows them. Identifiers follow Telegram's ranges: people are positive, basic
groups negative, supergroups and channels begin with -100.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.commands import CommandBook
from bot.sandbox.params import JsonDict
from bot.sandbox.updates import UpdateQueue

BOT_ID = 1234567890
TOKEN = f"{BOT_ID}:AA_local_telegram_of_naql_no_secret"
BOT_USERNAME = "naql_sandbox_bot"
FIRST_PERSON = 700_000_001
ADMIN_RIGHTS = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_messages",
    "can_edit_messages",
    "can_pin_messages",
    "can_manage_topics",
)
IN_CHAT = frozenset({"creator", "administrator", "member", "restricted"})


@dataclass(slots=True)
class User:
    """A person or the bot. `started`: has written to the bot; `blocked`: blocks it; `deleted`: the account is gone."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "fa"
    is_bot: bool = False
    started: bool = False
    blocked: bool = False
    deleted: bool = False

    def shape(self) -> JsonDict:
        """The Bot API's User."""
        shaped: JsonDict = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        for name in ("last_name", "username"):
            if value := getattr(self, name):
                shaped[name] = value
        if not self.is_bot:
            shaped["language_code"] = self.language_code
        return shaped


@dataclass(slots=True)
class Member:
    """A seat in a chat: `status` as in the Bot API's ChatMember, `rights` those that are granted."""

    status: str
    rights: frozenset[str] = frozenset()
    title: str = ""


@dataclass(slots=True)
class Topic:
    id: int
    name: str
    icon_color: int = 7322096
    closed: bool = False


@dataclass(slots=True)
class Chat:
    """A chat. In a private one `id` is the person's; `messages` are kept by message_id, in order."""

    id: int
    type: str
    title: str = ""
    username: str = ""
    is_forum: bool = False
    description: str = ""
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, JsonDict] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    migrated_to: int | None = None
    permissions: dict[str, bool] = field(default_factory=dict)
    reply_keyboard: JsonDict | None = None
    last_id: int = 0
    person: User | None = None
    head: JsonDict = field(default_factory=dict)

    def shape(self) -> JsonDict:
        """The Bot API's Chat, as it stands in messages. Made once, anew when something of it changes."""
        if not self.head:
            self.head = self._shape()
        return self.head

    def _shape(self) -> JsonDict:
        shaped: JsonDict = {"id": self.id, "type": self.type}
        if self.person is not None:
            named = self.person.shape()
            return shaped | {key: named[key] for key in ("first_name", "last_name", "username") if key in named}
        shaped["title"] = self.title
        if self.username:
            shaped["username"] = self.username
        if self.is_forum:
            shaped["is_forum"] = True
        return shaped

    def status(self, user_id: int) -> str:
        member = self.members.get(user_id)
        return member.status if member else "left"


class World:
    """All state of one local Telegram with one bot.

    `clock` gives seconds since 1970. `changed` is told of every change that somebody may see: (chat id, event).
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self.bot = User(BOT_ID, "نقل (نمونهٔ محلی)", username=BOT_USERNAME, is_bot=True)
        self.users: dict[int, User] = {BOT_ID: self.bot}
        self.chats: dict[int, Chat] = {}
        self.updates = UpdateQueue(clock)
        self.commands = CommandBook()
        self.changed: Callable[[int, JsonDict], None] = lambda _chat_id, _event: None
        self.privacy = True
        self.queries: dict[str, JsonDict] = {}
        self.files: dict[str, tuple[str, str, bytes]] = {}
        self.descriptions: dict[str, str] = {}
        self.menu_buttons: dict[int, JsonDict] = {}
        self.default_rights: dict[str, JsonDict] = {}
        self._last_message = 0
        self._last_person = FIRST_PERSON - 1
        self._last_group = 0
        self._last_query = 0

    @property
    def now(self) -> int:
        return int(self.clock())

    def add_person(self, first_name: str, username: str = "", language_code: str = "fa", *, started: bool = False) -> User:
        """A new person with an empty private chat; the bot may write first only when `started`."""
        self._last_person += 1
        user = User(self._last_person, first_name, username=username, language_code=language_code, started=started)
        self.users[user.id] = user
        chat = Chat(user.id, "private", username=username, person=user)
        chat.members = {user.id: Member("member"), BOT_ID: Member("member")}
        self.chats[user.id] = chat
        return user

    def add_chat(self, kind: str, title: str, creator: int, *, username: str = "", is_forum: bool = False) -> Chat:
        """A group, supergroup or channel made by `creator`; the bot is not in it."""
        self._last_group += 1
        chat_id = -self._last_group - 4_000_000 if kind == "group" else -1_000_000_000_000 - 1_500_000_000 - self._last_group
        chat = Chat(chat_id, kind, title, username, is_forum)
        chat.members[creator] = Member("creator", frozenset(ADMIN_RIGHTS))
        self.chats[chat_id] = chat
        return chat

    def find_chat(self, reference: str) -> Chat | None:
        """The chat of an identifier or an @username; None where there is none."""
        text = reference.strip()
        if text.startswith("@"):
            name = text[1:].lower()
            return next((c for c in self.chats.values() if c.username.lower() == name and c.type != "private"), None)
        try:
            return self.chats.get(int(text))
        except ValueError:
            return None

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups and channels count for themselves; private chats and basic groups share the bot's counter."""
        if chat.type in ("supergroup", "channel"):
            chat.last_id += 1
            return chat.last_id
        self._last_message += 1
        return self._last_message

    def next_query_id(self) -> str:
        self._last_query += 1
        return str(BOT_ID * 1000 + self._last_query)

    def post(self, chat: Chat, sender: User | None, content: JsonDict) -> JsonDict:
        """Put a message into a chat and show it to whoever looks. `sender` is None for a channel's own posts."""
        message: JsonDict = {"message_id": self.next_message_id(chat)}
        if sender is not None:
            message["from"] = sender.shape()
        else:
            message["sender_chat"] = chat.shape()
        message["chat"] = chat.shape()
        message["date"] = self.now
        message.update(content)
        chat.messages[message["message_id"]] = message
        self.changed(chat.id, {"event": "message", "message": message})
        return message
