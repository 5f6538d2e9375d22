"""Answers to people over a million stored statements: `python -m tests.bench.bench_answering [STATEMENTS]`.

From the bytes of an update to the request that answers it, over real HTTP on loopback, through the whole application: each kind
of question, tap and inline query, each of another person. The archive is that of bench_search, its speakers have invented names.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from typing import Any
from urllib.parse import parse_qs

from aiohttp import web
from telegram import Update

from bot.app import build_application
from bot.handlers.common import App
from bot.limiter import PriorityLimiter
from bot.render.naming import Naming
from bot.request import AiohttpRequest
from bot.services import Services
from storage.config import load
from storage.database import Database, migrate
from storage.records import Address
from tests.bench.asked import ROUNDS, asked, catalogue, name_of, quoted
from tests.bench.bench_search import SPEAKERS, fill
from tests.bench.running import require, show

NOW = datetime(2024, 12, 29, 12, 0, tzinfo=UTC)
"""The end of the archive's eight years."""
TOKEN = "1234567890:AA_local_telegram_of_naql_no_secret"
P50_MS, P95_MS = 20.0, 80.0
_APART_S = 0.045
"""Between questions: Telegram takes 29 messages a second, and waiting for that pace is no part of answering."""


@dataclass
class Telegram:
    """Takes what is sent, and notes when each request had come."""

    url: str = ""
    arrivals: dict[str, tuple[float, dict[str, list[str]]]] = field(default_factory=dict)

    async def handle(self, request: web.Request) -> web.Response:
        at = time.perf_counter()
        form = parse_qs((await request.read()).decode())
        method = request.match_info["method"]
        who = form.get("chat_id") or form.get("inline_query_id")
        if who and method != "answerCallbackQuery":
            self.arrivals[who[0]] = at, form
        message = {
            "message_id": 7,
            "date": 0,
            "chat": {"id": int(form.get("chat_id", ["1"])[0]), "type": "private"},
            "text": "نمونه",
        }
        results: dict[str, Any] = {"getMe": {"id": 1234567890, "is_bot": True, "first_name": "نمونه", "username": "sample_bot"}}
        sends = method.startswith(("send", "edit"))
        return web.json_response({"ok": True, "result": results.get(method, message if sends else True)})


