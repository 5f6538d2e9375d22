"""What becomes of deliveries, written down."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.ledger import Change, Ledger
from bot.sending import target_of
from bot.verdict import Again, Asleep, Done, Doubt, Failed, Stop, Verdict
from storage import chats, dispatch, outbox
from storage.database import WriteSession
from storage.records import Delivery, DeliveryKind

log = logging.getLogger(__name__)


@dataclass(slots=True)
class DeliveryReport:
    """What became of the deliveries, in numbers; `again` and `doubts` count attempts."""

    sent: int = 0
    again: int = 0
    doubts: int = 0
    failed: int = 0
    cancelled: int = 0
    asleep: int = 0


class Outcomes:
    """Records outcomes in the outbox and counts them. `closed_until`: no connection before that, so nothing need be tried;
    `token_refused`: why Telegram refuses the bot, empty where it does not."""

    def __init__(self, ledger: Ledger, clock: Callable[[], datetime]) -> None:
        self.report = DeliveryReport()
        self.closed_until = clock()
        self.token_refused = ""
        self._ledger, self._clock = ledger, clock

    async def sent(self, delivery: Delivery, message_id: int | None) -> None:
        """Telegram took it."""
        self.report.sent += 1
        now = self._clock()
        if delivery.kind is DeliveryKind.BRIEFING:
            await self._record(lambda s: outbox.sent(s, delivery.id, message_id, now))
        else:
            await self._insist(lambda: self._ledger.share(self._arrive, (delivery.id, message_id)))

    async def _arrive(self, s: WriteSession, arrived: Sequence[tuple[int, int | None]]) -> Sequence[None]:
        await dispatch.sent(s, arrived, self._clock())
        return [None] * len(arrived)

    async def cancel(self, delivery: Delivery) -> None:
        self.report.cancelled += 1
        now = self._clock()

        async def cancel(s: WriteSession) -> None:
            await outbox.retry(s, delivery.id, now, "nothing to say any more")
            await outbox.cancel(s, [delivery.id], "nothing to say any more")

        await self._record(cancel)

    async def settle(self, delivery: Delivery, verdict: Verdict) -> None:
        now = self._clock()
        number = delivery.id
        match verdict:
            case Done():
                await self.sent(delivery, target_of(delivery))
            case Again(seconds, reason, network):
                self.report.again += 1
                later = now + timedelta(seconds=seconds)
                if network:
                    self.closed_until = max(self.closed_until, min(later, now + timedelta(seconds=10)))
                await self._record(lambda s: outbox.retry(s, number, later, reason))
            case Doubt(reason):
                self.report.doubts += 1
                await self._record(lambda s: outbox.uncertain(s, number, reason, now))
            case Failed(reason):
                self.report.failed += 1
                log.warning("Delivery %d failed: %s", number, reason)
                await self._record(lambda s: outbox.failed(s, number, reason, now))
            case Asleep(reason):
                self.report.asleep += 1

                async def rest(s: WriteSession) -> None:
                    await outbox.failed(s, number, reason, now)
                    await chats.sleep(s, delivery.address.chat_id, reason)

                await self._record(rest)
            case Stop(reason):
                self.token_refused = reason
                later = now + timedelta(seconds=60)
                await self._record(lambda s: outbox.retry(s, number, later, reason))

    async def _record(self, change: Change[object]) -> None:
        await self._insist(lambda: self._ledger.write(change))

    async def _insist(self, write: Callable[[], Awaitable[object]]) -> None:
        """Writes the outcome down. A database that is away for a moment must not make a message that arrived a doubt."""
        for wait in (0.1, 0.5, 2.0, 5.0):
            try:
                await write()
            except Exception:
                log.exception("The outcome of a delivery could not be written; trying again in %s s", wait)
                await asyncio.sleep(wait)
            else:
                return
        await write()
