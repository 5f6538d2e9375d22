"""The clockwork of the service: jobs that are started again and again. The only importer of APScheduler.

What is due lives in the database; a tick only asks. So a tick that is missed is not made up for (coalesce), a job never runs
twice at once here (max_instances=1), and one that is late runs all the same: APScheduler would drop it after one second
(misfire_grace_time=None).
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Job:
    """`run` is awaited every `every_s` seconds, the first time at the start. What it raises is logged; the next tick comes."""

    name: str
    every_s: float
    run: Callable[[], Awaitable[object]]


class Scheduler:
    """Runs `jobs` between `start` and `stop`, on the running event loop."""

    def __init__(self, jobs: Sequence[Job], clock: Callable[[], datetime]) -> None:
        self._jobs = tuple(jobs)
        self._clock = clock
        self._scheduler: AsyncIOScheduler | None = None
        self._running: set[asyncio.Task[object]] = set()
        self.last_run: dict[str, datetime] = {}
        """When each job last ended without an error: what the health page shows."""

    async def start(self) -> None:
        """Start ticking. The first run of each job is at once.

        Raises:
            RuntimeError: it runs already.
        """
        if self._scheduler is not None:
            raise RuntimeError("the scheduler runs already")
        # The jobs are told the time by their own clocks; APScheduler's is only for the ticks.
        scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        logging.getLogger("apscheduler.scheduler").addFilter(_not_max_instances)
        for job in self._jobs:
            scheduler.add_job(
                self._run,
                "interval",
                args=(job,),
                id=job.name,
                seconds=job.every_s,
                next_run_time=datetime.now(UTC) + timedelta(milliseconds=1),
            )
        scheduler.start()
        self._scheduler = scheduler

    async def stop(self) -> None:
        """Stop ticking, cancel what runs and wait until it has ended. Nothing is lost: claims have leases."""
        if self._scheduler is None:
            return
        scheduler, self._scheduler = self._scheduler, None
        scheduler.remove_all_jobs()
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)
        scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # AsyncIOScheduler ends in a callback of the loop

    async def _run(self, job: Job) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._running.add(task)
        try:
            await job.run()
            self.last_run[job.name] = self._clock()
        except asyncio.CancelledError:
            if self._scheduler is not None:
                raise
        except Exception:
            log.exception("job %s failed; it is tried again in %g s", job.name, job.every_s)
        finally:
            self._running.discard(task)


def _not_max_instances(record: logging.LogRecord) -> bool:
    """A job that is still running at its next tick is normal here, no warning."""
    return "maximum number of running instances reached" not in record.getMessage()
