"""Who did what, when, to what, from what to what. Rows are only added: nothing here changes or deletes one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import insert, select

from storage.database import ReadSession, WriteSession
from storage.office_records import AuditEntry
from storage.schema import audit


async def note(
    s: WriteSession, admin_id: int, action: str, subject: str, now: datetime, detail: Mapping[str, object] | None = None
) -> int:
    """Writes down what an admin did, in the transaction of the deed: neither is there without the other.

    `action` is a word of `bot.texts.admin.ACTIONS`; `detail` plain JSON, with `from` and `to` where something changed.
    """
    values = {"at": now, "admin_id": admin_id, "action": action, "subject": subject, "detail": dict(detail or {})}
    return await s.insert(insert(audit).values(**values))


async def latest(s: ReadSession, limit: int, offset: int = 0) -> tuple[AuditEntry, ...]:
    """The entries, the newest first."""
    rows = await s.rows(select(audit).order_by(audit.c.id.desc()).limit(limit).offset(offset))
    return tuple(AuditEntry(row.id, row.at, row.admin_id, row.action, row.subject, row.detail) for row in rows)
