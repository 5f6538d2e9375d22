"""Questions against stored statements: each condition, their combinations, counts, pages, what is nearest."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from storage import search, statements
from storage.database import Database, ReadSession, WriteSession
from storage.records import Query
from tests.storage.samples import NOW, SAYING, add_source, add_story

DENIAL = replace(
    SAYING,
    text="توقف کامیون‌ها به دلیل بدهی",
    act="denies",
    person="sohrab-kuhyar",
    speaker_name="سهراب کوهیار",
    office="office:customs",
    speaker_keys=("office:customs", "body:customs"),
    countries=("TR", "IR"),
    topics=("economy",),
    people=(),
    tokens="توقف کامیونها کامیون به دلیل بدهی",
)
CONFESSION = replace(SAYING, person="sohrab-kuhyar", coerced=True, tokens="اعتراف نمونه", people=(), countries=(), topics=())
STRANGER = replace(
    SAYING, person=None, office=None, speaker_keys=("name:امره دنیزاوغلو",), speaker_country="TR", tokens="گمرک بازرگان"
)


async def fill(s: WriteSession) -> None:
    """Two houses, four stories over three days."""
    first, second = await add_source(s, "first"), await add_source(s, "second")
    await add_story(s, first, "a", SAYING, DENIAL, at=NOW - timedelta(days=2))
    await add_story(s, second, "b", SAYING, at=NOW - timedelta(days=1))
    await add_story(s, second, "c", CONFESSION, at=NOW - timedelta(hours=5))
    await add_story(s, second, "d", STRANGER, at=NOW)


@pytest.mark.parametrize(
    ("query", "total"),
    [
        (Query(), 5),
        (Query(speakers=("parisa-kuhzad",)), 2),
        (Query(speakers=("parisa-kuhzad", "sohrab-kuhyar")), 3),
        (Query(speakers=("office:customs",)), 1),
        (Query(speakers=("body:customs",)), 1),
        (Query(speakers=("name:امره دنیزاوغلو",)), 1),
        (Query(speakers=("TR",)), 1),
        (Query(speakers=("IR",)), 3),
        (Query(countries=("TR",)), 1),
        (Query(countries=("TR", "AF")), 0),
        (Query(topics=("economy",)), 1),
        (Query(people=("sohrab-kuhyar",)), 4),
        (Query(phrases=("هیرمند",)), 2),
        (Query(phrases=("حقابه رسیده", "امسال")), 2),
        (Query(phrases=("هیرمند بدهی",)), 0),
        (Query(phrases=("هلمند|حقابه هیرمند",)), 2),
        (Query(acts=("denies",)), 1),
        (Query(acts=("denies", "says")), 5),
        (Query(source="first"), 2),
        (Query(source="unknown"), 0),
        (Query(since=NOW - timedelta(hours=6)), 2),
        (Query(until=NOW - timedelta(days=1)), 2),
        (Query(since=NOW - timedelta(days=1), until=NOW), 2),
        (Query(speakers=("parisa-kuhzad",), countries=("AF",), phrases=("هیرمند",), source="second"), 1),
        (Query(phrases=('") OR ("x',)), 0),
        (Query(speakers=('" OR "',)), 0),
    ],
)
async def test_each_condition(db: Database, query: Query, total: int) -> None:
    """Any of several speakers or acts, every other condition; the total is what a page without a limit holds."""
    async with db.write() as s:
        await fill(s)
        page = await search.find(s, query, 100)
        assert (page.total, len(page.statements), await search.count(s, query)) == (total, total, total)
        assert await search.latest(s, query, 100) == page.statements


async def test_words_under_duress_are_about_a_person_and_never_by_them(db: Database) -> None:
    """A confession is not among a person's statements; it is among those about them."""
    async with db.write() as s:
        await fill(s)
        by = await search.latest(s, Query(speakers=("sohrab-kuhyar",)), 10)
        about = await search.latest(s, Query(people=("sohrab-kuhyar",)), 10)
    assert [statement.coerced for statement in by] == [False]
    assert any(statement.coerced for statement in about)


async def test_order_and_pages(db: Database) -> None:
    """Newest first or oldest first, by time whatever the order of storing; pages neither overlap nor leave anything out."""
    async with db.write() as s:
        source = await add_source(s)
        for hours in (3, 1, 4, 2, 5):
            await add_story(s, source, str(hours), at=NOW - timedelta(hours=hours))
        newest = [await search.find(s, Query(), 2, offset) for offset in (0, 2, 4)]
        oldest = await search.find(s, Query(oldest_first=True), 5)
    times = [statement.said_at for page in newest for statement in page.statements]
    assert times == sorted(times, reverse=True)
    assert [statement.said_at for statement in oldest.statements] == times[::-1]
    assert len(set(times)) == 5


