"""The outbox on its way to Telegram: claim → render → send → record. docs/delivery.md draws the states.

A claimed delivery is only set aside. When its turn in the limiter has come, `outbox.leaving` is committed, and then the request
goes out: so a process killed at any moment leaves those in doubt whose requests were on their way, and no others.
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.ledger import Ledger
from bot.limiter import Turn
from bot.outcomes import DeliveryReport, Outcomes
from bot.render.rendered import Rendered
from bot.sending import Parcel, send
from bot.verdict import Again, Failed, General, Moved, Plain, Verdict, judge
from storage import chats, dispatch, outbox
from storage.database import Database, ReadSession, WriteSession
from storage.errors import TokenError
from storage.records import Delivery, DeliveryKind, DeliveryState

log = logging.getLogger(__name__)

Renderer = Callable[[ReadSession, Delivery], Awaitable[Rendered | None]]
RENDER_ATTEMPTS = 5
_OPEN = (DeliveryState.CLAIMED, DeliveryState.PENDING)


@dataclass(frozen=True, slots=True)
class Options:
    """`at_once`: deliveries in hand. `lease_s` must be longer than a request can take; `patience_s` is the wait for a turn.
    `tick_s`: how often the outbox is asked when nobody wakes the courier. `paid`: kinds sent by paid broadcast."""

    at_once: int = 32
    lease_s: int = 120
    patience_s: float = 30.0
    tick_s: float = 1.0
    paid: frozenset[DeliveryKind] = frozenset()


class _NotOursError(Exception):
    """The claim has ended meanwhile; whoever has it now sends it."""


class Courier:
    """Delivers what is due, from `run` to `stop`. `bot` needs a `PriorityLimiter`; `clock` gives aware UTC times."""

    def __init__(
        self,
        db: Database,
        bot: ExtBot[Turn],
        render: Renderer,
        clock: Callable[[], datetime],
        options: Options | None = None,
        worker: str = "",
    ) -> None:
        self._db, self._bot, self._render, self._clock = db, bot, render, clock
        self._options = options or Options()
        self._worker = worker or f"{os.getpid()}-{secrets.token_hex(4)}"
        self._ledger = Ledger(db)
        self._outcomes = Outcomes(self._ledger, clock)
        self._hand: dict[asyncio.Task[None], Delivery] = {}
        self._leaving: set[int] = set()
        self._awake = asyncio.Event()
        self._claiming = asyncio.Lock()
        self._stopping = False

    @property
    def report(self) -> DeliveryReport:
        """What became of the deliveries since the courier was made."""
        return self._outcomes.report

    def wake(self) -> None:
        """Asks the outbox now instead of at the next tick."""
        self._awake.set()

    async def run(self) -> None:
        """Delivers until `stop`.

        Raises:
            TokenError: Telegram refuses the bot's token.
        """
        while not self._stopping:
            self._awake.clear()
            try:
                await self._fill()
            except Exception:  # the database may be locked or away for a while; the outbox is still there after
                log.exception("The outbox could not be read")
            if refused := self._outcomes.token_refused:
                await self.stop()
                raise TokenError(f"Telegram refuses the bot's token ({refused})", "Set BOT_TOKEN to one of BotFather's")
            await self._rest()

    async def stop(self) -> None:
        """Takes nothing more, gives back what has not left, and waits for the answers to what has."""
        self._stopping = True
        self._awake.set()
        async with self._claiming:  # what is being claimed at this moment is in hand after
            for task, delivery in list(self._hand.items()):
                if delivery.id not in self._leaving:
                    task.cancel()
            if self._hand:
                await asyncio.wait(self._hand)
        await self._ledger.settle()

    async def deliver_due(self) -> DeliveryReport:
        """Delivers what is due now and what becomes due while it does; then gives the numbers."""
        while await self._fill() or self._hand:
            if self._hand:
                await asyncio.wait(self._hand, return_when=asyncio.FIRST_COMPLETED)
        await self._ledger.settle()
        return self.report

    async def _rest(self) -> None:
        closed = (self._outcomes.closed_until - self._clock()).total_seconds()
        try:
            await asyncio.wait_for(self._awake.wait(), max(self._options.tick_s, closed))
        except TimeoutError:
            return
        await asyncio.sleep(0.02)  # many that end together are one reason to ask

    async def _fill(self) -> int:
        """Takes as many as the hand has room for; asks only when half of it is free, so that one claim serves many."""
        async with self._claiming:
            options = self._options
            room = options.at_once - len(self._hand)
            now = self._clock()
            if self._stopping or now < self._outcomes.closed_until or room < max(1, options.at_once // 2):
                return 0
            taken = await self._ledger.write(lambda s: outbox.claim(s, now, room, options.lease_s, self._worker, sending=False))
            await self._take(taken)
            return len(taken)

    async def _take(self, taken: tuple[Delivery, ...]) -> None:
        """Renders them in one read of the database, each on its way as soon as it is rendered."""
        if not taken:
            return
        async with self._db.read() as session:
            for delivery in taken:
                message = await self._rendered(session, delivery)
                task = asyncio.create_task(self._one(delivery, message))
                self._hand[task] = delivery
                task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._leaving.discard(self._hand.pop(task).id)
        if len(self._hand) <= self._options.at_once // 2:
            self._awake.set()

    async def _one(self, delivery: Delivery, message: Rendered | Verdict | None) -> None:
        try:
            await self._deliver(delivery, message)
        except _NotOursError:
            log.info("Delivery %d is somebody else's now", delivery.id)
        except asyncio.CancelledError:
            if delivery.id not in self._leaving:
                now = self._clock()
                await self._ledger.write(lambda s: outbox.retry(s, delivery.id, now, "given back"))
            raise
        except Exception:  # one delivery never stops the others; its lease ends and it comes again
            log.exception("Delivery %d", delivery.id)

    async def _deliver(self, delivery: Delivery, message: Rendered | Verdict | None) -> None:
        if isinstance(message, Rendered) or (message is None and delivery.kind is DeliveryKind.DELETE):
            await self._send(Parcel(delivery, message, thread_id=delivery.address.thread_id))
        elif message is None:
            await self._outcomes.cancel(delivery)
        else:
            await self._outcomes.settle(delivery, message)

    async def _rendered(self, session: ReadSession, delivery: Delivery) -> Rendered | Verdict | None:
        """What it says; None for nothing (any more); where rendering it fails, what becomes of it."""
        if delivery.kind is DeliveryKind.DELETE:
            return None
        try:
            return await self._render(session, delivery)
        except Exception as error:
            log.exception("Delivery %d cannot be rendered", delivery.id)
            reason = f"cannot be rendered: {type(error).__name__}"
            return Again(30.0 * delivery.attempts, reason) if delivery.attempts < RENDER_ATTEMPTS else Failed(reason)

    async def _send(self, parcel: Parcel) -> None:
        """Sends it, in another form or to another place where Telegram says that this would do, and records the outcome."""
        for _ in range(4):  # the topic, the markup, the group's new id: each at most once
            delivery = parcel.delivery
            paid = delivery.kind in self._options.paid
            turn = Turn(delivery.priority, self._options.patience_s, insists=False, sending=partial(self._leave, delivery))
            try:
                message_id = await send(self._bot, parcel, turn, paid=paid)
            except TelegramError as error:
                verdict = _judged(error, parcel)
            else:
                await self._outcomes.sent(delivery, message_id)
                return
            match verdict:
                case Plain():
                    log.warning("Delivery %d goes as plain text: %s", delivery.id, verdict.reason)
                    parcel = parcel.as_plain()
                case General():
                    parcel = parcel.to_general()
                case Moved():
                    moved = await self._moved(delivery, verdict.new_chat_id)
                    if moved is None:
                        return
                    parcel = parcel.to(moved)
                case _:
                    await self._outcomes.settle(delivery, verdict)
                    return
        await self._outcomes.settle(delivery, Failed("moved around without end"))

    async def _leave(self, delivery: Delivery) -> None:
        self._leaving.add(delivery.id)
        if not await self._ledger.share(self._all_leave, delivery.id):
            raise _NotOursError

    async def _all_leave(self, s: WriteSession, delivery_ids: Sequence[int]) -> Sequence[bool]:
        ours = await dispatch.leaving(s, delivery_ids, self._worker, self._clock(), self._options.lease_s)
        return [delivery_id in ours for delivery_id in delivery_ids]

    async def _moved(self, delivery: Delivery, new_chat_id: int) -> Delivery | None:
        """The delivery under the group's new id; None where the new id was sent the same already."""

        async def move(s: WriteSession) -> Delivery | None:
            await chats.migrate(s, delivery.address.chat_id, new_chat_id)
            return await outbox.get(s, delivery.id)

        moved = await self._ledger.write(move)
        return moved if moved is not None and moved.state in _OPEN else None


def _judged(error: TelegramError, parcel: Parcel) -> Verdict:
    delivery = parcel.delivery
    plain, carries = parcel.plain or not parcel.has_words, parcel.carries is not None
    return judge(error, delivery.kind, delivery.attempts, plain=plain, thread_id=parcel.thread_id, carries=carries)


async def deliver(
    db: Database,
    bot: ExtBot[Turn],
    render: Renderer,
    clock: Callable[[], datetime],
    options: Options | None = None,
) -> DeliveryReport:
    """Delivers what is due, once, and gives the numbers (`naql deliver`)."""
    return await Courier(db, bot, render, clock, options).deliver_due()
