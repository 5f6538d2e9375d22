"""The outbox: every message that is owed, once, whatever crashes or runs twice. docs/delivery.md draws the states.

A delivery is claimed for a lease, sent, and settled. What may have been sent without anybody knowing (the lease ended in the
middle of it, the answer was lost) counts as a doubt: it is sent once more, and at the second doubt left alone as `uncertain`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, Text, Update, and_, case, cast, delete, func, insert, literal, or_, select, tuple_, update

from storage import chats as chats_
from storage import newsrooms
from storage.database import ReadSession, WriteSession
from storage.expressions import in_parts, insert_new
from storage.records import Address, ChatState, Delivery, DeliveryKind, DeliveryState, NewDelivery
from storage.schema import chats, deliveries

_FIELDS = [column for column in deliveries.c if column.name not in {"due_at", "sending", "worker", "expires_at"}]
_D = deliveries.c


async def owe(s: WriteSession, new: NewDelivery, now: datetime) -> int | None:
    """Owes a message and gives its id. None: an address is owed the same key once, however often this is called."""
    if await get_by_key(s, new.address, new.key) is not None:
        return None
    (held,) = await newsrooms.held(s, [new])
    for row in await s.returning(insert_new(s.dialect, deliveries).values(**_owed(new, now, held=held)).returning(_D.id)):
        return int(row.id)
    return None  # another process owed it meanwhile


async def owe_all(s: WriteSession, new: Sequence[NewDelivery], now: datetime) -> int:
    """`owe` for many at once: a story that thousands follow is one statement. Gives how many were not owed before."""
    held = await newsrooms.held(s, new)
    rows = [_owed(one, now, held=waits) for one, waits in zip(new, held, strict=True)]
    owed = 0
    for some in in_parts(rows):  # counted by what comes back: not every driver tells the number of rows of many inserts
        owed += len(await s.returning(insert_new(s.dialect, deliveries).returning(_D.id), some))
    return owed


async def keep(s: WriteSession, new: NewDelivery, now: datetime, state: DeliveryState, reason: str) -> int | None:
    """Writes down a message that is not to be sent (over the cap, merged into another): its key is used up, its reason kept."""
    if await get_by_key(s, new.address, new.key) is not None:
        return None
    return await s.insert(insert(deliveries).values(**_values(new, now), state=state, due_at=None, reason=reason, sent_at=now))


async def claim(
    s: WriteSession, now: datetime, limit: int, lease_s: int, worker: str, *, sending: bool = True
) -> tuple[Delivery, ...]:
    """Takes up to `limit` due deliveries for `lease_s` seconds, in the order in which they are to be sent.

    By priority, then by time; of one chat never more than one at once, so that nothing overtakes and no chat waits behind
    another's heap. Where the lease of an earlier claim ran out, the message may have been sent: claiming it again is its doubt.
    Without `sending` they are only set aside: `leaving` tells that one goes out, and until then nothing is in doubt.
    """
    other, earlier = deliveries.alias("other"), deliveries.alias("earlier")
    in_flight = select(other.c.id).where(
        other.c.chat_id == _D.chat_id, other.c.state == DeliveryState.CLAIMED, other.c.due_at > now
    )
    before = select(earlier.c.id).where(
        earlier.c.chat_id == _D.chat_id,
        _sendable(earlier.c, now),
        tuple_(earlier.c.priority, earlier.c.not_before, earlier.c.id) < tuple_(_D.priority, _D.not_before, _D.id),
    )
    unreachable = select(chats.c.chat_id).where(
        chats.c.chat_id == _D.chat_id, chats.c.thread_id == _D.thread_id, chats.c.state != ChatState.ACTIVE
    )
    next_ones = (
        select(_D.id)
        .where(_sendable(_D, now), ~unreachable.exists(), ~in_flight.exists(), ~before.exists())
        .order_by(_D.priority, _D.not_before, _D.id)
        .limit(limit)
    )
    lapsed = and_(_D.state == DeliveryState.CLAIMED, _D.sending)
    taken = (
        update(deliveries)
        .where(_D.id.in_(next_ones), _D.due_at <= now)
        .values(
            state=DeliveryState.CLAIMED,
            due_at=now + timedelta(seconds=lease_s),
            attempts=_D.attempts + 1,
            doubts=case((lapsed, _D.doubts + 1), else_=_D.doubts),
            sending=sending,
            worker=worker,
        )
        .returning(*_FIELDS, _D.due_at.label("lease_until"))
    )
    found = [_delivery(row) for row in await s.returning(taken)]
    return tuple(sorted(found, key=lambda d: (d.priority, d.not_before, d.id)))


async def leaving(s: WriteSession, delivery_id: int, worker: str, now: datetime, lease_s: int) -> bool:
    """A delivery that was set aside goes out now: from here on a lost answer is a doubt. Its lease begins anew.

    False: its lease has ended or somebody else has it, so it must not be sent.
    """
    ours = _claimed(delivery_id).where(_D.worker == worker, _D.due_at > now)
    return await s.run(ours.values(sending=True, due_at=now + timedelta(seconds=lease_s))) == 1


def _sendable(columns: Any, now: datetime) -> Any:
    """Due, and neither too late nor given up (which `expire` settles when it comes round)."""
    in_time = or_(columns.expires_at.is_(None), columns.expires_at > now)
    return and_(columns.due_at <= now, in_time, ~_given_up(columns))


def _given_up(columns: Any) -> Any:
    """A claim that ran out for the second time: `expire` settles it."""
    return and_(columns.state == DeliveryState.CLAIMED, columns.sending, columns.doubts >= 1)


async def sent(s: WriteSession, delivery_id: int, message_id: int | None, now: datetime) -> bool:
    """Telegram took it. Believed at any time, also when the lease has ended. False: it was recorded as sent before."""
    done = update(deliveries).where(_D.id == delivery_id, _D.state != DeliveryState.SENT)
    values = {"state": DeliveryState.SENT, "due_at": None, "message_id": message_id, "reason": None, "sent_at": now}
    return await _arrived(s, done.values(**values))


async def retry(s: WriteSession, delivery_id: int, not_before: datetime, reason: str) -> bool:
    """It certainly was not sent: pending again, due at `not_before`. False: this claim is no longer ours."""
    values = {"state": DeliveryState.PENDING, "due_at": not_before, "sending": False, "reason": reason}
    return await s.run(_claimed(delivery_id).values(**values)) == 1


async def failed(s: WriteSession, delivery_id: int, reason: str, now: datetime) -> bool:
    """Telegram refuses it for good."""
    values = {"state": DeliveryState.FAILED, "due_at": None, "reason": reason, "sent_at": now}
    return await s.run(_claimed(delivery_id).values(**values)) == 1


async def uncertain(s: WriteSession, delivery_id: int, reason: str, now: datetime) -> bool:
    """It may have been sent: due once more at `now`, or, at the second doubt, settled as uncertain."""
    again = case((_D.doubts == 0, literal(now, _D.due_at.type)), else_=None)
    values = {"state": DeliveryState.UNCERTAIN, "due_at": again, "doubts": _D.doubts + 1, "sending": False, "reason": reason}
    return await _arrived(s, _claimed(delivery_id).values(**values))


async def cancel(s: WriteSession, delivery_ids: Iterable[int], reason: str) -> int:
    """What waits and is not wanted any more. Gives the number cancelled: one in flight or settled is left alone."""
    waiting = update(deliveries).where(_D.id.in_(list(delivery_ids)), _D.state.in_(chats_.WAITING), _D.due_at.is_not(None))
    return await s.run(waiting.values(state=DeliveryState.CANCELLED, due_at=None, reason=reason))


async def expire(s: WriteSession, now: datetime) -> int:
    """Settles what is too late (`expires_at`) and the claims that ran out twice; gives the number settled."""
    waiting = and_(_D.due_at.is_not(None), _D.expires_at <= now)
    lapsed = and_(_D.state == DeliveryState.CLAIMED, _D.due_at <= now)
    unsent = or_(_D.state == DeliveryState.PENDING, and_(lapsed, ~_D.sending))
    late = update(deliveries).where(waiting, unsent)
    settled = await s.run(late.values(state=DeliveryState.EXPIRED, due_at=None, reason="too late", sent_at=now))
    doubtful = {"state": DeliveryState.UNCERTAIN, "due_at": None, "doubts": _D.doubts + 1}
    ran_out = update(deliveries).where(_D.due_at <= now, _given_up(_D))
    settled += await s.run(ran_out.values(**doubtful, reason="the lease ran out twice"))
    late_and_lapsed = update(deliveries).where(waiting, lapsed)
    settled += await s.run(late_and_lapsed.values(**doubtful, reason="the lease ran out, too late to send again"))
    late_again = update(deliveries).where(waiting, _D.state == DeliveryState.UNCERTAIN)
    return settled + await s.run(late_again.values(due_at=None))


async def update_payload(s: WriteSession, delivery_id: int, payload: dict[str, object]) -> bool:
    """Changes what a waiting delivery will say. False: it is in flight or settled."""
    waiting = update(deliveries).where(_D.id == delivery_id, _D.state == DeliveryState.PENDING)
    return await s.run(waiting.values(payload=payload)) == 1


async def get(s: ReadSession, delivery_id: int) -> Delivery | None:
    row = await s.first(_select().where(_D.id == delivery_id))
    return None if row is None else _delivery(row)


async def get_by_key(s: ReadSession, address: Address, key: str) -> Delivery | None:
    row = await s.first(_select().where(_at(address), _D.key == key))
    return None if row is None else _delivery(row)


async def of_address(s: ReadSession, address: Address, limit: int) -> tuple[Delivery, ...]:
    """The newest deliveries of an address, the newest first."""
    return tuple(_delivery(row) for row in await s.rows(_select().where(_at(address)).order_by(_D.id.desc()).limit(limit)))


async def of_story(s: ReadSession, story_id: int) -> tuple[Delivery, ...]:
    """Every delivery about a story, in the order in which they were owed."""
    return tuple(_delivery(row) for row in await s.rows(_select().where(_D.story_id == story_id).order_by(_D.id)))


async def telling(s: ReadSession, story_id: int) -> tuple[Delivery, ...]:
    """Every delivery about a story; where its alert was merged into another message, that one in its stead."""
    found = await of_story(s, story_id)
    into = {d.id: int(str(d.payload["into"])) for d in found if "into" in d.payload}
    merged = await by_ids(s, [*into.values()])
    return tuple(merged.get(into.get(d.id, 0), d) for d in found)


async def by_ids(s: ReadSession, delivery_ids: Sequence[int]) -> dict[int, Delivery]:
    """Those of these deliveries that are kept."""
    return {row.id: _delivery(row) for some in in_parts(delivery_ids) for row in await s.rows(_select().where(_D.id.in_(some)))}


async def alerts_since(s: ReadSession, addresses: Sequence[Address], since: datetime) -> tuple[Delivery, ...]:
    """The alerts of these addresses that go out, or went, after `since`."""
    wanted = set(addresses)
    found = []
    for some in in_parts(sorted({address.chat_id for address in addresses})):
        query = _select().where(_D.chat_id.in_(some), _D.kind == DeliveryKind.ALERT, _D.not_before > since)
        found += [_delivery(row) for row in await s.rows(query.order_by(_D.id))]
    return tuple(delivery for delivery in found if delivery.address in wanted)


async def briefings_open(s: ReadSession, address: Address) -> tuple[Delivery, ...]:
    """The briefings of an address that wait or are in flight."""
    query = _select().where(_at(address), _D.kind == DeliveryKind.BRIEFING, _D.due_at.is_not(None))
    return tuple(_delivery(row) for row in await s.rows(query.order_by(_D.id)))


async def to_delete(s: ReadSession, now: datetime, deletable: timedelta, limit: int = 500) -> tuple[Delivery, ...]:
    """Messages that were sent longer ago than their chat keeps them, not so long that Telegram keeps them for good, and whose
    deletion is not owed yet."""
    gone = deliveries.alias("gone")
    here = (chats.c.chat_id == _D.chat_id) & (chats.c.thread_id == _D.thread_id)
    owed = select(gone.c.id).where(
        gone.c.chat_id == _D.chat_id,
        gone.c.thread_id == _D.thread_id,
        gone.c.key == literal("delete:").concat(cast(_D.id, Text)),
    )
    old = or_(*(and_(chats.c.delete_after_h == h, _D.sent_at <= now - timedelta(hours=h)) for h in DELETE_AFTER_H))
    query = (
        _select()
        .join(chats, here)
        .where(old, _D.sent_at > now - deletable, _D.state == DeliveryState.SENT, _D.message_id.is_not(None))
        .where(_D.kind.not_in([DeliveryKind.EDIT, DeliveryKind.DELETE]), ~owed.exists())
        .order_by(_D.sent_at)
        .limit(limit)
    )
    return tuple(_delivery(row) for row in await s.rows(query))


DELETE_AFTER_H = (12, 24, 47)
"""After how many hours a chat may want our messages gone."""


async def prune(s: WriteSession, before: datetime) -> int:
    """Deletes what was owed and settled before then."""
    return await s.run(delete(deliveries).where(_D.due_at.is_(None), _D.created_at < before))


async def counts(s: ReadSession) -> dict[DeliveryState, int]:
    """How many deliveries are in each state."""
    query = select(_D.state, func.count().label("number")).group_by(_D.state)
    return {DeliveryState(row.state): row.number for row in await s.rows(query)}


def _claimed(delivery_id: int) -> Any:
    return update(deliveries).where(_D.id == delivery_id, _D.state == DeliveryState.CLAIMED)


async def _arrived(s: WriteSession, settling: Update) -> bool:
    """Settles a delivery as arrived, or as perhaps arrived. Where it is a briefing, the next begins where it ended."""
    columns = (_D.chat_id, _D.thread_id, _D.kind, _D.payload, _D.due_at)
    for row in await s.returning(settling.returning(*columns)):
        if row.kind == DeliveryKind.BRIEFING and row.due_at is None and "until" in row.payload:
            until = datetime.fromisoformat(str(row.payload["until"]))
            await chats_.briefed(s, Address(row.chat_id, row.thread_id), until)
        return True
    return False


def _at(address: Address) -> Any:
    return (_D.chat_id == address.chat_id) & (_D.thread_id == address.thread_id)


def _select() -> Any:
    return select(*_FIELDS, case((_D.state == DeliveryState.CLAIMED, _D.due_at)).label("lease_until"))


def _values(new: NewDelivery, now: datetime) -> dict[str, Any]:
    names = ("kind", "key", "payload", "priority", "not_before", "story_id", "expires_at")
    fields = {name: getattr(new, name) for name in names}
    return {"chat_id": new.address.chat_id, "thread_id": new.address.thread_id, "created_at": now, **fields}


def _owed(new: NewDelivery, now: datetime, *, held: bool) -> dict[str, Any]:
    """A row that is to be sent, or that waits for a channel's editors (storage.newsrooms)."""
    due = {"state": DeliveryState.PENDING, "due_at": new.not_before}
    return {**_values(new, now), **({"state": DeliveryState.HELD, "due_at": None} if held else due)}


def _delivery(row: Row[Any]) -> Delivery:
    values = dict(row._mapping)
    address = Address(values.pop("chat_id"), values.pop("thread_id"))
    values["kind"], values["state"] = DeliveryKind(values["kind"]), DeliveryState(values["state"])
    return Delivery(address=address, **values)
