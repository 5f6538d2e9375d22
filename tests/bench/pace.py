"""How fast a full outbox drains, at what cost, and how fast plain python-telegram-bot would be."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

from telegram import Bot
from telegram.error import TelegramError
from telegram.request import HTTPXRequest

from bot.delivery import Courier, Options
from bot.limiter import PriorityLimiter
from storage.records import Address, DeliveryKind, Priority
from tests.bench.telegram import running_telegram
from tests.bot import post
from tests.bot.simulated import most_in

COLUMNS = ["", "messages", "seconds", "a second", "most in a second", "share of a core"]


@dataclass(frozen=True, slots=True)
class Run:
    what: str
    messages: int
    seconds: float
    most_in_a_second: int
    core: float

    @property
    def per_second(self) -> float:
        return self.messages / self.seconds

    def row(self) -> list[object]:
        rate, core = f"{self.per_second:.1f}", f"{self.core:.2f}"
        return [self.what, self.messages, f"{self.seconds:.1f}", rate, self.most_in_a_second, core]


async def drain(directory: Path, *, waiting: int, seconds: float, latency: float = 0.0, paid: bool = False) -> Run:
    """Drains an outbox of `waiting` briefings (pushes, where `paid`) for `seconds`: the rate as the server saw it after the
    first second, and this process's share of a core."""
    kind, priority = (DeliveryKind.PUSH, Priority.PUSH) if paid else (DeliveryKind.BRIEFING, Priority.BRIEFING)
    options = Options(at_once=512, paid=frozenset({DeliveryKind.PUSH})) if paid else Options()
    async with running_telegram(latency) as telegram, post.open_post(directory) as db:
        await post.write_post(db, (post.Post(Address(1000 + n), kind, priority) for n in range(waiting)), post.real_clock())
        async with post.a_bot(telegram.url, telegram.token, limiter=PriorityLimiter(), connections=512) as bot:
            courier = Courier(db, bot, post.render_sample, post.real_clock, options)
            running = asyncio.create_task(courier.run())
            await asyncio.sleep(1)
            start, spent = time.monotonic(), time.process_time()
            await asyncio.sleep(seconds)
            end, spent = time.monotonic(), time.process_time() - spent
            await courier.stop()
            await running
        arrivals = await telegram.arrivals()
    counted = [at for at in arrivals if start <= at < end]  # one monotonic clock for all processes of a machine
    what = "naql, paid broadcast" if paid else "naql"
    return Run(what, len(counted), end - start, most_in(arrivals, 1.0), spent / (end - start))


async def plain_ptb(at_once: int, *, seconds: float, latency: float) -> Run:
    """python-telegram-bot as it comes (httpx, no limiter), `at_once` requests in flight, no outbox and no limits to keep."""
    async with running_telegram(latency) as telegram:
        request = HTTPXRequest(connection_pool_size=at_once, pool_timeout=30, read_timeout=30, connect_timeout=30)
        async with Bot(telegram.token, f"{telegram.url}/bot", request=request, get_updates_request=HTTPXRequest()) as bot:
            end = time.monotonic() + seconds + 1

            async def sender(number: int) -> None:
                while time.monotonic() < end:
                    try:
                        await bot.send_message(number, "<b>نمونه</b>", parse_mode="HTML")
                    except TelegramError:
                        continue

            senders = asyncio.gather(*(sender(1000 + number) for number in range(at_once)))
            await asyncio.sleep(1)
            start, spent = time.monotonic(), time.process_time()
            await senders
            spent = time.process_time() - spent
        arrivals = await telegram.arrivals()
    counted = [at for at in arrivals if start <= at < end]
    return Run(f"plain PTB, {at_once} at once", len(counted), end - start, most_in(arrivals, 1.0), spent / (end - start))
