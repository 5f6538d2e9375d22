"""Old articles whose lines were broken at a fixed width: what one paragraph was comes back as one, and is parted again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from jobs.analysis.model import Span

_WIDEST = 140
"""Code points: what a printing column or an old agency's screen held; longer lines were not broken by a width."""
_FULL = 0.6
"""Of the width: a line that is shorter and has no full stop is a heading or an item of a list."""
_LEAST = 3
_CLOSED = frozenset('.!?؟…:؛»"”)]*')


def whole_paragraphs(text: str, lines: Sequence[Span]) -> list[Span]:
    """The spans of `lines` with those put together that a fixed width has broken inside a sentence; mostly `lines` as given."""
    if len(lines) < _LEAST:
        return list(lines)
    width = max(z - a for a, z in lines)
    if width > _WIDEST:
        return list(lines)
    broken = [z - a >= _FULL * width and text[z - 1] not in _CLOSED for a, z in lines]
    if sum(broken) < _LEAST or 3 * sum(broken) < len(lines):
        return list(lines)
    whole: list[Span] = []
    goes_on = False
    for line, open_ in zip(lines, broken, strict=True):
        if goes_on:
            whole[-1] = (whole[-1][0], line[1])
        else:
            whole.append(line)
        goes_on = open_
    return whole


def by_lines(text: str, start: int, end: int, lines: Sequence[Span]) -> list[tuple[int, int, int]]:
    """The number of each line that `start` to `end` runs over, with the part that stands on it.

    A single word left over on a line («کرد») says nothing of its own and is left out.
    """
    n = max(bisect_right(lines, start, key=_begin) - 1, 0)
    parts: list[tuple[int, int, int]] = []
    while n < len(lines) and lines[n][0] < end:
        a, z = max(start, lines[n][0]), min(end, lines[n][1])
        if a < z:
            parts.append((n, a, z))
        n += 1
    return [part for part in parts if " " in text[part[1] : part[2]]] or parts[:1] if len(parts) > 1 else parts


def _begin(line: Span) -> int:
    return line[0]
