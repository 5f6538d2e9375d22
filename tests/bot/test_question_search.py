"""From a typed question to the statements that the archive has for it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.question import to_query, understand
from jobs.analysis.fold import index_tokens
from storage import search
from storage.database import Database, migrate
from storage.records import NewStatement
from tests.bot.questions import context
from tests.storage.samples import SAYING, add_source, add_story

CONTEXT = context()


def _said(person: str, text: str, *countries: str, act: str = "says", topics: tuple[str, ...] = ()) -> NewStatement:
    tokens = " ".join(index_tokens(text))
    return replace(
        SAYING, person=person, office=None, text=text, tokens=tokens, countries=countries, topics=topics, people=(), act=act
    )


SAID = (
    _said("sohrab-kuhyar", "بازار مرزی با ترکیه دوباره باز می‌شود", "TR"),
    _said("sohrab-kuhyar", "دربارهٔ مکانیسم ماشه گزارش می‌دهیم", topics=("diplomacy",)),
    _said("parisa-kuhzad", "اسنپ بک بر بهای آب اثری ندارد"),
    _said("parisa-kuhzad", "کم شدن آب سد درست نیست", act="denies"),
)


@pytest.fixture
async def archive(tmp_path: Path) -> AsyncIterator[Database]:
    """A database with the sample statements, all said at midday of Tuesday, 15 Mehr 1404."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'naql.sqlite3'}"
    await migrate(url)
    db = await Database.open(url)
    async with db.write() as s:
        await add_story(s, await add_source(s), "one", *SAID)
    yield db
    await db.close()


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("کوهیار دربارهٔ ترکیه چه گفت؟", [0]),
        ("کوهیار امروز چی گفت", [0, 1]),
        ("کوهیار دیروز چی گفت", []),
        ("دربارهٔ اسنپ‌بک چه گفتند", [1, 2]),
        ("دربارهٔ مکانیسم ماشه چه گفتند", [1, 2]),
        ("کوه‌زاد تکذیب کرد؟", [3]),
        ("ترکیه", [0]),
        ("کوهیار و کوه‌زاد دربارهٔ اسنپ‌بک", [1, 2]),
    ],
)
async def test_a_question_finds_its_statements(archive: Database, question: str, found: list[int]) -> None:
    """A phrase finds its other names whatever the statement's topic was taken for; periods, acts and speakers narrow."""
    async with archive.read() as s:
        page = await search.find(s, to_query(understand(question, CONTEXT)), 10)
    assert sorted(statement.text for statement in page.statements) == sorted(SAID[index].text for index in found)
