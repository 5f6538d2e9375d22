"""Those whom the owners appointed, and what an admin's next message answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select

from storage.database import ReadSession, WriteSession
from storage.office_records import Admin, Role
from storage.schema import admins, awaited

AWAITED_FOR = timedelta(hours=1)
"""After that a message is no answer to what was asked: who went away and comes back with a question gets it answered."""
_ROLES = {"viewer": Role.VIEWER, "editor": Role.EDITOR}


async def appoint(s: WriteSession, user_id: int, role: Role, name: str, by: int, now: datetime) -> Role:
    """Gives somebody a role (viewer or editor) in place of the one they had, which is returned.

    Raises:
        ValueError: the role cannot be given: owners stand in the settings.
    """
    word = next((word for word, known in _ROLES.items() if known is role), None)
    if word is None:
        raise ValueError(f"{role.name} cannot be appointed")
    before = await role_of(s, user_id)
    await s.run(delete(admins).where(admins.c.user_id == user_id))
    await s.run(insert(admins).values(user_id=user_id, role=word, name=name, by=by, at=now))
    return before


async def dismiss(s: WriteSession, user_id: int) -> bool:
    """Takes an appointed role back, and forgets what they were in the middle of. False where there was none."""
    await s.run(delete(awaited).where(awaited.c.user_id == user_id))
    return await s.run(delete(admins).where(admins.c.user_id == user_id)) == 1


async def role_of(s: ReadSession, user_id: int) -> Role:
    """The appointed role; STRANGER where there is none (an owner is none here)."""
    word = await s.scalar(select(admins.c.role).where(admins.c.user_id == user_id))
    return _ROLES.get(str(word), Role.STRANGER)


async def appointed(s: ReadSession) -> tuple[Admin, ...]:
    """All of them, in the order of their appointment."""
    rows = await s.rows(select(admins).order_by(admins.c.at, admins.c.user_id))
    return tuple(Admin(row.user_id, _ROLES[row.role], row.name, row.by, row.at) for row in rows)


async def expect(s: WriteSession, user_id: int, chat_id: int, payload: dict[str, Any], now: datetime) -> None:
    """Their next message in that chat answers this, whatever it would have answered before."""
    await put_off(s, user_id, chat_id)
    await s.run(insert(awaited).values(user_id=user_id, chat_id=chat_id, payload=payload, at=now))


async def expected(s: ReadSession, user_id: int, chat_id: int, now: datetime) -> dict[str, Any] | None:
    """What their next message in that chat answers; None: nothing in particular, or it was asked too long ago."""
    mine = (awaited.c.user_id == user_id) & (awaited.c.chat_id == chat_id)
    row = await s.first(select(awaited.c.payload).where(mine, awaited.c.at > now - AWAITED_FOR))
    return dict(row.payload) if row else None


async def put_off(s: WriteSession, user_id: int, chat_id: int) -> bool:
    """Their next message answers nothing in particular any more. False where it did not."""
    return await s.run(delete(awaited).where(awaited.c.user_id == user_id, awaited.c.chat_id == chat_id)) > 0
