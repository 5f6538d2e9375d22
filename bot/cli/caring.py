"""Looks at the running service for `jobs.care`: its jobs, its disk, its outbox."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.cli.compose import Parts, now
from jobs.care import Disk, Watched, care
from jobs.scheduler import Job, Scheduler


class Caretaker:
    """The job that watches the others. `scheduler` is set when it is made of these jobs."""

    def __init__(self, parts: Parts, jobs: Sequence[Job], wake: Callable[[], None]) -> None:
        self.scheduler: Scheduler | None = None
        self._parts, self._wake, self._started = parts, wake, now()
        self._every = {job.name: timedelta(seconds=job.every_s) for job in jobs}

    async def look(self) -> None:
        """One look; what is new or over is owed to the owners."""
        runs = self.scheduler.last_run if self.scheduler is not None else {}
        usage = shutil.disk_usage(self._parts.config.data_dir)
        jobs = {name: (every, runs.get(name)) for name, every in self._every.items()}
        watched = Watched(self._started, jobs, Disk(usage.free, usage.total))
        if await care(self._parts.db, watched, now(), self._parts.config.admin_ids):
            self._wake()
