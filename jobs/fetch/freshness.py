"""When a feed is asked again. Pure: from what the publisher says, how often it publishes, and how often it has failed."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from itertools import pairwise

SHORTEST_S = 120
LONGEST_S = 3600
LONGEST_WISH_S = 6 * 3600
LONGEST_BACKOFF_S = 6 * 3600
_MAX_AGE = re.compile(r"(?:s-maxage|max-age)\s*=\s*\"?(\d{1,9})")


def next_interval_s(
    previous_s: int, published: Sequence[datetime], new_items: int, headers: Mapping[str, str], ttl_s: int | None
) -> int:
    """Seconds until the next check after a successful one.

    Half of the median gap between the newest items (a feed that publishes hourly is not asked each minute), between two
    minutes and an hour; without dates the previous interval, halved by news and lengthened by silence. What the publisher
    asks for (Cache-Control, Expires, the feed's TTL) can only make it longer, up to an hour.
    """
    gap = _median_gap_s(published)
    if gap is None:
        wanted = previous_s / 2 if new_items else previous_s * 1.5
    else:
        wanted = gap / 2 if new_items else max(gap / 2, min(previous_s * 1.25, gap))
    asked = min(max(fresh_for_s(headers), ttl_s or 0), LONGEST_S)
    return int(max(min(max(wanted, SHORTEST_S), LONGEST_S), asked))


def backoff_s(failures: int, interval_s: int, retry_after: float | None = None) -> int:
    """Seconds until the next try after `failures` failures in a row: growing to six hours, never for ever.

    What the server asks for counts where it is longer, up to the same six hours.
    """
    grown = min(max(interval_s, SHORTEST_S) * 2 ** min(max(failures - 1, 0), 12), LONGEST_BACKOFF_S)
    return int(min(max(grown, retry_after or 0), LONGEST_WISH_S))


def spread(seconds: int, slug: str) -> int:
    """`seconds`, up to a tenth more, by the source's name: sources added together are not all asked in the same second."""
    return seconds + seconds * (zlib.crc32(slug.encode()) % 100) // 1000


def fresh_for_s(headers: Mapping[str, str]) -> int:
    """How long the answer says it stays fresh; 0 where it does not."""
    control = headers.get("cache-control", "").lower()
    if "no-cache" in control or "no-store" in control:
        return 0
    found = [int(age) for age in _MAX_AGE.findall(control)]
    if found:
        return max(max(found) - _number(headers.get("age", "")), 0)
    expires, now = _http_date(headers.get("expires", "")), _http_date(headers.get("date", ""))
    return max(int((expires - now).total_seconds()), 0) if expires and now else 0


def retry_after_s(headers: Mapping[str, str], now_s: float) -> float | None:
    """The server's Retry-After in seconds from `now_s` (Unix time), bounded by six hours; None where it gives none."""
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return float(min(int(value[:9]), LONGEST_WISH_S))
    at = _http_date(value)
    return min(max(at.timestamp() - now_s, 0.0), LONGEST_WISH_S) if at else None


def _median_gap_s(published: Sequence[datetime]) -> float | None:
    newest = sorted(set(published), reverse=True)[:20]
    gaps = sorted((later - earlier).total_seconds() for later, earlier in pairwise(newest))
    return gaps[len(gaps) // 2] if len(gaps) >= 3 else None


def _number(value: str) -> int:
    return int(value[:9]) if value.isascii() and value.isdigit() else 0


def _http_date(value: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(value)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
