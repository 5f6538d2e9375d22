"""What processes that fetch on one machine or database have in common, so that together they are as polite as one."""

from __future__ import annotations

from typing import Protocol


class Shared(Protocol):
    """The port of a `Fetcher` to the others'. It raises nothing: what cannot be shared is said to be free, or unknown.

    `jobs.turns` is the one over the database.
    """

    async def take_turn(self, host: str, interval_s: float) -> tuple[float, float]:
        """(seconds until the turn that is ours now, seconds for which `host` wants to be left alone; then no turn is taken)."""

    async def pause(self, host: str, seconds: float) -> None:
        """`host` wants to be left alone for so long."""

    async def robots(self, origin: str) -> tuple[str, float] | None:
        """The robots.txt of `origin` and for how many seconds it still holds; None where it has to be asked for."""

    async def keep_robots(self, origin: str, body: str, seconds: float) -> None:
        """`origin` answered so ("" for none); it holds for so long."""
