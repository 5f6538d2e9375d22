"""Pushes: one message to an audience, brought into the outbox part by part. docs/admin.md draws the states.

The outbox's key (`push:<id>`, unique per address) makes a chat owed a push once, however often a part is repeated. While a push
is paused its waiting deliveries are due in year 9999, so that nothing claims them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row, Select, func, insert, literal, or_, select, text, update

from storage import chats as chats_
from storage import outbox
from storage.database import ReadSession, WriteSession
from storage.office_records import Audience, AudienceKind, Push, PushCounts, PushState
from storage.records import (
    NAME,
    Address,
    ChatKind,
    ChatState,
    DeliveryKind,
    DeliveryState,
    NewDelivery,
    Priority,
    found_by,
)
from storage.schema import chats, deliveries, pushes, subscriptions

_P, _D = pushes.c, deliveries.c
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_IS_PUSH = text("deliveries.kind = 'push'")  # written out: with a bound value the partial index would not serve
CANCELLED = "the push was cancelled"
UNREACHABLE = ("blocked", "deactivated", "kicked", "initiate", "not found", "sleeps")
"""What the reason says where a chat cannot be reached any more."""


async def draft(s: WriteSession, admin_id: int, payload: dict[str, Any], now: datetime) -> int:
    """A push that is being put together: to everybody, as soon as it is confirmed. Gives its id."""
    values = {"admin_id": admin_id, "state": PushState.DRAFT, "audience": _to_json(Audience()), "payload": payload}
    return await s.insert(insert(pushes).values(**values, created_at=now, not_before=now))


async def get(s: ReadSession, push_id: int) -> Push | None:
    row = await s.first(select(pushes).where(_P.id == push_id))
    return None if row is None else _push(row)


async def latest(s: ReadSession, limit: int) -> tuple[Push, ...]:
    """Those that were confirmed, the newest first."""
    query = select(pushes).where(_P.state != PushState.DRAFT).order_by(_P.id.desc()).limit(limit)
    return tuple(_push(row) for row in await s.rows(query))


async def change(s: WriteSession, push_id: int, *, audience: Audience | None = None, not_before: datetime | None = None) -> bool:
    """Changes a draft. False: it is none any more."""
    values: dict[str, Any] = {"audience": _to_json(audience)} if audience is not None else {}
    values |= {"not_before": not_before} if not_before is not None else {}
    return await s.run(update(pushes).where(_P.id == push_id, _P.state == PushState.DRAFT).values(**values)) == 1


async def confirm(s: WriteSession, push_id: int, now: datetime) -> bool:
    """The draft runs from its time on. False: it was confirmed before (a second tap) or thrown away."""
    values = {"state": PushState.RUNNING, "started_at": now}
    return await s.run(update(pushes).where(_P.id == push_id, _P.state == PushState.DRAFT).values(**values)) == 1


async def pause(s: WriteSession, push_id: int) -> bool:
    """Nothing more of it is claimed; what is in hand (a second's worth) still leaves. False: it does not run."""
    if not await _turn(s, push_id, PushState.PAUSED, PushState.RUNNING):
        return False
    await hold_back(s, push_id, PushState.PAUSED)
    return True


async def resume(s: WriteSession, push_id: int, now: datetime) -> bool:
    """Goes on where it was. False: it is not paused."""
    if not await _turn(s, push_id, PushState.RUNNING, PushState.PAUSED):
        return False
    await s.run(_waiting(push_id).where(_D.due_at == _literal(_NEVER)).values(due_at=now))
    return True


async def cancel(s: WriteSession, push_id: int) -> bool:
    """What has not left will not. False: it is over already."""
    if not await _turn(s, push_id, PushState.CANCELLED, PushState.DRAFT, PushState.RUNNING, PushState.PAUSED):
        return False
    await hold_back(s, push_id, PushState.CANCELLED)
    return True


async def hold_back(s: WriteSession, push_id: int, state: PushState) -> int:
    """What waits of a paused or cancelled push is not claimed (again and again: a courier may have given something back).

    Nothing where the push is in another `state` by now: whoever read it as paused may come behind the one who resumed it, and
    what is held then would never leave. The update of nothing holds the push's row, so that no resume comes in between.
    """
    if not await s.run(update(pushes).where(_P.id == push_id, _P.state == state).values(state=state)):
        return 0
    waiting = _waiting(push_id).where(_D.due_at != _literal(_NEVER))
    if state is PushState.PAUSED:
        return await s.run(waiting.values(due_at=_NEVER))
    gone = {"state": DeliveryState.CANCELLED, "due_at": None, "reason": CANCELLED}
    return await s.run(_waiting(push_id).where(_D.state == DeliveryState.PENDING).values(**gone)) + await s.run(
        _waiting(push_id).values(due_at=None)  # it may have arrived: it stays uncertain, and is not tried again
    )


async def active(s: ReadSession) -> tuple[Push, ...]:
    """Those that are confirmed and not over, and those whose end is not told yet in their progress message.

    One without a message counts too: a process that was killed between sending the first and keeping its id left the admin one
    that would say «running» for ever; the end is told in another.
    """
    untold = _P.settled_at.is_not(None) & or_(_P.told_at.is_(None), _P.told_at <= _P.settled_at)
    confirmed = _P.started_at.is_not(None) & _P.settled_at.is_(None)
    return tuple(_push(row) for row in await s.rows(select(pushes).where(or_(confirmed, untold)).order_by(_P.id)))


async def expand(s: WriteSession, push: Push, now: datetime, limit: int) -> int:
    """Owes the push to the next `limit` chats of its audience and moves the mark, in one transaction. Gives the number owed.

    The last part looks at the whole audience once more: a group may have become a supergroup behind the mark.
    """
    fresh = await get(s, push.id)
    if fresh is None or fresh.state is not PushState.RUNNING or fresh.expanded:
        return 0
    query = _audience(fresh.audience, fresh.started_at or now)
    if fresh.after_chat_id is not None:
        query = query.where(chats.c.chat_id > fresh.after_chat_id)
    found = [Address(row.chat_id, row.thread_id) for row in await s.rows(query.order_by(chats.c.chat_id).limit(limit))]
    last = len(found) < limit
    if last:
        missed = _audience(fresh.audience, fresh.started_at or now).where(~_owed_to_chat(fresh.key))
        found += [Address(row.chat_id, row.thread_id) for row in await s.rows(missed)]
    what: dict[str, object] = {"push": fresh.id}
    new = [NewDelivery(at, DeliveryKind.PUSH, fresh.key, what, now, Priority.PUSH) for at in dict.fromkeys(found)]
    owed = await outbox.owe_all(s, new, now)
    mark = max((address.chat_id for address in found), default=fresh.after_chat_id)
    values = {"after_chat_id": mark, "expanded": last, "owed": _P.owed + owed}
    await s.run(update(pushes).where(_P.id == push.id).values(**values))
    return owed


async def outstanding(s: ReadSession, push: Push) -> int:
    """How many of its deliveries are not settled."""
    query = select(func.count()).select_from(deliveries).where(_IS_PUSH, _D.key == push.key, _D.due_at.is_not(None))
    return int(await s.scalar(query))


async def finish(s: WriteSession, push_id: int, now: datetime) -> bool:
    """It is over: all its deliveries are settled. False: another process found so before."""
    await _turn(s, push_id, PushState.DONE, PushState.RUNNING)
    over = (_P.id == push_id) & _P.settled_at.is_(None) & _P.state.in_([PushState.DONE, PushState.CANCELLED])
    return await s.run(update(pushes).where(over).values(settled_at=now)) == 1


async def may_tell(s: WriteSession, push_id: int, now: datetime, every: timedelta) -> bool:
    """Takes the right to edit the progress message, which is given once in `every`, whoever asks and whatever crashed."""
    quiet = or_(_P.told_at.is_(None), _P.told_at <= now - every)
    return await s.run(update(pushes).where(_P.id == push_id, quiet).values(told_at=now)) == 1


async def told_in(s: WriteSession, push_id: int, message_id: int) -> None:
    """The progress message of a push."""
    await s.run(update(pushes).where(_P.id == push_id).values(message_id=message_id))


async def counts(s: ReadSession, push: Push) -> PushCounts:
    """What became of its deliveries so far."""
    open_ = _D.due_at.is_not(None).label("open")
    query = select(_D.state, _D.reason, open_, func.count().label("number")).where(_IS_PUSH, _D.key == push.key)
    found: dict[str, Counter[str]] = {name: Counter() for name in ("failed", "dropped")}
    plain: Counter[str] = Counter()
    for row in await s.rows(query.group_by(_D.state, _D.reason, open_)):
        reason = row.reason or ""
        if row.open:
            plain["waiting"] += row.number
        elif row.state in (DeliveryState.SENT, DeliveryState.UNCERTAIN, DeliveryState.HELD):
            plain[row.state] += row.number
        elif any(word in reason for word in UNREACHABLE):
            plain["blocked"] += row.number
        else:
            found["failed" if row.state == DeliveryState.FAILED else "dropped"][reason] += row.number
    known = sum(plain.values()) + sum(sum(part.values()) for part in found.values())
    gone = max(0, push.owed - known)
    failed, dropped = found["failed"], found["dropped"]
    again = select(func.count()).select_from(deliveries).where(_IS_PUSH, _D.key == push.key)
    doubted = int(await s.scalar(again.where(_D.state == DeliveryState.SENT, _D.doubts > 0)))
    sent, waiting, blocked, uncertain, held = (plain[name] for name in ("sent", "waiting", "blocked", "uncertain", "held"))
    return PushCounts(sent, waiting, blocked, failed, dropped, uncertain, gone, held, doubted)


async def size(s: ReadSession, audience: Audience, now: datetime) -> int:
    """How many chats it has at this moment."""
    return int(await s.scalar(select(func.count()).select_from(_audience(audience, now).subquery())))


async def rest(s: ReadSession, push: Push, now: datetime) -> int:
    """How many chats of its audience are still to be owed it."""
    if push.expanded:
        return 0
    left = _audience(push.audience, push.started_at or now)
    if push.after_chat_id is not None:
        left = left.where(chats.c.chat_id > push.after_chat_id)
    return int(await s.scalar(select(func.count()).select_from(left.subquery())))


def _audience(audience: Audience, before: datetime) -> Select[Any]:
    """One address (the general topic, where it is known) of each active chat of the audience that was there `before`."""
    query = (
        select(chats.c.chat_id, func.min(chats.c.thread_id).label("thread_id"))
        .where(chats.c.state == ChatState.ACTIVE, chats.c.created_at <= before)
        .group_by(chats.c.chat_id)
    )
    match audience.kind:
        case AudienceKind.ALL:
            return query
        case AudienceKind.GROUPS:
            return query.where(chats.c.kind == ChatKind.GROUP)
        case AudienceKind.CHANNELS:
            return query.where(chats.c.kind == ChatKind.CHANNEL)
        case AudienceKind.TEST:
            return query.where(chats.c.chat_id.in_(audience.ids))
        case AudienceKind.FOLLOWERS:
            return query.where(_follows(audience).exists())


def _follows(audience: Audience) -> Select[Any]:
    f = subscriptions.c
    query = select(f.id).where(f.chat_id == chats.c.chat_id, f.muted.is_(False))
    if audience.who and audience.who.startswith(NAME):  # followed under the spelling of the day
        bare = found_by(audience.who)
        return query.where(or_(f.who == bare, f.who.startswith(f"{bare}|", autoescape=True)))
    if audience.who:
        return query.where(f.who == audience.who)
    return query.where(f.country == audience.country) if audience.country else query.where(f.topic == audience.topic)


def _owed_to_chat(key: str) -> Any:
    return select(_D.id).where(_D.chat_id == chats.c.chat_id, _D.key == key).exists()


def _waiting(push_id: int) -> Any:
    return update(deliveries).where(_IS_PUSH, _D.key == f"push:{push_id}", _D.state.in_(chats_.WAITING), _D.due_at.is_not(None))


async def _turn(s: WriteSession, push_id: int, to: PushState, *before: PushState) -> bool:
    return await s.run(update(pushes).where(_P.id == push_id, _P.state.in_(before)).values(state=to)) == 1


def _literal(at: datetime) -> Any:
    return literal(at, _D.due_at.type)


def _to_json(audience: Audience) -> dict[str, Any]:
    return {**asdict(audience), "ids": list(audience.ids)}


def _push(row: Row[Any]) -> Push:
    values = dict(row._mapping)
    held = values["audience"]
    values["audience"] = Audience(**{**held, "kind": AudienceKind(held["kind"]), "ids": tuple(held["ids"])})
    values["state"] = PushState(values["state"])
    return Push(**values)
