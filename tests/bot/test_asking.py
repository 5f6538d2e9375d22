"""Answers in the chat, over HTTP on both sides: how a question is understood, and where its buttons lead."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from bot.question.asked import Asked, Dimension, narrowed
from bot.texts import asking as texts
from storage import search
from storage.records import Query
from tests.bot.asking import Asking, open_asking

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def service(tmp_path_factory: pytest.TempPathFactory, lexicon_dir: Path) -> AsyncIterator[Asking]:
    async with open_asking(tmp_path_factory.mktemp("asking"), lexicon_dir) as asking:
        yield asking


@pytest_asyncio.fixture(loop_scope="module")
async def bot(service: Asking) -> Asking:
    """A new person in a chat of their own."""
    return await service.another()


async def test_an_answer_tells_what_was_asked_and_its_buttons_lead_on(bot: Asking) -> None:
    """Who and about what, how many, how far the archive reaches; narrowing, its undoing, turning and paging happen in place."""
    answer = await bot.ask("کوهیار چی گفت")
    assert answer.text.startswith("سهراب کوهیار\nهمهٔ زمان‌ها، تازه‌ترین اول: ۵ نقل از ۵ خبر")
    assert "آرشیو نقل از" in answer.text

    older = await bot.tap(answer, "قدیمی‌تر")
    assert "۴ تا ۵ از ۵" in older.text
    newest = await bot.tap(older, "تازه‌تر")

    narrow = await bot.tap(newest, "ترکیه (۲)")
    assert narrow.text.startswith("سهراب کوهیار دربارهٔ ترکیه")
    assert "۲ نقل" in narrow.text
    wide = await bot.tap(narrow, "همهٔ گفته‌هایش (۵)")
    assert "۵ نقل" in wide.text

    other = await bot.tap(wide, "دربارهٔ سهراب کوهیار (۲)")
    assert other.text.startswith("دربارهٔ سهراب کوهیار")
    assert "هنوز آماده نیست" in other.text
    back = await bot.tap(other, "گفته‌های سهراب کوهیار (۵)")
    assert back.text.startswith("سهراب کوهیار\n")


async def test_the_key_statements_come_first_where_asked_for(bot: Asking) -> None:
    """By how much each is its article's key statement; and back to the newest first."""
    answer = await bot.ask("کوهیار")
    best = await bot.tap(answer, texts.BEST_FIRST)
    assert texts.BEST in best.text
    assert best.text.index("سیل نمونه") < best.text.index("بازار مرزی")
    newest = await bot.tap(best, texts.NEWEST_FIRST)
    assert "تازه‌ترین اول" in newest.text
    assert "سیل نمونه" not in newest.text


async def test_no_facet_leads_to_nothing(bot: Asking) -> None:
    """Every value of every facet finds as many statements as it says; in the chat it is one tap away, by its kind."""
    async with bot.parts.db.read() as session:
        for query in (Query(speakers=("sohrab-kuhyar",)), Query(topics=("environment-water",)), Query()):
            page = await search.find(session, query, 3)
            found = [(Dimension(kind), value, count) for kind, values in page.facets.items() for value, count in values]
            assert found
            for kind, value, count in found:
                narrower = narrowed(Asked(query), kind, value)
                assert narrower is not None
                assert await search.count(session, narrower.query) == count

    menu = await bot.tap(await bot.ask("کوهیار"), texts.NARROW)
    months = await bot.tap(menu, texts.DIMENSIONS["month"])
    label = next(label for label in months.buttons if label.endswith(")"))
    narrow = await bot.tap(months, label)
    assert f"{label.rpartition('(')[2].rstrip(')')} نقل از" in narrow.text
    assert label.rpartition(" (")[0] in narrow.text


async def test_nothing_found_shows_the_nearest(bot: Asking) -> None:
    """What was not found is said with its period, and the nearest that exists is one tap away."""
    answer = await bot.ask("کوهیار دربارهٔ یمن هفتهٔ گذشته")
    assert "سهراب کوهیار دربارهٔ یمن" in answer.text
    assert "نقلی نداریم" in answer.text
    assert "سهراب کوهیار: ۵ نقل" in answer.text
    found = await bot.tap(answer, "(۵)")
    assert "۵ نقل از ۵ خبر" in found.text


async def test_a_word_that_nothing_has_is_left_out_and_named(bot: Asking) -> None:
    """Where the rest of the question has an answer, it is given, saying which word was left out; a known subject is not."""
    answer = await bot.ask("کوهیار شلمشوربا درباره ترکیه")
    assert "سهراب کوهیار دربارهٔ ترکیه" in answer.text
    assert "با «شلمشوربا» نقلی نداریم" in answer.text
    known = await bot.ask("کوهیار درباره بنزین")
    assert "بنزین: نقلی نداریم" in known.text


