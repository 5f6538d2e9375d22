"""A push whose process is killed with SIGKILL at random moments, paused, resumed, and another that is cancelled on the way."""

from __future__ import annotations

import asyncio
import random
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from sqlalchemy import ColumnElement, select

from bot.app import build_application
from bot.cli.progress import teller
from bot.delivery import Courier, Options
from bot.limiter import PriorityLimiter
from bot.render.deliveries import renderer
from bot.render.naming import Naming
from bot.request import AiohttpRequest
from bot.services import Services
from jobs.analysis.catalogue import Catalogue
from jobs.pushes import run_pushes
from storage import outbox, pushes
from storage.config import load
from storage.database import Database
from storage.office_records import Push, PushCounts, PushState
from storage.records import Address, DeliveryState
from storage.schema import deliveries
from tests.bench.children import end_child, must_live
from tests.bot import post
from tests.bot.front import Front, running_front

LEASE_S = 3
PATIENCE_S = 600
"""How long at most something is waited for: bounds a run that will never come to its end."""
BLOCKED_IN = 50
TEXT = "پیام نمونه"
FAR = datetime(3000, 1, 1, tzinfo=UTC)
"""What is due after this is held by a pause."""


@dataclass(frozen=True, slots=True)
class Passed:
    """What a push came to. `wrong`: every chat that did not get what it is owed, and how; `closest_edits_s`: the two edits of
    the progress message that came closest (infinite where there were fewer); while it was paused `sent_while_paused` messages
    left and `held_while_paused` deliveries waited (where that is 0, nothing was left that a pause could have held)."""

    chats: int
    kills: int
    state: PushState
    counts: PushCounts
    arrived_once: int
    doubled_in_doubt: int
    wrong: tuple[str, ...]
    sent_while_paused: int
    held_while_paused: int
    closest_edits_s: float


async def push_through(
    directory: Path,
    number: int,
    kills: int,
    *,
    rate: float,
    cancel_after: float | None = None,
    pause_s: float = 1.0,
    seed: int = 3,
    kill_telling: bool = False,
    patience_s: float = PATIENCE_S,
) -> Passed:
    """Pushes to `number` chats (every fiftieth has blocked the bot), kills the process `kills` times on the way, then pauses it
    for `pause_s` and lets it go on; or cancels it when `cancel_after` of the messages have been sent. `kill_telling`: kills it
    first when the progress message is on its way, before anybody knows that message's id.

    Raises:
        TimeoutError: a part of it took longer than `patience_s`; it says what it waited for.
    """
    dice = random.Random(seed)
    async with running_front() as front, post.open_post(directory) as db:
        front.latency = 0.01
        admin, push_id, people = await _confirmed(db, front, number)
        stop_at = cancel_after if cancel_after is not None else 0.8
        if kill_telling:
            front.latency = 0.5  # the answer with the id comes after the kill
            async with _process(directory, front, admin, rate) as child:
                await _came(front, lambda: any(a.chat_id == admin for a in front.arrivals), child, patience_s)
                child.send_signal(signal.SIGKILL)
                await child.wait()
            front.latency = 0.01
        for _ in range(kills):
            async with _process(directory, front, admin, rate) as child:
                before, share = len(front.sends()), stop_at * number / (kills + 1)
                await _sends(front, before + max(1, int(share * dice.uniform(0.5, 1.0))), child, patience_s)
                child.send_signal(signal.SIGKILL)
                await child.wait()
        async with _process(directory, front, admin, rate) as child:
            while_paused = (0, 0)
            if cancel_after is not None:
                await _sends(front, int(cancel_after * number), child, patience_s)
                async with db.write() as s:
                    assert await pushes.cancel(s, push_id)
            else:
                while_paused = await _paused(db, front, push_id, child, pause_s, patience_s)
            push = await _settled(db, push_id, child, patience_s)
        return await _passed(db, front, push, people, admin, kills, while_paused)


async def _confirmed(db: Database, front: Front, number: int) -> tuple[int, int, list[int]]:
    admin = front.person()
    people = [front.person() for _ in range(number)]
    for chat_id in people[::BLOCKED_IN]:
        front.world.users[chat_id].blocked = True
    now = post.real_clock() - timedelta(seconds=5)
    await post.write_post(db, [post.Post(Address(chat_id)) for chat_id in people], now)
    async with db.write() as s:
        await s.run(deliveries.delete())
        push_id = await pushes.draft(s, admin, {"html": TEXT}, now)
        assert await pushes.confirm(s, push_id, post.real_clock())
    return admin, push_id, people


async def _sends(front: Front, number: int, child: asyncio.subprocess.Process, patience_s: float) -> None:
    await _came(front, lambda: len(front.sends()) >= number, child, patience_s)


async def _came(front: Front, so: Callable[[], bool], child: asyncio.subprocess.Process, patience_s: float) -> None:
    """Waits until `so`, as long as the child lives."""
    end = asyncio.get_running_loop().time() + patience_s
    while not so():
        must_live(child)
        if asyncio.get_running_loop().time() > end:
            raise TimeoutError(f"{len(front.sends())} messages came, then nothing that was waited for")
        await asyncio.sleep(0.01)


