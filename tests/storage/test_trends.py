"""How many statements a question means, day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage import trends
from storage.database import Database
from storage.records import Query
from tests.storage.samples import NOW, SAYING, add_source, add_story
from tests.storage.test_search import fill


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        (Query(), {date(2025, 10, 5): 2, date(2025, 10, 6): 1, date(2025, 10, 7): 2}),
        (Query(speakers=("parisa-kuhzad",)), {date(2025, 10, 5): 1, date(2025, 10, 6): 1}),
        (Query(speakers=("parisa-kuhzad",), since=NOW - timedelta(days=1)), {date(2025, 10, 6): 1}),
        (Query(source="second", until=NOW), {date(2025, 10, 6): 1, date(2025, 10, 7): 1}),
        (Query(source="unknown"), {}),
    ],
)
async def test_statements_are_counted_by_day(db: Database, query: Query, expected: dict[date, int]) -> None:
    """Every condition of a question counts; days without a statement are left out."""
    async with db.write() as s:
        await fill(s)
        assert await trends.by_day(s, query) == expected


async def test_a_day_begins_at_midnight_in_tehran(db: Database) -> None:
    """What was said at half past eight in the evening, Greenwich time, belongs to the next day."""
    late = NOW.replace(hour=20, minute=30)
    async with db.write() as s:
        source = await add_source(s)
        await add_story(s, source, "before", SAYING, at=late - timedelta(minutes=1))
        await add_story(s, source, "after", SAYING, at=late)
        assert await trends.by_day(s, Query()) == {date(2025, 10, 7): 1, date(2025, 10, 8): 1}
