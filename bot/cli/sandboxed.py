"""The product without a token: the service on a local Telegram with a sample newsroom and a sample subscriber."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Container
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from bot import texts
from bot.cli.compose import Parts, open_parts, prepare_data_dir
from bot.cli.serving import HANDS, Pace, running_service
from bot.cli.single import only_one
from bot.cli.stopping import until_stopped
from bot.sandbox.newsroom import Newsroom, running_newsroom
from bot.sandbox.people import Message
from bot.sandbox.server import Sandbox, running_sandbox
from jobs.fetch import Limits
from storage import chats, sources
from storage.config import Config, database_url
from storage.database import Database
from storage.errors import NaqlError
from storage.records import Address, SourceState

FOLLOWED = "ترکیه"
DIGESTS = 2
PATIENCE_S = 30.0
BRISK = Pace(collect_s=2.0, match_s=0.5, brief_s=30.0)


@dataclass(frozen=True, slots=True)
class Trial:
    """A running sandbox with the service on it."""

    sandbox: Sandbox
    newsroom: Newsroom
    db: Database
    ended: asyncio.Future[None]


async def try_out(config: Config, port: int, *, asked_for: bool) -> None:
    """Runs until Ctrl-C; the first digests are printed as they arrive, and the chat page is named."""
    if not asked_for:
        print("BOT_TOKEN is not set: naql runs on a local Telegram with sample news (README: how to get a token).", flush=True)
    async with running_trial(config, config.data_dir / "sandbox", port) as trial:
        print(f"Chat with the bot at {trial.sandbox.url}/ (this is not Telegram). Ctrl-C ends it.", flush=True)
        printing = asyncio.create_task(_print_messages(trial.sandbox))
        try:
            await begin_following(trial)
            await _publish(trial.newsroom)
            await until_stopped(trial.ended)
        finally:
            printing.cancel()
            with suppress(asyncio.CancelledError):
                await printing
    print("naql has stopped.", flush=True)


async def journey(config: Config) -> None:
    """One journey on temporary data and a free port: follow, digests, a question. Prints what arrived.

    Raises:
        NaqlError: something that was owed did not arrive in time.
    """
    with tempfile.TemporaryDirectory(prefix="naql-") as folder:
        async with running_trial(config, Path(folder), 0) as trial:
            try:
                await begin_following(trial)
                await _publish(trial.newsroom)
                person = trial.sandbox.person
                digests = await _digests(trial.sandbox)
                question = await person.write(FOLLOWED)
                answer = await person.wait_for(has_quotation, after=question.id, timeout=PATIENCE_S)
            except TimeoutError as error:
                raise NaqlError(f"The journey did not end in time ({error})", "Run `naql doctor`, then try again") from error
            for digest in digests:
                _show(digest)
            print(f"\n— {FOLLOWED} —")
            _show(answer)
    print(f"\n{len(digests)} digests delivered, one question answered.", flush=True)


async def _digests(sandbox: Sandbox) -> list[Message]:
    """The first alerts: messages of the bot with a quotation and a button to the publisher."""
    seen: list[Message] = []
    while len(seen) < DIGESTS:
        known = {message.id for message in seen}
        seen.append(await sandbox.person.wait_for(partial(_new_digest, known), timeout=PATIENCE_S))
    return seen


def _new_digest(known: Container[int], message: Message) -> bool:
    return message.id not in known and is_digest(message)


def is_digest(message: Message) -> bool:
    """An alert, by its buttons: all statements, the text at the publisher, follow."""
    return texts.FOLLOW in message.buttons and any(
        button.startswith(texts.TEXT_AT.format(source="")) for button in message.buttons
    )


def has_quotation(message: Message) -> bool:
    return any(entity["type"] == "blockquote" for entity in message.raw.get("entities", []))


async def _publish(newsroom: Newsroom) -> None:
    """Lets the next articles about what is followed appear, so that the first alerts come at once."""
    about = [slug for slug in newsroom.waiting if FOLLOWED in newsroom.articles[slug].body]
    for slug in about[:DIGESTS]:
        await newsroom.publish(slug)


async def never_quiet(db: Database, chat_id: int) -> None:
    """Turns off the quiet hours of a chat that the bot knows: by the real clock its alerts would wait for Tehran's morning."""
    address = Address(chat_id)
    async with db.write() as session:
        chat = await chats.get(session, address)
        assert chat is not None
        await chats.set_settings(session, address, replace(chat.settings, quiet_from=None, quiet_to=None))


