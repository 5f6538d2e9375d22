"""Answers that can be paged: the question behind a button, kept for some days and then forgotten (`jobs.prune`)."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from sqlalchemy import delete, insert, select

from storage.database import ReadSession, WriteSession
from storage.records import Address, Query
from storage.schema import asked


async def remember(s: WriteSession, address: Address, payload: dict[str, Any], now: datetime) -> int:
    """Keeps what an answer's buttons need and gives the number that they carry. The address must be known (`chats.ensure`)."""
    values = {"chat_id": address.chat_id, "thread_id": address.thread_id, "payload": payload, "at": now}
    return await s.insert(insert(asked).values(**values))


async def recall(s: ReadSession, number: int, address: Address) -> dict[str, Any] | None:
    """What was kept under that number for that address; None where it is another's, or forgotten."""
    here = (asked.c.chat_id == address.chat_id) & (asked.c.thread_id == address.thread_id)
    payload: dict[str, Any] | None = await s.scalar(select(asked.c.payload).where(asked.c.id == number, here))
    return payload


async def prune(s: WriteSession, before: datetime) -> int:
    """Forgets what was asked before that moment."""
    return await s.run(delete(asked).where(asked.c.at < before))


def query_to_json(query: Query) -> dict[str, Any]:
    """The question as JSON; what it does not ask for is left out."""
    found: dict[str, Any] = {}
    for name, value in asdict(query).items():
        if isinstance(value, datetime):
            found[name] = value.isoformat()
        elif value:
            found[name] = list(value) if isinstance(value, tuple) else value
    return found


def query_from_json(stored: dict[str, Any]) -> Query:
    """What `query_to_json` was given; unknown names are ignored, so that old buttons live through changes."""
    values: dict[str, Any] = {}
    for name in {field.name for field in fields(Query)} & stored.keys():
        value = stored[name]
        if name in {"since", "until"}:
            value = datetime.fromisoformat(value)
        values[name] = tuple(value) if isinstance(value, list) else value
    return Query(**values)
