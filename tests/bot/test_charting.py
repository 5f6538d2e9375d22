"""Charts asked for in words, over HTTP on both sides."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.handlers.charting import charted_words
from bot.texts import asking as texts
from tests.bot.asking import Asking, open_asking


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def service(tmp_path_factory: pytest.TempPathFactory, lexicon_dir: Path) -> AsyncIterator[Asking]:
    async with open_asking(tmp_path_factory.mktemp("charting"), lexicon_dir) as asking:
        yield asking


@pytest.mark.parametrize(
    ("typed", "title", "statements"),
    [
        ("روند ترکیه", "دربارهٔ ترکیه", "دربارهٔ ترکیه\nهمهٔ زمان‌ها"),
        ("نمودار کوهیار", "سهراب کوهیار", "سهراب کوهیار"),
        ("روند کوهیار درباره ترکیه", "سهراب کوهیار دربارهٔ ترکیه", "سهراب کوهیار دربارهٔ ترکیه"),
        ("روند بازرگانی", "دربارهٔ بازرگانی", "دربارهٔ بازرگانی"),
    ],
)
@pytest.mark.asyncio(loop_scope="module")
async def test_who_and_what_is_known_is_drawn(service: Asking, typed: str, title: str, statements: str) -> None:
    """A person, a country, a topic, a body, or one about the other: a picture under their name, whose button leads to the
    statements in a message of their own."""
    bot = await service.another()
    chart = await bot.ask(typed)
    assert chart.raw["photo"]
    assert chart.raw["caption"] == title
    said = await bot.tap(chart, texts.SAID, in_place=False)
    assert said.text.startswith(statements)


@pytest.mark.asyncio(loop_scope="module")
async def test_a_word_that_nobody_knows_is_a_question(service: Asking) -> None:
    """«روند» before words that are neither somebody nor a topic is a word of the question; nothing said is told, not drawn."""
    answer = await (await service.another()).ask("روند آشتی")
    assert not answer.raw.get("photo")
    assert answer.text.startswith("دربارهٔ روند و آشتی") or "روند آشتی" in answer.text
    silent = await (await service.another()).ask("روند ژاپن")
    assert silent.text == texts.NO_CHART


@pytest.mark.parametrize(
    ("typed", "what"),
    [
        ("روند عراق", "عراق"),
        ("نمودار  ظریف در مهر", "ظریف در مهر"),
        ("روند", ""),
        ("روند مذاکرات به کجا رسید؟", ""),
        ("عراق روند", ""),
        ("روند ساخت مدرسه در روستاهای دور استان نمونه", ""),
    ],
)
def test_what_asks_for_a_chart(typed: str, what: str) -> None:
    """The word for it first and a few words behind it; a question with its mark is a question."""
    assert charted_words(typed) == what
