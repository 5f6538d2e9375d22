"""Processes of ours that a proof starts and kills: noticing that one died, and ending it for sure."""

from __future__ import annotations

from asyncio import wait_for
from asyncio.subprocess import Process

GRACE_S = 20
"""What a process that was asked to end may take, before it is killed."""


def must_live(child: Process) -> None:
    """Raises RuntimeError where the process has ended: what is waited for would never come."""
    if child.returncode is not None:
        raise RuntimeError(f"The process that delivers ended with {child.returncode}; what it said stands above")


async def end_child(child: Process) -> None:
    """Asks it to end, and kills it where it does not."""
    if child.returncode is not None:
        return
    child.terminate()
    try:
        await wait_for(child.wait(), GRACE_S)
    except TimeoutError:
        child.kill()
        await child.wait()
