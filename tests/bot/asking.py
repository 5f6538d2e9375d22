"""The bot over a seeded archive: real handlers, a real local Telegram, real HTTP; only people and statements are invented."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from telegram import Bot, Update

from bot.cli.compose import Parts, open_parts
from bot.cli.sandboxed import BRISK
from bot.cli.serving import running_service
from bot.handlers.common import App
from bot.render.naming import Naming
from bot.sandbox.people import Message, Person
from bot.sandbox.server import Sandbox, running_sandbox
from jobs.analysis.fold import fold, index_tokens
from jobs.fetch import Limits
from storage import articles, sources, statements, stories
from storage.config import load
from storage.database import WriteSession
from storage.records import FeedItem, NewSource, NewStatement
from tests.bot.questions import invented

NOW = datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Said:
    """One invented statement: by whom, what, about what, in which house, how many days ago, in which story."""

    person: str
    name: str
    text: str
    countries: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    act: str = "says"
    house: str = "nemune"
    days: int = 1
    story: str = ""
    state: str = "IR"
    office: str | None = None
    weight: float = 0.5


KUHYAR, KUHZAD = ("sohrab-kuhyar", "سهراب کوهیار"), ("parisa-kuhzad", "پریسا کوه‌زاد")
EMRE = ("emre-denizavoglu", "امره دنیزاوغلو")
SAID = (
    Said(*KUHYAR, "بازار مرزی با ترکیه از شنبه دوباره باز می‌شود", ("TR",), ("trade",), days=1, story="market"),
    Said(*EMRE, "بازار مرزی با ایران هنوز آماده نیست", ("IR",), ("trade",), ("sohrab-kuhyar",), "denies", days=1, story="market",
         state="TR", house="ruzname"),
    Said(*KUHYAR, "گمرک نمونه شبانه‌روزی کار خواهد کرد", (), ("trade",), days=2),
    Said(*KUHYAR, "صادرات به ترکیه در بهار دو برابر شد", ("TR",), ("trade",), days=40),
    Said(*KUHYAR, "دربارهٔ آب هیرمند با کابل گفت‌وگو می‌کنیم", ("AF",), ("environment-water",), days=45),
    Said(*KUHYAR, "سیل نمونه مهار شد", (), ("disasters",), days=50, weight=0.9),
    Said(*KUHZAD, "حقابهٔ هیرمند امسال نرسیده است", ("AF",), ("environment-water",), ("sohrab-kuhyar",), days=3),
    Said(*KUHZAD, "=SUM(1) فرمول نیست و آب سد نمونه کم شده است", (), ("environment-water",), days=4, house="ruzname"),
    Said("", "بهمن تیزپر", "بازرسی سازمان آب نمونه به پایان رسید", (), ("labour-welfare",), days=5, house="ruzname"),
    Said("", "اردلان پور‌شهاب", "نمایشگاه نمونه تا جمعه باز است", (), ("culture",), days=6, house="ruzname"),
    Said(*KUHZAD, "حقابهٔ هیرمند پارسال هم نرسیده بود", ("AF",), ("environment-water",), days=300),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asking:
    """A person in the private chat with the bot."""

    sandbox: Sandbox
    parts: Parts
    person: Person
    application: App

    async def send_media(self, **media: object) -> Message:
        """The bot's answer to a message of this kind, which the sandbox's people cannot send: given to the application itself."""
        chat = {"id": self.person.id, "type": "private", "first_name": "نمونه"}
        last = (await self.person.write("مرسی")).id
        message = {"message_id": last, "date": int(NOW.timestamp()), "chat": chat, "from": {**chat, "is_bot": False}, **media}
        await self.application.process_update(Update.de_json({"update_id": 1, "message": message}, self.application.bot))
        return await self.person.wait_for(lambda m: True, after=last)

    async def another(self) -> Asking:
        """The same with a new person, whose chat has a pace of its own."""
        return replace(self, person=await self.sandbox.newcomer("نمونه"))

    async def download(self, file_id: str) -> bytes:
        """A file that the bot sent, as Telegram gives it back."""
        bot = Bot(self.sandbox.token, base_url=f"{self.sandbox.url}/bot", base_file_url=f"{self.sandbox.url}/file/bot")
        async with bot:
            return bytes(await (await bot.get_file(file_id)).download_as_bytearray())

    async def ask(self, text: str) -> Message:
        """The bot's next message after this one is written."""
        asked = await self.person.write(text)
        return await self.person.wait_for(lambda m: True, after=asked.id)

    async def tap(self, message: Message, part: str, *, in_place: bool = True) -> Message:
        """Taps the button that begins with or holds `part`; the message changed by it, or the new one."""
        label = next((label for label in message.buttons if part in label), None)
        assert label is not None, f"no button «{part}» among {message.buttons}"
        last = (await self.person.messages())[-1].id
        await self.person.tap(message, label)
        if in_place:
            return await self.person.wait_for(lambda m: m.id == message.id and m.raw != message.raw)
        return await self.person.wait_for(lambda m: True, after=last)


