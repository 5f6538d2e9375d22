"""Times as publishers write them → aware UTC datetimes: RFC 822, ISO 8601, and Jalali in digits or words. Pure."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate

TEHRAN = ZoneInfo("Asia/Tehran")
_DIGITS = {ord(digit): str(index % 10) for index, digit in enumerate("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩")}
_LETTERS = {ord("ي"): "ی", ord("ك"): "ک", ord("\u200c"): " ", ord("\u200f"): "", ord("\u200e"): "", ord("٫"): ".", ord("،"): " "}
_MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
_MONTH_NUMBER = {name: index + 1 for index, name in enumerate(_MONTHS)} | {"امرداد": 5, "ابان": 8}
_LATIN_MONTHS = {
    name: index % 12 + 1
    for index, name in enumerate("farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand".split())
}
_GREGORIAN = {
    "ژانویه": 1, "فوریه": 2, "مارس": 3, "آوریل": 4, "آپریل": 4, "مه": 5, "می": 5, "ژوئن": 6, "ژوئیه": 7, "جولای": 7,
    "اوت": 8, "آگوست": 8, "سپتامبر": 9, "اکتبر": 10, "نوامبر": 11, "دسامبر": 12,
}  # fmt: skip
_ENGLISH = {name: index + 1 for index, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split())}
_RFC = re.compile(
    r"^(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})[ -]([A-Za-z]{3,11})[ -](\d{4})(?:[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*(\S+)?$"
)
_NUMERIC = re.compile(
    r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s,|-]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?)?\s*([AaPp][Mm])?\s*(\S.*)?$"
)
_WORDS = re.compile(r"(?<!\d)(\d{1,2})\s+([^\W\d]+)(?:\s+ماه)?\s+(\d{2,4})(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)(1[34]\d\d)[/.-](\d{1,2})[/.-](\d{1,2})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)([01]?\d|2[0-4]):([0-5]\d)(?::([0-5]\d))?(?!\d)")
_OFFSET = re.compile(r"^(?:UTC|GMT)?([+-])(\d{2}):?(\d{2})?$", re.IGNORECASE)
_ZONES = {
    "utc": 0,
    "gmt": 0,
    "z": 0,
    "ut": 0,
    "irst": 210,
    "irdt": 270,
    "est": -300,
    "edt": -240,
    "cet": 60,
    "cest": 120,
    "pst": -480,
    "pdt": -420,
}
_OLDEST = datetime(1990, 1, 1, tzinfo=UTC)
_NEWEST_YEAR = 2100


def parse_date(text: str, zone: ZoneInfo = TEHRAN) -> datetime | None:
    """The moment that `text` names, in UTC; None where it names none or an absurd one.

    A time without an offset is in `zone`. A year between 1300 and 1500 is Jalali, whatever the form around it.
    """
    cleaned = " ".join(text.translate(_DIGITS).translate(_LETTERS).split())[:100]
    if not cleaned or not any(c.isdigit() for c in cleaned):
        return None
    try:
        found = _rfc(cleaned, zone) or _numeric(cleaned, zone) or _words(cleaned, zone) or _library(cleaned, zone)
    except (ValueError, OverflowError, TypeError):
        return None
    return found if found is not None and found >= _OLDEST and found.year < _NEWEST_YEAR else None


def _rfc(text: str, zone: ZoneInfo) -> datetime | None:
    match = _RFC.match(text)
    if match is None:
        return None
    day, name, year, hour, minute, second, offset = match.groups()
    month = _ENGLISH.get(name[:3].lower())
    if int(year) < 1600:
        month = _LATIN_MONTHS.get(name.lower(), month)
    if month is None:
        return None
    return _moment(int(year), month, int(day), _time(hour, minute, second), offset, zone)


def _numeric(text: str, zone: ZoneInfo) -> datetime | None:
    match = _NUMERIC.match(text)
    if match is None:
        return None
    year, month, day, hour, minute, second, half, offset = match.groups()
    clock = _time(hour, minute, second)
    if half and clock[0] <= 12:
        clock = (clock[0] % 12 + (12 if half.lower() == "pm" else 0), *clock[1:])
    return _moment(int(year), int(month), int(day), clock, offset, zone)


def _words(text: str, zone: ZoneInfo) -> datetime | None:
    """«شنبه ۱۲ اردیبهشت ۱۴۰۳ ساعت ۱۰:۲۰», «۱۰:۲۰ - ۱۴۰۳/۰۲/۱۲», «2 مه 2024»."""
    clock_match = _CLOCK.search(text)
    clock = _time(*clock_match.groups()) if clock_match else (0, 0, 0)
    numbers = _YEAR_FIRST.search(text)
    if numbers:
        return _moment(int(numbers[1]), int(numbers[2]), int(numbers[3]), clock, None, zone)
    for match in _WORDS.finditer(text):
        day, name, year = int(match[1]), match[2], int(match[3])
        if name in _MONTH_NUMBER:
            return _moment(
                year if year > 99 else year + (1400 if year < 60 else 1300), _MONTH_NUMBER[name], day, clock, None, zone
            )
        if name in _GREGORIAN and year > 1900:
            return _moment(year, _GREGORIAN[name], day, clock, None, zone)
    return None


def _library(text: str, zone: ZoneInfo) -> datetime | None:
    found = parsedate_to_datetime(text)
    if found.year < 1600:
        return _moment(found.year, found.month, found.day, (found.hour, found.minute, found.second), None, zone)
    return (found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(UTC)


def _time(hour: str | None, minute: str | None, second: str | None) -> tuple[int, int, int]:
    return int(hour or 0), int(minute or 0), min(int(second or 0), 59)


def _moment(year: int, month: int, day: int, clock: tuple[int, int, int], offset: str | None, zone: ZoneInfo) -> datetime:
    if 1300 <= year < 1500:
        gregorian = JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]  # the package has no types here
        year, month, day = gregorian.year, gregorian.month, gregorian.day
    hour, minute, second = clock
    midnight = datetime(year, month, day, tzinfo=_zone(offset) or zone)
    return midnight.replace(hour=hour % 24, minute=minute, second=second).astimezone(UTC) + timedelta(days=hour // 24)


def _zone(offset: str | None) -> timezone | None:
    if not offset:
        return None
    first = offset.split()[0]
    if first.lower() in _ZONES:
        return timezone(timedelta(minutes=_ZONES[first.lower()]))
    match = _OFFSET.match(first)
    if match is None:
        return None
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    return timezone(timedelta(minutes=minutes if match[1] == "+" else -minutes)) if minutes <= 14 * 60 else None