@asynccontextmanager
async def running_telegram() -> AsyncIterator[Telegram]:
    telegram = Telegram()
    app = web.Application()
    app.router.add_route("*", "/bot{token}/{method}", telegram.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        telegram.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield telegram
    finally:
        await runner.cleanup()


@asynccontextmanager
async def running_bot(url: str, telegram: Telegram, folder: Path) -> AsyncIterator[App]:
    """The application as `naql run` builds it, over the archive."""
    config = load({"BOT_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.url, "DATA_DIR": str(folder)})
    db = await Database.open(url)
    known = catalogue()

    async def nothing(_address: Address) -> bool:
        return False

    services = Services(db, lambda: NOW, config, known, Naming(known), nothing, lambda: None)
    limiter = PriorityLimiter()
    application = build_application(services, TOKEN, request=AiohttpRequest(), updates_request=AiohttpRequest(), limiter=limiter)
    await application.initialize()
    try:
        yield application
    finally:
        await application.shutdown()
        await db.close()


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds: from the update to the request, and of processor time (the local Telegram's own among them)."""

    passed: float
    worked: float


_numbers = count(1)


def written(text: str) -> tuple[str, dict[str, Any]]:
    """An update of a new person who writes this: where its answer goes, and the update."""
    number = next(_numbers)
    person = {"id": 10_000_000 + number, "is_bot": False, "first_name": "نمونه"}
    chat = {"id": person["id"], "type": "private", "first_name": "نمونه"}
    message = {"message_id": 5, "date": int(NOW.timestamp()), "chat": chat, "from": person, "text": text}
    return str(person["id"]), {"update_id": number, "message": message}


def tapped(chat_id: int, data: str) -> tuple[str, dict[str, Any]]:
    """An update of a person who taps a button."""
    number = next(_numbers)
    person = {"id": chat_id, "is_bot": False, "first_name": "نمونه"}
    chat = {"id": chat_id, "type": "private", "first_name": "نمونه"}
    message = {"message_id": 7, "date": int(NOW.timestamp()), "chat": chat, "text": "نمونه"}
    query = {"id": f"q{number}", "from": person, "chat_instance": "1", "data": data, "message": message}
    return str(chat_id), {"update_id": number, "callback_query": query}


def typed_inline(text: str) -> tuple[str, dict[str, Any]]:
    """An inline query of a new person."""
    number = next(_numbers)
    person = {"id": 20_000_000 + number, "is_bot": False, "first_name": "نمونه"}
    return f"i{number}", {"update_id": number, "inline_query": {"id": f"i{number}", "from": person, "query": text, "offset": ""}}


def run(number: int = 1_000_000) -> None:
    """Fills the archive, asks everything and prints the table."""
    with tempfile.TemporaryDirectory() as directory:
        path = Path(directory) / "archive.sqlite3"
        asyncio.run(migrate(f"sqlite+aiosqlite:///{path}"))
        fill(path, number)
        rows = asyncio.run(measure(path, Path(directory)))
    report(number, rows)


def report(number: int, rows: dict[str, list[Took]]) -> None:
    """The table, beside the budget, which every kind must keep by the clock. The processor time beside it tells what was work:
    where the clock's is far above it, the machine was busy with something else, and the bench is to be run again alone."""
    shown, slow = [], []
    for kind, took in rows.items():
        passed, worked = sorted(one.passed for one in took), sorted(one.worked for one in took)
        middle, high, busy = median(passed), quantiles(passed, n=20)[-1], quantiles(worked, n=20)[-1]
        parts = (middle, middle / P50_MS, high, high / P95_MS, median(worked), busy)
        shown.append((kind, *(f"{value:.{2 if at in (1, 3) else 1}f}" for at, value in enumerate(parts))))
        slow += [f"{kind} ({middle:.0f}, {high:.0f} ms)"] if middle > P50_MS or high > P95_MS else []
    title = f"From update to request, {number:,} statements, {ROUNDS} of each kind"
    columns = ["kind", "median ms", f"of {P50_MS:.0f} ms", "95th ms", f"of {P95_MS:.0f} ms", "median CPU ms", "95th CPU ms"]
    show(title, columns, shown)
    require(not slow, f"over {P50_MS:.0f} ms at the median or {P95_MS:.0f} ms at the 95th percentile: {', '.join(slow)}")


async def measure(path: Path, folder: Path) -> dict[str, list[Took]]:
    """Milliseconds of each kind."""
    rows: dict[str, list[Took]] = {}
    async with running_telegram() as telegram, running_bot(f"sqlite+aiosqlite:///{path}", telegram, folder) as bot:
        for number in range(3, 400, 40):  # connections, plans and vocabulary are made once, the file's pages read
            await _timed(bot, telegram, written(f"{name_of(number)} چی گفت"))
        for kind, texts in {**asked(), "quotation": quoted(path)}.items():
            rows[kind] = [await _timed(bot, telegram, written(text)) for text in texts]
        rows["inline"] = [await _timed(bot, telegram, typed_inline(name_of(int(n**1.7)))) for n in range(ROUNDS)]
        for kind, data in _taps().items():
            rows[kind] = [await _tap(bot, telegram, n, data) for n in range(ROUNDS)]
    return rows


def _taps() -> dict[str, str]:
    """The data of buttons under the answer about a person; {kept} is the answer's number."""
    return {
        "next page": "p:{kept}:3",
        "facets": "qd:{kept}:t",
        "narrow": "qn:{kept}:c:TR",
        "turn": "qt:{kept}",
        "page": "qg:{who}",
    }


async def _tap(bot: App, telegram: Telegram, number: int, data: str) -> Took:
    """Asks about a person, then taps a button under the answer; the milliseconds of the tap."""
    chat, update = written(f"{name_of(int(number**1.7))} چی گفت")
    await _timed(bot, telegram, (chat, update))
    keys = json.loads(telegram.arrivals[chat][1]["reply_markup"][0])["inline_keyboard"]
    kept = next(
        key["callback_data"].split(":")[1] for row in keys for key in row if key.get("callback_data", "").startswith("qf:")
    )
    filled = data.format(kept=kept, who=SPEAKERS[int(number**1.7)])
    return await _timed(bot, telegram, tapped(int(chat), filled))


async def _timed(bot: App, telegram: Telegram, sent: tuple[str, dict[str, Any]]) -> Took:
    """Milliseconds from the update's bytes to the arrival of the request that answers it."""
    key, update = sent
    body = json.dumps(update).encode()
    telegram.arrivals.pop(key, None)
    await asyncio.sleep(_APART_S)
    begun, worked = time.perf_counter(), time.process_time()
    await bot.process_update(Update.de_json(json.loads(body), bot.bot))
    worked = time.process_time() - worked
    require(key in telegram.arrivals, f"no answer to {update}")
    return Took((telegram.arrivals[key][0] - begun) * 1000, worked * 1000)


if __name__ == "__main__":
    run(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
