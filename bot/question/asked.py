"""A question as the buttons under its answer remember it, and the moves that they make. Pure.

Every move gives another question of the same kind, so each of its answers can be turned, narrowed and widened in its place. What
was typed is not kept: only what was understood.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from enum import StrEnum
from itertools import combinations
from typing import Any

from persiantools.jdatetime import JalaliDate

from bot import texts
from bot.question.model import Note, Understood
from bot.question.query import phrase_tokens, to_query
from storage.questions import query_from_json, query_to_json
from storage.records import Aspect, Follow, Query

_TEHRAN = timezone(timedelta(hours=3, minutes=30))
"""Months are counted in Tehran without summer time (storage.statements.month_of)."""


_MOST_LEFT_OUT = 2
"""Words left out in every combination; more are left out all together only."""


class Dimension(StrEnum):
    """A facet, as callback data name it; the names are those of `Page.facets`."""

    COUNTRY = "country"
    TOPIC = "topic"
    MONTH = "month"
    OUTLET = "outlet"
    SPEAKER = "speaker"


class Part(StrEnum):
    """A condition that a wider question leaves out. Values stand in old buttons: they keep their meaning."""

    PERIOD = "t"
    ACT = "a"
    SOURCE = "o"
    PHRASES = "w"
    TOPICS = "s"
    PEOPLE = "p"
    COUNTRIES = "c"
    SPEAKERS = "b"
    SUBJECT = "x"
    """Topics, phrases, people and countries at once: everything that the speaker said in that time."""
    ALL = "z"
    """Everything but who speaks."""
    WORDS = "n"
    """No condition less: who speaks is looked for as words of the statements (`as_words`)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """`query`, and the words in which it is told: `phrases` as typed, one for each of the query's; `period` in Persian, empty for
    all time; `act` the id of the act asked for. `former`, `who`, `note` are those of `Understood`, `others` its alternatives."""

    query: Query
    phrases: tuple[str, ...] = ()
    act: str | None = None
    period: str = ""
    former: bool = False
    who: bool = False
    note: Note | None = None
    others: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    """The phrases that are words which nothing explains: they may say nothing of what is asked for."""
    left_out: tuple[str, ...] = ()
    """Phrases that were left out, since nothing has them and the rest of the question has an answer."""

    def to_json(self) -> dict[str, Any]:
        values = asdict(self)
        values["query"] = query_to_json(self.query)
        return values

    @staticmethod
    def from_json(stored: Mapping[str, Any]) -> Asked:
        """Raises KeyError or TypeError for what another version has stored."""
        values = dict(stored)
        values["query"] = query_from_json(values["query"])
        for name in ("phrases", "others", "loose", "left_out"):
            values[name] = tuple(values[name])
        values["note"] = Note(values["note"]) if values["note"] else None
        return Asked(**values)

    @property
    def speaker(self) -> str:
        """The one who speaks; empty where it is anybody or several."""
        return self.query.speakers[0] if len(self.query.speakers) == 1 else ""

    @property
    def has_subject(self) -> bool:
        return bool(self.query.countries or self.query.topics or self.query.people or self.query.phrases)


def asked_of(understood: Understood) -> Asked:
    """The question as it was understood, for the buttons of its answer."""
    shown = [phrase.text for phrase in understood.about.phrases if phrase_tokens(phrase)]
    return Asked(
        to_query(understood),
        tuple(shown),
        understood.act,
        understood.period,
        understood.former,
        understood.who,
        understood.note,
        understood.alternatives,
        loose=tuple(phrase.text for phrase in understood.about.phrases if not (phrase.topics or phrase.also)),
    )


def with_speaker(asked: Asked, slug: str) -> Asked:
    """The same asked of another of the same name."""
    first = asked.speaker
    rest = tuple(other for other in (*asked.others, first) if other and other != slug)
    return replace(asked, query=replace(asked.query, speakers=(slug,)), others=rest)


def narrowed(asked: Asked, dimension: Dimension, value: str) -> Asked | None:
    """The question with one facet's value as a further condition; None where the value is no value of that facet."""
    query = asked.query
    match dimension:
        case Dimension.COUNTRY:
            return replace(asked, query=replace(query, countries=_with(query.countries, value)))
        case Dimension.TOPIC:
            return replace(asked, query=replace(query, topics=_with(query.topics, value)))
        case Dimension.OUTLET:
            return replace(asked, query=replace(query, source=value))
        case Dimension.SPEAKER:
            return replace(asked, query=replace(query, speakers=(value,)), who=False, others=())
        case Dimension.MONTH:
            return _in_month(asked, value)


def _with(values: tuple[str, ...], value: str) -> tuple[str, ...]:
    return values if value in values else (*values, value)


