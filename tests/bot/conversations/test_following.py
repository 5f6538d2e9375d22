"""Following in a private chat, over HTTP on both sides: by buttons, by typing, listed, muted, undone."""

from __future__ import annotations

import pytest

from bot import texts
from bot.texts import following as words
from storage.records import Aspect
from tests.bot.conversations.talking import Talk

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_start_and_follow_in_two_taps(talk: Talk) -> None:
    """/start offers countries, topics and offices; a tap follows and shows the latest statements; another asks for alerts; a
    double tap follows nothing twice; taking it back offers it again."""
    start = await talk.say("/start", texts.START[:30])
    assert {"ترکیه", "اقتصاد", words.WHOEVER.format(office="رئیس‌جمهور")} <= set(start.buttons)
    await talk.tap(start, "ترکیه")
    followed = await talk.told("ترکیه دنبال شد", after=start.id)
    assert "بازار مرزی با ترکیه" in followed.text
    await talk.tap(start, "ترکیه")
    await talk.told("از پیش دنبال", after=followed.id)
    assert len(await talk.follows()) == 1

    answer = await talk.tap(followed, texts.ALERT_TOO)
    assert answer.text == words.TOLD_ALERTS_ON
    now = await talk.now(followed)
    assert texts.NO_ALERT in now.buttons
    assert now.text == followed.text
    await talk.tap(now, texts.NO_ALERT)
    assert [one.alerts for one in await talk.follows()] == [False]

    gone = await talk.tapped(followed, texts.CANCEL, "دیگر دنبال نمی‌شود")
    assert await talk.follows() == ()
    await talk.tap(gone, "ترکیه")
    await talk.told("ترکیه دنبال شد", after=gone.id + 1)


async def test_follow_by_typing(talk: Talk) -> None:
    """A name, a topic, a country, somebody about something, only what is said by or about somebody, a phrase of one's own."""
    for typed, told in (
        ("دنبال کن کوهیار", "سهراب کوهیار"),
        ("کوه‌زاد دربارهٔ افغانستان را دنبال کن", "پریسا کوه‌زاد دربارهٔ افغانستان"),
        ("/follow گفته‌های دنیزاوغلو", "گفته‌های امره دنیزاوغلو"),
        ("/follow دربارهٔ کوه‌زاد", "دربارهٔ پریسا کوه‌زاد"),
        ("دنبال کن اقتصاد", "اقتصاد"),
        ("دنبال کن «آب سد نمونه»", "آب سد نمونه"),
        ("دنبال کن رئیس‌جمهور ترکیه", "رئیس‌جمهور ترکیه (هر که باشد)"),
        ("/follow سازمان آب", "سازمان آب"),
    ):
        await talk.say(typed, f"{told} دنبال شد")
    kept = [one.follow for one in await talk.follows()]
    assert kept[0].who_as is Aspect.ANY
    assert (kept[1].who_as, kept[1].country, kept[1].country_as) == (Aspect.BY, "AF", Aspect.ABOUT)
    assert (kept[2].who_as, kept[3].who_as) == (Aspect.BY, Aspect.ABOUT)
    assert kept[5].phrase_tokens == "آب سد نمونه"

    both = await talk.say("دنبال کن کوهیار و کوه‌زاد دربارهٔ هیرمند", "دنبال شد")
    assert "پریسا کوه‌زاد دربارهٔ آب هیرمند" in both.text
    about = await talk.say("دنبال کن دنیزاوغلو دربارهٔ کوهیار", "امره دنیزاوغلو دربارهٔ سهراب کوهیار دنبال شد")
    assert "بازار مرزی با ایران" in about.text
    assert len(await talk.follows()) == 11
    gone = await talk.say("دنبال نکن گفته‌های دنیزاوغلو", "دیگر دنبال نمی‌شود")
    assert "امره دنیزاوغلو" in gone.text
    await talk.say("/unfollow یمن", words.UNFOLLOW_NONE.format(typed="یمن"))
    await talk.say("دنبال نکن دربارهٔ کوه‌زاد", "دیگر دنبال نمی‌شود")
    which = await talk.say("دنبال نکن کوه‌زاد", words.UNFOLLOW_WHICH)
    await talk.tapped(which, "پریسا کوه‌زاد دربارهٔ افغانستان", "دیگر دنبال نمی‌شود")
    await talk.say("/follow", words.FOLLOW_WHAT)
    await talk.say("/follow ؟؟", words.NOT_FOLLOWABLE.format(typed="؟؟"))


