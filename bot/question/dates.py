"""Days, weeks, months, seasons and years in a question: the parts of which `periods` makes stretches of time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from persiantools.jdatetime import JalaliDate

from bot.question.reckoning import MONTHS, Calendar, Period, full_year, jalali, month_start, persian
from bot.question.vocabulary import Phrases
from bot.question.words import Word

Read = tuple[Period, int]
"""A period and the index of the word behind it."""

_WRITTEN = re.compile(r"(\d{1,4})[/.\-](\d{1,2})[/.\-](\d{1,4})")
_UNITS = ("day", "days", "week", "month", "year", "hour")
_GREGORIAN = ("ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر")


class DateReader:
    """Reads one date or named stretch at a word. Every rule returns the period and the word behind it, or None."""

    def __init__(self, words: Sequence[Word], calendar: Calendar, phrases: Phrases) -> None:
        self.words = words
        self.calendar = calendar
        self._found = [phrases.at(words, index) for index in range(len(words))]

    def take(self, at: int, *roles: str) -> tuple[str, int] | None:
        """The value of the longest phrase at a word that has one of the roles, and the word behind it."""
        for found in self._found[at] if at < len(self.words) else ():
            for sense in found.senses:
                if sense.role in roles:
                    return sense.value, found.last
        return None

    def number(self, at: int) -> tuple[int, int] | None:
        """A number in digits or words."""
        if at < len(self.words) and (key := self.words[at].key).isdigit() and len(key) < 7:
            return int(key), at + 1
        taken = self.take(at, "numbers")
        return (int(taken[0]), taken[1]) if taken else None

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
        last = JalaliDate(end.since.date())
        day = self._day_number(begin)
        if day is not None and day[1] == middle:
            at = jalali(last.year, last.month, day[0])
            return self.calendar.day(at) if at else None
        month = self.take(day[1] if day else begin, "months")
        if month is not None and self._maybe_month_word(month[1]) == middle:
            if day is None:
                year = last.year if int(month[0]) + 1 <= last.month else last.year - 1
                return self.calendar.month_of(int(month[0]) + 1, year)
            found = self.calendar.date_of(day[0], int(month[0]) + 1, before=end.since.date())
            return self.calendar.day(found) if found else None
        if day is not None and day[1] == middle:
            return None
        first = self.single(begin)
        return first[0] if first is not None and first[1] == middle else None

    # Days

    def _written(self, at: int) -> Read | None:
        """1404/07/10, 98/5/3, 2025-06-13."""
        match = _WRITTEN.fullmatch(self.words[at].key)
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

    # Weeks, months and years counted back

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
            return self._recent(name, number[0] if number else None, bool(some)), recent[1]
        past = self.take(behind, "past")
        if past is None:
            plural = name == "day" and (some is not None or self.take(unit_at, "days")) and this is not None
            return (self.calendar.last(7, "day"), behind) if plural else None
        if some or (name == "day" and self.take(unit_at, "days")):
            return self._recent(name, None, True), past[1]
        if number and self.words[past[1] - 1].key == "گذشته":
            return self._recent(name, number[0], False), past[1]
        return self._ago(name, number[0] if number else 1), past[1]

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

    def _unit(self, at: int) -> tuple[str, int] | None:
        for unit in _UNITS:
            if taken := self.take(at, unit):
                return ("day" if unit == "days" else unit), taken[1]
        return None

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

    # Months, seasons, years

    def year_at(self, at: int) -> tuple[int, int] | None:
        """A year after a month or season: ۹۵، ۱۴۰۳، سال ۹۸، پارسال، سال گذشته."""
        if named := self.take(at, "years"):
            return self.calendar.year + int(named[0]), named[1]
        said = self.take(at, "year")
        if said and (past := self.take(said[1], "past")):
            return self.calendar.year - 1, past[1]
        begin = said[1] if said else at
        if begin < len(self.words) and (key := self.words[begin].key).isdigit() and (said or len(key) >= 2):
            year = full_year(int(key))
            return (year, begin + 1) if year else None
        if said and (word := self.take(begin, "numbers")) and int(word[0]) >= 50:
            return 1300 + int(word[0]), word[1]
        return None

    def _maybe_month_word(self, at: int) -> int:
        taken = self.take(at, "month")
        return taken[1] if taken and not self.take(taken[1], "past", "recent") else at

    def _month(self, at: int) -> Read | None:
        """مهر، مهر ماه، ماه مهر، آبان ۹۸، مهر پارسال."""
        before = self.take(at, "month")
        month = self.take(before[1] if before else at, "months")
        if month is None:
            return None
        behind = self._maybe_month_word(month[1])
        year = self.year_at(behind)
        return self.calendar.month_of(int(month[0]) + 1, year[0] if year else None), year[1] if year else behind

    def _part(self, at: int) -> Read | None:
        """نیمه اول مهر، اوایل مهر، اواخر سال ۹۸، اول مهر، آخر مهر، ابتدای سال."""
        for role in ("half", "decade", "early", "middle", "late", "start", "end"):
            taken = self.take(at, role)
            if taken is None:
                continue
            nth = self.take(taken[1], "ordinals") if role in ("half", "decade") else None
            if role in ("half", "decade") and nth is None:
                continue
            which = int(nth[0]) if nth else 0
            whole = self._whole(nth[1] if nth else taken[1])
            if whole is not None and (made := self._cut(role, which, whole[0])):
                label = " ".join(word.text for word in self.words[at : nth[1] if nth else taken[1]])
                return self.calendar.span(*made, f"{label} {whole[2]}"), whole[1]
        return None

    def _whole(self, at: int) -> tuple[tuple[date, date], int, str] | None:
        """The month or year of which a part is meant."""
        calendar = self.calendar
        month = self._month(at)
        if month is not None and month[0].since is not None:
            start = JalaliDate(month[0].since.date())
            return (month_start(start.year, start.month), month_start(start.year, start.month + 1)), month[1], month[0].label
        if unit := self._unit(at):
            past = self.take(unit[1], "past")
            behind = past[1] if past else unit[1]
            if unit[0] == "month":
                back = calendar.year * 12 + calendar.month - 1 - (1 if past else 0)
                year, number = back // 12, back % 12 + 1
                return (month_start(year, number), month_start(year, number + 1)), behind, f"{MONTHS[number - 1]} {persian(year)}"
        year_read = self.year_at(at)
        if year_read is None and (unit := self.take(at, "year")):
            year_read = (calendar.year, unit[1])
        if year_read is None:
            return None
        return (month_start(year_read[0], 1), month_start(year_read[0] + 1, 1)), year_read[1], f"سال {persian(year_read[0])}"

    def _cut(self, role: str, which: int, whole: tuple[date, date]) -> tuple[date, date] | None:
        """The part of a month (days) or a year (months) that the words mean."""
        first, last = whole
        if (last - first).days > 31:
            year = JalaliDate(first).year
            months = {
                "half": (6 * which - 5, 6 * which + 1),
                "early": (1, 4),
                "middle": (5, 9),
                "late": (10, 13),
                "start": (1, 4),
                "end": (10, 13),
            }
            if role not in months or which > 2:
                return None
            if role == "start":
                return first, first + timedelta(days=1)
            return month_start(year, months[role][0]), month_start(year, months[role][1])
        starts = {
            "half": 15 * (which - 1),
            "decade": 10 * (which - 1),
            "early": 0,
            "middle": 10,
            "late": 20,
            "start": 0,
            "end": 20,
        }
        length = {"half": 15, "decade": 10, "early": 10, "middle": 10, "start": 1}.get(role, 31)
        if starts[role] > 20:
            return None
        begin = first + timedelta(days=starts[role])
        to_the_end = (role, which) in (("half", 2), ("decade", 3))
        return begin, last if to_the_end else min(begin + timedelta(days=length), last)

    def _season(self, at: int) -> Read | None:
        """تابستان، تابستان ۱۴۰۳، زمستان پارسال."""
        taken = self.take(at, "seasons")
        if taken is None:
            return None
        year = self.year_at(taken[1])
        return self.calendar.season(int(taken[0]), year[0] if year else None), year[1] if year else taken[1]

    def _year(self, at: int) -> Read | None:
        """پارسال، سال ۹۸، ۱۴۰۳، سال ۲۰۱۵."""
        said = self.take(at, "year")
        begin = said[1] if said else at
        if begin < len(self.words) and (key := self.words[begin].key).isdigit() and len(key) == 4:
            number = int(key)
            if 1900 <= number <= 2100:
                return self.calendar.span(date(number, 1, 1), date(number + 1, 1, 1), f"سال {persian(number)} میلادی"), begin + 1
            full = full_year(number)
            return (self.calendar.year_of(full), begin + 1) if full else None
        if said is None and self.take(at, "years") is None:
            return None
        read = self.year_at(at)
        return (self.calendar.year_of(read[0]), read[1]) if read else None

    def _decade(self, at: int) -> Read | None:
        """دهه هشتاد، دهه ۹۰."""
        taken = self.take(at, "decade")
        number = self.number(taken[1]) if taken else None
        if number is None or number[0] % 10 or not (10 <= number[0] < 100 or 1300 <= number[0] <= 1400):
            return None
        return self.calendar.decade(number[0] if number[0] >= 1300 else 1300 + number[0]), number[1]

    def _gregorian(self, at: int) -> Read | None:
        """ژوئن ۲۰۲۵، ۱۳ ژوئن، ۱۳ ژوئن ۲۰۲۵."""
        day = self.number(at)
        taken = self.take(day[1] if day else at, "gregorian")
        if taken is None:
            return None
        month, behind = int(taken[0]), taken[1]
        known = behind < len(self.words) and self.words[behind].key.isdigit() and 1900 <= int(self.words[behind].key) <= 2100
        short = self.words[behind - 1].key in ("می", "مه")
        if short and not (day or known):
            return None
        year = int(self.words[behind].key) if known else self.calendar.today.year
        behind += known
        try:
            first = date(year, month, day[0] if day else 1)
            if not known and first > self.calendar.today:
                first = first.replace(year=year - 1)
        except ValueError:
            return None
        if day:
            return self.calendar.day(first), behind
        last = (first + timedelta(days=31)).replace(day=1)
        return self.calendar.span(first, last, f"{_GREGORIAN[month - 1]} {persian(first.year)}"), behind
