"""Telegram's flood limits: thirty messages a second in all, one a second in a chat with short bursts, twenty a minute in a group.

What is refused does not count. Edits, answers and everything that is no new message are free.
"""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable

from bot.sandbox.errors import flood

OVERALL, PAID = 30, 1000  # messages in any second; the second with `allow_paid_broadcast`
BURST = 4  # messages that one chat takes at once; then one a second
GROUP, GROUP_WINDOW_S = 20, 60.0


class FloodLimits:
    """Counts messages; `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._all: deque[float] = deque()
        self._tokens: dict[int, tuple[float, float]] = {}  # chat → (messages it may take at once, when that was so)
        self._groups: dict[int, deque[float]] = {}

    def take(self, chat_id: int, count: int = 1, *, paid: bool = False) -> None:
        """Count `count` messages to a chat.

        Raises:
            ApiError: 429 with the whole seconds after which it would pass.
        """
        now = self._clock()
        waits = [self._overall_wait(now, count, PAID if paid else OVERALL), self._chat_wait(chat_id, now, count)]
        if chat_id < 0:
            waits.append(self._group_wait(chat_id, now, count))
        if (wait := max(waits)) > 0:
            raise flood(max(1, math.ceil(wait)))
        self._all.extend([now] * count)
        self._tokens[chat_id] = (self._left(chat_id, now) - count, now)
        if chat_id < 0:
            self._groups.setdefault(chat_id, deque()).extend([now] * count)

    def _overall_wait(self, now: float, count: int, limit: int) -> float:
        return _window_wait(self._all, now, 1.0, limit, count)

    def _group_wait(self, chat_id: int, now: float, count: int) -> float:
        return _window_wait(self._groups.setdefault(chat_id, deque()), now, GROUP_WINDOW_S, GROUP, count)

    def _chat_wait(self, chat_id: int, now: float, count: int) -> float:
        return min(count, BURST) - self._left(chat_id, now)

    def _left(self, chat_id: int, now: float) -> float:
        left, at = self._tokens.get(chat_id, (float(BURST), now))
        return min(float(BURST), left + now - at)


def _window_wait(times: deque[float], now: float, window: float, limit: int, count: int) -> float:
    """Seconds until `count` more fit into the window; 0 where they do."""
    while times and times[0] <= now - window:
        times.popleft()
    over = len(times) + count - limit
    return times[min(over, len(times)) - 1] + window - now if over > 0 and times else 0.0