async def test_a_last_name_outside_the_catalogue(talk: Talk) -> None:
    """A last name alone means whoever has it in the archive, as it does in a question, and brings the latest at once; what to
    follow no longer is asked for in words of its own."""
    followed = await talk.say("دنبال کن تیزپر", "بهمن تیزپر دنبال شد")
    assert "بازرسی سازمان آب نمونه" in followed.text
    assert [one.follow.who for one in await talk.follows()] == ["name:بهمن تیزپر"]
    await talk.say("/unfollow", words.UNFOLLOW_WHAT[:20])
    await talk.say("دنبال نکن تیزپر", "دیگر دنبال نمی‌شود")
    assert await talk.follows() == ()


async def test_a_full_name_is_nobody_who_has_only_a_part_of_it(talk: Talk) -> None:
    """Whom the archive knows by the full name is followed and answered for, not the one of the catalogue who is called by one
    word of it; whom it does not know is asked back about."""
    await talk.say("دنبال کن اردلان پورشهاب", "اردلان پور‌شهاب دنبال شد")
    assert [one.follow.who for one in await talk.follows()] == ["name:اردلان پورشهاب|اردلان پور‌شهاب"]
    answer = await talk.say("اردلان پورشهاب چه گفت", "نمایشگاه نمونه")
    assert "منصور" not in answer.text
    assert answer.text.startswith("اردلان پور‌شهاب\n")
    for last_name in ("پورشهاب", "پور شهاب", "پور‌شهاب"):
        await talk.say(f"دنبال کن {last_name}", "اردلان پور‌شهاب را از پیش دنبال می‌کنید")
    meant = await talk.say("دنبال کن نیما کوهیار", "منظورتان سهراب کوهیار است؟")
    assert "نیما کوهیار" in meant.text
    assert len(await talk.follows()) == 1
    meant = await talk.say("اردلان چمن‌آرا چه گفت", "منظورتان منصور اردلان است؟")
    assert "اردلان چمن‌آرا" in meant.text


async def test_a_full_name_that_nobody_has_yet(talk: Talk) -> None:
    """Typed, chosen instead of the nearest one, or beside those of one last name it is followed as somebody, and is unfollowed
    by the same words without touching whoever has a part of it."""
    await talk.say("دنبال کن سهراب کوهیار", "سهراب کوهیار دنبال شد")
    await talk.say("دنبال کن کیوان دشت‌بان", "کیوان دشت‌بان دنبال شد")
    meant = await talk.say("دنبال کن نیما کوهیار", "منظورتان سهراب کوهیار است؟")
    await talk.tap(meant, words.NO_THE_PHRASE)
    await talk.told("نیما کوهیار دنبال شد", after=meant.id)
    which = await talk.say("دنبال کن دربارهٔ نیما رودباری", "کدام نیما رودباری؟")
    await talk.tap(which, "دربارهٔ نیما رودباری")
    await talk.told("دربارهٔ نیما رودباری دنبال شد", after=which.id)
    assert [(one.follow.who, one.follow.who_as) for one in await talk.follows()] == [
        ("sohrab-kuhyar", Aspect.ANY),
        ("name:کیوان دشتبان|کیوان دشت‌بان", Aspect.ANY),
        ("name:نیما کوهیار", Aspect.ANY),
        ("name:نیما رودباری", Aspect.ABOUT),
    ]
    await talk.say("دنبال نکن نیما کوهیار", "نیما کوهیار دیگر دنبال نمی‌شود")
    await talk.say("دنبال نکن اردلان کوهیار", words.UNFOLLOW_WHICH)
    assert len(await talk.follows()) == 3


