"""/settings and /pause: every choice by buttons, in one message, kept and shown as it then stands."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

from bot import texts
from bot.texts import settings as words
from storage import outbox
from storage.records import ChatSettings, DeliveryKind, NewDelivery, Priority
from tests.bot.conversations.talking import Talk

pytestmark = pytest.mark.asyncio(loop_scope="package")


async def test_every_choice(talk: Talk) -> None:
    """Each page is opened from the main one, a tap chooses and marks, and back again shows the choice; all in one message."""
    page = await talk.say("تنظیمات", "تنظیمات")
    assert f"{words.ZONE}: تهران" in page.text
    for name, label, shown in (
        (words.TIMES, "۱۸:۰۰", "۷:۳۰، ۱۸:۰۰، ۲۱:۰۰"),
        (words.DAYS, "جمعه", "شنبه، یکشنبه، دوشنبه، سه‌شنبه، چهارشنبه، پنجشنبه"),
        (words.ZONE, "کابل", "کابل"),
        (words.QUIET, "از ۲۲", "۲۲:۰۰ تا ۷:۰۰"),
        (words.CAP, "۳", "روزی ۳"),
        (words.LENGTH, words.SHORT, words.SHORT),
        (words.SOURCES, "روزنامهٔ نمونه", "همه جز ۱"),
        (words.DELETION, "پس از ۲۴ ساعت", "پس از ۲۴ ساعت"),
        (words.DIGITS, words.LATIN, words.LATIN),
    ):
        opened = await talk.tapped(page, name, name)
        chosen = await talk.tapped(opened, label)
        assert name == words.SOURCES or any(one.startswith("✓") for one in chosen.buttons)
        page = await talk.tapped(chosen, words.BACK, words.HEAD[3:-4])
        assert f"{name}: {shown}" in page.text
    kept = (await talk.chat()).settings
    assert kept.briefing_times == (time(7, 30), time(18), time(21))
    assert (kept.timezone, kept.quiet_from, kept.alerts_per_day, kept.length) == ("Asia/Kabul", time(22), 3, "short")
    assert (kept.digits, kept.delete_after_h, len(kept.sources_off)) == ("latin", 24, 1)
    assert 4 not in kept.briefing_days
    assert "7:30, " not in page.text
    assert "18:00" in page.text


async def test_what_cannot_be_chosen(talk: Talk) -> None:
    """A fifth time is refused with a word; quiet hours can be off; a forged value changes nothing."""
    page = await talk.tapped(await talk.say("/settings", "تنظیمات"), words.TIMES, words.TIMES)
    page = await talk.tapped(page, "۱۲:۰۰")
    page = await talk.tapped(page, "۱۸:۰۰")
    assert (await talk.tap(page, "۲۲:۰۰")).text == words.TOLD_TOO_MANY_TIMES.format(most="۴")
    page = await talk.tapped(page, words.BACK, "تنظیمات")
    page = await talk.tapped(page, words.QUIET, words.QUIET)
    page = await talk.tapped(page, words.OFF)
    before = (await talk.chat()).settings
    assert before.quiet_from is None
    await talk.forge("جعلی", {"منطقه": "st:tz:Mars/Base", "صفحه": "st:zz", "هیچ": "st:cap:-4"})
    forged = await talk.told("جعلی")
    for label in ("منطقه", "صفحه", "هیچ"):
        await talk.tap(forged, label)
    await talk.told("قدیمی است", after=forged.id + 2)
    assert (await talk.chat()).settings == before


async def test_pause(talk: Talk) -> None:
    """/pause and «نفرست» offer how long; then nothing comes until it is over or taken up again."""
    page = await talk.say("نفرست", "توقف موقت")
    page = await talk.tapped(page, words.PAUSE_THREE, "تا ")
    until = (await talk.chat()).settings.paused_until
    assert until is not None
    assert timedelta(days=2, hours=23) < until - datetime.now(UTC) <= timedelta(days=3)
    page = await talk.tapped(page, words.PAUSE_OPEN, words.UNTIL_RESUMED)
    page = await talk.tapped(page, words.RESUME, words.NOT_PAUSED)
    assert (await talk.chat()).settings == ChatSettings()
    assert words.RESUME not in page.buttons


async def test_alerts_for_all(talk: Talk) -> None:
    """Alerts are turned on for all follows at once and off again; the list is one tap away."""
    for name in ("ترکیه", "افغانستان"):
        await talk.say(f"دنبال کن {name}", "دنبال شد")
    page = await talk.tapped(await talk.say("/settings", "برای ۰ از ۲"), words.ALERTS, words.ALERTS)
    page = await talk.tapped(page, words.ALERTS_ALL_ON, "۲ از ۲")
    assert all(one.alerts for one in await talk.follows())
    page = await talk.tapped(page, words.ALERTS_ALL_OFF, "۰ از ۲")
    await talk.tapped(page, words.OPEN_LIST, "۲. افغانستان")


async def test_messages_go_again(talk: Talk) -> None:
    """Self-deletion that was chosen is what the outbox goes by."""
    page = await talk.tapped(await talk.say("/settings", "تنظیمات"), words.DELETION, words.DELETION)
    await talk.tapped(page, "پس از ۱۲ ساعت")
    await talk.say("دنبال کن ترکیه", "دنبال شد")
    alert = await talk.alert(1)
    later = datetime.now(UTC) + timedelta(hours=12, minutes=1)
    async with talk.parts.db.read() as session:
        due = await outbox.to_delete(session, later, timedelta(hours=48), 100)
    assert alert.id in [delivery.message_id for delivery in due if delivery.address == talk.address]
    assert texts.FOLLOW in alert.buttons


async def test_what_is_held_goes_when_the_quiet_hours_end(talk: Talk) -> None:
    """An alert that waits for the end of the quiet hours comes at once where they are turned off."""
    await talk.say("دنبال کن ترکیه", "دنبال شد")
    now, address = datetime.now(UTC), talk.address
    payload: dict[str, object] = {"story_id": 1, "stories": [1], "follows": [], "statements": [], "held": True}
    later = NewDelivery(address, DeliveryKind.ALERT, "alert:1", payload, now + timedelta(hours=8), Priority.ALERT, 1)
    async with talk.parts.db.write() as session:
        assert await outbox.owe(session, later, now) is not None
    page = await talk.tapped(await talk.say("/settings", "تنظیمات"), words.QUIET, words.QUIET)
    await talk.tap(page, words.OFF)
    await talk.told("ترکیه", after=page.id)
