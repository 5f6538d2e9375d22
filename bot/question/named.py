"""Periods that have a name: events («برجام», «کرونا») and terms of office («زمان احمدی‌نژاد», «دولت دوم روحانی»)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from functools import cache

from bot.question.reckoning import Calendar, Period
from bot.question.vocabulary import Lexis, Phrases, Sense, data
from bot.question.words import Word
from jobs.analysis.catalogue import Catalogue, Held, first_day, last_day

_HEADS = ("president", "leader", "prime-minister", "king", "chancellor", "supreme-leader", "emir")
_NTH = {"اول": 0, "دوم": 1, "سوم": 2}


class Named:
    """Looks up named periods at a word of one question."""

    def __init__(self, words: Sequence[Word], lexis: Lexis, catalogue: Catalogue, calendar: Calendar) -> None:
        self.words = words
        self.lexis = lexis
        self.catalogue = catalogue
        self.calendar = calendar

    def event(self, at: int) -> tuple[Period, int] | None:
        """The longest event named at a word."""
        best: tuple[Period, int] | None = None
        for found in _named().at(self.words, at)[:1]:
            row = data("periods.toml")["named"][int(found.senses[0].value)]
            best = self._span(row["since"], row.get("until"), row["names"][0]), found.last
        for found in self.lexis.at(self.words, at):
            for slug in found.of("event"):
                if best is None or found.last > best[1]:
                    event = self.catalogue.events[slug]
                    best = self._span(event.since, event.until, event.name), found.last
        return best

    def term(self, at: int) -> tuple[Period, int] | None:
        """The term of the head of state or government named at a word; «اول» and «دوم» before the name halve two terms."""
        nth = _NTH.get(self.words[at].key) if at < len(self.words) else None
        for found in self.lexis.at(self.words, at + 1 if nth is not None else at):
            terms = [term for slug in found.of("person") if (term := self._term(slug, nth))]
            if terms:
                return terms[0], found.last
        return None

    def _term(self, slug: str, nth: int | None) -> Period | None:
        person = self.catalogue.people[slug]
        heads = [held for held in person.held if held.since and not held.acting and held.office.endswith(_HEADS)]
        if not heads:
            return None
        held = heads[min(nth or 0, len(heads) - 1)]
        whole = held if nth is not None and len(heads) > 1 else Held(held.office, min(h.since or "" for h in heads), _end(heads))
        assert whole.since is not None
        since = first_day(whole.since)
        if nth is not None and len(heads) == 1:
            halves = [since, since.replace(year=since.year + 4), since.replace(year=since.year + 8)]
            if nth < 2:
                return self.calendar.span(halves[nth], halves[nth + 1], f"دورهٔ {'اول' if nth == 0 else 'دوم'} {person.name}")
        return self._span(whole.since, whole.until, f"دورهٔ {person.name}")

    def _span(self, since: str, until: str | None, name: str) -> Period:
        last = _behind(until) if until else self.calendar.today + timedelta(days=1)
        return self.calendar.span(first_day(since), last, name)


_CLOSED = frozenset(("person", "office", "body", "subject", "publisher", "compound"))
_GOES_ON = frozenset(("country", "seat", "nation", "adjective", "topic", "subject", "event"))


def ends_name(words: Sequence[Word], lexis: Lexis) -> Callable[[int], bool]:
    """Tells of a word whether the question goes on there: it is known, and neither a country nor a subject of the name before."""

    def ends(at: int) -> bool:
        senses = [sense.role for found in lexis.at(words, at)[:1] for sense in found.senses]
        return bool(senses) and _GOES_ON.isdisjoint(senses)

    return ends


def closed_words(words: Sequence[Word], lexis: Lexis) -> frozenset[int]:
    """The words of names and subjects of several words: no word of time is looked for in them («خبرگزاری مهر»)."""
    closed: set[int] = set()
    for at, word in enumerate(words):
        for found in lexis.at(words, at)[:1]:
            if found.last - at > 1 and any(sense.role in _CLOSED for sense in found.senses):
                closed.update(range(at, found.last))
        if word.key in ("گزارش", "خبرگزاری") and at + 1 < len(words):
            closed.add(at + 1)
    return frozenset(closed)


def _end(heads: Sequence[Held]) -> str | None:
    ends = [held.until for held in heads]
    return None if None in ends else max(end for end in ends if end)


def _behind(until: str) -> date:
    """The exclusive end: where only a month or year is known, the day behind it."""
    return first_day(until) if until.count("-") == 2 else last_day(until) + timedelta(days=1)


@cache
def _named() -> Phrases:
    phrases = Phrases()
    for index, row in enumerate(data("periods.toml")["named"]):
        phrases.update((name, Sense("named", str(index))) for name in row["names"])
    return phrases
