"""Briefings on a real database: when they fall due and what they hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from jobs.brief import brief, brief_now
from jobs.match import correct_story, match_story
from jobs.prune import expire, prune
from storage import briefed, chats, outbox, subscriptions
from storage.database import Database
from storage.records import Address, ChatKind, ChatSettings, Delivery, DeliveryKind, DeliveryState, Follow
from tests.storage.samples import READER, SAYING, add_source, add_story

MORNING = datetime(2025, 10, 7, 4, 0, tzinfo=UTC)
"""A Tuesday, 7:30 in Tehran."""
EVENING = MORNING + timedelta(hours=13, minutes=30)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def reader(db: Database, at: datetime, *, alerts: bool = False, **settings: Any) -> None:
    """The sample reader, who follows Afghanistan since `at`, known to the briefings."""
    async with db.write() as s:
        await chats.ensure(s, READER, ChatKind.PRIVATE, at)
        await chats.set_settings(s, READER, ChatSettings(**settings))
        await subscriptions.follow(s, READER, Follow(country="AF"), at, alerts=alerts)
    assert await brief(db, lambda: at) == 0


async def told(db: Database, key: str, at: datetime, **changes: Any) -> int:
    """A story of one statement that comes in at `at`, matched at once."""
    async with db.write() as s:
        source = await add_source(s)
        story = await add_story(s, source, key, replace(SAYING, **changes), at=at)
        await match_story(s, story, at)
    return story


async def briefings(db: Database) -> list[Delivery]:
    """Every briefing of the reader, the oldest first."""
    async with db.read() as r:
        return [d for d in await outbox.of_address(r, READER, 99) if d.kind is DeliveryKind.BRIEFING][::-1]


async def send_all(db: Database, now: datetime) -> list[Delivery]:
    """A courier that works."""
    found: list[Delivery] = []
    async with db.write() as s:
        while taken := await outbox.claim(s, now, 10, 60, "w"):
            for delivery in taken:
                await outbox.sent(s, delivery.id, 100 + delivery.id, now)
            found += taken
    return found


def shown(briefing: Delivery) -> list[Any]:
    """The stories that it shows."""
    items = briefing.payload["items"]
    assert isinstance(items, list)
    return [item["story"] for item in items]


async def test_morning_and_evening(db: Database) -> None:
    """Each holds what came in since the one before, is owed once, and has its key from the chat's clock."""
    await reader(db, MORNING - 9 * HOUR)
    first = await told(db, "a", MORNING - 2 * HOUR)
    assert await brief(db, lambda: MORNING - timedelta(seconds=1)) == 0
    assert await brief(db, lambda: MORNING) == 1
    assert await brief(db, lambda: MORNING) == 0
    await send_all(db, MORNING)
    second = await told(db, "b", MORNING + HOUR)
    assert await brief(db, lambda: EVENING) == 1
    one, two = await briefings(db)
    assert (one.key, two.key) == ("briefing:2025-10-07T07:30", "briefing:2025-10-07T21:00")
    assert (one.payload["slot"], two.payload["slot"]) == ("morning", "evening")
    assert (shown(one), shown(two)) == ([first], [second])
    assert (two.payload["stories"], two.payload["speakers"], two.payload["rest"]) == (1, 1, 0)


async def test_nothing_new_nothing_sent(db: Database) -> None:
    """No empty briefing, unless the chat wants them; and silence is no outage afterwards."""
    await reader(db, MORNING - HOUR)
    for hours in range(0, 5 * 24, 6):
        assert await brief(db, lambda hours=hours: MORNING + hours * HOUR) == 0  # type: ignore[misc]  # a default
    await told(db, "a", MORNING + 5 * DAY - HOUR)
    at = MORNING + 5 * DAY
    assert await brief(db, lambda: at) == 1
    [only] = await briefings(db)
    assert only.payload["slot"] == "morning"
    async with db.write() as s:
        await chats.set_settings(s, READER, ChatSettings(empty_briefings=True))
    await send_all(db, at)
    assert await brief(db, lambda: EVENING + 5 * DAY) == 1


async def test_a_restart_across_a_due_time(db: Database) -> None:
    """What fell due while nobody ran is sent once, late."""
    await reader(db, MORNING - HOUR)
    story = await told(db, "a", MORNING - HOUR)
    assert await brief(db, lambda: MORNING + 3 * HOUR) == 1
    [late] = await briefings(db)
    assert (late.key, shown(late)) == ("briefing:2025-10-07T07:30", [story])


