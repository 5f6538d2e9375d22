"""What an address is owed for a story: where, when, how many, merged, edited."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from jobs.matching import AddressFacts, Intent, Keep, Merge, Owe, alerting, cap_of, decide, of_today
from storage.records import (
    Address,
    Chat,
    ChatKind,
    ChatSettings,
    ChatState,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Follow,
    Match,
    Priority,
    Statement,
    Subscription,
)

NOON = datetime(2025, 10, 7, 9, 0, tzinfo=UTC)
"""12:30 in Tehran."""
NIGHT = datetime(2025, 10, 7, 21, 0, tzinfo=UTC)
"""Half past midnight there, the 8th."""
SEVEN = datetime(2025, 10, 8, 3, 30, tzinfo=UTC)
HERE = Address(1)
CHAT = Chat(HERE, ChatKind.PRIVATE, ChatState.ACTIVE, ChatSettings(), NOON)
FOLLOW = Subscription(5, HERE, Follow(country="AF"), True, False, NOON)
SAID = Statement(
    id=70,
    article_id=1,
    story_id=9,
    position=0,
    text="نمونه",
    kind="direct",
    act="says",
    negated=False,
    confidence=0.9,
    alert=True,
    speaker_name="پریسا کوه‌زاد",
    speaker_role=None,
    speaker_kind="person",
    person="parisa-kuhzad",
    speaker_country="IR",
    occasion=None,
    via=None,
    coerced=False,
    said_at=NOON,
    dated=True,
    countries=("AF",),
    topics=(),
    people=(),
    url="https://nemune.example/1",
    source_id=1,
    source_name="نمونه",
)
MATCH = Match(FOLLOW, (70,))


def alert(number: int, state: DeliveryState = DeliveryState.SENT, at: datetime = NOON, **payload: object) -> Delivery:
    """An alert that the address was owed before."""
    sent_at = at if state is DeliveryState.SENT else None
    message = 33 if sent_at else None
    kept: dict[str, object] = {"stories": [number], "follows": [5], "statements": [70], **payload}
    return Delivery(number, HERE, DeliveryKind.ALERT, f"alert:{number}", kept, at, 20, state, 1, at, None, message, None, sent_at)


def decided(
    now: datetime = NOON, *, chat: Chat = CHAT, match: Match = MATCH, said: Statement = SAID, **facts: tuple[Delivery, ...]
) -> tuple[Intent, ...]:
    """The intents for story 9 at its second revision."""
    return decide(AddressFacts(chat, **facts), 9, 2, (match,), {said.id: said}, now)


def with_settings(**changes: object) -> Chat:
    """The chat with other choices."""
    return replace(CHAT, settings=replace(CHAT.settings, **changes))  # type: ignore[arg-type]  # names of settings


def test_at_once() -> None:
    """By day an alert is due at once, worthless after twelve hours, and names story, follows and statements."""
    [intent] = decided()
    assert isinstance(intent, Owe)
    new = intent.delivery
    assert (new.key, new.kind, new.priority, new.story_id) == ("alert:9", DeliveryKind.ALERT, Priority.ALERT, 9)
    assert (new.not_before, new.expires_at) == (NOON, NOON + timedelta(hours=12))
    assert new.payload == {"story_id": 9, "stories": [9], "follows": [5], "statements": [70]}


@pytest.mark.parametrize(
    ("follow", "said"),
    [
        (replace(FOLLOW, alerts=False), SAID),
        (replace(FOLLOW, muted=True), SAID),
        (FOLLOW, replace(SAID, alert=False)),
        (FOLLOW, replace(SAID, coerced=True)),
        (FOLLOW, replace(SAID, hidden=True)),
        (FOLLOW, replace(SAID, speaker_kind="anonymous")),
        (FOLLOW, replace(SAID, said_at=NOON - timedelta(days=2, seconds=1))),
        (FOLLOW, replace(SAID, id=71)),
    ],
)
def test_no_alert(follow: Subscription, said: Statement) -> None:
    """Not asked for, muted, not sure, under duress, withdrawn, anonymous, told again, not in the story."""
    assert decided(match=Match(follow, (70,)), said=said) == ()


@pytest.mark.parametrize("hushed", ["w:parisa-kuhzad", "t:economy"])
def test_less_of_this_brings_no_alert(hushed: str) -> None:
    """A speaker or a topic of which the chat wants less brings no alert; another's statement of the same story does."""
    said = replace(SAID, topics=("economy",))
    chat = replace(CHAT, settings=replace(CHAT.settings, hushed=(hushed,)))
    assert decided(chat=chat, said=said) == ()
    assert decided(chat=chat, said=replace(said, person="sohrab-kuhyar", topics=())) != ()


def test_only_sure_statements_are_named() -> None:
    """An alert names those of the matching statements that may be one."""
    unsure = replace(SAID, id=71, alert=False)
    [found] = alerting((Match(FOLLOW, (70, 71)),), {70: SAID, 71: unsure}, NOON)
    assert found.statements == (70,)


