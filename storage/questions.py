"""Questions as they were understood, for the buttons under their answers; what was typed is not kept."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from storage.database import ReadSession, WriteSession
from storage.records import Address, Query
from storage.schema import questions


async def remember(s: WriteSession, address: Address, payload: dict[str, Any], now: datetime) -> int:
    """Keeps what a button will refer to; gives its number."""
    values = {"chat_id": address.chat_id, "thread_id": address.thread_id, "payload": payload, "asked_at": now}
    return await s.insert(insert(questions).values(**values))


async def recall(s: ReadSession, number: int, address: Address) -> dict[str, Any] | None:
    """What a button refers to; None where it is forgotten, or was never this address's."""
    own = (questions.c.chat_id == address.chat_id) & (questions.c.thread_id == address.thread_id)
    row = await s.first(select(questions.c.payload).where(questions.c.id == number, own))
    return dict(row.payload) if row else None


async def prune(s: WriteSession, before: datetime) -> int:
    """Forgets the questions asked before that moment; gives how many."""
    return await s.run(delete(questions).where(questions.c.asked_at < before))


def query_to_json(query: Query) -> dict[str, Any]:
    values = asdict(query)
    for name in ("since", "until"):
        values[name] = values[name].isoformat() if values[name] else None
    return values


def query_from_json(stored: dict[str, Any]) -> Query:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()}
    for name in ("since", "until"):
        values[name] = datetime.fromisoformat(values[name]) if values[name] else None
    return Query(**values)