async def test_an_unsure_name_is_asked_back(talk: Talk) -> None:
    """Two of one name: which? A misspelt one: whether the nearest is meant, or the very words; the long phrase is kept for its
    button and followed by it."""
    which = await talk.say("دنبال کن رودباری", "کدام رودباری؟")
    assert {"مهتاب رودباری", "بهرام رودباری"} <= set(which.buttons)
    await talk.tap(which, "بهرام رودباری")
    await talk.told("بهرام رودباری دنبال شد", after=which.id)

    meant = await talk.say("دنبال کن دنیزاوقلی", "منظورتان امره دنیزاوغلو است؟")
    assert meant.buttons == (words.NO_THE_PHRASE, words.YES)
    await talk.tap(meant, words.NO_THE_PHRASE)
    await talk.told("دنیزاوقلی دنبال شد", after=meant.id)
    await talk.tap(meant, words.YES)
    await talk.told("امره دنیزاوغلو دنبال شد", after=meant.id + 1)
    assert [one.follow.phrase for one in await talk.follows()][1] == "دنیزاوقلی"


async def test_the_list_pages_mutes_and_removes(talk: Talk) -> None:
    """Nine follows are two pages; each has a page with alerts, silence, by or about, and removal; all in one message."""
    await talk.say("/follows", texts.FOLLOWS_EMPTY)
    for name in ("ترکیه", "افغانستان", "عراق", "سوریه", "یمن", "روسیه", "چین", "هند", "کوهیار"):
        await talk.say(f"دنبال کن {name}", "دنبال شد")
    listed = await talk.say("لیست", "برگ ۱ از ۲")
    assert "۸. هند" in listed.text
    second = await talk.tapped(listed, words.NEXT_PAGE, "برگ ۲ از ۲")
    assert second.text.splitlines()[1] == "۹. سهراب کوهیار"
    item = await talk.tapped(second, "۹", words.ITEM_BRIEFINGS)

    item = await talk.tapped(item, texts.ALERT_TOO, words.ITEM_ALERTS)
    item = await talk.tapped(item, words.ONLY_BY, "گفته‌های سهراب کوهیار")
    changed = (await talk.follows())[-1]
    assert (changed.follow.who_as, changed.alerts) == (Aspect.BY, True)
    item = await talk.tapped(item, words.ONLY_ABOUT, "دربارهٔ سهراب کوهیار")
    item = await talk.tapped(item, words.MUTE, words.ITEM_MUTED)
    assert (await talk.follows())[-1].muted
    back = await talk.tapped(item, words.BACK, words.LINE_MUTED)
    assert "برگ ۲ از ۲" in back.text
    item = await talk.tapped(back, "۹", words.ITEM_MUTED)
    item = await talk.tapped(item, words.UNMUTE, words.ITEM_ALERTS)
    gone = await talk.tapped(item, words.REMOVE, "دیگر دنبال نمی‌شود")
    assert len(await talk.follows()) == 8
    old = await talk.say("/follows", words.LIST_HINT)
    assert gone.id < old.id


async def test_old_and_forged_buttons(talk: Talk) -> None:
    """A button whose follow is gone says that it is old and offers to show anew; an unknown one, and another chat's, too."""
    await talk.say("دنبال کن ترکیه", "ترکیه دنبال شد")
    listed = await talk.say("/follows", "ترکیه")
    item = await talk.tapped(listed, "۱", words.ITEM_BRIEFINGS)
    await talk.say("دنبال نکن ترکیه", "دیگر دنبال نمی‌شود")
    await talk.tap(item, texts.ALERT_TOO)
    old = await talk.told(words.OLD, after=item.id)
    assert old.buttons == (words.RENEW,)
    await talk.tapped(old, words.RENEW, texts.START[:30])

    stranger = await talk.sandbox.newcomer("نیما")
    theirs = talk.of(stranger)
    await theirs.say("دنبال کن ترکیه", "ترکیه دنبال شد")
    (kept,) = await theirs.follows()
    mine = await talk.say("/follows", texts.FOLLOWS_EMPTY)
    await talk.forge("جعلی", {"برداشتن": f"u:{kept.id}", "ناشناس": "zz:1"})
    forged = await talk.told("جعلی", after=mine.id)
    await talk.tap(forged, "برداشتن")
    first = await talk.told(words.OLD, after=forged.id)
    await talk.tap(forged, "ناشناس")
    await talk.told(words.OLD, after=first.id)
    assert await theirs.follows() == (kept,)
