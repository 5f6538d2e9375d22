"""The whole product for conversations with admins: local Telegram, service, an owner, an editor, a viewer and a stranger."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.callbacks import Verb, encode
from bot.cli.compose import Parts, open_database
from bot.cli.serving import Pace, Service, running_service
from bot.limiter import PriorityLimiter, Result, Turn
from bot.render.naming import Naming
from bot.sandbox.actions import _ask
from bot.sandbox.params import JsonDict
from bot.sandbox.people import Message, Person
from bot.sandbox.server import Sandbox, running_sandbox
from jobs.analysis.analyser import Analyser
from jobs.analysis.catalogue import Catalogue, Country, Held, Office
from jobs.analysis.catalogue import Person as CataloguePerson
from jobs.analysis.entities import Entities
from jobs.analysis.lexicon import ensure_lexicon
from jobs.catalogue import seed
from jobs.fetch import Limits
from storage import admins, audit, chats
from storage.config import Config, load
from storage.database import WriteSession
from storage.office_records import AuditEntry, Role
from storage.records import Address, ChatKind, NewStatement
from tests.storage.samples import SAYING, add_source, add_story

QUICK = Pace(collect_s=3600.0, match_s=0.2, brief_s=3600.0, push_s=0.2, expire_s=3600.0, prune_s=3600.0, reports_s=0.3)


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

    async def forge_and_wait(self, person: Person, *args: str | int) -> Message:
        """A tap with these data on a new message of the bot, and the message as it is then: a way into the middle of a talk."""
        start = await self.answer(person, "/admin")
        await self.forge(person, start, *args)
        return await person.wait_for(lambda m: m.id == start.id and m.edited)

    async def audit(self) -> tuple[AuditEntry, ...]:
        """Everything in the audit, the newest first."""
        async with self.parts.db.read() as session:
            return await audit.latest(session, 100)

    async def story(self, *said: NewStatement, at: datetime | None = None, key: str = "n1") -> int:
        """A stored sample story of now."""
        async with self.parts.db.write() as session:
            source = await add_source(session)
            return await add_story(session, source, key, *(said or (SAYING,)), at=at or datetime.now(UTC))

    async def another_story(self, session: WriteSession, said: NewStatement) -> int:
        """One of another sample house."""
        return await add_story(session, await add_source(session, "digar"), "n2", said, at=datetime.now(UTC))


CATALOGUE = Catalogue(
    people={
        "parisa-kuhzad": CataloguePerson(
            "parisa-kuhzad", "پریسا کوه‌زاد", "IR", held=(Held("office:water-deputy", "2020-01-01", None),)
        ),
        "sohrab-kuhyar": CataloguePerson("sohrab-kuhyar", "سهراب کوهیار", "IR"),
    },
    offices={"office:water-deputy": Office("office:water-deputy", "معاون سازمان آب", "IR", ("معاون سازمان آب",))},
    countries={
        "IR": Country("IR", "ایران", ("ایران",)),
        "TR": Country("TR", "ترکیه", ("ترکیه",)),
        "AF": Country("AF", "افغانستان", ("افغانستان",)),
    },
)
"""A small catalogue of invented people, so that the product starts at once."""


@asynccontextmanager
async def _parts(config: Config, lexicon_dir: Path) -> AsyncIterator[Parts]:
    async with open_database(config) as db:
        async with db.write() as session:
            await seed(session, CATALOGUE)
        lexicon = ensure_lexicon(lexicon_dir)
        analyser, entities = Analyser(lexicon, CATALOGUE), Entities(CATALOGUE)
        yield Parts(config, db, CATALOGUE, entities, analyser, Naming(CATALOGUE), lexicon)


class _NoLimits(PriorityLimiter):
    """Sends at once: these tests hold hundreds of short conversations in one chat, the pace is `tests/bot/test_limiter.py`'s."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Result]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Turn | None,
    ) -> Result:
        if rate_limit_args is not None and rate_limit_args.sending is not None:
            await rate_limit_args.sending()
        return await callback(*args, **kwargs)


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
        async with _parts(config, lexicon_dir) as parts:
            now = datetime.now(UTC)
            async with parts.db.write() as session:
                await admins.appoint(session, editor.id, Role.EDITOR, "ویدا", owner.id, now)
                await admins.appoint(session, viewer.id, Role.VIEWER, "بهرام", owner.id, now)
                for person in (owner, editor, viewer, stranger):
                    await chats.ensure(session, Address(person.id), ChatKind.PRIVATE, now)
            for person in (editor, viewer, stranger):
                sandbox.world.users[person.id].started = True
            async with running_service(parts, pace=pace, limits=Limits(host_interval_s=0.0), limiter=_NoLimits()) as service:
                yield Hall(sandbox, parts, service, owner, editor, viewer, stranger)


def saying(text: str, **changes: object) -> NewStatement:
    """A sample statement with another text."""
    return replace(SAYING, text=text, tokens=text, **changes)  # type: ignore[arg-type]  # each test names real fields
