"""How often something may happen: pure arithmetic on times in seconds, for `bot.limiter`."""

from __future__ import annotations

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
