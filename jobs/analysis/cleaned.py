"""The body without its debris, and the way back: a stretch that debris interrupts comes back as several ranges."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from jobs.analysis.model import Debris, Span


class Cleaned:
    """`text` is `body` without the debris. Every stretch that stays keeps its length, so only its place has to be known."""

    __slots__ = ("_body", "_places", "_starts", "text")

    def __init__(self, body: str, debris: Sequence[Debris]) -> None:
        kept: list[Span] = []
        at = 0
        for start, end in sorted(found.span for found in debris):
            if start > at:
                kept.append((at, start))
            at = max(at, end)
        if at < len(body):
            kept.append((at, len(body)))
        self._body = len(body)
        self._starts = []
        self._places = [start for start, _ in kept]
        length = 0
        for start, end in kept:
            self._starts.append(length)
            length += end - start
        self.text = body if not debris else "".join(body[start:end] for start, end in kept)

    def ranges(self, start: int, end: int) -> tuple[Span, ...]:
        """The ranges of the body that `text[start:end]` consists of, in order; start < end."""
        found: list[Span] = []
        k = max(bisect_right(self._starts, start) - 1, 0)
        while start < end:
            stop = self._starts[k + 1] if k + 1 < len(self._starts) else end
            piece = min(stop, end)
            place = self._places[k] + start - self._starts[k]
            found.append((place, place + piece - start))
            start, k = piece, k + 1
        return tuple(found)

    def whole(self, start: int, end: int) -> Span:
        """The one range of the body from the first to behind the last character of `text[start:end]`."""
        found = self.ranges(start, end) if start < end else ()
        return (found[0][0], found[-1][1]) if found else (self._body, self._body)
