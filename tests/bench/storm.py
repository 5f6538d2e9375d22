"""The storm: everything that Telegram and the network do to messages, at random, over many deliveries at once."""

from __future__ import annotations

import asyncio
import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from bot.delivery import Courier, Options
from bot.limiter import PriorityLimiter
from bot.sandbox.world import BOT_ID, Member
from storage import outbox
from storage.database import Database
from storage.records import Address, DeliveryKind, DeliveryState, Priority
from storage.schema import deliveries as delivery_rows
from tests.bot import post
from tests.bot.front import Fault, Front, running_front
from tests.bot.simulated import most_in

ROUNDS = 500
"""More than any retry takes; each round is two minutes later."""
SHARES = {
    Fault.FLOOD: 0.02,
    Fault.SERVER_ERROR: 0.02,
    Fault.RESET_BEFORE: 0.01,
    Fault.RESET_AFTER: 0.01,
    Fault.HANG_AFTER: 0.005,
    Fault.GATEWAY_AFTER: 0.005,
}
BLOCKS, MIGRATES = 0.003, 0.01


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a storm. `wrong` names every delivery that did not get what it is owed, and how."""

    faults: dict[str, int]
    states: dict[str, int]
    once: int
    twice_in_doubt: int
    wrong: tuple[str, ...]
    most_overall: int
    most_in_a_chat: int
    most_in_a_group: int


class _Weather:
    """Decides what happens to each request, and blocks and moves chats on the way."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.front: Front | None = None

    def __call__(self, method: str, chat_id: int, _text: str) -> Fault:
        assert self.front is not None
        if method != "sendMessage":
            return Fault.NONE
        chat = self.front.world.chats.get(chat_id)
        if chat is not None and chat.person is not None and self.random.random() < BLOCKS:
            chat.person.blocked = True
        if chat is not None and chat.type == "group" and chat.migrated_to is None and self.random.random() < MIGRATES:
            new = self.front.world.add_chat("supergroup", chat.title, next(iter(chat.members)))
            new.members[BOT_ID] = Member("member")
            chat.migrated_to = new.id
        return self.random.choices([*SHARES, Fault.NONE], [*SHARES.values(), 1 - sum(SHARES.values())])[0]


async def storm(directory: Path, number: int, seed: int = 9, *, groups: int = 10, per_chat: int = 4) -> Outcome:
    """Owes `number` messages to people (`per_chat` each) and, every seventh, to `groups` groups, and lets the weather at them."""
    weather = _Weather(seed)
    async with running_front(weather) as front, post.open_post(directory) as db:
        weather.front = front
        addresses = _addresses(front, number, groups, per_chat)
        kinds = ((DeliveryKind.ALERT, Priority.ALERT), (DeliveryKind.BRIEFING, Priority.BRIEFING))
        posts = [post.Post(address, *weather.random.choice(kinds)) for address in addresses]
        await post.write_post(db, posts, post.real_clock())
        async with post.a_bot(front.url, front.token, limiter=PriorityLimiter(), read_timeout=0.7) as bot:
            ahead = timedelta(0)
            courier = Courier(db, bot, post.render_sample, lambda: post.real_clock() + ahead, Options(at_once=48))
            for _ in range(ROUNDS):
                if not await _open(db):
                    break
                await courier.deliver_due()
                ahead += timedelta(minutes=2)  # what is to be tried later is due now
                async with db.write() as s:
                    await outbox.expire(s, post.real_clock() + ahead)
            else:
                raise TimeoutError(f"After {ROUNDS} rounds not everything is settled")
        return await _outcome(db, front)


def _addresses(front: Front, number: int, groups: int, per_chat: int) -> list[Address]:
    in_groups = number // 7
    made = [front.group().id for _ in range(groups)]
    people = [front.person() for _ in range(-(-(number - in_groups) // per_chat))]
    found = [Address(made[n % groups]) for n in range(in_groups)]
    return found + [Address(people[n % len(people)]) for n in range(number - in_groups)]


async def _open(db: Database) -> bool:
    async with db.read() as s:
        return await s.first(select(delivery_rows.c.id).where(delivery_rows.c.due_at.is_not(None)).limit(1)) is not None


async def _outcome(db: Database, front: Front) -> Outcome:
    received = received_of(front)
    states: Counter[str] = Counter()
    once = twice = 0
    wrong = []
    async with db.read() as s:
        rows = await s.rows(select(delivery_rows))
    for row in rows:
        states[row.state] += 1
        got = received[row.id]
        once += got == 1
        twice += got == 2 and row.doubts > 0
        if problem := _problem(row.state, row.doubts, row.reason, got):
            wrong.append(f"{row.id}: {problem}")
    faults = Counter(str(a.fault) or "none" for a in front.sends())
    return Outcome(dict(faults), dict(states), once, twice, tuple(wrong), *_most(front))


def _problem(state: str, doubts: int, reason: str | None, got: int) -> str:
    """What is wrong with a settled delivery that arrived `got` times; empty where nothing is."""
    if got > 1 + min(doubts, 1):
        return f"arrived {got} times with {doubts} doubts"
    if state == DeliveryState.SENT:
        return "" if got else "recorded as sent and never arrived"
    if state == DeliveryState.UNCERTAIN:
        return "" if doubts == 2 and reason else f"uncertain with {doubts} doubts, reason {reason!r}"
    if state in {DeliveryState.FAILED, DeliveryState.CANCELLED}:
        return "" if reason and got <= min(doubts, 1) else f"{state} with reason {reason!r}, arrived {got} times"
    return f"left {state}"


def received_of(front: Front) -> Counter[int]:
    """How often each delivery stands in a chat, by its number."""
    texts = (text for chat in front.world.chats for text in front.texts(chat))
    return Counter(int(found[0]) for text in texts if (found := re.findall(r"\d+$", text)))


def _most(front: Front) -> tuple[int, int, int]:
    """The most requests in any second overall, and messages in any 0.9 s in a chat, in any minute in a group, as the server
    saw them."""
    by_chat: dict[int, list[float]] = defaultdict(list)
    for arrival in front.sends():
        by_chat[arrival.chat_id].append(arrival.at)
    groups = [times for chat, times in by_chat.items() if chat < 0]
    overall = [arrival.at for arrival in front.sends()]
    return (
        most_in(overall, 1.0),
        max(most_in(times, 0.9) for times in by_chat.values()),
        max((most_in(times, 60.0) for times in groups), default=0),
    )


def run_storm(directory: Path, number: int, **options: int) -> Outcome:
    """`storm` in a loop of its own."""
    return asyncio.run(storm(directory, number, **options))