async def test_two_that_fell_due_are_one(db: Database) -> None:
    """After an outage over morning and evening one briefing covers both."""
    await reader(db, MORNING - HOUR)
    stories = [await told(db, "a", MORNING - HOUR), await told(db, "b", EVENING - HOUR)]
    assert await brief(db, lambda: EVENING + HOUR) == 1
    [both] = await briefings(db)
    assert both.key == "briefing:2025-10-07T21:00"
    assert sorted(shown(both)) == stories


async def test_one_that_could_not_be_sent_is_covered_by_the_next(db: Database) -> None:
    """A briefing that still waits when the next is due is cancelled, and its stories stand in the next."""
    await reader(db, MORNING - HOUR)
    stories = [await told(db, "a", MORNING - HOUR)]
    assert await brief(db, lambda: MORNING) == 1
    stories.append(await told(db, "b", EVENING - HOUR))
    assert await brief(db, lambda: EVENING) == 1
    [old, new] = await briefings(db)
    assert (old.state, old.reason) == (DeliveryState.CANCELLED, "covered by a newer briefing")
    assert sorted(shown(new)) == stories


async def test_days_of_an_outage(db: Database) -> None:
    """Where several fell out, one briefing tells the days."""
    await reader(db, MORNING - HOUR)
    for days in range(3):
        await told(db, str(days), MORNING + days * DAY + HOUR)
    assert await brief(db, lambda: EVENING + 3 * DAY + HOUR) == 1
    [only] = await briefings(db)
    assert only.payload["slot"] == "outage"
    items = only.payload["items"]
    assert isinstance(items, list)
    assert sorted(item["day"] for item in items) == ["2025-10-07", "2025-10-08", "2025-10-09"]


async def test_what_an_alert_brought_is_not_repeated(db: Database) -> None:
    """Stories that were alerts are left out; so nothing is left to say."""
    await reader(db, MORNING - HOUR, alerts=True)
    await told(db, "a", MORNING + HOUR)
    [alert] = await send_all(db, MORNING + HOUR)
    assert alert.kind is DeliveryKind.ALERT
    assert await brief(db, lambda: EVENING) == 0


async def test_what_was_denied_since_stands_first(db: Database) -> None:
    """An alert's story comes again when somebody denies it later: first, marked, before what is new."""
    await reader(db, MORNING, alerts=True)
    first = await told(db, "a", MORNING + HOUR)
    assert [d.kind for d in await send_all(db, MORNING + HOUR)] == [DeliveryKind.ALERT]
    denial = replace(SAYING, act="denies", negated=True, person=None, speaker_name="سهراب کوهیار", text="رسیدن حقابه")
    async with db.write() as s:
        source = await add_source(s, "second")
        await add_story(s, source, "b", denial, at=MORNING + 5 * HOUR, story_id=first)
    await told(db, "c", MORNING + 6 * HOUR, alert=False, weight=1.0)
    assert await brief(db, lambda: EVENING) == 1
    [briefing] = await briefings(db)
    items = briefing.payload["items"]
    assert isinstance(items, list)
    assert [item.get("note") for item in items] == ["denied", None]
    assert items[0]["story"] == first
    assert briefing.payload["stories"] == 2


async def test_what_was_corrected_since_stands_first(db: Database) -> None:
    """What an alert had said wrong is said again, with what was wrong, also where nothing else is new."""
    await reader(db, MORNING, alerts=True)
    first = await told(db, "a", MORNING + HOUR)
    await send_all(db, MORNING + HOUR)
    wrong = {"change": "speaker", "text": SAYING.text, "before": "پریسا کوه‌زاد", "after": "سهراب کوهیار"}
    async with db.write() as s:
        assert await correct_story(s, first, wrong, MORNING + 3 * HOUR) == 2
    await send_all(db, MORNING + 3 * HOUR)
    assert await brief(db, lambda: EVENING) == 1
    [briefing] = await briefings(db)
    items = briefing.payload["items"]
    assert isinstance(items, list)
    assert [(item["story"], item["note"], item["correction"]) for item in items] == [(first, "corrected", wrong)]


