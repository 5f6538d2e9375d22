"""The whole product for conversations with admins: local Telegram, service, an owner, an editor, a viewer and a stranger."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from bot.callbacks import Verb, encode
from bot.cli.compose import Parts, open_parts
from bot.cli.serving import Pace, Service, running_service
from bot.sandbox.actions import _ask
from bot.sandbox.params import JsonDict
from bot.sandbox.people import Message, Person
from bot.sandbox.server import Sandbox, running_sandbox
from jobs.fetch import Limits
from storage import admins, audit, chats
from storage.config import load
from storage.office_records import AuditEntry, Role
from storage.records import Address, ChatKind, NewStatement
from tests.storage.samples import SAYING, add_source, add_story

QUICK = Pace(collect_s=3600.0, match_s=0.2, brief_s=3600.0, push_s=0.2, expire_s=3600.0, prune_s=3600.0)


@dataclass(frozen=True, slots=True)
class Hall:
    """The running product and the people in it. `owner` is in ADMIN_IDS, `editor` and `viewer` are appointed."""

    sandbox: Sandbox
    parts: Parts
    service: Service
    owner: Person
    editor: Person
    viewer: Person
    stranger: Person

    async def told(self, person: Person, words: str, after: int = 0) -> Message:
        """The first message of the bot to this person, after message number `after`, in which the words stand."""
        return await person.wait_for(lambda m: words in m.text, after=after)

    async def say(self, person: Person, text: str) -> int:
        """Writes to the bot; gives the number of the message."""
        return (await person.write(text)).id

    async def answer(self, person: Person, text: str, wanted: Callable[[Message], bool] = bool) -> Message:
        """What the bot answers to a text."""
        written = await person.write(text)
        return await person.wait_for(wanted, after=written.id)

    async def forge(self, person: Person, message: Message, *args: str | int) -> str | None:
        """A tap with data of the person's own making, as a changed client sends it: what the bot says to it."""
        world = self.sandbox.world
        user, chat = world.users[person.id], world.chats[message.chat_id]
        query: JsonDict = {"id": world.next_query_id(), "from": user.shape(), "chat_instance": str(chat.id)}
        query |= {"data": encode(Verb.ADMIN, *args), "message": chat.messages[message.id]}
        query_id = _ask(world, user, "callback_query", query, chat.id)
        given = (await person._get(f"queries/{query_id}", wait="5")).get("answer")
        return None if given is None else str(given["text"])

    async def audit(self) -> tuple[AuditEntry, ...]:
        """Everything in the audit, the newest first."""
        async with self.parts.db.read() as session:
            return await audit.latest(session, 100)

    async def story(self, *said: NewStatement, at: datetime | None = None, key: str = "n1") -> int:
        """A stored sample story of now."""
        async with self.parts.db.write() as session:
            source = await add_source(session)
            return await add_story(session, source, key, *(said or (SAYING,)), at=at or datetime.now(UTC))


@asynccontextmanager
async def open_hall(folder: Path, lexicon_dir: Path, pace: Pace = QUICK) -> AsyncIterator[Hall]:
    """The product on temporary data, everybody having started the bot."""
    async with running_sandbox() as sandbox:
        owner = sandbox.person
        editor, viewer, stranger = [await sandbox.newcomer(name) for name in ("ویدا", "بهرام", "نیما")]
        config = load(
            {
                "BOT_TOKEN": sandbox.token,
                "TELEGRAM_API_URL": sandbox.url,
                "DATA_DIR": str(folder),
                "ADMIN_IDS": str(owner.id),
                "FETCH_ALLOW_PRIVATE": "on",
                "STORY_WAIT_S": "0",
                "WEB_PORT": "0",
            }
        )
        async with open_parts(config, lexicon_dir=lexicon_dir, publishers=False) as parts:
            now = datetime.now(UTC)
            async with parts.db.write() as session:
                await admins.appoint(session, editor.id, Role.EDITOR, "ویدا", owner.id, now)
                await admins.appoint(session, viewer.id, Role.VIEWER, "بهرام", owner.id, now)
                for person in (owner, editor, viewer, stranger):
                    await chats.ensure(session, Address(person.id), ChatKind.PRIVATE, now)
            for person in (editor, viewer, stranger):
                sandbox.world.users[person.id].started = True
            async with running_service(parts, pace=pace, limits=Limits(host_interval_s=0.0)) as service:
                yield Hall(sandbox, parts, service, owner, editor, viewer, stranger)


def saying(text: str, **changes: object) -> NewStatement:
    """A sample statement with another text."""
    return replace(SAYING, text=text, tokens=text, **changes)  # type: ignore[arg-type]  # each test names real fields
