"""How long a person waits for an answer while the outbox is full of briefings."""

from __future__ import annotations

import asyncio
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from bot.delivery import Courier
from bot.limiter import PriorityLimiter
from storage.records import Address, DeliveryKind, Priority
from tests.bench.telegram import running_telegram
from tests.bot import post

COLUMNS = ["briefings waiting", "drained meanwhile", "questions", "median", "p95", "longest"]


@dataclass(frozen=True, slots=True)
class Waits:
    waiting: int
    drained: int
    seconds: tuple[float, ...]

    @property
    def p95(self) -> float:
        return statistics.quantiles(self.seconds, n=20)[-1]

    def row(self) -> list[object]:
        longest, middle = max(self.seconds), statistics.median(self.seconds)
        return [self.waiting, self.drained, len(self.seconds), f"{middle:.3f} s", f"{self.p95:.3f} s", f"{longest:.3f} s"]


async def answers(directory: Path, *, waiting: int, questions: int, every_s: float) -> Waits:
    """Answers a question every `every_s` seconds, each of another person, while `waiting` briefings drain."""
    async with running_telegram(0.05) as telegram, post.open_post(directory) as db:
        briefing = (DeliveryKind.BRIEFING, Priority.BRIEFING)
        await post.write_post(db, (post.Post(Address(1000 + n), *briefing) for n in range(waiting)), post.real_clock())
        async with post.a_bot(telegram.url, telegram.token, limiter=PriorityLimiter()) as bot:
            courier = Courier(db, bot, post.render_sample, post.real_clock)
            running = asyncio.create_task(courier.run())
            await asyncio.sleep(2)
            waits = []
            for number in range(questions):
                begun = time.monotonic()
                await bot.send_message(500_000 + number, "<b>پاسخ نمونه</b>", parse_mode="HTML")
                waits.append(time.monotonic() - begun)
                await asyncio.sleep(every_s)
            await courier.stop()
            await running
        return Waits(waiting, courier.report.sent, tuple(waits))
