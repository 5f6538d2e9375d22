"""Chats: the addresses that talk with the bot, their settings, and what Telegram says about them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, time
from typing import Any

from sqlalchemy import Row, Table, delete, insert, or_, select, update

from storage.database import ReadSession, WriteSession
from storage.expressions import in_parts
from storage.records import Address, Chat, ChatKind, ChatSettings, ChatState, DeliveryState
from storage.schema import chat_sources_off, chats, deliveries, drafts, newsrooms, questions, reports, sources, subscriptions

WAITING = (DeliveryState.PENDING, DeliveryState.UNCERTAIN)
"""Deliveries that are not in flight; those of them with a `due_at` are still to be sent."""


async def ensure(s: WriteSession, address: Address, kind: ChatKind, now: datetime) -> Chat:
    """The chat of that address, made with the defaults of its kind where it is new."""
    known = await get(s, address)
    if known is not None:
        return known
    state = await s.scalar(select(chats.c.state).where(chats.c.chat_id == address.chat_id).limit(1))
    values = {
        "chat_id": address.chat_id,
        "thread_id": address.thread_id,
        "kind": kind,
        "state": state or ChatState.ACTIVE,
        "settings": _to_json(default_settings(kind)),
        "created_at": now,
    }
    await s.run(insert(chats).values(**values))
    made = await get(s, address)
    assert made is not None
    return made


def default_settings(kind: ChatKind) -> ChatSettings:
    """What an address has before anybody chooses: a group gets one briefing a day, a private chat two."""
    return ChatSettings(briefing_times=(time(21, 0),)) if kind is ChatKind.GROUP else ChatSettings()


async def get(s: ReadSession, address: Address) -> Chat | None:
    return (await get_many(s, [address])).get(address)


async def get_many(s: ReadSession, addresses: Sequence[Address]) -> dict[Address, Chat]:
    """The chats of these addresses, those that exist."""
    wanted, found = set(addresses), {}
    for some in in_parts(sorted({address.chat_id for address in addresses})):
        off: dict[Address, list[int]] = defaultdict(list)
        for row in await s.rows(select(chat_sources_off).where(chat_sources_off.c.chat_id.in_(some))):
            off[Address(row.chat_id, row.thread_id)].append(row.source_id)
        for row in await s.rows(select(chats).where(chats.c.chat_id.in_(some))):
            address = Address(row.chat_id, row.thread_id)
            if address in wanted:
                found[address] = _chat(row, tuple(sorted(off[address])))
    return found


async def of_kind(s: ReadSession, kind: ChatKind, limit: int, offset: int = 0) -> tuple[Chat, ...]:
    """Active chats of a kind (topics aside), the newest first."""
    query = select(chats).where(chats.c.kind == kind, chats.c.state == ChatState.ACTIVE, chats.c.thread_id == 0)
    newest = query.order_by(chats.c.created_at.desc(), chats.c.chat_id)
    return tuple(_chat(row, ()) for row in await s.rows(newest.limit(limit).offset(offset)))


async def set_settings(s: WriteSession, address: Address, settings: ChatSettings) -> None:
    """Keeps the choices of an address; where they touch its clock, its next briefing is worked out anew."""
    before = await get(s, address)
    values: dict[str, Any] = {"settings": _to_json(settings), "delete_after_h": settings.delete_after_h}
    if before is not None and _clock_of(before.settings) != _clock_of(settings):
        values["next_briefing_at"] = None
    await s.run(update(chats).where(_at(chats, address)).values(**values))
    await s.run(delete(chat_sources_off).where(_at(chat_sources_off, address)))
    known = select(sources.c.id).where(sources.c.id.in_(settings.sources_off))
    off = [{"chat_id": address.chat_id, "thread_id": address.thread_id, "source_id": row.id} for row in await s.rows(known)]
    if off:
        await s.run(insert(chat_sources_off), off)


def _clock_of(settings: ChatSettings) -> tuple[object, ...]:
    return settings.timezone, settings.briefing_times, settings.briefing_days, settings.paused_until


async def briefing_due(s: ReadSession, now: datetime, limit: int) -> tuple[tuple[Address, datetime | None], ...]:
    """Active addresses whose briefing is due, and since when; None where that is to be worked out."""
    c = chats.c
    query = (
        select(c.chat_id, c.thread_id, c.next_briefing_at)
        .where(c.state == ChatState.ACTIVE, or_(c.next_briefing_at.is_(None), c.next_briefing_at <= now))
        .order_by(c.next_briefing_at, c.chat_id, c.thread_id)
        .limit(limit)
    )
    return tuple((Address(row.chat_id, row.thread_id), row.next_briefing_at) for row in await s.rows(query))


async def set_next_briefing(s: WriteSession, address: Address, was: datetime | None, at: datetime) -> bool:
    """Moves the next briefing from `was` to `at`. False: another process did it, or the settings changed meanwhile."""
    c = chats.c
    unchanged = c.next_briefing_at.is_(None) if was is None else c.next_briefing_at == was
    return await s.run(update(chats).where(_at(chats, address), unchanged).values(next_briefing_at=at)) == 1


async def briefed(s: WriteSession, address: Address, until: datetime) -> None:
    """The address heard everything up to `until`; the next briefing begins there."""
    earlier = or_(chats.c.last_briefing_at.is_(None), chats.c.last_briefing_at < until)
    await s.run(update(chats).where(_at(chats, address), earlier).values(last_briefing_at=until))


async def sleep(s: WriteSession, chat_id: int, reason: str) -> None:
    """Telegram says that the chat cannot be reached: what waits for it is cancelled with that reason, the rest is kept."""
    active = update(chats).where(chats.c.chat_id == chat_id, chats.c.state == ChatState.ACTIVE)
    await s.run(active.values(state=ChatState.ASLEEP, state_reason=reason))
    waiting = update(deliveries).where(
        deliveries.c.chat_id == chat_id, deliveries.c.state.in_(WAITING), deliveries.c.due_at.is_not(None)
    )
    await s.run(waiting.values(state=DeliveryState.CANCELLED, due_at=None, reason=f"the chat sleeps: {reason}"))


async def ban(s: WriteSession, chat_id: int, reason: str) -> bool:
    """Shuts a chat out: nothing is sent to it and what waits is cancelled; it wakes by nothing. False where it is not known."""
    known = update(chats).where(chats.c.chat_id == chat_id)
    if await s.run(known.values(state=ChatState.BANNED, state_reason=reason)) == 0:
        return False
    waiting = update(deliveries).where(
        deliveries.c.chat_id == chat_id, deliveries.c.state.in_(WAITING), deliveries.c.due_at.is_not(None)
    )
    await s.run(waiting.values(state=DeliveryState.CANCELLED, due_at=None, reason="the chat is banned"))
    return True


async def unban(s: WriteSession, chat_id: int) -> bool:
    """Lets a chat in again; its briefings begin anew. False where it was not banned."""
    banned = update(chats).where(chats.c.chat_id == chat_id, chats.c.state == ChatState.BANNED)
    awake = {"state": ChatState.ACTIVE, "state_reason": None, "last_briefing_at": None, "next_briefing_at": None}
    return await s.run(banned.values(**awake)) > 0


async def is_banned(s: ReadSession, chat_id: int) -> bool:
    banned = select(chats.c.chat_id).where(chats.c.chat_id == chat_id, chats.c.state == ChatState.BANNED)
    return await s.first(banned) is not None


async def wake(s: WriteSession, chat_id: int) -> bool:
    """The chat speaks with the bot again, and its briefings begin anew. False where it was not asleep (a banned one stays so)."""
    asleep = update(chats).where(chats.c.chat_id == chat_id, chats.c.state == ChatState.ASLEEP)
    awake = {"state": ChatState.ACTIVE, "state_reason": None, "last_briefing_at": None, "next_briefing_at": None}
    return await s.run(asleep.values(**awake)) > 0


async def migrate(s: WriteSession, old_chat_id: int, new_chat_id: int) -> bool:
    """A group became a supergroup: everything goes to the new id. False where the old one is not known.

    The new id may be known already, since Telegram tells of a migration twice and in any order: then what only the old one has is
    added to it, and where both have the same (settings, a follow, a delivery) the older choice wins, except that of a chat that
    was just made with nothing in it.
    """
    old = await s.rows(select(chats).where(chats.c.chat_id == old_chat_id))
    if not old or old_chat_id == new_chat_id:
        return False
    new = {row.thread_id for row in await s.rows(select(chats.c.thread_id).where(chats.c.chat_id == new_chat_id))}
    for row in old:
        if row.thread_id in new:
            await _merge(s, row, new_chat_id)
        else:
            here = _at(chats, Address(old_chat_id, row.thread_id))
            await s.run(update(chats).where(here).values(chat_id=new_chat_id))  # the rest follows by ON UPDATE CASCADE
    await s.run(update(questions).where(questions.c.chat_id == old_chat_id).values(chat_id=new_chat_id))
    for table in (newsrooms, drafts):
        await s.run(update(table).where(table.c.editors_id == old_chat_id).values(editors_id=new_chat_id))
    await s.run(update(chats).where(chats.c.chat_id == new_chat_id).values(state=ChatState.ACTIVE, state_reason=None))
    return True


_MOVED: dict[Table, str] = {
    subscriptions: "key",
    deliveries: "key",
    chat_sources_off: "source_id",
    reports: "statement_id",
}
"""What belongs to an address, and what makes a row of it the same in another."""


async def _merge(s: WriteSession, old: Row[Any], new_chat_id: int) -> None:
    """Moves what the old address has to the new one, which exists, and removes the old."""
    before, after = Address(old.chat_id, old.thread_id), Address(new_chat_id, old.thread_id)
    for table, key in _MOVED.items():
        taken = select(table.c[key]).where(_at(table, after))
        rows = update(table).where(_at(table, before), table.c[key].not_in(taken))
        await s.run(rows.values(chat_id=new_chat_id))
    kept = {
        name: getattr(old, name) for name in ("settings", "delete_after_h", "created_at", "last_briefing_at", "next_briefing_at")
    }
    await s.run(update(chats).where(_at(chats, after), chats.c.created_at >= old.created_at).values(**kept))
    await s.run(delete(chats).where(_at(chats, before)))


async def export(s: ReadSession, chat_id: int) -> dict[str, Any]:
    """Everything that is kept about the chat, for its owner: plain JSON values."""
    found = []
    for row in await s.rows(select(chats).where(chats.c.chat_id == chat_id).order_by(chats.c.thread_id)):
        address = Address(row.chat_id, row.thread_id)
        entry: dict[str, Any] = {name: _plain(value) for name, value in row._mapping.items()}
        entry["sources_off"] = [
            r.slug
            for r in await s.rows(
                select(sources.c.slug)
                .join(chat_sources_off, chat_sources_off.c.source_id == sources.c.id)
                .where(_at(chat_sources_off, address))
                .order_by(sources.c.slug)
            )
        ]
        for table, names in _EXPORTED.items():
            columns = [table.c[name] for name in names]
            rows = await s.rows(select(*columns).where(_at(table, address)).order_by(table.c.id))
            entry[table.name] = [{name: _plain(value) for name, value in r._mapping.items()} for r in rows]
        found.append(entry)
    return {"chat_id": chat_id, "addresses": found}


_EXPORTED: dict[Table, tuple[str, ...]] = {
    subscriptions: ("who", "who_as", "country", "country_as", "topic", "phrase", "about", "alerts", "muted", "created_at"),
    deliveries: ("kind", "key", "state", "payload", "created_at", "sent_at"),
    reports: ("statement_id", "what", "state", "at"),
    questions: ("payload", "asked_at"),
}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


async def forget(s: WriteSession, chat_id: int) -> bool:
    """Deletes every row about the chat and all of its topics. False where there was none.

    Of a banned chat one bare row stays, which says that it is banned and nothing else.
    """
    banned = await s.first(select(chats).where(chats.c.chat_id == chat_id, chats.c.state == ChatState.BANNED))
    await s.run(delete(questions).where(questions.c.chat_id == chat_id))  # asked before the chat was known, too
    found = await s.run(delete(chats).where(chats.c.chat_id == chat_id)) > 0  # the rest goes by ON DELETE CASCADE
    if banned is not None:
        await ensure(s, Address(chat_id), ChatKind(banned.kind), banned.created_at)
        await s.run(update(chats).where(chats.c.chat_id == chat_id).values(state=ChatState.BANNED))
    return found


def _at(table: Any, address: Address) -> Any:
    return (table.c.chat_id == address.chat_id) & (table.c.thread_id == address.thread_id)


def _chat(row: Row[Any], off: tuple[int, ...]) -> Chat:
    return Chat(
        address=Address(row.chat_id, row.thread_id),
        kind=ChatKind(row.kind),
        state=ChatState(row.state),
        settings=_from_json(row.settings, off),
        created_at=row.created_at,
        last_briefing_at=row.last_briefing_at,
        state_reason=row.state_reason,
    )


def _to_json(settings: ChatSettings) -> dict[str, Any]:
    values = asdict(settings)
    del values["sources_off"]  # rows of their own: they take part in matching
    values["briefing_times"] = [at.isoformat("minutes") for at in settings.briefing_times]
    values["briefing_days"] = list(settings.briefing_days)
    values["hushed"] = list(settings.hushed)
    for name in ("quiet_from", "quiet_to"):
        values[name] = values[name].isoformat("minutes") if values[name] else None
    values["paused_until"] = settings.paused_until.isoformat() if settings.paused_until else None
    return values


def _from_json(stored: dict[str, Any], off: tuple[int, ...]) -> ChatSettings:
    values = dict(stored)
    values["briefing_times"] = tuple(time.fromisoformat(at) for at in values["briefing_times"])
    values["briefing_days"] = tuple(values["briefing_days"])
    values["hushed"] = tuple(values.get("hushed", ()))  # younger than the first chats
    for name in ("quiet_from", "quiet_to"):
        values[name] = time.fromisoformat(values[name]) if values[name] else None
    values["paused_until"] = datetime.fromisoformat(values["paused_until"]) if values["paused_until"] else None
    return ChatSettings(**values, sources_off=off)
