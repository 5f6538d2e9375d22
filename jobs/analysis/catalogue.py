"""Who is who: people, the offices they held, bodies, countries and named events, as an argument of the analysis.

A catalogue is plain data. The one that is shipped stands in `data/*.toml`; a running service reads it back from its database,
where admins edit it. Slugs: `hassan-rouhani`, `office:ir-president`, `body:irgc`, `event:jcpoa`; countries are ISO 3166-1
alpha-2 codes, with EU for the European Union and SU for the Soviet Union.

Dates are ISO dates at the precision that is known: «2013-08-03», «2013-08» or «2013». What lies inside the part that is not
known is never counted as sure. `until` is exclusive; None means that the end is open.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Held:
    """An office held by a person, [since, until)."""

    office: str
    since: str | None = None
    until: str | None = None
    acting: bool = False

    def surely_on(self, on: date) -> bool:
        """Whether the person held it on that day for certain, given how precisely the dates are known."""
        if self.since is None or on < last_day(self.since):
            return False
        return self.until is None or on < first_day(self.until)

    def maybe_on(self, on: date) -> bool:
        """Whether the person may have held it on that day."""
        if self.since is not None and on < first_day(self.since):
            return False
        return self.until is None or on < last_day(self.until)


@dataclass(frozen=True, slots=True)
class Person:
    """`name` is how naql writes it. `spellings` are other full names; `short` what the press calls them alone («روحانی»);
    `alone` those short names that mean nobody else («ترامپ»). `common`: others bear the full name too, so it is sure only beside
    an office."""

    slug: str
    name: str
    country: str | None = None
    spellings: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    alone: tuple[str, ...] = ()
    held: tuple[Held, ...] = ()
    common: bool = False
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """`name` is the neutral form that naql writes; `forms` what the press writes, without the country."""

    slug: str
    name: str
    country: str | None = None
    forms: tuple[str, ...] = ()
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """A body that speaks through its officials. `seat`: it stands for its state («کرملین»), so its name names the country."""

    slug: str
    name: str
    country: str | None = None
    forms: tuple[str, ...] = ()
    seat: bool = False
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Country:
    """`names` and `adjectives` as the press writes them, `seats` the capital and what else stands for the state. `weak` are
    homographs («مالی», «آستانه»), each with the words of which one must stand directly before it."""

    code: str
    name: str
    names: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    weak: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """A named event or period, [since, until)."""

    slug: str
    name: str
    since: str
    until: str | None = None
    forms: tuple[str, ...] = ()


def first_day(when: str) -> date:
    """The first day of an ISO date of day, month or year precision."""
    year, month, day = _parts(when)
    return date(year, month or 1, day or 1)


def last_day(when: str) -> date:
    """The last day of an ISO date of day, month or year precision."""
    year, month, day = _parts(when)
    if day:
        return date(year, month, day)
    if month:
        return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return date(year, 12, 31)


def _parts(when: str) -> tuple[int, int, int]:
    numbers = [int(part) for part in when.split("-")]
    year, month, day = numbers + [0] * (3 - len(numbers))
    return year, month, day


@dataclass(frozen=True)
class Catalogue:
    """People, offices, bodies, countries and events by slug. Immutable; `names_nothing` are phrases that look like a name of
    one of them and are not («چین‌خوردگی», «امور مالی», names of news agencies). Open terms are known up to `known_until`."""

    people: dict[str, Person] = field(default_factory=dict)
    offices: dict[str, Office] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    countries: dict[str, Country] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    names_nothing: tuple[str, ...] = ()
    known_until: date | None = None
    _holders: dict[str, list[tuple[str, Held]]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        holders: defaultdict[str, list[tuple[str, Held]]] = defaultdict(list)
        for person in self.people.values():
            for held in person.held:
                holders[held.office].append((person.slug, held))
        for terms in holders.values():
            terms.sort(key=lambda term: term[1].since or "")
        self._holders.update(holders)

    def name_of(self, slug: str) -> str:
        """The Persian name of a person, office, body, event or country code; the slug itself where it is unknown."""
        for table in (self.people, self.offices, self.bodies, self.countries, self.events):
            if entry := table.get(slug):
                return str(entry.name)
        return slug

    def country_of(self, slug: str) -> str | None:
        """The country of a person, office or body; a country's code is its own."""
        if slug in self.countries:
            return slug
        for table in (self.people, self.offices, self.bodies):
            if entry := table.get(slug):
                return entry.country
        return None

    def terms_of(self, office: str) -> tuple[tuple[str, Held], ...]:
        """(person's slug, term) of everybody who held the office, oldest first."""
        return tuple(self._holders.get(office, ()))

    def holders(self, office: str, on: date) -> tuple[str, ...]:
        """Slugs of those who held the office on that day for certain."""
        return tuple(slug for slug, held in self._holders.get(office, ()) if self.surely(held, on))

    def surely(self, held: Held, on: date) -> bool:
        """Whether a term held on that day for certain. An open term that began before `known_until` is sure up to that day: who
        wrote it down then could not know of its end. One that begins later was added by somebody who knows better."""
        if not held.surely_on(on):
            return False
        if held.until is not None or self.known_until is None or on <= self.known_until:
            return True
        return held.since is not None and first_day(held.since) > self.known_until

    def offices_of(self, person: str, on: date) -> tuple[str, ...]:
        """Slugs of the offices that the person held on that day for certain, the highest first (as the catalogue lists them)."""
        entry = self.people.get(person)
        return tuple(held.office for held in entry.held if self.surely(held, on)) if entry else ()

    def role_of(self, person: str, on: date) -> str | None:
        """The neutral office form for our own lines, None where no office is known on that day."""
        offices = self.offices_of(person, on)
        return self.name_of(offices[0]) if offices else None


def shipped_catalogue() -> Catalogue:
    """The catalogue that comes with naql, read once."""
    from jobs.analysis.shipped import load_catalogue

    return load_catalogue()
