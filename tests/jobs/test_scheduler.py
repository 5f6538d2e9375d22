"""The clockwork: jobs repeat, fail without stopping, never overlap, and end when told."""

from __future__ import annotations

import asyncio

from jobs.scheduler import Job, Scheduler
from tests.jobs.support import Clock


async def test_a_job_that_fails_goes_on_and_others_are_not_disturbed() -> None:
    """One job raises each time; it is started again and again, and so is its neighbour."""
    runs = {"bad": 0, "good": 0}
    enough = asyncio.Event()

    async def bad() -> None:
        runs["bad"] += 1
        raise ValueError("a sample failure")

    async def good() -> None:
        runs["good"] += 1
        if min(runs.values()) >= 2:
            enough.set()

    scheduler = Scheduler([Job("bad", 0.02, bad), Job("good", 0.02, good)], Clock())
    await scheduler.start()
    await asyncio.wait_for(enough.wait(), 20)
    await scheduler.stop()
    assert set(scheduler.last_run) == {"good"}


async def test_a_job_never_runs_twice_at_once_and_stop_ends_it() -> None:
    """A job longer than its interval is not started beside itself; stop cancels it and returns."""
    running = most = 0
    started = asyncio.Event()

    async def long() -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        started.set()
        try:
            await asyncio.sleep(60)
        finally:
            running -= 1

    scheduler = Scheduler([Job("long", 0.01, long)], Clock())
    await scheduler.start()
    await asyncio.wait_for(started.wait(), 20)
    await asyncio.sleep(0.1)
    await asyncio.wait_for(scheduler.stop(), 20)
    assert (running, most) == (0, 1)
