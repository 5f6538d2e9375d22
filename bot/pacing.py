"""How often something may happen: pure arithmetic on times in seconds, for `bot.limiter`."""

from __future__ import annotations

import heapq
from collections import deque

GROUP_LIMIT = 20
GROUP_WINDOW_S = 60.5
"""A minute, and half a second for what the network does to the distances between messages."""


class Pace:
    """At most `rate` a second, evenly; what comes up to `slack` seconds early is let through.

    In any stretch of W seconds it lets through at most floor((W + slack) * rate) + 1 (the generic cell rate algorithm).
    """

    __slots__ = ("due", "interval", "slack")

    def __init__(self, rate: float, slack: float) -> None:
        self.interval, self.slack = 1 / rate, slack
        self.due = float("-inf")

    def wait(self, now: float) -> float:
        """Seconds until the next may happen; 0 for now."""
        return max(0.0, self.due - self.slack - now)

    def take(self, at: float, cost: int = 1) -> None:
        """Counts one (or `cost`) that happens at `at`."""
        self.due = max(self.due, at) + cost * self.interval


class ChatLimits:
    """What Telegram permits in one chat: one a second with bursts of three, in a group 20 a minute, and nothing at all until
    `blocked_until` where it said so."""

    __slots__ = ("blocked_until", "minute", "pace")

    BURST = 3
    RATE = 0.98

    def __init__(self, *, paced: bool, group: bool) -> None:
        self.pace = Pace(self.RATE, (self.BURST - 1) / self.RATE) if paced else None
        self.minute: deque[float] | None = deque(maxlen=GROUP_LIMIT) if paced and group else None
        self.blocked_until = float("-inf")

    def wait(self, now: float) -> float:
        """Seconds until the next message may go to this chat; 0 for now."""
        waits = [self.blocked_until - now]
        if self.pace is not None:
            waits.append(self.pace.wait(now))
        if self.minute is not None and len(self.minute) == GROUP_LIMIT:
            waits.append(self.minute[0] + GROUP_WINDOW_S - now)
        return max(0.0, *waits)

    def take(self, at: float, cost: int = 1) -> None:
        if self.pace is not None:
            self.pace.take(at, cost)
        if self.minute is not None:
            self.minute.extend([at] * cost)

    def idle(self, now: float) -> bool:
        """Whether forgetting it changes nothing."""
        paced = self.pace is not None and self.pace.due > now
        return not paced and self.blocked_until <= now and not (self.minute and self.minute[-1] + GROUP_WINDOW_S > now)


class Window:
    """No more than `limit` requests reach the server in any second, whatever the way there does to the distances between them.

    A request reached it between its departure and its answer; how long an answer takes at the least says how much of that is
    merely the way. So what was on its way for long counts until a second after its answer, and what was not as if paced.
    """

    __slots__ = ("_answered", "_flying", "_heard", "_limit", "_way")

    SECOND = 1.0
    FORGETTING = 1.02
    """By how much a second the shortest way seen is believed to have grown, so that one that has become longer is noticed."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._flying = 0
        self._answered: list[float] = []
        self._way, self._heard = float("inf"), 0.0

    def wait(self, now: float) -> float:
        """Seconds until one more may leave; 0 for now. While all that counts is unanswered, a guess after which to ask again."""
        way = 0.0 if self._way == float("inf") else self._way
        while self._answered and self._answered[0] <= now + way - self.SECOND:
            heapq.heappop(self._answered)
        if self._flying + len(self._answered) < self._limit:
            return 0.0
        return self._answered[0] - (now + way - self.SECOND) if self._answered else 0.01

    def left(self, cost: int = 1) -> None:
        """One (or `cost` in one) leaves."""
        self._flying += cost

    def came_back(self, departed: float, now: float, cost: int = 1) -> None:
        """Its answer is here, or the news that there will be none."""
        self._flying -= cost
        self._way = min((now - departed) / 2, self._way * self.FORGETTING ** min(60.0, now - self._heard))
        self._heard = now
        for _ in range(cost):
            heapq.heappush(self._answered, now - self._way)
