"""The crash test: a courier process killed with SIGKILL at random moments and started again, until all is delivered."""

from __future__ import annotations

import asyncio
import random
import signal
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select

from bot.delivery import Courier, Options
from bot.limiter import PriorityLimiter
from storage import outbox
from storage.database import Database
from storage.records import Address, DeliveryState
from storage.schema import deliveries as delivery_rows
from tests.bench.children import end_child, must_live
from tests.bench.storm import received_of
from tests.bot import post
from tests.bot.front import Front, running_front

LEASE_S = 3
READ_TIMEOUT_S = 2.0
PATIENCE_S = 90
"""How long it may take, beside what the rate gives, until everything is settled."""


@dataclass(frozen=True, slots=True)
class Toll:
    """What the kills cost. `in_flight`: requests that were on their way at a kill, summed over all kills."""

    deliveries: int
    kills: int
    in_flight: int
    once: int
    doubled: int
    more: int
    uncertain: int
    lost: int


async def crash(directory: Path, number: int, kills: int, *, rate: float, seed: int = 5) -> Toll:
    """Owes `number` messages, each to a chat of its own, at `rate` a second, and kills the courier `kills` times on the way."""
    dice = random.Random(seed)
    async with running_front() as front, post.open_post(directory) as db:
        front.latency = 0.02
        await post.write_post(db, [post.Post(Address(front.person())) for _ in range(number)], post.real_clock())
        in_flight = 0
        pause = 0.8 * number / rate / kills
        for _ in range(kills):
            child = await _start(directory, front, rate)
            before = len(front.sends())
            with suppress(TimeoutError):  # all may be delivered but what waits for the end of a lease
                await asyncio.wait_for(front.wait_for_sends(before + 1), 20)
            await asyncio.sleep(dice.uniform(0, 2 * pause))
            child.send_signal(signal.SIGKILL)
            await child.wait()
            in_flight += await _on_their_way(db)
        child = await _start(directory, front, rate)
        try:
            await _all_settled(db, child, PATIENCE_S + 2 * number / rate)
        finally:
            await end_child(child)
        return await _toll(db, front, number, kills, in_flight)


async def _start(directory: Path, front: Front, rate: float) -> asyncio.subprocess.Process:
    given = [str(directory), front.url, front.token, str(rate)]
    return await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.bench.crash", *given)


async def _all_settled(db: Database, child: asyncio.subprocess.Process, patience_s: float) -> None:
    async with asyncio.timeout(patience_s):
        while await _open(db):
            must_live(child)
            await asyncio.sleep(0.1)


async def _on_their_way(db: Database) -> int:
    """Claims for which the dead process had sent the request, or was about to."""
    claimed = (delivery_rows.c.state == DeliveryState.CLAIMED) & delivery_rows.c.sending
    async with db.read() as s:
        return int(await s.scalar(select(func.count()).where(claimed)))


async def _open(db: Database) -> int:
    async with db.write() as s:
        await outbox.expire(s, post.real_clock())
        return int(await s.scalar(select(func.count()).where(delivery_rows.c.due_at.is_not(None))))


async def _toll(db: Database, front: Front, number: int, kills: int, in_flight: int) -> Toll:
    received = received_of(front)
    async with db.read() as s:
        rows = await s.rows(select(delivery_rows.c.id, delivery_rows.c.state))
    times = [(received[row.id], row.state) for row in rows]
    return Toll(
        number,
        kills,
        in_flight,
        once=sum(got == 1 for got, _ in times),
        doubled=sum(got == 2 for got, _ in times),
        more=sum(got > 2 for got, _ in times),
        uncertain=sum(state == DeliveryState.UNCERTAIN for _, state in times),
        lost=sum(got == 0 and state != DeliveryState.UNCERTAIN for got, state in times),
    )


async def _courier(directory: Path, url: str, token: str, rate: float) -> None:
    """The process that is killed."""
    db = await Database.open(f"sqlite+aiosqlite:///{directory / 'post.sqlite3'}")
    limiter = PriorityLimiter(rate=rate)
    async with post.a_bot(url, token, limiter=limiter, read_timeout=READ_TIMEOUT_S) as bot:
        courier = Courier(db, bot, post.render_sample, post.real_clock, Options(lease_s=LEASE_S, tick_s=0.2))
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, lambda: asyncio.ensure_future(courier.stop()))
        await courier.run()
    await db.close()


if __name__ == "__main__":
    asyncio.run(_courier(Path(sys.argv[1]), sys.argv[2], sys.argv[3], float(sys.argv[4])))
