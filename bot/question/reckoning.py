"""Stretches of time in the Jalali calendar, as people name them. Pure: the present moment is an argument.

A `Period` is [since, until) in the reader's zone, None where an end is open, with the Persian words that the answer shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from persiantools.jdatetime import JalaliDate

MONTHS = ("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند")
SEASONS = ("بهار", "تابستان", "پاییز", "زمستان")
WEEKDAYS = ("شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه")
UNITS = {"day": "روز", "week": "هفته", "month": "ماه", "year": "سال", "hour": "ساعت"}

_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_OLDEST, _NEWEST = 1300, 1500
_UNTYPED: Any = JalaliDate


@dataclass(frozen=True, slots=True)
class Period:
    """[since, until), aware, and its Persian words."""

    since: datetime | None
    until: datetime | None
    label: str


def persian(number: int) -> str:
    """A number in Persian digits."""
    return str(number).translate(_DIGITS)


def jalali(year: int, month: int, day: int) -> date | None:
    """The Gregorian date of a Jalali one, None where there is no such day."""
    if not _OLDEST <= year <= _NEWEST or not 1 <= month <= 12:
        return None
    try:
        return _gregorian(year, month, day)
    except ValueError:
        return None


def jalali_of(day: date) -> tuple[int, int, int]:
    """Jalali year, month and day of a date."""
    at = _UNTYPED(day)
    return at.year, at.month, at.day


def _gregorian(year: int, month: int, day: int) -> date:
    found: date = _UNTYPED(year, month, day).to_gregorian()
    return found


def month_start(year: int, month: int) -> date:
    """The first day of a Jalali month; months beyond 1..12 run over into the years beside."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return _gregorian(min(max(year, _OLDEST), _NEWEST), month, 1)


class Calendar:
    """Periods seen from one moment: `now` aware, days begin at midnight in `zone`."""

    def __init__(self, now: datetime, zone: ZoneInfo) -> None:
        self.now = now.astimezone(zone)
        self.zone = zone
        self.today = self.now.date()
        self.year, self.month, _ = jalali_of(self.today)

    def at(self, day: date, hour: int = 0) -> datetime:
        """The moment when an hour of a day begins (24 and more: on the next day)."""
        day += timedelta(days=hour // 24)
        return datetime.combine(day, time(hour % 24), tzinfo=self.zone)

    def span(self, first: date, last: date, label: str) -> Period:
        """The days [first, last), not beyond now where they have begun."""
        since, until = self.at(first), self.at(last)
        if since <= self.now < until:
            until = self.now
        return Period(since, until, label)

    def day(self, day: date) -> Period:
        return self.span(day, day + timedelta(days=1), self.day_name(day))

    def night(self, offset: int) -> Period:
        """The night that began `offset` days from today: 18:00 to 04:00."""
        day = self.today + timedelta(days=offset)
        return self.hours(day, 18, 28, f"شب {self.day_name(day)}")

    def hours(self, day: date, first: int, last: int, label: str) -> Period:
        since, until = self.at(day, first), self.at(day, last)
        if since <= self.now < until:
            until = self.now
        return Period(since, until, label)

    def last(self, number: int, unit: str) -> Period:
        """The last so many days, weeks, months (of 30 days), years (of 365) or hours up to now."""
        hours = {"hour": 1, "day": 24, "week": 168, "month": 720, "year": 8760}[unit]
        label = f"{persian(number)} {UNITS[unit]} گذشته"
        return Period(self.now - timedelta(hours=min(number, 1000) * hours), self.now, label)

    def week(self, back: int) -> Period:
        """The calendar week, Saturday to Friday, `back` weeks before this one."""
        first = self.today - timedelta(days=(self.today.weekday() + 2) % 7 + 7 * back)
        return self.span(first, first + timedelta(days=7), self._days(first, first + timedelta(days=6)))

    def weekday(self, index: int, *, week: int | None = None, before_today: bool = False) -> Period:
        """The last such weekday (0 is Saturday), today too unless `before_today`; of the week `week` weeks before this one."""
        today = (self.today.weekday() + 2) % 7
        if week is not None:
            return self.day(self.today - timedelta(days=today - index + 7 * week))
        back = (today - index) % 7
        return self.day(self.today - timedelta(days=7 if back == 0 and before_today else back))

    def weekend(self) -> Period:
        """The last Thursday and Friday that have begun."""
        today = (self.today.weekday() + 2) % 7
        first = self.today - timedelta(days=(today - 5) % 7)
        return self.span(first, first + timedelta(days=2), self._days(first, first + timedelta(days=1)))

    def months(self, year: int, first: int, last: int, label: str) -> Period:
        """The Jalali months first to last of a year, both included."""
        return self.span(month_start(year, first), month_start(year, last + 1), label)

    def month_of(self, month: int, year: int | None = None) -> Period:
        """A Jalali month; without a year the last that has begun."""
        if year is None:
            year = self.year if month <= self.month else self.year - 1
        return self.months(year, month, month, f"{MONTHS[month - 1]} {persian(year)}")

    def months_back(self, number: int) -> Period:
        """The Jalali month so many before this one."""
        month = self.year * 12 + self.month - 1 - min(number, 1200)
        return self.month_of(month % 12 + 1, month // 12)

    def year_of(self, year: int) -> Period:
        return self.months(year, 1, 12, f"سال {persian(year)}")

    def season(self, index: int, year: int | None = None) -> Period:
        """A season (0 is spring); without a year the last that has begun."""
        if year is None:
            year = self.year if index * 3 < self.month else self.year - 1
        return self.months(year, index * 3 + 1, index * 3 + 3, f"{SEASONS[index]} {persian(year)}")

    def decade(self, year: int) -> Period:
        """Ten Jalali years from `year` on."""
        return self.span(month_start(year, 1), month_start(year + 10, 1), f"دههٔ {persian(year)}")

    def date_of(self, day: int, month: int, year: int | None = None, before: date | None = None) -> date | None:
        """A Jalali day; without a year the last that is not after `before` (today)."""
        if year is not None:
            return jalali(year, month, day)
        limit = before or self.today
        start = jalali_of(limit)[0]
        return next((at for back in range(6) if (at := jalali(start - back, month, day)) and at <= limit), None)

    def day_name(self, day: date) -> str:
        """«دوشنبه ۱۴ مهر», with the year where it is not this year."""
        year, month, number = jalali_of(day)
        ending = "" if year == self.year else f" {persian(year)}"
        return f"{WEEKDAYS[(day.weekday() + 2) % 7]} {persian(number)} {MONTHS[month - 1]}{ending}"

    def short_name(self, day: date) -> str:
        """«۱۴ مهر», with the year where it is not this year."""
        return self.day_name(day).split(" ", 1)[1]

    def _days(self, first: date, last: date) -> str:
        return f"{self.short_name(first)} تا {self.short_name(last)}"


def full_year(number: int) -> int | None:
    """The Jalali year that is meant by «۹۵», «۰۳», «۴۰۱» or «۱۴۰۴», None for no year."""
    if 0 <= number < 20:
        return 1400 + number
    if number < 100:
        return 1300 + number
    if 400 <= number < 450:
        return 1000 + number
    return number if _OLDEST <= number <= _NEWEST - 20 else None
