"""A story and its followers: reads the facts, asks jobs.matching, writes what is owed in the same transaction."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from jobs.matching import (
    AddressFacts,
    Intent,
    Keep,
    Merge,
    Owe,
    correction_of,
    correction_of_briefing,
    decide,
    of_today,
    showed,
)
from storage import briefed, chats, outbox, statements, stories, subscriptions
from storage.database import Database, WriteSession
from storage.records import Address, Delivery, DeliveryKind, Match

log = logging.getLogger(__name__)

_LEASE_S = 60


async def match_story(s: WriteSession, story_id: int, now: datetime) -> int:
    """Owes every follower of the story what it is owed, and marks the story as matched, in this transaction. Gives the number
    of messages owed. Calling it again owes nothing twice."""
    story = await stories.get(s, story_id)
    if story is None:
        return 0
    by_address: dict[Address, list[Match]] = defaultdict(list)
    for match in await subscriptions.matching(s, story_id):
        by_address[match.subscription.address].append(match)
    statements = {statement.id: statement for statement in story.statements}
    intents: list[Intent] = []
    for address, facts in (await _facts(s, tuple(by_address), story_id, now)).items():
        intents += decide(facts, story_id, story.revision, tuple(by_address[address]), statements, now)
    owed = await outbox.owe_all(s, [intent.delivery for intent in intents if isinstance(intent, Owe)], now)
    for intent in intents:
        owed += await _keep(s, intent, now)
    await stories.matched(s, story_id, story.revision)
    return owed


async def match_due(db: Database, clock: Callable[[], datetime], limit: int = 50) -> int:
    """Matches the stories that are due, each in a transaction of its own; gives the number of messages owed."""
    async with db.read() as r:
        due = await stories.due(r, clock(), limit)
    owed = 0
    for story_id in due:
        async with db.write() as s:
            if not await stories.claim(s, story_id, clock(), _LEASE_S):
                continue
        try:
            async with db.write() as s:
                owed += await match_story(s, story_id, clock())
        except Exception:  # the story is due again when its lease ends; the others do not wait for it
            log.exception("story %d cannot be matched", story_id)
    return owed


async def correct_story(s: WriteSession, story_id: int, correction: Mapping[str, object], now: datetime) -> int:
    """Owes everybody who was sent the story, or whose briefing showed what was wrong of it, a reply that says so, and the
    message itself put right.

    To be called after what was wrong is changed (a statement hidden, a speaker corrected). `correction` goes into the payload
    of the reply, for the renderer. Gives the number of messages owed; the same revision is corrected once.
    """
    await stories.touch(s, story_id, now)
    story = await stories.get(s, story_id)
    if story is None:
        return 0
    alerts = [delivery for delivery in await outbox.telling(s, story_id) if delivery.kind is DeliveryKind.ALERT]
    owed = [intent for alert in alerts for intent in correction_of(alert, story_id, story.revision, correction, now)]
    told = {intent.delivery.address for intent in owed}
    shown = await briefed.showing(s, story_id)
    for briefing, statement in reversed(shown):  # the newest one is answered, the older ones are only put right
        said = await statements.get(s, statement)
        if showed(correction, said):
            answer = briefing.address not in told
            which = {**correction, "who": (said.speaker_name or said.speaker_role or "") if said else ""}
            owed += correction_of_briefing(briefing, story_id, story.revision, which, now, answer=answer)
            told.add(briefing.address)
    return await outbox.owe_all(s, [intent.delivery for intent in owed], now)


async def _facts(s: WriteSession, addresses: tuple[Address, ...], story_id: int, now: datetime) -> dict[Address, AddressFacts]:
    """What is known about each address, read for all of them together."""
    known = await chats.get_many(s, addresses)
    told: dict[Address, list[Delivery]] = defaultdict(list)
    for delivery in await outbox.telling(s, story_id):
        told[delivery.address].append(delivery)
    recent: dict[Address, list[Delivery]] = defaultdict(list)
    for delivery in await outbox.alerts_since(s, addresses, now - timedelta(days=2)):
        recent[delivery.address].append(delivery)
    return {
        address: AddressFacts(chat, of_today(chat.settings, recent[address], now), tuple(told[address]))
        for address, chat in known.items()
    }


async def _keep(s: WriteSession, intent: Intent, now: datetime) -> int:
    """Writes down what is not to be sent on its own; gives 1 where it must be after all."""
    match intent:
        case Keep(delivery, state, reason):
            await outbox.keep(s, delivery, now, state, reason)
        case Merge(into, payload, kept):
            if await outbox.update_payload(s, into, payload):
                await outbox.keep(s, kept.delivery, now, kept.state, kept.reason)
            else:  # the held message left meanwhile
                return int(await outbox.owe(s, kept.delivery, now) is not None)
        case Owe():
            pass
    return 0