async def _paused(
    db: Database, front: Front, push_id: int, child: asyncio.subprocess.Process, pause_s: float, patience_s: float
) -> tuple[int, int]:
    """Pauses, waits until what is in hand has left, and gives how many were sent after that and how many were held, before
    resuming."""
    async with db.write() as s:
        if not await pushes.pause(s, push_id):
            return 0, 0  # it is through already
    end = asyncio.get_running_loop().time() + patience_s
    while await _owed(db, push_id, deliveries.c.due_at < FAR):
        must_live(child)
        if asyncio.get_running_loop().time() > end:
            raise TimeoutError("What was in hand when it was paused has not left")
        await asyncio.sleep(0.05)
    before, held = len(front.sends()), await _owed(db, push_id, deliveries.c.due_at >= FAR)
    await asyncio.sleep(pause_s)
    sent = len(front.sends()) - before
    async with db.write() as s:
        assert await pushes.resume(s, push_id, post.real_clock())
    return sent, held


async def _owed(db: Database, push_id: int, due: ColumnElement[bool]) -> int:
    async with db.read() as s:
        return len(await s.rows(select(deliveries.c.id).where(deliveries.c.key == f"push:{push_id}", due)))


async def _settled(db: Database, push_id: int, child: asyncio.subprocess.Process, patience_s: float) -> Push:
    """The push when it is over and its end is told."""
    end = asyncio.get_running_loop().time() + patience_s
    while True:
        must_live(child)
        async with db.write() as s:
            await outbox.expire(s, post.real_clock())
            push = await pushes.get(s, push_id)
        assert push is not None
        if push.settled_at is not None and push.told_at is not None and push.told_at > push.settled_at:
            return push
        if asyncio.get_running_loop().time() > end:
            raise TimeoutError(f"It is not over, or its end is not told: {push}")
        await asyncio.sleep(0.1)


async def _passed(
    db: Database, front: Front, push: Push, people: list[int], admin: int, kills: int, while_paused: tuple[int, int]
) -> Passed:
    async with db.read() as s:
        counts = await pushes.counts(s, push)
        rows = await s.rows(select(deliveries).where(deliveries.c.key == push.key))
    wrong, once, doubled = [], 0, 0
    got = {chat_id: front.texts(chat_id).count(TEXT) for chat_id in people}
    for row in rows:
        arrived = got[row.chat_id]
        once += arrived == 1
        doubled += arrived == 2 and row.doubts > 0
        if arrived > 1 + min(row.doubts, 1) or (row.state == DeliveryState.SENT and not arrived):
            wrong.append(f"chat {row.chat_id}: {row.state}, {arrived} times, {row.doubts} doubts")
    if push.state is PushState.DONE and len(rows) != len(people):
        wrong.append(f"{len(rows)} deliveries for {len(people)} chats")
    states = Counter(row.state for row in rows)
    if (counts.sent, counts.uncertain) != (states[DeliveryState.SENT], states[DeliveryState.UNCERTAIN]):
        wrong.append(f"counted {counts}, in the outbox {dict(states)}")
    edits = [a.at for a in front.arrivals if a.method == "editMessageText" and a.chat_id == admin]
    closest = min((b - a for a, b in pairwise(edits)), default=float("inf"))
    return Passed(len(people), kills, push.state, counts, once, doubled, tuple(wrong), *while_paused, closest)


@asynccontextmanager
async def _process(directory: Path, front: Front, admin: int, rate: float) -> AsyncIterator[asyncio.subprocess.Process]:
    given = [str(directory), front.url, front.token, str(admin), str(rate)]
    child = await asyncio.create_subprocess_exec(sys.executable, "-m", "tests.bench.push_crash", *given)
    try:
        yield child
    finally:
        await end_child(child)


async def _run(directory: Path, url: str, token: str, admin: str, rate: float) -> None:
    """The process that is killed: courier and runner as in the service."""
    database = f"sqlite+aiosqlite:///{directory / 'post.sqlite3'}"
    given = {"BOT_TOKEN": token, "TELEGRAM_API_URL": url, "DATABASE_URL": database, "ADMIN_IDS": admin}
    config = replace(load(given), data_dir=directory)
    db = await Database.open(config.database_url)
    naming = Naming(Catalogue())
    limiter = PriorityLimiter(rate=rate)

    async def no_briefing(_address: Address) -> bool:
        return False

    services = Services(db, post.real_clock, config, naming.catalogue, naming, no_briefing, lambda: None)
    request = AiohttpRequest(read_timeout=2.0)
    application = build_application(services, token, request=request, updates_request=AiohttpRequest(), limiter=limiter)
    await application.initialize()
    options = Options(lease_s=LEASE_S, tick_s=0.2)
    courier = Courier(db, application.bot, renderer(naming, post.real_clock), post.real_clock, options)
    stopping = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopping.set)
    running = asyncio.create_task(courier.run())
    tell = teller(application)
    while not stopping.is_set():
        if await run_pushes(db, post.real_clock, tell):
            courier.wake()
        await asyncio.sleep(0.2)
    await courier.stop()
    await running
    await application.shutdown()
    await db.close()


if __name__ == "__main__":
    asyncio.run(_run(Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4], float(sys.argv[5])))
