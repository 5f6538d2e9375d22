"""Chats that an operator closed: nothing goes there and nothing is answered there, but what concerns their own data."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update

from storage import chats as chats_
from storage.database import ReadSession, WriteSession
from storage.records import Address, ChatKind, ChatState, DeliveryState
from storage.schema import chats, deliveries


async def ban(s: WriteSession, chat_id: int, reason: str, now: datetime) -> bool:
    """Closes a chat with all its topics, also one that never wrote; what waits for it is cancelled. False: it was closed."""
    rows = await s.rows(select(chats.c.state).where(chats.c.chat_id == chat_id))
    if rows and all(row.state == ChatState.BANNED for row in rows):
        return False
    if not rows:
        await chats_.ensure(s, Address(chat_id), ChatKind.PRIVATE if chat_id > 0 else ChatKind.GROUP, now)
    await s.run(update(chats).where(chats.c.chat_id == chat_id).values(state=ChatState.BANNED, state_reason=reason))
    waiting = update(deliveries).where(deliveries.c.chat_id == chat_id, deliveries.c.due_at.is_not(None))
    pending = waiting.where(deliveries.c.state.in_(chats_.WAITING))
    await s.run(pending.values(state=DeliveryState.CANCELLED, due_at=None, reason="the chat is banned"))
    return True


async def unban(s: WriteSession, chat_id: int) -> str | None:
    """Opens it again; gives the reason for which it was closed. None: it was not."""
    banned = (chats.c.chat_id == chat_id) & (chats.c.state == ChatState.BANNED)
    reason = await s.scalar(select(chats.c.state_reason).where(banned))
    awake = {"state": ChatState.ACTIVE, "state_reason": None, "last_briefing_at": None, "next_briefing_at": None}
    return str(reason or "") if await s.run(update(chats).where(banned).values(**awake)) else None


async def is_banned(s: ReadSession, chat_id: int) -> bool:
    query = select(chats.c.chat_id).where(chats.c.chat_id == chat_id, chats.c.state == ChatState.BANNED).limit(1)
    return await s.scalar(query) is not None


async def banned(s: ReadSession, limit: int, offset: int = 0) -> tuple[tuple[int, str], ...]:
    """(chat, reason) of those that are closed, a forum once."""
    reason = func.max(chats.c.state_reason).label("reason")
    query = select(chats.c.chat_id, reason).where(chats.c.state == ChatState.BANNED).group_by(chats.c.chat_id)
    rows = await s.rows(query.order_by(chats.c.chat_id).limit(limit).offset(offset))
    return tuple((row.chat_id, row.reason or "") for row in rows)
