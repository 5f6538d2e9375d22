"""Ctrl-C and SIGTERM end a service cleanly."""

from __future__ import annotations

import asyncio
import signal
from typing import Any


async def until_stopped(part_ended: asyncio.Future[None] | None = None) -> None:
    """Waits for SIGINT or SIGTERM; raises what a part of the service ended with."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    waiting = asyncio.ensure_future(stopped.wait())
    awaited: list[asyncio.Future[Any]] = [waiting, *([part_ended] if part_ended else [])]
    try:
        await asyncio.wait(awaited, return_when=asyncio.FIRST_COMPLETED)
        if part_ended and part_ended.done():
            part_ended.result()
    finally:
        waiting.cancel()
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)
