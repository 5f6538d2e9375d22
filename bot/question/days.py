"""Single days in a question: «دیروز», «شنبه گذشته», «۲۰ خرداد ۱۴۰۰», «98/5/3»."""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.question.months import MonthReader, Read
from bot.question.reckoning import full_year, jalali, persian

_WRITTEN = re.compile(r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})")


class DayReader(MonthReader):
    """Reads days; every rule returns the period and the word behind it, or None."""

    def _written(self, at: int) -> Read | None:
        """1404/07/10, 98/5/3, 2025-06-13."""
        match = _WRITTEN.fullmatch(self.words[at].key) if at < len(self.words) else None
        if match is None:
            return None
        year, month, day = (int(part) for part in match.groups())
        if day > 31:
            year, day = day, year
        if 1900 <= year <= 2100:
            try:
                return self.calendar.day(date(year, month, day)), at + 1
            except ValueError:
                return None
        full = full_year(year)
        found = jalali(full, month, day) if full else None
        return (self.calendar.day(found), at + 1) if found else None

    def _day_word(self, at: int) -> Read | None:
        """دیروز، دیشب، دیروز صبح، عصر دیروز."""
        hours = self.take(at, "hours")
        begin = hours[1] if hours else at
        if night := self.take(begin, "nights"):
            return self.calendar.night(int(night[0])), night[1]
        taken = self.take(begin, "days")
        if taken is None:
            return None
        day = self.calendar.today + timedelta(days=int(taken[0]))
        return self._at_hours(day, hours, taken[1])

    def _at_hours(self, day: date, hours: tuple[str, int] | None, behind: int) -> Read:
        if hours is None and (later := self.take(behind, "hours")):
            hours, behind = later, later[1]
        if hours is None:
            return self.calendar.day(day), behind
        first, last = (int(hour) for hour in hours[0].split())
        label = f"{self.calendar.day_name(day)}، ساعت {persian(first)} تا {persian(last % 24)}"
        return self.calendar.hours(day, first, last, label), behind

    def _weekday(self, at: int) -> Read | None:
        """شنبه، شنبه گذشته، شنبه هفته پیش، دوشنبه شب."""
        hours = self.take(at, "hours")
        taken = self.take(hours[1] if hours else at, "weekdays")
        if taken is None:
            return None
        index, behind = int(taken[0]), taken[1]
        if behind < len(self.words) and self.words[behind].key in ("ها", "های"):
            return None  # «تعطیلی شنبه‌ها»
        if (week := self.take(behind, "week")) and (past := self.take(week[1], "past")):
            period = self.calendar.weekday(index, week=1)
            behind = past[1]
        elif past := self.take(behind, "past"):
            period = self.calendar.weekday(index, before_today=True)
            behind = past[1]
        else:
            period = self.calendar.weekday(index)
        assert period.since is not None
        return self._at_hours(period.since.date(), hours, behind)

    def _day_number(self, at: int) -> tuple[int, int] | None:
        """A day of a month: ۲۰، بیستم، اول."""
        if taken := self.take(at, "ordinals"):
            return int(taken[0]), taken[1]
        number = self.number(at)
        return number if number and 1 <= number[0] <= 31 else None

    def _day_of_month(self, at: int) -> Read | None:
        """۲۰ خرداد، ۲۰ خرداد ۱۴۰۰، اول مهر پارسال."""
        begin = weekday[1] if (weekday := self.take(at, "weekdays")) else at
        day = self._day_number(begin)
        month = self.take(day[1], "months") if day else None
        if day is None or month is None:
            return None
        behind = self._maybe_month_word(month[1])
        year = self.year_at(behind)
        found = self.calendar.date_of(day[0], int(month[0]) + 1, year[0] if year else None)
        return (self.calendar.day(found), year[1] if year else behind) if found else None