async def begin_following(trial: Trial) -> None:
    """What a newcomer does: /start, taps a country, and wants its alerts; whoever tries naql at night wants them at once."""
    person = trial.sandbox.person
    start = await person.write("/start")
    offer = await person.wait_for(lambda m: FOLLOWED in m.buttons, after=start.id, timeout=PATIENCE_S)
    await never_quiet(trial.db, trial.sandbox.chat_id)
    await person.tap(offer, FOLLOWED)
    followed = await person.wait_for(
        lambda m: texts.ALERT_TOO in m.buttons or texts.NO_ALERT in m.buttons, after=offer.id, timeout=PATIENCE_S
    )
    if texts.ALERT_TOO in followed.buttons:
        await person.tap(followed, texts.ALERT_TOO)


async def _print_messages(sandbox: Sandbox) -> None:
    """The chat of the sample subscriber, in the terminal, as it comes."""
    shown = 0
    while True:
        for message in await sandbox.person.messages():
            if message.id > shown and message.from_bot:
                _show(message)
            shown = max(shown, message.id)
        await asyncio.sleep(0.5)


def _show(message: Message) -> None:
    print("\n" + "\n".join(f"  {line}" for line in message.text.split("\n")), flush=True)


@asynccontextmanager
async def running_trial(config: Config, folder: Path, port: int) -> AsyncIterator[Trial]:
    """Local Telegram, newsroom and service on the data in `folder`; the lexicon stays where the real installation keeps it."""
    prepare_data_dir(folder)
    with only_one(folder):
        _clear(folder)
        async with _running(config, folder, port) as trial:
            yield trial


@asynccontextmanager
async def _running(config: Config, folder: Path, port: int) -> AsyncIterator[Trial]:
    pace = replace(BRISK, double_tap_s=HANDS.double_tap_s)
    async with (
        running_newsroom() as newsroom,
        _sandbox(port, newsroom) as sandbox,
        _parts(config, folder, sandbox, newsroom) as parts,
        running_service(parts, web=False, pace=pace, limits=Limits(host_interval_s=0.0)) as service,
    ):
        yield Trial(sandbox, newsroom, parts.db, service.part_ended)


def _clear(folder: Path) -> None:
    """Begins with an empty database: the local Telegram has forgotten its chats, so nobody is owed anything any more."""
    for old in folder.glob("naql.sqlite3*"):
        old.unlink()


@asynccontextmanager
async def _sandbox(port: int, newsroom: Newsroom) -> AsyncIterator[Sandbox]:
    try:
        context = running_sandbox(port, newsroom=newsroom)
        sandbox = await context.__aenter__()
    except OSError as error:
        raise NaqlError(f"Port {port} of 127.0.0.1 cannot be used ({error.strerror})", "Choose another with --port") from error
    try:
        yield sandbox
    finally:
        await context.__aexit__(None, None, None)


async def look_again(parts: Parts, publisher: str) -> None:
    """The publisher's feed is due at once: in the sandbox nobody waits minutes for the next look at it."""
    async with parts.db.write() as session:
        await sources.set_state(session, publisher, SourceState.ACTIVE)


@asynccontextmanager
async def _parts(config: Config, folder: Path, sandbox: Sandbox, newsroom: Newsroom) -> AsyncIterator[Parts]:
    """A database of its own whose only publishers are the newsroom's, at the addresses of this run."""
    local = replace(
        config,
        bot_token=sandbox.token,
        telegram_api_url=sandbox.url,
        database_url=database_url("", folder),
        data_dir=folder,
        fetch_allow_private=True,
        webhook_url="",
        telegram_proxy="",
        fetch_proxy="",
        routes=(),
        story_wait_s=1,
    )
    async with open_parts(local, lexicon_dir=config.data_dir, publishers=False) as parts:
        async with parts.db.write() as session:
            for source in newsroom.sources():
                await sources.add(session, source)
        newsroom.told = partial(look_again, parts)
        yield parts