def _in_month(asked: Asked, month: str) -> Asked | None:
    year, _, number = month.partition("-")
    if not (year.isdecimal() and number.isdecimal() and 1 <= int(number) <= 12):
        return None
    since, until = _first_of(int(year), int(number)), _first_of(int(year) + int(number) // 12, int(number) % 12 + 1)
    query = asked.query
    since = max(since, query.since) if query.since else since
    until = min(until, query.until) if query.until else until
    label = f"{texts.MONTHS[int(number) - 1]} {year}"
    return replace(asked, query=replace(query, since=since, until=until), period=label)


def _first_of(year: int, month: int) -> datetime:
    day = JalaliDate(year, month, 1).to_gregorian()  # type: ignore[no-untyped-call]  # the package has no types
    return datetime(day.year, day.month, day.day, tzinfo=_TEHRAN).astimezone(UTC)


def widened(asked: Asked, part: Part) -> Asked | None:
    """The question without one of its conditions; None where it has no such condition, or none but the period would be left."""
    query = asked.query
    if part is Part.WORDS:
        return None
    wider = _LEFT_OUT[part](asked)
    left = wider.query
    asks = left.speakers or wider.has_subject or left.source or left.acts
    return wider if left != query and asks else None


def loosenings(asked: Asked) -> Iterator[Asked]:
    """The question without some of its words that nothing explains, saying so, as few of them left out as may be: each by
    itself, each two together, then all. None that would ask for nothing."""
    loose = [text for text in asked.loose if text in asked.phrases]
    few = range(1, min(len(loose), _MOST_LEFT_OUT) + 1)
    for gone in dict.fromkeys((*(some for number in few for some in combinations(loose, number)), tuple(loose))):
        left = _without_phrases(asked, gone)
        if gone and (left.query.speakers or left.has_subject):
            yield left


def _without_phrases(asked: Asked, gone: Sequence[str]) -> Asked:
    kept = [(text, tokens) for text, tokens in zip(asked.phrases, asked.query.phrases, strict=False) if text not in gone]
    query = replace(asked.query, phrases=tuple(tokens for _, tokens in kept))
    loose = tuple(text for text in asked.loose if text not in gone)
    return replace(asked, query=query, phrases=tuple(text for text, _ in kept), loose=loose, left_out=tuple(gone))


def _without(*names: str) -> Callable[[Asked], Asked]:
    """Leaves out conditions of the query, and the words in which they are told."""
    words = {"phrases": ("phrases", ()), "since": ("period", ""), "acts": ("act", None), "speakers": ("others", ())}

    def leave_out(asked: Asked) -> Asked:
        empty = Query()
        query = replace(asked.query, **{name: getattr(empty, name) for name in names})
        told: dict[str, object] = dict(words[name] for name in names if name in words)
        if "speakers" in names:
            told["former"] = False
        return replace(asked, query=query, **told)  # type: ignore[arg-type]  # the names are those above

    return leave_out


_SUBJECT = ("topics", "phrases", "people", "countries")
_LEFT_OUT: dict[Part, Callable[[Asked], Asked]] = {
    Part.PERIOD: _without("since", "until"),
    Part.ACT: _without("acts"),
    Part.SOURCE: _without("source"),
    Part.PHRASES: _without("phrases"),
    Part.TOPICS: _without("topics"),
    Part.PEOPLE: _without("people"),
    Part.COUNTRIES: _without("countries"),
    Part.SPEAKERS: _without("speakers"),
    Part.SUBJECT: _without(*_SUBJECT),
    Part.ALL: _without(*_SUBJECT, "since", "until", "acts", "source"),
}


def reordered(asked: Asked) -> Asked:
    """The key statements of their articles first, or again the newest first."""
    return replace(asked, query=replace(asked.query, best_first=not asked.query.best_first, oldest_first=False))


def turned(asked: Asked) -> Asked | None:
    """By turned into about, or about into by: who spoke is spoken of, and the one spoken of speaks. The period stays.

    None where there is nobody to turn: several speakers, or a subject that is no person, body or state.
    """
    query = asked.query
    bare = Query(since=query.since, until=query.until)
    if len(query.speakers) > 1 or len(query.people) + len(query.countries) > 1:
        return None
    speaker, subject = asked.speaker, next(iter((*query.people, *query.countries)), "")
    if not speaker and (not subject or query.topics or query.phrases):
        return None
    if speaker and subject and (query.topics or query.phrases):
        subject = ""
    people, countries = _as_subject(speaker)
    return Asked(
        replace(bare, speakers=(subject,) if subject else (), people=people, countries=countries),
        period=asked.period,
    )


def _as_subject(who: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who spoke, as (people, countries) spoken of."""
    if not who:
        return (), ()
    return ((), (who,)) if is_state(who) else ((who,), ())


def is_state(slug: str) -> bool:
    return len(slug) == 2 and slug.isupper()


def follow_of(asked: Asked) -> Follow | None:
    """What this question asks, as something to follow: everything but its period, act and source.

    None where a follow cannot say it (several speakers, several topics, a state about a country).
    """
    query = asked.query
    if len(query.speakers) > 1 or len(query.countries) > 1 or len(query.topics) > 1 or len(query.people) > 1:
        return None
    who, who_as = asked.speaker or None, Aspect.BY if asked.has_subject else Aspect.ANY
    country, country_as = next(iter(query.countries), None), Aspect.ANY
    if query.people:
        if who and not is_state(who):
            return None
        who, who_as = query.people[0], Aspect.ABOUT
    if asked.speaker and is_state(asked.speaker):
        if country or query.people:
            return None
        who, country, country_as = None, asked.speaker, Aspect.BY
    elif country and who and not query.people:
        country_as = Aspect.ABOUT
    phrase = " ".join(query.phrases) if not any("|" in tokens for tokens in query.phrases) or len(query.phrases) == 1 else None
    if query.phrases and phrase is None:
        return None
    found = Follow(
        who,
        who_as if who else Aspect.ANY,
        country,
        country_as,
        query.topics[0] if query.topics else None,
        texts.LIST_COMMA.join(asked.phrases) or None,
        phrase or None,
    )
    return found if found.key else None