def narrowed(query: Query, name: str, value: str) -> Query | None:
    """The question that a facet's button asks."""
    match name:
        case "country":
            return replace(query, countries=(*query.countries, value))
        case "topic":
            return replace(query, topics=(*query.topics, value))
        case "outlet":
            return replace(query, source=value)
        case "speaker":
            return replace(query, speakers=(value,))
        case _:
            return None


async def test_facets_lead_to_what_they_promise(db: Database) -> None:
    """Every facet's number is what the narrower question finds; none is what was asked or what all share."""
    async with db.write() as s:
        await fill(s)
        page = await search.find(s, Query(), 1)
        assert page.stories == 4
        assert page.facets["month"] == ()
        for name, values in page.facets.items():
            for value, number in values:
                query = narrowed(Query(), name, value)
                if query is not None and name != "speaker":
                    assert await search.count(s, query) == number
        within = await search.find(s, Query(speakers=("parisa-kuhzad",)), 1)
    assert within.facets["country"] == ()
    assert dict(within.facets["outlet"]) == {"first": 1, "second": 1}


async def test_hidden_and_removed_ones_are_found_no_more(db: Database) -> None:
    """Hiding takes a statement out of pages, totals and word search, showing brings it back; an article analysed anew replaces
    its statements."""
    async with db.write() as s:
        await add_story(s, await add_source(s), "a", SAYING, DENIAL)
        [found] = await search.latest(s, Query(acts=("denies",)), 5)
        assert await statements.hide(s, found.id)
        assert not await statements.hide(s, found.id)
        assert await totals(s) == (1, 0, 0)
        assert await statements.hide(s, found.id, hidden=False)
        assert await totals(s) == (2, 1, 1)
        await statements.hide(s, found.id)
        await statements.add(s, found.article_id, found.story_id, NOW, True, [DENIAL])
        assert await totals(s) == (1, 1, 1)
        await statements.remove_of(s, found.article_id)
        assert await totals(s) == (0, 0, 0)


async def totals(s: ReadSession) -> tuple[int, int, int]:
    """All, by an act, by a word: counted in three ways."""
    return tuple([await search.count(s, q) for q in (Query(), Query(acts=("denies",)), Query(phrases=("بدهی",)))])  # type: ignore[return-value]  # three


async def test_nearest(db: Database) -> None:
    """Where nothing is found, each wider question that has an answer is offered with its number, the nearest first."""
    async with db.write() as s:
        await fill(s)
        nothing = Query(speakers=("parisa-kuhzad",), countries=("AF",), since=NOW - timedelta(hours=1))
        wider = await search.nearest(s, nothing)
        assert wider[0] == (replace(nothing, since=None), 2)
        assert all([await search.count(s, query) == number > 0 for query, number in wider])


async def test_ids_tell_the_time(db: Database) -> None:
    """A statement's id lies in its second, also for many in the same second."""
    async with db.write() as s:
        source = await add_source(s)
        for number in range(5):
            await add_story(s, source, str(number), *[SAYING] * 3)
        found = await search.latest(s, Query(), 100)
    assert len({statement.id for statement in found}) == 15
    second = timedelta(seconds=1)
    assert all(statements.first_id(NOW) <= statement.id < statements.first_id(NOW + second) for statement in found)


def test_months_are_jalali() -> None:
    """The last day of Esfand and the first of Farvardin, in Tehran."""
    assert search.month_key(NOW) == "1404-07"
    new_year = NOW.replace(year=2025, month=3, day=20, hour=20, minute=29)
    assert search.month_key(new_year) == "1403-12"
    assert search.month_key(new_year + timedelta(minutes=1)) == "1404-01"


async def test_who_speaks_by_their_post(db: Database) -> None:
    """A name by words finds whoever is called so and whoever the article gives that post, and no post that only holds it."""
    post = "استاندار دشت نمونه"
    holder = replace(SAYING, person=None, office=None, speaker_keys=("name:کیوان دشتبان", f"role:{post}"))
    deputy = replace(holder, speaker_keys=("name:نیما دشتبان", f"role:معاون {post}"))
    async with db.write() as s:
        await add_story(s, await add_source(s, "first"), "a", holder, deputy, at=NOW)
    async with db.read() as s:
        assert (await search.find(s, Query(speakers=(f"name:{post}",)), 10)).total == 1
        assert await search.named(s, post) == ()
