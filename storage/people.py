"""The catalogue in the database: people, offices and bodies, who held what, and speakers who are not in it yet.

What is shipped is seeded and follows its new versions; a row that an admin edited is theirs and is never overwritten.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import Row, delete, insert, select, update

from storage.database import ReadSession, WriteSession
from storage.errors import InputError
from storage.records import Held, Person
from storage.schema import offices_held, people, person_aliases


async def all_entries(s: ReadSession) -> tuple[tuple[Person, ...], tuple[Held, ...]]:
    """Every entry by slug, and every term, in the order in which they were stored."""
    aliases: defaultdict[str, list[str]] = defaultdict(list)
    for row in await s.rows(select(person_aliases.c.slug, person_aliases.c.alias)):
        aliases[row.slug].append(row.alias)
    entries = tuple(_person(row, tuple(aliases[row.slug])) for row in await s.rows(select(people).order_by(people.c.slug)))
    terms = tuple(_held(row) for row in await s.rows(select(offices_held).order_by(offices_held.c.id)))
    return entries, terms


async def get(s: ReadSession, slug: str) -> Person | None:
    """The entry of that slug."""
    row = await s.first(select(people).where(people.c.slug == slug))
    if row is None:
        return None
    names = await s.rows(select(person_aliases.c.alias).where(person_aliases.c.slug == slug))
    return _person(row, tuple(name.alias for name in names))


async def seed(s: WriteSession, entries: Sequence[Person], terms: Sequence[Held], folded: Sequence[Sequence[str]]) -> int:
    """Brings the unedited rows to what is shipped, and gives the number of entries that changed.

    `folded` holds, for each entry, its aliases' folded forms in their order. Offices must be among the entries or stored. An
    entry that is no longer shipped stays; its statements and follows may still point to it.
    """
    stored, stored_terms = await all_entries(s)
    known = {entry.slug: entry for entry in stored}
    held_before, held_now = _by_person(stored_terms), _by_person(terms)
    changed: list[str] = []
    for entry, forms in sorted(zip(entries, folded, strict=True), key=lambda pair: pair[0].kind != "office"):
        before = known.get(entry.slug)
        if before is not None and before.edited:
            continue
        if before is not None and _same(before, entry) and held_before[entry.slug] == held_now[entry.slug]:
            continue
        changed.append(entry.slug)
        await _write(s, entry, forms, exists=before is not None)
        await _write_terms(s, entry.slug, held_now[entry.slug])
    return len(changed)


async def save(s: WriteSession, entry: Person, folded: Sequence[str], terms: Sequence[Held]) -> None:
    """Stores an admin's version of an entry and its terms; from now on seeding leaves it alone.

    Raises:
        InputError: a term is of an office that is not stored.
    """
    for office in sorted({held.office for held in terms}):
        if await get(s, office) is None:
            raise InputError(f"there is no office {office}", "`naql people find` shows the offices")
    exists = await get(s, entry.slug) is not None
    await _write(s, replace(entry, edited=True), folded, exists=exists)
    await _write_terms(s, entry.slug, terms)


async def _write(s: WriteSession, entry: Person, folded: Sequence[str], *, exists: bool) -> None:
    values = {
        "kind": entry.kind,
        "name": entry.name,
        "country": entry.country,
        "edited": entry.edited,
        "data": dict(entry.data),
    }
    if exists:
        await s.run(update(people).where(people.c.slug == entry.slug).values(**values))
        await s.run(delete(person_aliases).where(person_aliases.c.slug == entry.slug))
    else:
        await s.run(insert(people).values(slug=entry.slug, **values))
    for alias, form in dict(zip(entry.aliases, folded, strict=True)).items():
        await s.run(insert(person_aliases).values(slug=entry.slug, alias=alias, folded=form))


async def _write_terms(s: WriteSession, person: str, terms: Iterable[Held]) -> None:
    await s.run(delete(offices_held).where(offices_held.c.person == person))
    for held in terms:
        values = {"person": person, "office": held.office, "since": held.since, "until": held.until, "acting": held.acting}
        await s.run(insert(offices_held).values(**values))


def _same(stored: Person, shipped: Person) -> bool:
    return replace(stored, aliases=tuple(sorted(stored.aliases))) == replace(
        shipped, aliases=tuple(sorted(set(shipped.aliases))), data=dict(shipped.data)
    )


def _by_person(terms: Iterable[Held]) -> defaultdict[str, list[Held]]:
    grouped: defaultdict[str, list[Held]] = defaultdict(list)
    for held in terms:
        grouped[held.person].append(held)
    return grouped


def _person(row: Row[tuple[object, ...]], aliases: tuple[str, ...]) -> Person:
    return Person(row.slug, row.kind, row.name, aliases, row.country, row.edited, row.data)


def _held(row: Row[tuple[object, ...]]) -> Held:
    return Held(row.person, row.office, row.since, row.until, row.acting)
