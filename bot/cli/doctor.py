"""`naql doctor`: what is wrong with this installation, one line a check, with the remedy."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from storage.config import Config
from storage.errors import NaqlError

PATIENCE_S = 15.0


@dataclass(frozen=True, slots=True)
class Finding:
    """`well` None: not looked at, for the reason given."""

    what: str
    well: bool | None
    detail: str


def doctor() -> None:
    """What is wrong with this installation: settings, data, database, Telegram, publishers."""
    from bot.cli.compose import configuration, set_up_logging

    config = configuration()
    set_up_logging("error")
    findings = asyncio.run(examine(config))
    for finding in findings:
        mark = {True: "ok   ", False: "WRONG", None: "-    "}[finding.well]
        print(f"{mark} {finding.what}: {finding.detail}")
    if any(finding.well is False for finding in findings):
        sys.exit(1)


async def examine(config: Config) -> list[Finding]:
    """Every check, in the order in which one depends on the other; none stops the next."""
    checks: list[tuple[str, Callable[[Config], Awaitable[str]]]] = [
        ("settings", _settings),
        ("data folder", _data),
        ("lexicon", _lexicon),
        ("database", _database),
        ("Telegram", _telegram),
        ("publishers", _publishers),
    ]
    return [await _checked(what, check, config) for what, check in checks]


class _NotLookedAtError(Exception):
    """There is nothing to check; the text says why."""


async def _checked(what: str, check: Callable[[Config], Awaitable[str]], config: Config) -> Finding:
    try:
        return Finding(what, True, await asyncio.wait_for(check(config), PATIENCE_S * 3))
    except _NotLookedAtError as reason:
        return Finding(what, None, str(reason))
    except TimeoutError:
        return Finding(what, False, "no answer in time")
    except NaqlError as error:
        return Finding(what, False, str(error))
    except Exception as error:  # noqa: BLE001 — a doctor names every illness, also the unexpected one
        return Finding(what, False, f"{type(error).__name__}: {error}")


async def _settings(config: Config) -> str:
    routes = ", ".join(name for name, _ in config.routes) or "none"
    return f"Python {sys.version.split()[0]}, time zone {config.timezone}, named routes: {routes}"


async def _data(config: Config) -> str:
    from bot.cli.compose import prepare_data_dir

    prepare_data_dir(config.data_dir)
    return str(config.data_dir)


async def _lexicon(config: Config) -> str:
    from jobs.analysis.lexicon import ensure_lexicon, lexicon_path

    await asyncio.to_thread(ensure_lexicon, config.data_dir)
    return f"{lexicon_path(config.data_dir).stat().st_size / 1e6:.1f} MB"


async def _database(config: Config) -> str:
    from storage.database import Database
    from storage.migrations import head

    db = await Database.open(config.database_url)
    await db.close()
    return f"reachable, at revision {head()}"


async def _telegram(config: Config) -> str:
    from telegram import Bot

    from bot.cli.compose import telegram_proxy
    from bot.request import AiohttpRequest

    if not config.bot_token:
        raise _NotLookedAtError("BOT_TOKEN is not set; `naql run` shows the sandbox")
    proxy = telegram_proxy(config)
    bot = Bot(
        config.bot_token,
        base_url=f"{config.telegram_api_url}/bot",
        request=AiohttpRequest(proxy=proxy, connect_timeout=PATIENCE_S),
        get_updates_request=AiohttpRequest(proxy=proxy),
    )
    async with bot:
        return f"this is @{bot.username}"


async def _publishers(config: Config) -> str:
    """One source of every route: what cannot be reached here may be a filtered network, not a broken publisher."""
    from jobs.fetch import Fetcher, FetchError
    from storage import sources
    from storage.database import Database

    db = await Database.open(config.database_url)
    try:
        async with db.read() as session:
            by_route = {source.route: source for source in await sources.list_all(session)}
    finally:
        await db.close()
    if not by_route:
        raise _NotLookedAtError("the database has no sources yet")
    said = []
    async with Fetcher(config) as fetcher:
        for route, source in by_route.items():
            try:
                await fetcher.get(source.feed_url or source.home_url, route=route)
                said.append(f"{route}: {source.slug} answers")
            except FetchError as error:
                said.append(f"{route}: {source.slug} is not seen from here ({error})")
    return "; ".join(said)
