"""A moment as an admin types it: «۱۸:۳۰», «فردا ۷:۳۰», «۱۴۰۴/۷/۲۰ ۱۸:۳۰». Pure."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate

from bot.render.writing import digits

_CLOCK = re.compile(r"(?<!\d)(\d{1,2})(?::|٫|\.)(\d{2})(?!\d)")
_DAY = re.compile(r"(?<!\d)(1[34]\d\d|20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
_WORDS = {"امروز": 0, "فردا": 1, "پس‌فردا": 2, "پسفردا": 2, "پس فردا": 2}
FARTHEST = timedelta(days=60)


def moment(typed: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment in UTC, in the future and within sixty days; None where it is not understood or not in that time.

    A time alone is its next occurrence.
    """
    text = digits(typed, "latin")
    clock = _CLOCK.search(text)
    if clock is None or int(clock[1]) > 23 or int(clock[2]) > 59:
        return None
    at = time(int(clock[1]), int(clock[2]))
    here = now.astimezone(zone)
    found = _day(text)
    named = max((word for word in _WORDS if word in text), key=len, default=None)
    if found is None and _DAY.search(text):
        return None
    day = found or here.date() + timedelta(days=_WORDS[named] if named else 0)
    result = datetime.combine(day, at, zone).astimezone(UTC)
    if found is None and named is None and result <= now:
        result = datetime.combine(day + timedelta(days=1), at, zone).astimezone(UTC)
    return result if now < result <= now + FARTHEST else None


def _day(text: str) -> date | None:
    written = _DAY.search(text)
    if written is None:
        return None
    year, month, number = (int(part) for part in written.groups())
    try:
        if year < 1500:
            jalali = JalaliDate(year, month, number).to_gregorian()  # type: ignore[no-untyped-call]  # persiantools has no types
            return date(jalali.year, jalali.month, jalali.day)
        return date(year, month, number)
    except ValueError:
        return None
