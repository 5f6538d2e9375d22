"""Any date or named stretch of time in a question: the parts of which `periods` makes ranges."""

from __future__ import annotations

from datetime import timedelta

from bot.question.days import DayReader
from bot.question.months import Read
from bot.question.reckoning import Period, jalali, jalali_of


class DateReader(DayReader):
    """Reads what is counted back from now, and chooses among all the rules."""

    def single(self, at: int) -> Read | None:
        """The longest date or named stretch at a word."""
        rules = (
            self._written, self._day_word, self._weekday, self._back, self._this, self._ends_of_week, self._day_of_month,
            self._month, self._part, self._season, self._year, self._decade, self._gregorian,
        )  # fmt: skip
        best: Read | None = None
        for rule in rules:
            read = rule(at)
            if read is not None and (best is None or read[1] > best[1]):
                best = read
        return best

    def start_of_range(self, begin: int, middle: int, end: Period) -> Period | None:
        """The first date of a range whose last is `end`: year and month are the end's where it does not say them itself."""
        assert end.since is not None
        last_year, last_month, _ = jalali_of(end.since.date())
        day = self._day_number(begin)
        if day is not None and day[1] == middle:
            at = jalali(last_year, last_month, day[0])
            return self.calendar.day(at) if at else None
        if (years := self.bare_year(begin)) and begin + 1 == middle and end.label.startswith("سال"):
            return self.calendar.year_of(years)
        month = self.take(day[1] if day else begin, "months")
        if month is not None and self._maybe_month_word(month[1]) == middle:
            if day is None:
                year = last_year if int(month[0]) + 1 <= last_month else last_year - 1
                return self.calendar.month_of(int(month[0]) + 1, year)
            found = self.calendar.date_of(day[0], int(month[0]) + 1, before=end.since.date())
            return self.calendar.day(found) if found else None
        if day is not None and day[1] == middle:
            return None
        first = self.single(begin)
        return first[0] if first is not None and first[1] == middle else None

    def _back(self, at: int) -> Read | None:
        """هفته گذشته، سه روز پیش، دو ماه اخیر، چند روز اخیر."""
        begin = this[1] if (this := self.take(at, "this")) else at
        some = self.take(begin, "some")
        number = None if some else self.number(begin)
        unit_at = some[1] if some else number[1] if number else begin
        unit = self._unit(unit_at)
        if unit is None:
            return None
        name, behind = unit
        if recent := self.take(behind, "recent"):
            several = bool(some) or self._is_plural(unit_at)
            return self._recent(name, number[0] if number else None, several), recent[1]
        past = self.take(behind, "past")
        if past is None:
            counted = this is not None and (some or number or self._is_plural(unit_at))
            return (self._recent(name, number[0] if number else None, True), behind) if counted else None
        if some or self._is_plural(unit_at):
            return self._recent(name, None, True), past[1]
        if number and self.words[past[1] - 1].key == "گذشته":
            return self._recent(name, number[0], False), past[1]
        return self._ago(name, number[0] if number else 1), past[1]

    def _is_plural(self, at: int) -> bool:
        """Whether the unit of time is several: «روزهای», «ماه‌های»."""
        return self.take(at, "plural_days") is not None or self.words[at].key.endswith(("ها", "های"))

    def _recent(self, unit: str, number: int | None, some: bool) -> Period:
        if number is not None:
            return self.calendar.last(number, unit)
        if unit == "day":
            return self.calendar.last(7, "day")
        return self.calendar.last(3 if some else 1, unit) if unit != "month" or some else self.calendar.last(30, "day")

    def _ago(self, unit: str, number: int) -> Period:
        number = min(number, 5000)
        if unit == "day":
            return self.calendar.day(self.calendar.today - timedelta(days=number))
        if unit == "week":
            return self.calendar.week(number)
        if unit == "month":
            return self.calendar.months_back(number)
        if unit == "year":
            return self.calendar.year_of(max(self.calendar.year - number, 1300))
        return self.calendar.last(number, "hour")

    def _this(self, at: int) -> Read | None:
        """این هفته، این ماه، ماه جاری، امسال."""
        this = self.take(at, "this")
        unit = self._unit(this[1] if this else at)
        if unit is None:
            return None
        name, behind = unit
        if this is None:
            after = self.take(behind, "this")
            if after is None or self.words[after[1] - 1].key != "جاری":
                return None
            behind = after[1]
        calendar = self.calendar
        made = {
            "week": lambda: calendar.week(0),
            "month": lambda: calendar.months_back(0),
            "year": lambda: calendar.year_of(calendar.year),
        }
        return (made[name](), behind) if name in made else None

    def _ends_of_week(self, at: int) -> Read | None:
        """اول هفته، آخر هفته، آخر هفته پیش."""
        start, end = self.take(at, "start"), self.take(at, "end")
        week = self.take((start or end or ("", at))[1], "week") if start or end else None
        if week is None:
            return None
        past = self.take(week[1], "past")
        if start:
            return self.calendar.weekday(0, week=1 if past else 0), past[1] if past else week[1]
        return self.calendar.weekend(), past[1] if past else week[1]