async def test_what_a_briefing_had_said_wrong_is_answered_there(db: Database) -> None:
    """A silent reply to the briefing and the briefing put right; the next one does not say it again. Gone with its delivery."""
    await reader(db, MORNING - HOUR)
    story = await told(db, "a", MORNING - HOUR)
    assert await brief(db, lambda: MORNING) == 1
    await send_all(db, MORNING)
    wrong = {"change": "speaker", "text": SAYING.text, "before": "پریسا کوه‌زاد", "after": "سهراب کوهیار"}
    async with db.write() as s:
        assert await correct_story(s, story, wrong, MORNING + HOUR) == 2
    correction, edit = sorted(await send_all(db, MORNING + HOUR), key=lambda d: d.kind)
    [first] = await briefings(db)
    assert (correction.payload["of"], edit.payload["of"]) == (first.id, first.id)
    assert (correction.payload["before"], edit.payload["items"]) == ("پریسا کوه‌زاد", first.payload["items"])
    assert await brief(db, lambda: EVENING) == 0
    await prune(db, lambda: MORNING + 61 * DAY)
    async with db.read() as r:
        assert await briefed.showing(r, story) == ()


async def test_what_was_over_the_cap_comes(db: Database) -> None:
    """What the cap held back stands in the next briefing, first, and is counted."""
    await reader(db, MORNING - HOUR, alerts=True, alerts_per_day=1)
    await told(db, "a", MORNING + HOUR)
    held = await told(db, "b", MORNING + HOUR)
    assert [d.kind for d in await send_all(db, MORNING + HOUR)] == [DeliveryKind.NOTICE, DeliveryKind.ALERT]
    assert await brief(db, lambda: EVENING) == 1
    [only] = await briefings(db)
    assert (shown(only), only.payload["held"]) == ([held], 1)


async def test_an_alert_that_came_too_late_comes_in_the_briefing(db: Database) -> None:
    """Telegram could not be reached for twelve hours: the alert expires, its story is in the evening briefing although it came
    in before the morning one."""
    night = MORNING - 8 * HOUR
    await reader(db, night, alerts=True, quiet_from=None)
    story = await told(db, "a", night)
    assert await brief(db, lambda: MORNING) == 0
    assert await expire(db, lambda: night + 12 * HOUR) == 1
    assert await brief(db, lambda: EVENING) == 1
    [only] = await briefings(db)
    assert shown(only) == [story]


async def test_a_chat_without_briefings_gets_one_for_what_was_held(db: Database) -> None:
    """It wants none and gets none, except in the evening of a day on which something was held back: only that."""
    await reader(db, MORNING, alerts=True, alerts_per_day=1, briefing_times=())
    await told(db, "x", MORNING + HOUR, alert=False)
    assert await brief(db, lambda: EVENING) == 0
    await told(db, "a", EVENING + 12 * HOUR)
    held = await told(db, "b", EVENING + 12 * HOUR)
    await told(db, "c", EVENING + 13 * HOUR, alert=False)
    await send_all(db, EVENING + 13 * HOUR)
    assert await brief(db, lambda: EVENING + DAY) == 1
    [only] = await briefings(db)
    assert shown(only) == [held]


async def test_a_chat_that_moves(db: Database) -> None:
    """With another zone the next briefing is at the new clock's time; the same local time is not told twice."""
    await reader(db, MORNING - HOUR)
    await told(db, "a", MORNING - HOUR)
    assert await brief(db, lambda: MORNING) == 1
    await send_all(db, MORNING)
    async with db.write() as s:
        await chats.set_settings(s, READER, ChatSettings(timezone="Europe/Berlin"))
    await told(db, "b", MORNING + HOUR)
    assert await brief(db, lambda: MORNING + timedelta(minutes=1)) == 0
    assert await brief(db, lambda: MORNING + timedelta(hours=1, minutes=30)) == 0  # 7:30 in Berlin, told already
    assert await brief(db, lambda: datetime(2025, 10, 7, 19, 0, tzinfo=UTC)) == 1
    assert (await briefings(db))[-1].key == "briefing:2025-10-07T21:00"


