"""Briefings: owes each address its own at its own time, one for all that fell due while nobody could send."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from jobs import timing
from jobs.briefing import Briefing, Item, choose, corrected, denied, fresh, held_back, item_of, limit_of, slot_of
from storage import briefed, chats, outbox, stories, subscriptions
from storage.database import Database, WriteSession
from storage.records import Address, Chat, ChatSettings, DeliveryKind, DeliveryState, Heard, NewDelivery, Priority

log = logging.getLogger(__name__)

FIRST_PERIOD = timedelta(hours=12)
"""How far back from its beginning the first briefing of an address reaches."""
LONGEST_PERIOD = timedelta(days=7)
_LIFE = timedelta(hours=20)
_AT_ONCE = 200
_LATER = timedelta(minutes=10)
_NOTED = 3
_RECENT = 200  # deliveries of an address among which its corrections are


async def brief(db: Database, clock: Callable[[], datetime]) -> int:
    """Owes the briefings that are due, each in a transaction of its own; gives their number."""
    owed = 0
    while True:
        async with db.read() as r:
            due = await chats.briefing_due(r, clock(), _AT_ONCE)
        for address, was in due:
            owed += await _brief_one(db, address, was, clock)
        if len(due) < _AT_ONCE:
            return owed


async def _brief_one(db: Database, address: Address, was: datetime | None, clock: Callable[[], datetime]) -> int:
    try:
        async with db.write() as s:
            return await brief_address(s, address, was, clock())
    except Exception:  # nobody waits for an address whose briefing cannot be made; it is tried again later
        log.exception("the briefing of an address cannot be made")
        async with db.write() as s:
            await chats.set_next_briefing(s, address, was, clock() + _LATER)
    return 0


async def brief_now(db: Database, clock: Callable[[], datetime], address: Address) -> bool:
    """Owes an address the briefing of this moment. False: there is nothing new for it."""
    async with db.write() as s:
        chat = await chats.get(s, address)
        if chat is None:
            return False
        now = clock()
        made = await _make(s, chat, now, "now")
        if not made.stories:
            return False
        # No expiry: the person asked for it and waits.
        new = NewDelivery(address, DeliveryKind.BRIEFING, f"briefing:now:{now.isoformat()}", made.payload(), now, Priority.NOTICE)
        return await _owe(s, new, made)


async def brief_address(s: WriteSession, address: Address, was: datetime | None, now: datetime) -> int:
    """Owes one address its briefing, where one fell due at `was` or since, and sets the time of the next. Gives 0 or 1."""
    chat = await chats.get(s, address)
    if chat is None:
        return 0
    schedule = _schedule(chat)
    upcoming = timing.next_briefing(schedule, now) or now + LONGEST_PERIOD
    if not await chats.set_next_briefing(s, address, was, upcoming):
        return 0
    if was is None and chat.last_briefing_at is None:  # new, or awake again: so far back its first briefing reaches
        await chats.briefed(s, address, now - FIRST_PERIOD)
    due = None if was is None else timing.last_briefing(schedule, was - timedelta(microseconds=1), now)
    if due is None or timing.paused(chat.settings, now):
        return 0
    missed = sum(1 for _ in timing.briefing_moments(schedule, _since(chat, now), due)) - 1
    made = await _make(s, chat, now, slot_of(chat.settings, due, missed))
    unasked = not chat.settings.briefing_times and not made.held
    if unasked or not (made.stories or chat.settings.empty_briefings):
        await chats.briefed(s, address, now)  # nothing to say is said too: the next one begins here
        return 0
    local = due.astimezone(timing.zone(chat.settings))
    key = f"briefing:{local:%Y-%m-%dT%H:%M}"
    # An older one that still waits is covered by this one.
    waiting = [d.id for d in await outbox.briefings_open(s, address) if not d.key.startswith("briefing:now:")]
    new = NewDelivery(address, DeliveryKind.BRIEFING, key, made.payload(), now, Priority.BRIEFING, None, now + _LIFE)
    if not await _owe(s, new, made):
        return 0
    await outbox.cancel(s, waiting, "covered by a newer briefing")
    return 1


async def _owe(s: WriteSession, new: NewDelivery, made: Briefing) -> bool:
    """Owes it and remembers what it shows. False: it was owed already."""
    number = await outbox.owe(s, new, made.until)
    if number is not None:
        await briefed.remember(s, number, {item.story: item.statement for item in made.items if item.statement})
    return number is not None


def _schedule(chat: Chat) -> ChatSettings:
    """The chat's own times; of a chat that wants no briefings the default evening, for what was held back from it."""
    if chat.settings.briefing_times and chat.settings.briefing_days:
        return chat.settings
    default = ChatSettings()
    return replace(chat.settings, briefing_times=default.briefing_times[-1:], briefing_days=default.briefing_days)


