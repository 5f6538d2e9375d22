"""Stretches of time in a question: «دیروز», «هفته گذشته», «از ۲۰ خرداد تا ۳ تیر», «بعد از برجام», «زمان احمدی‌نژاد».

A small grammar over the words of data/periods.toml. Conventions are in docs/questions.md: weeks begin on Saturday, a bare month
is its last occurrence, «تا» includes its day.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from bot.question.dates import DateReader
from bot.question.reckoning import Calendar, Period
from bot.question.vocabulary import Phrases, Sense, data
from bot.question.words import Word


@dataclass(frozen=True, slots=True)
class PeriodFound:
    """The words [first, last) of a question and the period that they mean; None for a lunar date."""

    first: int
    last: int
    period: Period | None


_OBJECT = frozenset(("علیه", "درباره", "راجب", "راجع", "مورد", "به", "از", "با", "سر", "ضد"))
_SUBJECT_AHEAD = frozenset(("درباره", "راجب", "راجع", "مورد", "سر", "خصوص", "علیه", "پیرامون"))
_LEADS = frozenset(("روز", "تاریخ", "مورخ", "بین", "حدود", "حوالی"))
_SHORT = timedelta(days=60)

Named = Callable[[int], tuple[Period, int] | None]
"""The period named at a word by an event or by whoever was in office, and the word behind it."""


@cache
def time_phrases() -> Phrases:
    """The words of time."""
    phrases = Phrases()
    phrases.update(_senses())
    return phrases


def _senses() -> Iterator[tuple[str, Sense]]:
    table = data("periods.toml")
    for role in ("months", "weekdays", "seasons"):
        yield from ((name, Sense(role, str(index))) for index, name in enumerate(table[role]))
    for month, names in enumerate(table["gregorian"], start=1):
        yield from ((name, Sense("gregorian", str(month))) for name in names)
    yield from ((name, Sense("lunar")) for name in table["lunar"])
    for role in ("numbers", "ordinals", "days", "nights", "years"):
        yield from ((name, Sense(role, str(value))) for name, value in table[role].items())
    yield from ((name, Sense("hours", f"{first} {last}")) for name, (first, last) in table["hours"].items())
    for row in table["named"]:
        meaning = f"{row['since']} {row.get('until', row['since'])} {row['names'][0]}"
        yield from ((name, Sense("bare", meaning)) for name in row.get("latest", ()))
    for role, names in table["words"].items():
        yield from ((name, Sense(role)) for name in names)


class PeriodReader(DateReader):
    """Reads the periods of one question. `event` and `term` look up named events and terms of office at a word; `closed` are
    words that belong to a name and are no words of time («خبرگزاری مهر»). `ends_name` tells of a word that it goes on with the
    question and not with the name before it."""

    def __init__(
        self,
        words: Sequence[Word],
        calendar: Calendar,
        event: Named,
        term: Named,
        closed: frozenset[int],
        ends_name: Callable[[int], bool] = lambda _: False,
    ) -> None:
        super().__init__(words, calendar, time_phrases(), closed)
        self.ends_name = ends_name
        self.event = event
        self.term = term

    def find(self) -> list[PeriodFound]:
        """Every period of the question, in order, none overlapping another."""
        found: list[PeriodFound] = []
        at = 0
        while at < len(self.words):
            hit = self._relation(at) or self._range(at) or self._government(at) or self.single(at)
            if hit is not None and not self._lies_ahead(hit[0]):
                found.append(PeriodFound(self._led(at, found[-1].last if found else 0), hit[1], hit[0]))
                at = hit[1]
            elif lunar := self.take(at, "lunar"):
                found.append(PeriodFound(at, lunar[1], None))
                at = lunar[1]
            else:
                at += 1
        return found

    def _led(self, at: int, behind: int) -> int:
        """The first of the words that only lead to the time at a word («در تاریخ …», «روز پنجشنبه», «بین … تا …»)."""
        while at > behind and self.words[at - 1].key in _LEADS:
            at -= 1
        return at

    def _lies_ahead(self, period: Period) -> bool:
        """Whether it has not begun: nobody has said anything then, so the words are a subject («بودجه ۱۴۰۵»)."""
        return period.since is not None and period.since > self.calendar.now

    def _relation(self, at: int) -> tuple[Period, int] | None:
        """«بعد از X», «قبل از X», «زمان X», X an event, a term of office or a date."""
        for role, meant in (("after", self._after), ("before", self._before), ("during", self._during), ("inside", self._during)):
            taken = self.take(at, role)
            if taken is None:
                continue
            behind = taken[1]
            named = self._named(role, behind)
            if named is None and role in ("after", "before") and self.words[behind - 1].key == "از":
                named = self.single(behind)
            if named is not None:
                return meant(named[0]), named[1]
        return None

    def _government(self, at: int) -> tuple[Period, int] | None:
        """«دولت سیزدهم»: a government that has a number is a time wherever it stands."""
        spoken_of = at > 0 and self.words[at - 1].key in _OBJECT
        named = self.event(at) if self.words[at].key == "دولت" and not spoken_of else None
        return named if named is not None and named[1] > at + 1 else None

    def _named(self, role: str, at: int) -> tuple[Period, int] | None:
        """An event or a term of office; what happened «در» something counts only where that lasted («در جنگ ۱۲روزه»)."""
        named = self.event(at) or (self._latest(at) if role != "inside" else None)
        if role == "during" and self.words[at - 1].key == "دولت" and at > 1 and self.words[at - 2].key in _OBJECT:
            return None  # «علیه دولت X» is about it
        if role == "inside":
            return named if named and named[0].since and named[0].until and named[0].until < self.calendar.now else None
        return named or self.term(at)

    def _latest(self, at: int) -> tuple[Period, int] | None:
        """The last that was called so: «بعد از جنگ», where no word behind says which («جنگ غزه»)."""
        taken = self.take(at, "bare")
        if taken is None or (taken[1] < len(self.words) and not self.ends_name(taken[1])):
            return None
        since, until, name = taken[0].split(" ", 2)
        return self.calendar.span(date.fromisoformat(since), date.fromisoformat(until), name), taken[1]

    def _after(self, period: Period) -> Period:
        """From the end of what was short; from the beginning of what lasts («بعد از برجام» is since the day it was agreed)."""
        short = period.since and period.until and period.until - period.since <= _SHORT
        return Period(period.until if short else period.since, self.calendar.now, f"پس از {period.label}")

    def _before(self, period: Period) -> Period:
        return Period(None, period.since, f"پیش از {period.label}")

    def _during(self, period: Period) -> Period:
        return period

    def _range(self, at: int) -> tuple[Period, int] | None:
        """«از A تا B», «A تا B», «از A», «A به بعد», «تا B»."""
        opened = self.take(at, "from")
        begin = opened[1] if opened else at
        if opened is None and (closed := self.take(at, "to")) and (end := self.single(closed[1])):
            return Period(None, end[0].until, f"تا {end[0].label}"), end[1]
        both = self._between(begin)
        if both is not None:
            return both
        since = opened and (self._spoken_about() or self._goes_on(begin))
        first = (self.event(begin) or self._relation(begin) if since else None) or self.single(begin)
        if first is None:
            return None
        onwards = self.take(first[1], "onwards")
        if opened is None and onwards is None:
            return None
        behind = onwards[1] if onwards else first[1]
        if (to := self.take(behind, "to")) and (now := self.take(to[1], "now")):
            behind = now[1]
        return Period(first[0].since, self.calendar.now, f"از {first[0].label}"), behind

    def _spoken_about(self) -> bool:
        """Whether the question says what about, so that «از X» is a time; else it is what about itself («از برجام دفاع کرد»)."""
        return any(word.key in _SUBJECT_AHEAD for word in self.words)

    def _goes_on(self, begin: int) -> bool:
        """Whether «به بعد» or «تا» stands behind the event at that word."""
        named = self.event(begin)
        return named is not None and bool(self.take(named[1], "onwards") or self.take(named[1], "to"))

    def _between(self, begin: int) -> tuple[Period, int] | None:
        """«A تا B», the year and month of A taken from B where it has none."""
        for middle in range(begin + 1, min(len(self.words), begin + 7)):
            to = self.take(middle, "to")
            if to is None:
                continue
            end = self.single(to[1])
            if end is None or end[0].since is None:
                return None
            first = self.start_of_range(begin, middle, end[0])
            if first is None or first.since is None:
                return None
            return Period(first.since, end[0].until, f"{first.label} تا {end[0].label}"), end[1]
        return None
