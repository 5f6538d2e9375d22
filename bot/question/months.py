"""Months, seasons, years and parts of them in a question."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from bot.question.reckoning import MONTHS, Calendar, Period, full_year, jalali_of, month_start, persian
from bot.question.vocabulary import Phrases
from bot.question.words import Word

Read = tuple[Period, int]
"""A period and the index of the word behind it."""

_UNITS = ("day", "plural_days", "week", "month", "year", "hour")
_MONTHS_OF_A_YEAR = (2, 3, 4, 6, 9)
_NUMBERED = ("half", "decade", "week")
_FIRST_BARE = 76
_GREGORIAN = ("ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر")


class MonthReader:
    """Reads the words of time of one question. Every rule takes the index of a word and returns what begins there and the index
    behind it, or None. `phrases` are the words of time, `closed` the words of the question that are none."""

    def __init__(self, words: Sequence[Word], calendar: Calendar, phrases: Phrases, closed: frozenset[int]) -> None:
        self.words = words
        self.calendar = calendar
        self._found = [
            [found for found in phrases.at(words, index) if closed.isdisjoint(range(index, found.last))]
            for index in range(len(words))
        ]

    def take(self, at: int, *roles: str) -> tuple[str, int] | None:
        """The value of the longest phrase at a word that has one of the roles, and the word behind it."""
        for found in self._found[at] if at < len(self.words) else ():
            for sense in found.senses:
                if sense.role in roles:
                    return sense.value, found.last
        return None

    def number(self, at: int) -> tuple[int, int] | None:
        """A number in digits or words."""
        if at < len(self.words) and (key := self.words[at].key).isdecimal() and len(key) < 7:
            return int(key), at + 1
        taken = self.take(at, "numbers")
        if taken is None:
            return None
        more = self.take(taken[1], "numbers")
        if more is not None and int(taken[0]) < int(more[0]) <= int(taken[0]) + 2:
            taken = more  # «دو سه روز»: at most three
        return int(taken[0]), taken[1]

    def _unit(self, at: int) -> tuple[str, int] | None:
        for unit in _UNITS:
            if taken := self.take(at, unit):
                return ("day" if unit == "plural_days" else unit), taken[1]
        return None

    def year_at(self, at: int) -> tuple[int, int] | None:
        """A year after a month or season: ۹۵، ۱۴۰۳، سال ۹۸، پارسال، سال گذشته."""
        if named := self.take(at, "years"):
            return self.calendar.year + int(named[0]), named[1]
        said = self.take(at, "year")
        if said and (past := self.take(said[1], "past")):
            return self.calendar.year - 1, past[1]
        begin = said[1] if said else at
        if begin < len(self.words) and (key := self.words[begin].key).isdecimal() and (said or len(key) >= 2):
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
        if (months := self._months_of_year(at)) is not None:
            return months
        for role in (*_NUMBERED, "early", "middle", "late", "start", "end"):
            taken = self.take(at, role)
            if taken is None:
                continue
            if role == "week" and (end := self.take(taken[1], "end")) and (whole := self._whole(end[1])):
                return self.calendar.span(whole[0][1] - timedelta(days=7), whole[0][1], f"هفتهٔ آخر {whole[2]}"), whole[1]
            nth = self.take(taken[1], "ordinals") if role in _NUMBERED else None
            if role in _NUMBERED and nth is None:
                continue
            which = int(nth[0]) if nth else 0
            whole = self._whole(nth[1] if nth else taken[1])
            if whole is not None and (made := self._cut(role, which, whole[0])):
                label = " ".join(word.text for word in self.words[at : nth[1] if nth else taken[1]])
                return self.calendar.span(*made, f"{label} {whole[2]}"), whole[1]
        return None

    def _months_of_year(self, at: int) -> Read | None:
        """سه ماهه اول امسال، شش ماه دوم سال ۱۴۰۲."""
        number = self.number(at)
        month = self.take(number[1], "month", "months_long") if number else None
        nth = self.take(month[1], "ordinals") if month else None
        if number is None or nth is None or number[0] not in _MONTHS_OF_A_YEAR or int(nth[0]) * number[0] > 12:
            return None
        read = self.year_at(nth[1])
        if read is None and (said := self.take(nth[1], "year")):
            read = self.calendar.year, said[1]
        if read is None:
            return None
        last = int(nth[0]) * number[0]
        label = " ".join(word.text for word in self.words[at : nth[1]])
        return self.calendar.months(read[0], last - number[0] + 1, last, f"{label} سال {persian(read[0])}"), read[1]

    def _whole(self, at: int) -> tuple[tuple[date, date], int, str] | None:
        """The month or year of which a part is meant."""
        calendar = self.calendar
        month = self._month(at)
        if month is not None and month[0].since is not None:
            year, number, _ = jalali_of(month[0].since.date())
            return (month_start(year, number), month_start(year, number + 1)), month[1], month[0].label
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
            year = jalali_of(first)[0]
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
            "week": 7 * (which - 1),
            "early": 0,
            "middle": 10,
            "late": 20,
            "start": 0,
            "end": 20,
        }
        length = {"half": 15, "decade": 10, "week": 7, "early": 10, "middle": 10, "start": 1}.get(role, 31)
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
        if past := self.take(taken[1], "past"):
            over = int(taken[0]) * 3 + 3 < self.calendar.month
            return self.calendar.season(int(taken[0]), self.calendar.year - (0 if over else 1)), past[1]
        year = self.year_at(taken[1])
        return self.calendar.season(int(taken[0]), year[0] if year else None), year[1] if year else taken[1]

    def _year(self, at: int) -> Read | None:
        """پارسال، سال ۹۸، ۱۴۰۳، سال ۲۰۱۵."""
        said = self.take(at, "year")
        begin = said[1] if said else at
        if begin < len(self.words) and (key := self.words[begin].key).isdecimal() and len(key) == 4:
            number = int(key)
            if 1900 <= number <= 2100:
                return self.calendar.span(date(number, 1, 1), date(number + 1, 1, 1), f"سال {persian(number)} میلادی"), begin + 1
            full = full_year(number)
            return (self.calendar.year_of(full), begin + 1) if full else None
        if said is None and (year := self.bare_year(at)) and (at + 1 == len(self.words) or self._between_years(at)):
            return self.calendar.year_of(year), at + 1
        if said is None and self.take(at, "years") is None:
            return None
        read = self.year_at(at)
        return (self.calendar.year_of(read[0]), read[1]) if read else None

    def bare_year(self, at: int) -> int | None:
        """The year that two digits without «سال» may mean: 1376 to 1399."""
        key = self.words[at].key if at < len(self.words) else ""
        return 1300 + int(key) if key.isdecimal() and len(key) == 2 and int(key) >= _FIRST_BARE else None

    def _between_years(self, at: int) -> bool:
        """Whether another such year stands before a «تا»: «از ۹۴ تا ۹۷»."""
        return at > 1 and self.words[at - 1].key == "تا" and self.bare_year(at - 2) is not None

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
        known = behind < len(self.words) and self.words[behind].key.isdecimal() and 1900 <= int(self.words[behind].key) <= 2100
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
