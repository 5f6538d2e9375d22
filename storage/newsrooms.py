"""Newsrooms: what a channel publishes goes to its editors first. docs/admin.md draws the way of a draft.

A delivery to a channel with editors is owed as `held`: it has its key, so nothing owes it twice, and nothing sends it. An editor
makes it pending (published, or at a time) or cancels it. Only what every follow behind it makes automatic goes by itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, text, update

from storage.database import ReadSession, WriteSession
from storage.office_records import Draft, DraftState, HouseStyle, Newsroom
from storage.records import Address, DeliveryKind, DeliveryState, NewDelivery
from storage.schema import automatic_follows, deliveries, drafts, newsrooms, subscriptions

_D = deliveries.c
_FREE = frozenset({DeliveryKind.NOTICE, DeliveryKind.DELETE, DeliveryKind.DRAFT})
"""What no editor is asked about: it publishes nothing."""
_IS_HELD = text("deliveries.state = 'held'")  # written out: with a bound value the partial index would not serve


async def found(s: WriteSession, newsroom: Newsroom, title: str, now: datetime) -> None:
    """Gives a channel its editors and style, in place of those it had: what waits is shown to the new ones, and those of before
    decide nothing any more."""
    before = await get(s, newsroom.channel_id)
    if before is not None and before.editors.chat_id != newsroom.editors.chat_id:
        of_channel = drafts.c.delivery_id.in_(select(_D.id).where(_D.chat_id == newsroom.channel_id))
        await s.run(delete(drafts).where(of_channel, drafts.c.state == DraftState.WAITING))
        await s.run(update(drafts).where(of_channel).values(editors_id=newsroom.editors.chat_id))
    await s.run(delete(newsrooms).where(newsrooms.c.channel_id == newsroom.channel_id))
    at = {"editors_id": newsroom.editors.chat_id, "editors_thread": newsroom.editors.thread_id}
    values = {"channel_id": newsroom.channel_id, **at, "style": _to_json(newsroom.style, title), "by": newsroom.by, "at": now}
    await s.run(insert(newsrooms).values(**values))


async def set_style(s: WriteSession, channel_id: int, style: HouseStyle) -> bool:
    """Another house style. False: the channel has no newsroom."""
    row = await s.first(select(newsrooms.c.style).where(newsrooms.c.channel_id == channel_id))
    if row is None:
        return False
    values = {"style": _to_json(style, str(row.style.get("title", "")))}
    return await s.run(update(newsrooms).where(newsrooms.c.channel_id == channel_id).values(**values)) == 1


async def remove(s: WriteSession, channel_id: int) -> bool:
    """The channel has no editors any more: what waits for them is cancelled, what comes is published. False: it had none."""
    held = update(deliveries).where(_D.chat_id == channel_id, _IS_HELD)
    await s.run(held.values(state=DeliveryState.CANCELLED, reason="the newsroom was closed"))
    return await s.run(delete(newsrooms).where(newsrooms.c.channel_id == channel_id)) == 1


async def get(s: ReadSession, channel_id: int) -> Newsroom | None:
    row = await s.first(select(newsrooms).where(newsrooms.c.channel_id == channel_id))
    return None if row is None else _newsroom(row)


async def all_of_them(s: ReadSession) -> tuple[tuple[Newsroom, str], ...]:
    """Each newsroom with its channel's title."""
    rows = await s.rows(select(newsrooms).order_by(newsrooms.c.at))
    return tuple((_newsroom(row), str(row.style.get("title", ""))) for row in rows)


async def set_automatic(s: WriteSession, subscription_id: int, automatic: bool) -> bool:
    """Whether what a follow of a channel brings is published without an editor. False: nothing changed."""
    here = automatic_follows.c.subscription_id == subscription_id
    if not automatic:
        return await s.run(delete(automatic_follows).where(here)) == 1
    if await s.scalar(select(subscriptions.c.id).where(subscriptions.c.id == subscription_id)) is None:
        return False
    if await s.scalar(select(automatic_follows.c.subscription_id).where(here)) is not None:
        return False
    await s.run(insert(automatic_follows).values(subscription_id=subscription_id))
    return True


async def automatic(s: ReadSession) -> frozenset[int]:
    """The follows that need no editor."""
    return frozenset(row.subscription_id for row in await s.rows(select(automatic_follows.c.subscription_id)))