def _since(chat: Chat, now: datetime) -> datetime:
    return max(chat.last_briefing_at or now - FIRST_PERIOD, now - LONGEST_PERIOD)


async def _make(s: WriteSession, chat: Chat, now: datetime, slot: str) -> Briefing:
    """The briefing of everything since the last that arrived or is on its way."""
    since = _since(chat, now)
    for one in await outbox.briefings_open(s, chat.address):
        if one.state is not DeliveryState.PENDING:
            since = max(since, datetime.fromisoformat(str(one.payload["until"])))
    alerts = await outbox.alerts_since(s, [chat.address], since - timedelta(days=2))
    held = held_back(alerts, since)
    came = await subscriptions.heard(s, chat.address, since, now)
    late = await _held(s, chat.address, held, since, now) if held else ()
    heard = fresh(dict.fromkeys((*came, *late)), alerts)
    if not chat.settings.briefing_times:
        heard = tuple(one for one in heard if one.story_id in held)
    again = denied(came, alerts)
    wrong = corrected(await outbox.of_address(s, chat.address, _RECENT), since)
    told = sorted({one.story_id for one in (*heard, *again)} | set(wrong))
    outlets = await stories.outlets(s, told)
    noted = _noted(again, wrong, outlets, chat.settings, now)
    spoken = {item.story for item in noted}
    by_day = slot == "outage"
    room = max(1, limit_of(chat.settings, by_day=by_day) - len(noted[:_NOTED]))
    others = [one for one in heard if one.story_id not in spoken]
    shown, further = choose(others, outlets, held, chat.settings, by_day=by_day, room=room)
    items, further = (*noted[:_NOTED], *shown), (*noted[_NOTED:], *further)
    listed = {item.story for item in (*items, *further)}
    return Briefing(
        slot=slot,
        since=since,
        until=now,
        stories=len(listed),
        speakers=len({one.speaker for one in (*heard, *again) if one.story_id in listed and one.speaker and not one.anonymous}),
        held=len(held & listed),
        items=items,
        further=further,
    )


def _noted(
    again: Sequence[Heard],
    wrong: Mapping[int, Mapping[str, object]],
    outlets: dict[int, int],
    settings: ChatSettings,
    now: datetime,
) -> tuple[Item, ...]:
    """What an alert had brought and was denied or corrected since: the corrections first."""
    day = timing.local_date(settings, now)
    corrections = [Item(story, 0, 0, outlets.get(story, 1), day, "corrected", said) for story, said in wrong.items()]
    denials = [item_of(one, outlets, settings, "denied") for one in again if one.story_id not in wrong]
    return (*corrections, *denials)


async def _held(s: WriteSession, address: Address, held: frozenset[int], since: datetime, now: datetime) -> tuple[Heard, ...]:
    """What came in before the period and was held back until it."""
    earlier = await subscriptions.heard(s, address, since - timedelta(days=2), now)
    return tuple(one for one in earlier if one.story_id in held)
