"""Pages, stories, single statements, files and charts in the chat, over HTTP on both sides."""

from __future__ import annotations

import csv
import io
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from bot.render.table import safe
from bot.texts import asking as texts
from jobs.analysis.fold import fold
from storage import articles, sources, statements, stories, subscriptions
from storage.records import Address, Aspect, FeedItem, Follow
from tests.bot.asking import NOW, Asking, Said, new, open_asking

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def service(tmp_path_factory: pytest.TempPathFactory, lexicon_dir: Path) -> AsyncIterator[Asking]:
    async with open_asking(tmp_path_factory.mktemp("pages"), lexicon_dir) as asking:
        yield asking


@pytest_asyncio.fixture(loop_scope="module")
async def bot(service: Asking) -> Asking:
    """A new person in a chat of their own."""
    return await service.another()


async def test_a_person_s_page(bot: Asking) -> None:
    """Office, how much, about what most, the latest; from there what they say, a chart, and following."""
    answer = await bot.ask("کوهیار")
    page = await bot.tap(answer, "صفحهٔ سهراب کوهیار", in_place=False)
    assert "پیش‌تر: رئیس‌جمهور (مرداد ۱۳۹۲ تا مرداد ۱۴۰۰)" in page.text
    assert "۵ نقل از او، ۲ نقل دربارهٔ او" in page.text
    assert "بیشتر دربارهٔ: بازرگانی (۳)" in page.text
    assert "بازار مرزی" in page.text

    chart = await bot.tap(page, texts.CHART, in_place=False)
    assert chart.raw["photo"]
    said = await bot.tap(page, "گفته‌ها (۵)")
    assert "۵ نقل از ۵ خبر" in said.text


async def test_an_office_s_page_has_its_holders(bot: Asking) -> None:
    """«… کیه؟» gets a card: who held the office, from when to when, each with a page."""
    card = await bot.ask("رئیس سازمان آب کیه؟")
    assert "دارندگان\nپریسا کوه‌زاد (دی ۱۳۹۳ تا دی ۱۳۹۸)\nمهتاب رودباری" in card.text
    holder = await bot.tap(card, "پریسا", in_place=False)
    assert holder.text.startswith("پریسا کوه‌زاد")


async def test_pages_of_a_country_a_topic_a_body_and_a_source(bot: Asking) -> None:
    """A country: who speaks and how often it is spoken of; a topic: who speaks about it; a source: how much it has."""
    country = await bot.tap(await bot.ask("ترکیه"), "صفحهٔ ترکیه", in_place=False)
    assert "۱ نقل از مقام‌هایش، ۲ نقل درباره‌اش" in country.text
    assert "بیشتر از زبان: سهراب کوهیار" in country.text
    topic = await bot.tap(await bot.ask("بازرگانی"), "صفحهٔ بازرگانی", in_place=False)
    assert "بیشترین گویندگان: سهراب کوهیار (۳)" in topic.text
    body = await bot.ask("سازمان آب کیه؟")
    assert body.text.startswith("سازمان آب\nایران")
    source = await bot.tap(await bot.tap(await bot.ask("کوه‌زاد"), "نقل ۱", in_place=False), "صفحهٔ خبرگزاری نمونه", in_place=False)
    assert source.text.startswith("خبرگزاری نمونه\n۷ نقل")


async def test_a_story_has_all_its_statements_outlets_and_both_sides(bot: Asking) -> None:
    """All statements and outlets; where one speaker answered another, both stand beside each other first."""
    statement = await bot.tap(await bot.ask("دنیزاوغلو"), "نقل ۱", in_place=False)
    story = await bot.tap(statement, texts.WHOLE_STORY, in_place=False)
    assert story.text.startswith("۲ نقل از ۲ منبع")
    assert "خبرگزاری نمونه، روزنامهٔ نمونه" in story.text
    sides = story.text.partition("دو سوی خبر")[2]
    assert sides.index("از شنبه دوباره باز می‌شود") < sides.index("هنوز آماده نیست")
    assert "امره دنیزاوغلو تکذیب کرد" in sides


