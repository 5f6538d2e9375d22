"""Where the CPU-bound work of collecting runs: one thread beside the event loop.

Parsing a feed, extracting a page and analysing an article take from one to some tens of milliseconds each, in Python that holds
the interpreter lock. In a thread the loop gets the lock back every five milliseconds, so Telegram's updates and other downloads
go on; a process of its own would need a second copy of the lexicon (tens of megabytes) and gain nothing on a machine of one or
two cores. One thread and not several: more would only wait for the same lock and for one another's memory.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Workers:
    """A thread for CPU-bound calls. Cheap to make; its thread starts with the first call and ends with `close`."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="naql-text")

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """`function(*args, **kwargs)` in the thread; what it raises is raised here."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._pool, lambda: function(*args, **kwargs))

    def close(self) -> None:
        """Let the call under way end, drop the rest."""
        self._pool.shutdown(wait=True, cancel_futures=True)
