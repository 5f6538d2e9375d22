"""The buttons of a digest: behind «بیشتر…» share, copy, less of this, and a wrong quotation reported."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bot import texts
from bot.texts import following as words
from bot.texts import settings
from storage import reports
from storage.records import ReportState, ReportWhat
from tests.bot.conversations.talking import Talk

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_more_changes_only_the_buttons(talk: Talk) -> None:
    """«بیشتر…» and «بازگشت» change the buttons in place; share leads to the story's deep link; the copy carries its citation."""
    await talk.say("دنبال کن ترکیه", "دنبال شد")
    first = await talk.alert(1)
    more = await talk.tapped(first, words.MORE)
    assert more.text == first.text
    assert set(more.buttons) == {words.SHARE, words.COPY, words.LESS, words.WRONG, words.BACK}
    keys = {key.text: key for row in more.rows for key in row}
    assert "start%3Ds_1" in keys[words.SHARE].url
    copied = keys[words.COPY].copy
    assert len(copied) <= 256
    assert "سهراب کوهیار" in copied or "تکذیب کرد" in copied
    assert "نمونه، " in copied
    back = await talk.tapped(more, words.BACK)
    assert back.buttons == first.buttons


async def test_what_can_be_followed_of_it(talk: Talk) -> None:
    """«دنبال کردن» offers the speakers, their countries, somebody about another country, and the topic."""
    first = await talk.alert(1)
    await talk.tap(first, texts.FOLLOW)
    offer = await talk.told(texts.CHOOSE_FOLLOW, after=first.id)
    assert {"سهراب کوهیار", "امره دنیزاوغلو", "ترکیه", texts.CANCEL} <= set(offer.buttons)
    assert "سهراب کوهیار دربارهٔ ترکیه" in offer.buttons
    await talk.tap(offer, "سهراب کوهیار دربارهٔ ترکیه")
    await talk.told("سهراب کوهیار دربارهٔ ترکیه دنبال شد", after=offer.id)


async def test_less_of_this(talk: Talk) -> None:
    """Less of the speaker, topic or source is kept and can be taken back in /settings; «فقط در مرور» ends the follow's alerts."""
    await talk.say("دنبال کن ترکیه", "دنبال شد")
    listed = await talk.say("/follows", "ترکیه")
    await talk.tapped(await talk.tapped(listed, "۱", "ترکیه"), texts.ALERT_TOO)
    first = await talk.alert(1)
    told = []
    for what in (words.LESS_SPEAKER, words.LESS_TOPIC, words.LESS_SOURCE, words.LESS_BRIEFING):
        choices = await talk.tapped(await talk.tapped(first, words.MORE), words.LESS)
        assert words.LESS_BRIEFING in choices.buttons
        told.append((await talk.tap(choices, what)).text)
        assert (await talk.now(first)).buttons == first.buttons
    assert "دیگر خبر لحظه‌ای نمی‌آید" in str(told[0])
    assert "بازرگانی" in str(told[1])
    assert told[3] == words.TOLD_LESS_BRIEFING.format(what="ترکیه")
    kept = (await talk.chat()).settings
    assert len(kept.hushed) == 2
    assert len(kept.sources_off) == 1
    assert [one.alerts for one in await talk.follows()] == [False]

    page = await talk.tapped(await talk.say("/settings", "تنظیمات"), settings.LESS, settings.LESS)
    await talk.tapped(page, "بازرگانی")
    assert len((await talk.chat()).settings.hushed) == 1


