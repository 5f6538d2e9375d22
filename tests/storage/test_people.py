"""The catalogue in the database: seeded, edited, read back; candidates proposed and decided."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from jobs import catalogue as rows
from jobs.analysis.catalogue import Body, Catalogue, Country, Held, Office, Person
from jobs.candidates import WINDOW, accepted, candidates_among, merged, propose, propose_candidates
from storage import candidates, people
from storage.database import Database
from storage.errors import InputError
from storage.records import CandidateState, Sighting
from tests.storage.samples import NOW, SAYING, add_source, add_story

OFFICE = Office("office:ir-nemune", "رئیس نمونه", "IR", ("رئیس نمونه", "رئیس سازمان نمونه"))
PERSON = Person(
    "parisa-kuhzad", "پریسا کوه‌زاد", "IR", ("پریسا کوهزادی",), ("کوه‌زاد",), ("پریسا ک",), (Held(OFFICE.slug, "2020", None),)
)
BODY = Body("body:nemune", "نهاد نمونه", "IR", ("نهاد",), True)
SHIPPED = Catalogue(
    {PERSON.slug: PERSON}, {OFFICE.slug: OFFICE}, {BODY.slug: BODY}, {"IR": Country("IR", "ایران")}, names_nothing=("نمونه",)
)


async def test_what_is_seeded_is_read_back(db: Database) -> None:
    """A catalogue comes back from the database as it went in; seeding it again changes nothing."""
    async with db.write() as s:
        assert await rows.seed(s, SHIPPED) == 3
        assert await rows.seed(s, SHIPPED) == 0
    async with db.read() as r:
        back = await rows.load(r, SHIPPED)
    assert back.people == SHIPPED.people
    assert back.bodies == SHIPPED.bodies
    assert set(back.offices[OFFICE.slug].forms) == set(OFFICE.forms)
    assert (back.countries, back.names_nothing) == (SHIPPED.countries, SHIPPED.names_nothing)


async def test_a_new_version_changes_what_nobody_edited_and_nothing_else(db: Database) -> None:
    """An upgrade brings new names and terms; an admin's entry stays the admin's."""
    newer = replace(PERSON, name="پریسا کوه‌زاد نمونه", held=(Held(OFFICE.slug, "2020", "2024"),))
    upgrade = replace(SHIPPED, people={PERSON.slug: newer})
    async with db.write() as s:
        await rows.seed(s, SHIPPED)
        assert await rows.seed(s, upgrade) == 1
        assert (await rows.load(s, SHIPPED)).people[PERSON.slug] == newer
        mine = replace(newer, name="پریسا", held=())
        entry = rows.person_row(mine)
        await people.save(s, entry, rows.folded_aliases(entry), rows.term_rows(mine))
        assert await rows.seed(s, SHIPPED) == 0
        kept = (await rows.load(s, SHIPPED)).people[PERSON.slug]
    assert (kept.name, kept.held, kept.edited) == ("پریسا", (), True)


async def test_a_term_of_an_unknown_office_is_refused(db: Database) -> None:
    """An admin cannot give somebody an office that is not there."""
    entry = rows.person_row(PERSON)
    async with db.write() as s:
        with pytest.raises(InputError, match="no office"):
            await people.save(s, entry, rows.folded_aliases(entry), rows.term_rows(PERSON))


def sighting(name: str, source: int, number: int, role: str | None = "معاون نمونه") -> Sighting:
    """A sample statement of an unknown speaker."""
    return Sighting(name, role, "IR", source, number, NOW + timedelta(minutes=number))


def test_a_name_of_two_publishers_is_a_candidate_however_spelt() -> None:
    """Spellings and titles count together; one publisher alone, or a single word, is not enough."""
    seen = [
        sighting("بهار دشتی", 1, 1),
        sighting("دکتر بهار دشتي", 2, 2, None),
        sighting("بهار دشتی", 2, 3),
        sighting("سهراب کوهیار", 1, 4),
        sighting("سهراب کوهیار", 1, 5),
        sighting("دشتی", 1, 6),
        sighting("دشتی", 2, 7),
    ]
    (one,) = candidates_among(seen)
    assert (one.name, one.role, one.seen, one.evidence) == ("بهار دشتی", "معاون نمونه", 3, (1, 2, 3))
    assert (one.first_at, one.last_at) == (NOW + timedelta(minutes=1), NOW + timedelta(minutes=3))


async def test_the_service_looks_for_new_speakers_by_itself(db: Database) -> None:
    """What the scheduler runs proposes who was quoted by two publishers lately, and nobody of long ago."""
    unknown = replace(SAYING, person=None, office=None, speaker_name="بهار دشتی")
    async with db.write() as s:
        for slug in ("yek", "do"):
            await add_story(s, await add_source(s, slug), slug, unknown)
    assert await propose(db, lambda: NOW + 2 * WINDOW) == 0
    assert await propose(db, lambda: NOW) == 1


async def test_unknown_speakers_are_proposed_and_decided_once(db: Database) -> None:
    """A speaker of two publishers waits for an admin; what was decided is not proposed again."""
    unknown = replace(SAYING, person=None, office=None, speaker_name="بهار دشتی")
    async with db.write() as s:
        await rows.seed(s, SHIPPED)
        for slug in ("yek", "do"):
            await add_story(s, await add_source(s, slug), slug, unknown)
        assert await propose_candidates(s, NOW - timedelta(days=1)) == 1
        (one,) = await candidates.open_candidates(s)
        assert (one.name, one.seen, one.state) == ("بهار دشتی", 2, CandidateState.OPEN)
        assert not await accepted(s, one, PERSON.slug), "the slug is taken"
        assert await accepted(s, one, "bahar-dashti")
        assert not await accepted(s, one, "bahar-dashti-2"), "it is decided"
        assert await propose_candidates(s, NOW - timedelta(days=1)) == 0
        assert await candidates.open_candidates(s) == ()
        known = (await rows.load(s, SHIPPED)).people["bahar-dashti"]
    assert (known.name, known.country, known.edited) == ("بهار دشتی", "IR", True)


async def test_a_candidate_can_be_another_spelling_of_somebody(db: Database) -> None:
    """Merging gives the person the name and keeps what they held."""
    async with db.write() as s:
        await rows.seed(s, SHIPPED)
        for new in candidates_among([sighting("پری کوه‌زاد", 1, 1), sighting("پری کوه‌زاد", 2, 2)]):
            await candidates.propose(s, new)
        (one,) = await candidates.open_candidates(s)
        assert not await merged(s, one, "nobody")
        assert await merged(s, one, PERSON.slug)
        person = (await rows.load(s, SHIPPED)).people[PERSON.slug]
    assert "پری کوه‌زاد" in person.spellings
    assert person.held == PERSON.held
