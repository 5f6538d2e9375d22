"""The outbox at 900 messages a second: what `storage.outbox` does for one delivery, done for many in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, update

from storage.database import WriteSession
from storage.expressions import in_parts
from storage.records import DeliveryState
from storage.schema import deliveries

_D = deliveries.c


async def leaving(s: WriteSession, delivery_ids: Sequence[int], worker: str, now: datetime, lease_s: int) -> set[int]:
    """These were set aside by `worker` and go out now: from here on a lost answer is a doubt, and their lease begins anew.

    Gives those of them that may be sent; of the others the lease has ended, or somebody else has them.
    """
    found: set[int] = set()
    for some in in_parts(sorted(delivery_ids)):
        ours = update(deliveries).where(_D.id.in_(some), _D.state == DeliveryState.CLAIMED, _D.worker == worker, _D.due_at > now)
        gone = ours.values(sending=True, due_at=now + timedelta(seconds=lease_s)).returning(_D.id)
        found |= {row.id for row in await s.returning(gone)}
    return found


async def sent(s: WriteSession, arrived: Sequence[tuple[int, int | None]], now: datetime) -> None:
    """Telegram took these: (delivery, message id) each. Briefings are for `outbox.sent`, which moves the start of the next."""
    done = update(deliveries).where(_D.id == bindparam("number"), _D.state != DeliveryState.SENT)
    settled = done.values(state=DeliveryState.SENT, due_at=None, message_id=bindparam("message"), reason=None, sent_at=now)
    await s.run(settled, [{"number": number, "message": message} for number, message in arrived])