async def test_a_wrong_quotation(talk: Talk) -> None:
    """Which one, in what, once; the report waits for an admin; when it is settled whoever told of it hears of it."""
    first = await talk.alert(1)
    more = await talk.tapped(first, words.MORE)
    await talk.tap(more, words.WRONG)
    which = await talk.told(words.REPORT_WHICH, after=first.id)
    assert "سهراب کوهیار" in which.text
    assert texts.CANCEL in which.buttons
    what = await talk.tapped(which, "۲", words.REPORT_ASK)
    done = await talk.tapped(what, words.REPORT_SPEAKER, words.REPORT_TAKEN[:5])
    assert done.buttons == ()

    await talk.tap(more, words.WRONG)
    again = await talk.told(words.REPORT_WHICH, after=which.id)
    again = await talk.tapped(await talk.tapped(again, "۲", words.REPORT_ASK), words.REPORT_SPEAKER, words.REPORT_KNOWN)
    async with talk.parts.db.write() as session:
        report = next(one for one in await reports.open_ones(session, 100) if one.address == talk.address)
        assert report.what is ReportWhat.SPEAKER
        await reports.resolve(session, report.statement_id, ReportState.MENDED, datetime.now(UTC))
    outcome = await talk.told(words.REPORT_MENDED, after=again.id)
    assert "امره دنیزاوغلو" in outcome.text or "سهراب کوهیار" in outcome.text


async def test_a_single_quotation_is_not_asked_for(talk: Talk) -> None:
    """Where a story has one quotation only what is wrong is asked; buttons of a story that is gone say that they are old."""
    first = await talk.alert(3)
    more = await talk.tapped(first, words.MORE)
    await talk.tap(more, words.WRONG)
    asked = await talk.told(words.REPORT_ASK, after=first.id)
    await talk.tapped(asked, words.REPORT_OLD, words.REPORT_TAKEN[:5])
    await talk.forge("جعلی", {"الف": "mo:999", "ب": "rw:5:text", "پ": "ld:1", "ت": "cp:x", "ث": "n:1"})
    forged = await talk.told("جعلی")
    for label in ("الف", "ب", "پ", "ت"):
        last = await talk.last_id()
        await talk.tap(forged, label)
        await talk.told(words.OLD, after=last)
    await talk.tapped(forged, "ث", texts.START[:20])


async def test_an_old_digest_is_told_anew(talk: Talk) -> None:
    """«نو کن» under the word that a button is old brings the story of that message again, in place."""
    first = await talk.alert(2)
    await talk.forge("جعلی", {"کهنه": f"n:{first.id}"})
    forged = await talk.told("جعلی")
    anew = await talk.tapped(forged, "کهنه", first.text[:20])
    assert texts.FOLLOW in anew.buttons


async def test_one_quotation_by_itself(talk: Talk) -> None:
    """A quotation shown by itself is copied and reported too; one too long for the copy button comes as a message."""
    link = await talk.person.start("s_1")
    story = await talk.told("بازار مرزی با ترکیه", after=link.id)
    await talk.tap(story, "نقل ۱")
    single = await talk.told("بازار مرزی", after=story.id)
    copied = next(key.copy for row in single.rows for key in row if key.text == words.COPY)
    assert "بازار مرزی" in copied
    await talk.tap(single, words.WRONG)
    asked = await talk.told(words.REPORT_ASK, after=single.id)
    await talk.tapped(asked, words.REPORT_SUBJECT, words.REPORT_TAKEN[:5])
    number = next(key.data for row in single.rows for key in row if key.text == words.WRONG).split(":")[1]
    await talk.forge("جعلی", {"رونوشت": f"cp:1:{number}", "دیگر": "cp:1:5"})
    forged = await talk.told("جعلی")
    await talk.tap(forged, "رونوشت")
    await talk.told(copied[:20], after=forged.id)
    await talk.tap(forged, "دیگر")
    await talk.told(words.OLD, after=forged.id)


async def test_less_of_what_a_briefing_brought(talk: Talk) -> None:
    """A story opened from a briefing had no alert: «فقط در مرور» is for the follows for which it holds."""
    await talk.say("دنبال کن ترکیه", "دنبال شد")
    (kept,) = await talk.follows()
    await talk.forge("جعلی", {"۱": "b:story:1"})  # as under a briefing
    briefing = await talk.told("جعلی")
    await talk.tap(briefing, "۱")
    opened = await talk.told("بازار مرزی", after=briefing.id)
    choices = await talk.tapped(await talk.tapped(opened, words.MORE), words.LESS)
    assert (await talk.tap(choices, words.LESS_BRIEFING)).text == words.TOLD_LESS_BRIEFING.format(what="ترکیه")
    assert await talk.follows() == (kept,)