async def test_a_country_alone_is_turned_between_by_and_about(bot: Asking) -> None:
    """«ترکیه» is answered about it, in the last week, with the way to what its officials say and to all times."""
    answer = await bot.ask("ترکیه")
    assert answer.text.startswith("دربارهٔ ترکیه\n۷ روز گذشته")
    assert "همهٔ زمان‌ها (۲)" in answer.buttons
    by = await bot.tap(answer, "گفته‌های مقام‌های ترکیه (۱)")
    assert by.text.startswith("مقام‌های ترکیه")
    assert "امره دنیزاوغلو" in by.text


async def test_it_asks_back_and_never_judges(bot: Asking) -> None:
    """Two of one name: which, with what tells them apart; who asks who said it hears who; causes and truths are not given."""
    which = await bot.ask("رودباری چی گفت")
    assert which.text.startswith("کدام رودباری؟")
    assert "رئیس سازمان آب (پیشین)" in which.text
    assert set(which.buttons) == {"مهتاب رودباری", "بهرام رودباری"}
    chosen = await bot.tap(which, "مهتاب")
    assert chosen.text.startswith("مهتاب رودباری")

    former = await bot.ask("رئیس سابق سازمان آب درباره سیل")
    assert "پریسا کوه‌زاد (دی ۱۳۹۳ تا دی ۱۳۹۸)" in former.text
    assert "مهتاب رودباری (دی ۱۳۸۸ تا دی ۱۳۹۳)" in former.text

    who = await bot.ask("کی درباره هیرمند حرف زد؟")
    assert "گویندگان: پریسا کوه‌زاد (۲)، سهراب کوهیار (۱)." in who.text
    why = await bot.ask("چرا آب کم شد؟")
    assert "نقل علت را نمی‌گوید" in why.text
    doubt = await bot.ask("کوهیار واقعا درباره ترکیه حرف زده؟")
    assert not {"بله", "خیر"} & set(doubt.text.split())


async def test_somebody_who_is_not_in_the_catalogue_is_found_by_the_last_name(bot: Asking) -> None:
    """As the archive knows them, whether asked what they said or named alone; an institution that never spoke as a word."""
    asked = await bot.ask("تیزپر چی گفت")
    assert asked.text.startswith("بهمن تیزپر\n")
    alone = await bot.ask("تیزپر")
    assert alone.text.startswith("بهمن تیزپر\n")
    page = await bot.tap(alone, "صفحهٔ بهمن تیزپر", in_place=False)
    assert page.text.startswith("بهمن تیزپر\n۱ نقل")
    body = await bot.ask("سازمان آب چی گفت")
    assert "سازمان آب: نقلی نداریم" in body.text
    words = await bot.tap(body, texts.AS_WORDS)
    assert "بازرسی سازمان آب" in words.text


async def test_a_misspelt_name_is_asked_about(bot: Asking) -> None:
    """«بله» answers for the name that was meant, «نه» searches for the words as they stand."""
    meant = await bot.ask("دنیزاوقلی چی گفت")
    assert "منظورتان امره دنیزاوغلو است؟" in meant.text
    as_typed = await bot.tap(meant, texts.NO_AS_PHRASE)
    assert "نقلی نداریم" in as_typed.text
    meant = await bot.ask("دنیزاوقلی چی گفت")
    found = await bot.tap(meant, texts.YES)
    assert found.text.startswith("امره دنیزاوغلو")


async def test_what_is_no_question_gets_what_can_be_done(bot: Asking) -> None:
    """Thanks get nothing; a picture and a voice message are told to be written; what is not understood says so."""
    thanks = await bot.person.write("مرسی")
    unknown = await bot.ask("شسیبل")
    assert unknown.id == thanks.id + 2  # the next message after the two that were written: thanks had no answer
    assert "شسیبل" in unknown.text


async def test_what_is_not_written_is_told_what_can_be_done(bot: Asking) -> None:
    """A voice message, a picture, a file: to be written, or its text to be sent; a picture's caption is a question."""
    file = {"file_id": "a", "file_unique_id": "b", "file_size": 10}
    voice = await bot.send_media(voice={**file, "duration": 3})
    assert voice.text == texts.VOICE
    picture = await bot.send_media(photo=[{**file, "width": 10, "height": 10}])
    assert picture.text == texts.PICTURE
    document = await bot.send_media(document=file)
    assert document.text == texts.FILE
    captioned = await bot.send_media(photo=[{**file, "width": 10, "height": 10}], caption="کوهیار درباره ترکیه")
    assert captioned.text.startswith("سهراب کوهیار دربارهٔ ترکیه")


async def test_a_flood_is_answered_once(bot: Asking) -> None:
    """Beyond a fair rate one message says how long to wait; then there is silence until then."""
    for _ in range(20):
        await bot.person.write("مرسی")  # counts, and has no answer of its own
    await bot.person.wait_for(lambda m: "ثانیهٔ دیگر" in m.text)
    await asyncio.sleep(0.2)
    said = [m.text for m in await bot.person.messages() if m.from_bot]
    assert sum("ثانیهٔ دیگر" in text for text in said) == 1
