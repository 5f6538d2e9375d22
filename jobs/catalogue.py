"""The catalogue between its two homes: the data files that are shipped, and the database that admins edit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from jobs.analysis.catalogue import Body, Catalogue, Office
from jobs.analysis.catalogue import Held as Term
from jobs.analysis.catalogue import Person as CataloguePerson
from jobs.analysis.fold import fold
from storage import people
from storage.database import ReadSession, WriteSession
from storage.records import Held, Person


async def seed(session: WriteSession, shipped: Catalogue) -> int:
    """Brings what admins did not edit to the shipped version; gives the number of entries that changed."""
    entries, terms = rows_of(shipped)
    return await people.seed(session, entries, terms, [folded_aliases(entry) for entry in entries])


async def load(session: ReadSession, shipped: Catalogue) -> Catalogue:
    """The catalogue as the database has it; countries, events and homographs are the shipped ones. A database that was never
    seeded has none yet: then it is the shipped one."""
    entries, terms = await people.all_entries(session)
    return catalogue_of(entries, terms, shipped) if entries else shipped


def folded_aliases(entry: Person) -> tuple[str, ...]:
    """The folded forms of an entry's aliases, in their order."""
    return tuple(fold(alias) for alias in entry.aliases)


def rows_of(catalogue: Catalogue) -> tuple[list[Person], list[Held]]:
    """A catalogue as rows. Of the regular offices only those that somebody held; the others are made from the shipped kinds."""
    held = {term.office for person in catalogue.people.values() for term in person.held}
    entries = [person_row(person) for person in catalogue.people.values()]
    entries += [
        Person(office.slug, "office", office.name, office.forms, office.country, office.edited, {})
        for office in catalogue.offices.values()
        if office.slug in held
    ]
    entries += [
        Person(body.slug, "body", body.name, body.forms, body.country, body.edited, {"seat": body.seat})
        for body in catalogue.bodies.values()
    ]
    return entries, [term for person in catalogue.people.values() for term in term_rows(person)]


def person_row(person: CataloguePerson) -> Person:
    """A person as a row: all names are aliases, `data` says which are short and which mean nobody else."""
    aliases = tuple(dict.fromkeys((*person.spellings, *person.short, *person.alone)))
    data = {"short": list(person.short), "alone": list(person.alone), "common": person.common}
    return Person(person.slug, "person", person.name, aliases, person.country, person.edited, data)


def term_rows(person: CataloguePerson) -> list[Held]:
    """The terms of a person as rows."""
    return [Held(person.slug, term.office, term.since, term.until, term.acting) for term in person.held]


def catalogue_of(entries: Iterable[Person], terms: Sequence[Held], shipped: Catalogue) -> Catalogue:
    """Rows as a catalogue."""
    held: defaultdict[str, list[Term]] = defaultdict(list)
    for row in terms:
        held[row.person].append(Term(row.office, row.since, row.until, row.acting))
    persons: dict[str, CataloguePerson] = {}
    offices, bodies = dict(shipped.offices), {}
    for entry in entries:
        if entry.kind == "person":
            persons[entry.slug] = _person(entry, tuple(held[entry.slug]))
        elif entry.kind == "office":
            offices[entry.slug] = Office(entry.slug, entry.name, entry.country, entry.aliases, entry.edited)
        else:
            seat = bool(entry.data.get("seat"))
            bodies[entry.slug] = Body(entry.slug, entry.name, entry.country, entry.aliases, seat, entry.edited)
    return replace(shipped, people=persons, offices=offices, bodies=bodies)


def _person(entry: Person, held: tuple[Term, ...]) -> CataloguePerson:
    short, alone = (tuple(str(name) for name in _list(entry.data.get(key))) for key in ("short", "alone"))
    spellings = tuple(alias for alias in entry.aliases if alias not in short and alias not in alone)
    common = bool(entry.data.get("common"))
    return CataloguePerson(entry.slug, entry.name, entry.country, spellings, short, alone, held, common, entry.edited)


def _list(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else ()