@asynccontextmanager
async def open_asking(folder: Path, lexicon_dir: Path, said: tuple[Said, ...] = SAID) -> AsyncIterator[Asking]:
    """The service with an invented catalogue and these statements."""
    async with running_sandbox() as sandbox:
        config = load(
            {
                "BOT_TOKEN": sandbox.token,
                "TELEGRAM_API_URL": sandbox.url,
                "DATA_DIR": str(folder),
                "FETCH_ALLOW_PRIVATE": "on",
                "WEB_PORT": "0",
            }
        )
        async with open_parts(config, lexicon_dir=lexicon_dir, publishers=False) as parts:
            catalogue = invented()
            parts = replace(parts, catalogue=catalogue, naming=Naming(catalogue))
            async with parts.db.write() as session:
                await seed(session, said)
            async with running_service(parts, pace=BRISK, limits=Limits(host_interval_s=0.0)) as service:
                yield Asking(sandbox, parts, sandbox.person, service.application)


async def seed(session: WriteSession, said: tuple[Said, ...]) -> None:
    """One article for each statement; those that name the same story share it."""
    houses: dict[str, int] = {}
    told: dict[str, int] = {}
    for number, one in enumerate(said):
        if one.house not in houses:
            home = f"https://{one.house}.example"
            houses[one.house] = (await sources.add(session, NewSource(one.house, _HOUSES[one.house], home, f"{home}/rss"))).id
        at = NOW - timedelta(days=one.days, seconds=len(said) - number)
        url = f"https://{one.house}.example/{number}"
        article = await articles.found(session, houses[one.house], FeedItem(url, url, "نمونه", at), at)
        assert article is not None
        await articles.fetched(
            session, article, title="نمونه", body=one.text, published_at=at, agency=None, now=at, summary_only=False
        )
        story = told.get(one.story) or await stories.create(session, at, at)
        if one.story:
            told[one.story] = story
        await statements.add(session, article, story, at, True, [new(one)])
        await articles.analysed(session, article, story)
        await stories.join(session, story, article, at, at)


_HOUSES = {"nemune": "خبرگزاری نمونه", "ruzname": "روزنامهٔ نمونه"}


def new(one: Said) -> NewStatement:
    return NewStatement(
        position=0,
        content=((0, len(one.text)),),
        text=one.text,
        cue=None,
        kind="direct",
        act=one.act,
        negated=False,
        confidence=0.9,
        alert=False,
        speaker_name=one.name,
        speaker_role=None,
        speaker_kind="person",
        person=one.person or None,
        speaker_country=one.state,
        occasion=None,
        via=None,
        coerced=False,
        countries=one.countries,
        topics=one.topics,
        people=one.people,
        tokens=" ".join(index_tokens(one.text)),
        weight=one.weight,
        office=one.office,
        speaker_keys=() if one.person else (f"name:{fold(one.name)}",),
    )