@pytest.mark.parametrize(("day", "utc_hour"), [(datetime(2025, 3, 28), 7), (datetime(2025, 3, 31), 6)])  # noqa: DTZ001 (days)
async def test_the_clocks_of_berlin(db: Database, day: datetime, utc_hour: int) -> None:
    """Eight o'clock is seven UTC before the change of spring and six after it."""
    at = day.replace(tzinfo=UTC) + utc_hour * HOUR
    await reader(db, at - 5 * HOUR, timezone="Europe/Berlin", briefing_times=(time(8, 0),))
    await told(db, "a", at - HOUR)
    assert await brief(db, lambda: at - timedelta(seconds=1)) == 0
    assert await brief(db, lambda: at) == 1


async def test_now_and_then_only_what_is_new(db: Database) -> None:
    """/briefing owes one at once, or says that there is nothing; the next regular one does not repeat it."""
    await reader(db, MORNING)
    assert not await brief_now(db, lambda: MORNING + HOUR, Address(99))
    assert not await brief_now(db, lambda: MORNING + HOUR, READER)
    await told(db, "a", MORNING + HOUR)
    assert await brief_now(db, lambda: MORNING + 2 * HOUR, READER)
    await send_all(db, MORNING + 2 * HOUR)
    assert not await brief_now(db, lambda: MORNING + 3 * HOUR, READER)
    assert await brief(db, lambda: EVENING) == 0


async def test_a_sleeper_wakes_to_the_present(db: Database) -> None:
    """A chat that slept for weeks is told the last hours, as no outage."""
    await reader(db, MORNING - HOUR)
    await told(db, "a", MORNING - HOUR)
    await brief(db, lambda: MORNING)
    await send_all(db, MORNING)
    async with db.write() as s:
        await chats.sleep(s, READER.chat_id, "blocked")
    late = MORNING + 20 * DAY
    assert await brief(db, lambda: late) == 0
    async with db.write() as s:
        await chats.wake(s, READER.chat_id)
    assert await brief(db, lambda: late + HOUR) == 0
    await told(db, "b", late + 2 * HOUR)
    assert await brief(db, lambda: EVENING + 20 * DAY) == 1
    assert (await briefings(db))[-1].payload["slot"] == "evening"


async def test_own_messages_are_deleted_where_the_chat_asks(db: Database) -> None:
    """After 12 hours the deletion of a sent message is owed once, with its message id; nothing older than Telegram allows."""
    await reader(db, MORNING, alerts=True, delete_after_h=12)
    await told(db, "a", MORNING + HOUR)
    [sent] = await send_all(db, MORNING + HOUR)
    assert await expire(db, lambda: MORNING + 12 * HOUR) == 0
    assert await expire(db, lambda: MORNING + 13 * HOUR) == 1
    assert await expire(db, lambda: MORNING + 13 * HOUR) == 0
    [deletion] = await send_all(db, MORNING + 13 * HOUR)
    assert (deletion.kind, deletion.payload) == (DeliveryKind.DELETE, {"of": sent.id, "message_id": 100 + sent.id})
    assert await expire(db, lambda: MORNING + 60 * HOUR) == 0


async def test_prune_forgets_what_is_old(db: Database) -> None:
    """Settled deliveries go after two months, waiting ones stay."""
    await reader(db, MORNING, alerts=True)
    await told(db, "a", MORNING + HOUR)
    assert await prune(db, lambda: MORNING + 90 * DAY) == 0
    await send_all(db, MORNING + HOUR)
    assert await prune(db, lambda: MORNING + 30 * DAY) == 0
    assert await prune(db, lambda: MORNING + 90 * DAY) == 1


async def test_an_address_that_cannot_be_briefed_stops_no_other(db: Database, caplog: pytest.LogCaptureFixture) -> None:
    """Its failure is logged and it is tried again later; everybody else is briefed."""
    await reader(db, MORNING - HOUR)
    broken = Address(1)
    async with db.write() as s:
        await chats.ensure(s, broken, ChatKind.PRIVATE, MORNING)
        await chats.set_settings(s, broken, ChatSettings(timezone="Nowhere/Land"))
        assert await chats.set_next_briefing(s, broken, None, MORNING)
    await told(db, "a", MORNING - HOUR)
    assert await brief(db, lambda: MORNING) == 1
    assert "cannot be made" in caplog.text
    async with db.read() as r:
        assert await chats.briefing_due(r, MORNING, 5) == ()
