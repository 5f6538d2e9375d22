"""A moment as an admin types it: «۱۸:۳۰», «فردا ۷:۳۰», «شنبه ۶:۰۰ عصر», «۱۴۰۴/۷/۲۰ ۱۸:۳۰». Pure."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate

from bot.render.writing import digits

_CLOCK = re.compile(r"(?<!\d)(\d{1,2})(?::|٫|\.)(\d{2})(?!\d)")
_DAY = re.compile(r"(?<!\d)(1[34]\d\d|20\d\d)[/-](\d{1,2})[/-](\d{1,2})(?!\d)")
_NEAR = {"امروز": 0, "فردا": 1, "پسفردا": 2}
_WEEK = {"دوشنبه": 0, "سهشنبه": 1, "چهارشنبه": 2, "پنجشنبه": 3, "جمعه": 4, "شنبه": 5, "یکشنبه": 6}
_EARLY = ("صبح", "بامداد")
_LATE = {"ظهر": (1, 2), "بعدازظهر": range(1, 8), "عصر": range(2, 9), "شب": range(6, 12)}
"""The hours of twelve that the word makes afternoon; «۱:۰۰ شب» may be either night's and is not understood."""
_IDLE = ("ساعت", "روز", "در")
_JOINED = {"پس فردا": "پسفردا", "یک شنبه": "یکشنبه", "دو شنبه": "دوشنبه", "سه شنبه": "سهشنبه", "چهار شنبه": "چهارشنبه"}
_JOINED |= {"پنج شنبه": "پنجشنبه", "بعد از ظهر": "بعدازظهر"}
FARTHEST = timedelta(days=60)


def moment(typed: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The moment in UTC, in the future and within sixty days; None where it is not understood or not in that time.

    A time alone is its next occurrence, a weekday the next such day. A word that says nothing about a time makes all of it not
    understood: what is sent to many is not sent on a guessed day.
    """
    text = digits(typed, "latin")
    clock, written = _CLOCK.search(text), _DAY.search(text)
    words = _words(_CLOCK.sub(" ", _DAY.sub(" ", text, count=1), count=1))
    at = _time(int(clock[1]), int(clock[2]), words) if clock else None
    if at is None or not set(words) <= {*_NEAR, *_WEEK, *_EARLY, *_LATE, *_IDLE}:
        return None
    today = now.astimezone(zone).date()
    days = {today + timedelta(days=_NEAR[word]) for word in words if word in _NEAR}
    if written is not None:
        days.add(_date(*(int(part) for part in written.groups())) or date.min)
    weekdays = {_WEEK[word] for word in words if word in _WEEK}
    if len(days) > 1 or len(weekdays) > 1:
        return None
    wanted = next(iter(days), None)
    for day in [wanted] if wanted else [today + timedelta(days=ahead) for ahead in range(8)]:
        result = datetime.combine(day, at, zone).astimezone(UTC) if day > date.min else now
        if now < result <= now + FARTHEST and (not weekdays or day.weekday() in weekdays):
            return result
    return None


def _words(text: str) -> list[str]:
    """What stands beside the numbers, each word of two halves in one."""
    plain = " ".join(re.sub(r"[\u200c\u200e\u200f\s،,؛«»()\-]+", " ", text.replace("ي", "ی").replace("ك", "ک")).split())
    for apart, whole in _JOINED.items():
        plain = plain.replace(apart, whole)
    return plain.split()


def _time(hour: int, minute: int, words: list[str]) -> time | None:
    """The time of day; None where there is no such, or the word beside it says another («۱۸:۳۰ صبح», «۱۲:۰۰ شب»)."""
    late = next((word for word in words if word in _LATE), None)
    early = any(word in _EARLY for word in words)
    if late is not None and hour < 13:
        noon = late == "ظهر" and hour in (11, 12)
        if not noon and hour not in _LATE[late]:
            return None
        hour += 0 if noon else 12
    return time(hour, minute) if hour < 24 and minute < 60 and not (early and (late or hour > 12)) else None


def _date(year: int, month: int, number: int) -> date | None:
    try:
        if year < 1500:
            jalali = JalaliDate(year, month, number).to_gregorian()  # type: ignore[no-untyped-call]  # persiantools has no types
            return date(jalali.year, jalali.month, jalali.day)
        return date(year, month, number)
    except ValueError:
        return None