async def held(s: ReadSession, new: Sequence[NewDelivery]) -> tuple[bool, ...]:
    """Which of these are to wait for an editor. For an installation without newsrooms this is one look at an empty table."""
    if all(one.kind in _FREE for one in new):
        return (False,) * len(new)
    channels = {row.channel_id for row in await s.rows(select(newsrooms.c.channel_id))}
    if not any(one.address.chat_id in channels for one in new):
        return (False,) * len(new)
    free = await automatic(s)
    return tuple(one.address.chat_id in channels and one.kind not in _FREE and not _by_itself(one.payload, free) for one in new)


def _by_itself(payload: Mapping[str, object], free: frozenset[int]) -> bool:
    """Whether every follow that brought it is automatic; a briefing names them with its items."""
    follows = payload.get("follows")
    if not isinstance(follows, list):
        items = payload.get("items")
        follows = [item.get("follow") for item in items] if isinstance(items, list) else []
    return bool(follows) and all(number in free for number in follows)


async def undrafted(s: ReadSession, limit: int) -> tuple[tuple[int, Newsroom], ...]:
    """(delivery, newsroom) of what is held and was not shown to its editors, the oldest first."""
    known = select(drafts.c.delivery_id).where(drafts.c.delivery_id == _D.id)
    query = select(_D.id.label("delivery_id"), newsrooms).join(newsrooms, newsrooms.c.channel_id == _D.chat_id)
    rows = await s.rows(query.where(_IS_HELD, ~known.exists()).order_by(_D.id).limit(limit))
    return tuple((row.delivery_id, _newsroom(row)) for row in rows)


async def drafted(s: WriteSession, delivery_id: int, editors_id: int, now: datetime) -> None:
    """The editors are shown it."""
    values = {"delivery_id": delivery_id, "editors_id": editors_id, "state": DraftState.WAITING, "at": now}
    await s.run(insert(drafts).values(**values))


async def draft(s: ReadSession, delivery_id: int) -> Draft | None:
    row = await s.first(select(drafts).where(drafts.c.delivery_id == delivery_id))
    return None if row is None else Draft(row.delivery_id, row.editors_id, DraftState(row.state), row.by, row.name, row.at)


async def decide(
    s: WriteSession, delivery_id: int, state: DraftState, by: int, name: str, now: datetime, at: datetime | None = None
) -> bool:
    """What an editor decides about a draft that waits: published now, scheduled for `at`, rejected. False: it was decided
    before, or withdrawn. A scheduled one can still be published or rejected until it leaves."""
    before = (DraftState.WAITING,) if state is DraftState.SCHEDULED else (DraftState.WAITING, DraftState.SCHEDULED)
    scheduled = (_D.state == DeliveryState.PENDING) & (_D.due_at > now)
    waiting = (_D.id == delivery_id) & ((_D.state == DeliveryState.HELD) | scheduled)
    if state is DraftState.REJECTED:
        values: dict[str, Any] = {"state": DeliveryState.CANCELLED, "due_at": None, "reason": f"rejected by {by}"}
    else:
        values = {"state": DeliveryState.PENDING, "due_at": at or now, "not_before": at or now, "expires_at": None}
    here = (drafts.c.delivery_id == delivery_id) & drafts.c.state.in_(before) & select(_D.id).where(waiting).exists()
    if await s.run(update(drafts).where(here).values(state=state, by=by, name=name, at=now)) != 1:
        return False  # decided, or what it is about has left or was withdrawn: then nobody is written under it
    return await s.run(update(deliveries).where(waiting).values(**values)) == 1


async def rewrite(s: WriteSession, delivery_id: int, html: str) -> bool:
    """The editors' own words instead of what was rendered. False: it is not held any more."""
    payload = await s.scalar(select(_D.payload).where(_D.id == delivery_id, _IS_HELD))
    if payload is None:
        return False
    changed = update(deliveries).where(_D.id == delivery_id, _IS_HELD)
    return await s.run(changed.values(payload={**payload, "edited": html})) == 1


def _to_json(style: HouseStyle, title: str) -> dict[str, Any]:
    names = {str(slug): name for slug, name in style.names.items()}
    return {"title": title, "names": names, "digits": style.digits, "hashtags": style.hashtags, "signature": style.signature}


def _newsroom(row: Row[Any]) -> Newsroom:
    kept = {name: value for name, value in row.style.items() if name != "title"}
    return Newsroom(row.channel_id, Address(row.editors_id, row.editors_thread), HouseStyle(**kept), row.by)
