"""Whatever happens in whatever order, the outbox owes each message once and sends it at most twice. On a real SQLite file."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from storage import chats, outbox
from storage.database import Database, WriteSession, migrate
from storage.records import Address, ChatKind, Delivery, DeliveryState, Priority
from tests.storage.samples import NOW
from tests.storage.test_outbox import owed

Result = TypeVar("Result")
LEASE_S = 60
CHATS = (1, 2, 3)
SETTLED = {DeliveryState.SENT, DeliveryState.FAILED, DeliveryState.CANCELLED, DeliveryState.EXPIRED}


class Outbox(RuleBasedStateMachine):
    """A courier that crashes, a Telegram that answers or not, and a clock; `arrived` counts what Telegram really got."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.directory = Path(tempfile.mkdtemp())
        self.url = f"sqlite+aiosqlite:///{self.directory / 'outbox.sqlite3'}"
        self.now = NOW
        self.held: list[Delivery] = []
        self.aside: list[Delivery] = []
        self.keys: dict[tuple[int, str], int] = {}
        self.arrived: Counter[int] = Counter()
        self.lost_answers: Counter[int] = Counter()

    @initialize()
    def begin(self) -> None:
        """An empty outbox and three chats."""
        self.runner.run(migrate(self.url))
        self.db = self.runner.run(Database.open(self.url))

        async def make(s: WriteSession) -> None:
            for chat in CHATS:
                await chats.ensure(s, Address(chat), ChatKind.PRIVATE, self.now)

        self.write(make)

    def write(self, work: Callable[[WriteSession], Awaitable[Result]]) -> Result:
        """Does `work` in one committed transaction."""

        async def transaction() -> Result:
            async with self.db.write() as s:
                return await work(s)

        return self.runner.run(transaction())

    @rule(chat=st.sampled_from(CHATS), key=st.sampled_from("abcdef"), priority=st.sampled_from(list(Priority)))
    def owe(self, chat: int, key: str, priority: Priority) -> None:
        """Owing is idempotent."""
        number = self.write(lambda s: outbox.owe(s, owed(chat, key, priority, self.now), self.now))
        assert (number is None) == ((chat, key) in self.keys)
        if number is not None:
            self.keys[chat, key] = number

    @rule(seconds=st.sampled_from([1, 30, 61, 3600, 13 * 3600]))
    def wait(self, seconds: int) -> None:
        """The clock goes on."""
        self.now += timedelta(seconds=seconds)

    @rule(limit=st.integers(1, 4))
    def claim(self, limit: int) -> None:
        """Claims are of different chats, none of which has another in flight."""
        flying = {d.address.chat_id for d in self.held if d.lease_until and d.lease_until > self.now}
        taken = self.write(lambda s: outbox.claim(s, self.now, limit, LEASE_S, "w"))
        of = [d.address.chat_id for d in taken]
        assert len(of) == len(set(of)) <= limit
        assert not flying & set(of)
        assert all(d.doubts <= 1 for d in taken)
        self.lose(taken)
        self.held += taken

    @rule(limit=st.integers(1, 4))
    def set_aside(self, limit: int) -> None:
        """A batch is claimed before any of it goes out: nothing of it is in doubt."""
        taken = self.write(lambda s: outbox.claim(s, self.now, limit, LEASE_S, "w", sending=False))
        self.lose(taken)
        self.aside += taken

    @rule()
    def leave(self) -> None:
        """One of the batch goes out, if it is still ours."""
        if self.aside:
            delivery = self.aside.pop(0)
            if self.write(lambda s: outbox.leaving(s, delivery.id, "w", self.now, LEASE_S)):
                self.held.append(replace(delivery, lease_until=self.now + timedelta(seconds=LEASE_S)))

    def lose(self, taken: tuple[Delivery, ...]) -> None:
        """Where the lease ran out, the old claim is another courier's business now."""
        again = {delivery.id for delivery in taken}
        self.held = [delivery for delivery in self.held if delivery.id not in again]
        self.aside = [delivery for delivery in self.aside if delivery.id not in again]

    @rule(data=st.data(), outcome=st.sampled_from(["sent", "refused", "poison", "lost", "lost on the way"]))
    def send(self, data: st.DataObject, outcome: str) -> None:
        """Telegram takes it or not, and the answer comes or not."""
        if not self.held:
            return
        delivery = self.held.pop(data.draw(st.integers(0, len(self.held) - 1)))
        number, now = delivery.id, self.now
        if outcome in {"sent", "lost"}:
            self.arrived[number] += 1
        if outcome == "sent":
            self.write(lambda s: outbox.sent(s, number, 1, now))
        elif outcome == "refused":
            self.write(lambda s: outbox.retry(s, number, now + timedelta(seconds=5), "429"))
        elif outcome == "poison":
            self.write(lambda s: outbox.failed(s, number, "400", now))
        else:
            self.lost_answers[number] += 1
            self.write(lambda s: outbox.uncertain(s, number, outcome, now))

    @rule(sent=st.booleans())
    def crash(self, sent: bool) -> None:
        """SIGKILL: what is in flight arrived or not, and nobody wrote it down."""
        for delivery in self.held:
            self.arrived[delivery.id] += int(sent)
            self.lost_answers[delivery.id] += 1
        self.held, self.aside = [], []
        self.runner.run(self.db.close())
        self.db = self.runner.run(Database.open(self.url))

    @rule()
    def expire(self) -> None:
        """What is too late is settled."""
        self.write(lambda s: outbox.expire(s, self.now))

    @rule(data=st.data())
    def cancel(self, data: st.DataObject) -> None:
        """What is not wanted any more is settled, unless it is in flight."""
        if self.keys:
            number = data.draw(st.sampled_from(sorted(self.keys.values())))
            self.write(lambda s: outbox.cancel(s, [number], "not wanted"))

    @invariant()
    def at_most_twice(self) -> None:
        """Nothing arrives more often than once and once more for a lost answer."""
        for number, times in self.arrived.items():
            assert times <= 2
            assert times <= 1 + self.lost_answers[number]

    def teardown(self) -> None:
        """In the end a courier that works sends all that is left, and everything has arrived or has a reason."""
        if hasattr(self, "db"):
            self.held = []
            for _ in range(4 * len(self.keys) + 4):
                self.now += timedelta(seconds=LEASE_S + 1)
                self.write(lambda s: outbox.expire(s, self.now))
                for delivery in self.write(lambda s: outbox.claim(s, self.now, 10, LEASE_S, "last")):
                    self.arrived[delivery.id] += 1
                    self.write(lambda s, number=delivery.id: outbox.sent(s, number, 1, self.now))  # type: ignore[misc]  # a default
            self.now += timedelta(days=1)
            self.write(lambda s: outbox.expire(s, self.now))
            assert self.write(lambda s: outbox.claim(s, self.now, 10, LEASE_S, "last")) == ()
            self.all_settled()
            self.runner.run(self.db.close())
        self.runner.close()
        shutil.rmtree(self.directory)

    def all_settled(self) -> None:
        """Nothing waits, not even a long time later; what is settled without having arrived says why."""
        for number in self.keys.values():
            delivery = self.write(lambda s, number=number: outbox.get(s, number))  # type: ignore[misc]  # a default
            assert delivery is not None
            settled = delivery.state in SETTLED or (delivery.state is DeliveryState.UNCERTAIN and delivery.doubts >= 1)
            assert settled, delivery
            assert self.arrived[number] or delivery.reason, delivery
        self.at_most_twice()


Outbox.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestOutbox = Outbox.TestCase