async def test_what_was_said_before_about_the_same(bot: Asking) -> None:
    """From a statement to the same speaker's earlier ones about the same, and only earlier ones."""
    statement = await bot.tap(await bot.ask("کوهیار درباره ترکیه"), "نقل ۱", in_place=False)
    before = await bot.tap(statement, texts.BEFORE, in_place=False)
    assert before.text.startswith("سهراب کوهیار پیش از این دربارهٔ بازرگانی، ترکیه")
    assert "صادرات به ترکیه" in before.text
    assert "بازار مرزی" not in before.text
    first = await bot.tap(await bot.ask("کوهیار درباره سیل"), "نقل ۱", in_place=False)
    none = await bot.tap(first, texts.BEFORE, in_place=False)
    assert "نقلی دربارهٔ همین نداریم" in none.text


async def test_results_come_as_a_file_that_can_do_nothing(bot: Asking) -> None:
    """CSV in UTF-8 with a byte order mark, a row for each statement, what looks like a formula disarmed."""
    answer = await bot.ask("کوه‌زاد")
    sent = await bot.tap(answer, texts.FILE_OF_RESULTS, in_place=False)
    assert sent.text == "پریسا کوه‌زاد: ۳ نقل"
    content = await bot.download(sent.raw["document"]["file_id"])
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert rows[0] == list(texts.CSV_COLUMNS)
    assert [row[2] for row in rows[1:]] == ["پریسا کوه‌زاد"] * 3
    assert [row[4:6] for row in rows[1:]] == [["گفت", "عین سخن"]] * 3
    assert sum(row[6].startswith("'=SUM(1)") for row in rows) == 1


async def test_exactly_what_was_asked_can_be_followed(bot: Asking) -> None:
    """Who, about what, and the phrase become one follow."""
    answer = await bot.ask("کوهیار دربارهٔ هیرمند چی گفت")
    await bot.tap(answer, "دنبال کردن «سهراب کوهیار دربارهٔ آب هیرمند»", in_place=False)
    async with bot.parts.db.read() as session:
        kept = await subscriptions.of(session, Address(bot.person.id))
    assert [(one.follow.who, one.follow.who_as, one.follow.phrase) for one in kept] == [
        ("sohrab-kuhyar", Aspect.BY, "آب هیرمند"),
    ]
    assert isinstance(kept[0].follow, Follow)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [("=1+1", "'=1+1"), (" \u200c@x", "' \u200c@x"), ("\u200f-2", "'-2"), ("۲-۱", "۲-۱"), ("\t=1", "'\t=1"), ("گفت", "گفت")],
)
async def test_no_cell_is_a_formula(cell: str, shown: str) -> None:
    """Whatever stands before the sign, a spreadsheet reads text."""
    assert safe(cell) == shown


async def test_a_post_that_the_catalogue_has_not(bot: Asking) -> None:
    """«استاندار …» finds whoever the article gives that post, and its page stands under the post's own words."""
    post = "استاندار دشت نمونه"
    said = Said("", "نیما سروستان", "راه دشت نمونه تا پایان هفته باز می‌شود", house="ruzname")
    holder = replace(new(said), speaker_role=post, speaker_keys=("name:نیما سروستان", f"role:{fold(post)}"))
    async with bot.parts.db.write() as session:
        now = NOW
        [house] = [one.id for one in await sources.list_all(session) if one.slug == "ruzname"]
        article = await articles.found(session, house, FeedItem("post", "https://ruzname.example/post", "نمونه", now), now)
        assert article is not None
        await statements.add(session, article, await stories.create(session, now, now), now, True, [holder])
    answer = await bot.ask(f"{post} چه گفت؟")
    assert "نیما سروستان، استاندار دشت نمونه" in answer.text
    page = await bot.tap(answer, "صفحهٔ", in_place=False) if any("صفحهٔ" in one for one in answer.buttons) else answer
    assert page.text.startswith(post)