def test_quiet_hours_hold() -> None:
    """At night it waits for seven o'clock, and lives twelve hours from then."""
    [intent] = decided(NIGHT, said=replace(SAID, said_at=NIGHT))
    assert isinstance(intent, Owe)
    assert (intent.delivery.not_before, intent.delivery.expires_at) == (SEVEN, SEVEN + timedelta(hours=12))
    assert intent.delivery.payload["held"] is True


def test_what_is_held_is_told_together() -> None:
    """A second story of the night joins the message that waits; its own key is used up, with the reason."""
    held = alert(8, DeliveryState.PENDING, SEVEN, held=True)
    [intent] = decided(NIGHT, said=replace(SAID, said_at=NIGHT), today=(held,))
    assert isinstance(intent, Merge)
    assert intent.into == 8
    assert intent.payload["stories"] == [8, 9]
    assert (intent.payload["follows"], intent.payload["statements"]) == ([5], [70])
    assert (intent.kept.delivery.key, intent.kept.state) == ("alert:9", DeliveryState.CANCELLED)


def test_the_cap() -> None:
    """The eleventh of the day is kept for the briefing, and that is said, under the day's key."""
    today = tuple(alert(100 + n) for n in range(10))
    kept, said = decided(today=today)
    assert isinstance(kept, Keep)
    assert (kept.delivery.key, kept.state, kept.reason) == ("alert:9", DeliveryState.EXPIRED, "over the day's cap")
    assert isinstance(said, Owe)
    assert (said.delivery.kind, said.delivery.key) == (DeliveryKind.NOTICE, "cap:2025-10-07")
    assert len(decided(today=today[:9])) == 1


def test_what_does_not_count_against_the_cap() -> None:
    """What was merged, failed or kept is no message of the day."""
    spent = [DeliveryState.CANCELLED, DeliveryState.FAILED, DeliveryState.EXPIRED] * 5
    [intent] = decided(today=tuple(alert(100 + n, state) for n, state in enumerate(spent)))
    assert isinstance(intent, Owe)


def test_caps_of_kinds_and_of_choice() -> None:
    """Ten, in groups five, or what the chat chose; none at all is a choice too."""
    group = replace(CHAT, kind=ChatKind.GROUP)
    assert (cap_of(CHAT), cap_of(group), cap_of(with_settings(alerts_per_day=3))) == (10, 5, 3)
    kept, _ = decided(chat=with_settings(alerts_per_day=0))
    assert isinstance(kept, Keep)


def test_the_cap_does_not_wake_anybody() -> None:
    """At night nothing is said about the cap."""
    [kept] = decided(NIGHT, chat=with_settings(alerts_per_day=0), said=replace(SAID, said_at=NIGHT))
    assert isinstance(kept, Keep)


def test_a_pause() -> None:
    """A chat that paused is owed nothing until the date."""
    chat = with_settings(paused_until=NOON + timedelta(hours=1))
    assert decided(chat=chat) == ()
    assert decided(NOON + timedelta(hours=1), chat=chat) != ()


def test_a_story_that_grew_edits_its_message() -> None:
    """No second message: an edit of the first, once for each revision."""
    [intent] = decided(NOON + timedelta(hours=1), told=(alert(9),))
    assert isinstance(intent, Owe)
    new = intent.delivery
    assert (new.kind, new.key, new.payload["of"], new.payload["message_id"]) == (DeliveryKind.EDIT, "edit:9:2", 9, 33)


def test_when_nothing_is_edited() -> None:
    """Not after two hours, not while it waits (it is rendered when it goes), not where an edit waits already."""
    assert decided(NOON + timedelta(hours=2, seconds=1), told=(alert(9),)) == ()
    assert decided(told=(alert(9, DeliveryState.PENDING),)) == ()
    assert decided(told=(alert(9, DeliveryState.EXPIRED),)) == ()
    waiting = replace(alert(9, DeliveryState.PENDING), id=10, kind=DeliveryKind.EDIT, key="edit:9:1")
    assert decided(told=(alert(9), waiting)) == ()


def test_the_day_is_the_chats_own() -> None:
    """Of the recent alerts those count that go out on the day of the next one; at night that is the coming morning."""
    before = alert(1, at=datetime(2025, 10, 7, 20, 29, tzinfo=UTC))  # 23:59 of the 7th in Tehran
    after = alert(2, at=datetime(2025, 10, 7, 20, 31, tzinfo=UTC))
    held = alert(3, DeliveryState.PENDING, SEVEN)
    assert of_today(CHAT.settings, (before, after, held), NOON) == (before,)
    assert of_today(CHAT.settings, (before, after, held), NIGHT) == (after, held)
    there = replace(CHAT.settings, timezone="America/New_York")
    assert of_today(there, (before, after, held), NOON) == (before, after, held)
