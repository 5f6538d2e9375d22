"""A fair rate of questions for each chat: a bucket that fills again. Pure but for what it remembers; time is passed in."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from math import ceil

BURST = 12
"""So many questions may come at once,"""
EVERY_S = 3.0
"""and one more each so many seconds: twenty a minute."""
_REMEMBERED = 20_000


@dataclass(slots=True)
class _Bucket:
    left: float
    at: datetime
    told: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """Too many. `seconds` to wait; `tell` the first time only, so that a flood is answered once."""

    seconds: int
    tell: bool


class Fair:
    """The buckets of all chats; the longest silent are forgotten first."""

    def __init__(self, burst: int = BURST, every_s: float = EVERY_S) -> None:
        self._burst, self._every = float(burst), every_s
        self._buckets: OrderedDict[object, _Bucket] = OrderedDict()

    def take(self, who: object, now: datetime, cost: float = 1.0) -> Refused | None:
        """Takes `cost` questions out of the bucket; None where they are granted."""
        bucket = self._buckets.pop(who, None) or _Bucket(self._burst, now)
        bucket.left = min(self._burst, bucket.left + max(0.0, (now - bucket.at).total_seconds()) / self._every)
        bucket.at = max(bucket.at, now)
        self._buckets[who] = bucket
        if len(self._buckets) > _REMEMBERED:
            self._buckets.popitem(last=False)
        if bucket.left >= cost:
            bucket.left -= cost
            bucket.told = False
            return None
        tell, bucket.told = not bucket.told, True
        return Refused(ceil((cost - bucket.left) * self._every), tell)
