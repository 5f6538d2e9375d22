"""What an address is owed for a story, pure: facts in, intents out.

An alert goes only where it was asked for, at once or when the quiet hours end (then as one message for all that was held), up
to the day's cap; what is over goes into the next briefing, which is said once a day. A story that was sent already and grew edits
its message and sends no second one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from jobs import timing
from jobs.analysis.fold import fold
from storage.records import (
    Chat,
    ChatKind,
    ChatSettings,
    Delivery,
    DeliveryKind,
    DeliveryState,
    Match,
    NewDelivery,
    Priority,
    Statement,
)

ALERT_LIFE = timedelta(hours=12)
"""An alert older than this is no alert any more; its story goes into the briefing."""
EDIT_LIFE = timedelta(hours=2)
"""How long after it was sent an alert follows its story."""
OLD_NEWS = timedelta(days=2)
"""A statement said so long before it is stored is told again, not news."""
CAP, GROUP_CAP = 10, 5


@dataclass(frozen=True, slots=True)
class Owe:
    """A message to be sent."""

    delivery: NewDelivery


@dataclass(frozen=True, slots=True)
class Keep:
    """A message not to be sent, written down with the reason, so that it is not owed again."""

    delivery: NewDelivery
    state: DeliveryState
    reason: str


@dataclass(frozen=True, slots=True)
class Merge:
    """A message to be told inside another that waits."""

    into: int
    payload: dict[str, object]
    kept: Keep


Intent = Owe | Keep | Merge


@dataclass(frozen=True, slots=True)
class AddressFacts:
    """What is known about an address when a story comes. `today`: its alerts owed since its day began (kept ones too);
    `told`: what it is owed or was sent for this very story."""

    chat: Chat
    today: tuple[Delivery, ...] = ()
    told: tuple[Delivery, ...] = ()


def decide(
    facts: AddressFacts, story_id: int, revision: int, matches: tuple[Match, ...], statements: dict[int, Statement], now: datetime
) -> tuple[Intent, ...]:
    """What the address is owed for a story of which `matches` (all of this address) hold.

    `statements`: the visible ones of the story by id.
    """
    alert = next((d for d in facts.told if d.kind is DeliveryKind.ALERT), None)
    if alert is not None:
        return _edit(facts, alert, story_id, revision, now)
    loud = {number: said for number, said in statements.items() if not is_hushed(facts.chat.settings, said)}
    wanted = alerting(matches, loud, now)
    if not wanted or timing.paused(facts.chat.settings, now):
        return ()
    return _alert(facts, story_id, wanted, now)


def alerting(matches: tuple[Match, ...], statements: dict[int, Statement], now: datetime) -> tuple[Match, ...]:
    """Those of the matches that ask for an alert, with the statements that are sure and new enough for one."""
    found = []
    for match in matches:
        sure = tuple(i for i in match.statements if i in statements and _may_alert(statements[i], now))
        if match.subscription.alerts and not match.subscription.muted and sure:
            found.append(Match(match.subscription, sure))
    return tuple(found)


def is_hushed(settings: ChatSettings, statement: Statement) -> bool:
    """Whether the address wants less of the statement's speaker or of one of its topics: then it brings no alert."""
    speaker = statement.person or statement.speaker_name or statement.speaker_role or ""
    return f"w:{speaker}" in settings.hushed or any(f"t:{topic}" in settings.hushed for topic in statement.topics)


def _may_alert(statement: Statement, now: datetime) -> bool:
    return (
        statement.alert
        and not statement.coerced
        and not statement.hidden
        and statement.speaker_kind != "anonymous"
        and now - statement.said_at <= OLD_NEWS
    )


def cap_of(chat: Chat) -> int:
    """How many alerts a day the address gets at most."""
    if chat.settings.alerts_per_day is not None:
        return chat.settings.alerts_per_day
    return GROUP_CAP if chat.kind is ChatKind.GROUP else CAP


def _alert(facts: AddressFacts, story_id: int, wanted: tuple[Match, ...], now: datetime) -> tuple[Intent, ...]:
    chat = facts.chat
    quiet_end = timing.quiet_until(chat.settings, now)
    new = _new_alert(chat, story_id, wanted, now, quiet_end)
    if used(facts.today) >= cap_of(chat):
        over: tuple[Intent, ...] = (Keep(new, DeliveryState.EXPIRED, "over the day's cap"),)
        return (*over, _cap_notice(chat, now)) if quiet_end is None else over
    if quiet_end is not None:
        held = next((d for d in facts.today if d.state is DeliveryState.PENDING and d.payload.get("held")), None)
        if held is not None:
            return (_merged(new, held, story_id, wanted),)
    return (Owe(new),)


def of_today(settings: ChatSettings, recent: Iterable[Delivery], now: datetime) -> tuple[Delivery, ...]:
    """Those of the address's recent deliveries that go out on its present day (what is held until morning is of that morning)."""
    quiet_end = timing.quiet_until(settings, now)
    day = timing.local_date(settings, quiet_end or now)
    return tuple(d for d in recent if timing.local_date(settings, d.not_before) == day)


