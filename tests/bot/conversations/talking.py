"""Conversations of subscribers with the whole bot: in private, in groups, forums and channels; nothing of ours is replaced."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.compose import Parts, open_parts
from bot.cli.serving import Pace, running_service
from bot.limiter import PriorityLimiter
from bot.render.naming import Naming
from bot.sandbox.people import Message, Person, Tap
from bot.sandbox.server import Sandbox, running_sandbox
from storage import chats, outbox, statements, subscriptions
from storage.config import Config, load
from storage.records import Address, Chat, ChatKind, DeliveryKind, NewDelivery, Priority, Subscription
from tests.bot.asking import SAID, Said, seed
from tests.bot.questions import invented

PATIENCE_S = 15.0
HASTE = 20.0


@dataclass(frozen=True, slots=True)
class Talk:
    """One person in one chat with the bot (without `chat_id`: the private one; `thread` is a forum topic)."""

    sandbox: Sandbox
    parts: Parts
    person: Person
    chat_id: int = 0
    thread: int = 0

    @property
    def address(self) -> Address:
        return Address(self.chat_id or self.person.id, self.thread)

    def of(self, person: Person) -> Talk:
        """The same chat, another person in it."""
        return replace(self, person=person)

    def there(self, chat_id: int, thread: int = 0) -> Talk:
        """The same person in another chat."""
        return replace(self, chat_id=chat_id, thread=thread)

    async def write(self, text: str, reply_to: Message | None = None) -> Message:
        return await self.person.write(
            text,
            chat_id=self.chat_id or None,
            thread_id=self.thread or None,
            reply_to=reply_to.id if reply_to else None,
        )

    async def say(self, text: str, part: str = "", reply_to: Message | None = None) -> Message:
        """Writes, and gives the bot's first message after it in which `part` stands."""
        written = await self.write(text, reply_to)
        return await self.told(part, after=written.id)

    async def told(self, part: str, after: int = 0) -> Message:
        """The bot's first message here above that number in which `part` stands."""
        return await self.person.wait_for(lambda m: part in m.text, chat_id=self.chat_id or None, after=after, timeout=PATIENCE_S)

    async def tap(self, message: Message, label: str) -> Tap:
        """Taps the button with this label, or the first whose label holds it."""
        now = await self.now(message)
        found = next((one for one in now.buttons if one == label), None) or next(
            (one for one in now.buttons if label in one), None
        )
        assert found is not None, f"no button «{label}» among {now.buttons} under {now.text!r}"
        return await self.person.tap(now, found)

    async def tapped(self, message: Message, label: str, part: str = "") -> Message:
        """Taps and gives the message as it has become: with other buttons or words, and `part` in it."""
        before = await self.now(message)
        await self.tap(before, label)
        return await self.person.wait_for(
            lambda m: m.id == message.id and m.raw != before.raw and part in m.text,
            chat_id=self.chat_id or None,
            timeout=PATIENCE_S,
        )

    async def forge(self, text: str, buttons: Mapping[str, str]) -> None:
        """Puts a message of the bot here with buttons (label: data) that the bot never made."""
        rows = [[{"text": label, "callback_data": data}] for label, data in buttons.items()]
        message = {"chat_id": self.address.chat_id, "text": text, "reply_markup": {"inline_keyboard": rows}}
        async with self.sandbox.session.post(f"{self.sandbox.url}/bot{self.sandbox.token}/sendMessage", json=message) as answer:
            assert answer.status == 200

    async def now(self, message: Message) -> Message:
        """The message as it stands now."""
        return next(m for m in await self.person.messages(self.chat_id or None) if m.id == message.id)

    async def last_id(self) -> int:
        return max((m.id for m in await self.person.messages(self.chat_id or None)), default=0)

    async def follows(self) -> tuple[Subscription, ...]:
        """What the address follows."""
        async with self.parts.db.read() as session:
            return await subscriptions.of(session, self.address)

    async def chat(self) -> Chat:
        async with self.parts.db.read() as session:
            found = await chats.get(session, self.address)
        assert found is not None
        return found

    async def statement_id(self, words: str) -> int:
        """The number of the sample statement with these words."""
        async with self.parts.db.read() as session:
            for story in range(1, len(SAID) + 1):
                for said in await statements.of_story(session, story):
                    if words in said.text:
                        return said.id
        raise AssertionError(f"no sample statement says «{words}»")

    async def alert(self, story_id: int = 1, kind: ChatKind = ChatKind.PRIVATE) -> Message:
        """Owes this address an alert of a sample story, from all that it follows, and gives the message."""
        now, last = datetime.now(UTC), await self.last_id()
        payload: dict[str, object] = {
            "story_id": story_id,
            "stories": [story_id],
            "follows": [one.id for one in await self.follows()],
            "statements": [],
        }
        async with self.parts.db.write() as session:
            await chats.ensure(session, self.address, kind, now)
            new = NewDelivery(self.address, DeliveryKind.ALERT, f"alert:{story_id}", payload, now, Priority.ALERT, story_id)
            assert await outbox.owe(session, new, now) is not None
        sent = await self.person.wait_for(
            lambda m: any(key.url.startswith("https://") for row in m.rows for key in row),
            chat_id=self.chat_id or None,
            after=last,
            timeout=PATIENCE_S,
        )
        async with asyncio.timeout(PATIENCE_S):
            while not await self._recorded(sent):  # noqa: ASYNC110 — the outbox tells nobody
                await asyncio.sleep(0.02)
        return sent

    async def _recorded(self, message: Message) -> bool:
        """Whether the outbox knows of the message that it was sent: that is written after Telegram took it."""
        async with self.parts.db.read() as session:
            return any(one.message_id == message.id for one in await outbox.of_address(session, self.address, 20))


class Hasty(PriorityLimiter):
    """Telegram's pace, twenty times as fast: the local one has none."""

    def __init__(self) -> None:
        super().__init__(clock=lambda: time.monotonic() * HASTE, sleep=lambda seconds: asyncio.sleep(seconds / HASTE))


QUIET = Pace(collect_s=3600.0, match_s=0.3, brief_s=3600.0)
"""Nothing is collected and no briefing falls due while people talk."""


def config_for(sandbox: Sandbox, folder: Path) -> Config:
    return load(
        {"BOT_TOKEN": sandbox.token, "TELEGRAM_API_URL": sandbox.url, "DATA_DIR": str(folder), "WEB_PORT": "0"},
    )


@asynccontextmanager
async def open_talk(folder: Path, lexicon_dir: Path, said: tuple[Said, ...] = SAID) -> AsyncIterator[Talk]:
    """The service over the sample archive with invented people; its person has started the bot."""
    async with (
        running_sandbox() as sandbox,
        open_parts(config_for(sandbox, folder), lexicon_dir=lexicon_dir, publishers=False) as parts,
    ):
        catalogue = invented()
        parts = replace(parts, catalogue=catalogue, naming=Naming(catalogue))
        async with parts.db.write() as session:
            await seed(session, said)
        async with running_service(parts, web=False, pace=QUIET, limiter=Hasty()):
            yield Talk(sandbox, parts, sandbox.person)


def refused(talk: Talk) -> list[str]:
    """The requests that the local Telegram refused, apart from edits without change and answers that came too late."""
    harmless = ("not modified", "query is too old")
    return [
        f"{request.description}: {request.method} {request.params}"
        for request in talk.sandbox.record.of()
        if request.status >= 400 and not any(word in request.description for word in harmless)
    ]