def used(today: tuple[Delivery, ...]) -> int:
    """How many of the day's alerts count against the cap: what was kept back and merged does not."""
    spent = {DeliveryState.PENDING, DeliveryState.CLAIMED, DeliveryState.SENT, DeliveryState.UNCERTAIN}
    return sum(d.kind is DeliveryKind.ALERT and d.state in spent for d in today)


def _new_alert(chat: Chat, story_id: int, wanted: tuple[Match, ...], now: datetime, quiet_end: datetime | None) -> NewDelivery:
    payload: dict[str, object] = {
        "story_id": story_id,
        "stories": [story_id],
        "follows": [match.subscription.id for match in wanted],
        "statements": sorted({i for match in wanted for i in match.statements}),
    }
    if quiet_end is not None:
        payload["held"] = True
    due = quiet_end or now
    return NewDelivery(
        chat.address, DeliveryKind.ALERT, f"alert:{story_id}", payload, due, Priority.ALERT, story_id, due + ALERT_LIFE
    )


def _merged(new: NewDelivery, held: Delivery, story_id: int, wanted: tuple[Match, ...]) -> Merge:
    payload = dict(held.payload)
    for name, added in (
        ("stories", [story_id]),
        ("follows", [match.subscription.id for match in wanted]),
        ("statements", sorted({i for match in wanted for i in match.statements})),
    ):
        before = payload.get(name, [])
        assert isinstance(before, list)
        payload[name] = [*before, *(value for value in added if value not in before)]
    kept = replace(new, payload={"into": held.id})
    return Merge(held.id, payload, Keep(kept, DeliveryState.CANCELLED, f"merged into {held.id}"))


def _cap_notice(chat: Chat, now: datetime) -> Owe:
    """Says once a day that the rest comes in the briefing: the key is the day's."""
    day = timing.local_date(chat.settings, now)
    payload: dict[str, object] = {"notice": "cap", "cap": cap_of(chat)}
    expires = now + ALERT_LIFE
    return Owe(NewDelivery(chat.address, DeliveryKind.NOTICE, f"cap:{day}", payload, now, Priority.NOTICE, None, expires))


def _edit(facts: AddressFacts, alert: Delivery, story_id: int, revision: int, now: datetime) -> tuple[Intent, ...]:
    """A message that was sent follows its story; one that waits is rendered when it goes, so it needs nothing."""
    if alert.sent_at is None or now - alert.sent_at > EDIT_LIFE:
        return ()
    if any(d.kind is DeliveryKind.EDIT and d.state is DeliveryState.PENDING for d in facts.told):
        return ()
    return edit_of(alert, story_id, revision, now)


def edit_of(alert: Delivery, story_id: int, revision: int, now: datetime) -> tuple[Owe, ...]:
    """The silent edit of an alert's message, where there is one, to what its stories say now."""
    return _about(alert, DeliveryKind.EDIT, story_id, revision, {}, now)


def correction_of(
    alert: Delivery, story_id: int, revision: int, correction: Mapping[str, object], now: datetime
) -> tuple[Owe, ...]:
    """What is owed where an alert said something that was wrong: a reply that says so, and the message itself put right."""
    reply = _about(alert, DeliveryKind.CORRECTION, story_id, revision, correction, now)
    return (*reply, *edit_of(alert, story_id, revision, now))


def correction_of_briefing(
    briefing: Delivery, story_id: int, revision: int, correction: Mapping[str, object], now: datetime, *, answer: bool
) -> tuple[Owe, ...]:
    """The same where a briefing said it: the message is put right and, where `answer`, a silent reply says what was wrong."""
    bare = replace(briefing, payload={"briefing": briefing.id})
    reply = _about(bare, DeliveryKind.CORRECTION, story_id, revision, correction, now) if answer else ()
    return (*reply, *edit_of(briefing, story_id, revision, now))


def showed(correction: Mapping[str, object], statement: Statement | None) -> bool:
    """Whether a correction concerns a statement that was shown: its words, its speaker, its publisher; or it is not there any
    more, which the correction is about then."""
    if statement is None or statement.hidden:
        return True
    text = fold(str(correction.get("text", ""))).removesuffix(" …")
    before = correction.get("before")
    voices = (statement.speaker_name, statement.speaker_role, statement.source_name)
    return bool(text and text in fold(statement.text)) or bool(before and before in voices)


def _about(
    alert: Delivery, kind: DeliveryKind, story_id: int, revision: int, more: Mapping[str, object], now: datetime
) -> tuple[Owe, ...]:
    if alert.state is not DeliveryState.SENT or alert.message_id is None:
        return ()
    payload = {**alert.payload, **more, "of": alert.id, "message_id": alert.message_id, "revision": revision}
    key = f"{kind}:{alert.id}:{revision}"
    return (Owe(NewDelivery(alert.address, kind, key, payload, now, Priority.EDIT, story_id, now + ALERT_LIFE)),)
