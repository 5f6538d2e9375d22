"""What is wrong with the installation, so that it is told once and told when it is over, whoever looks and however often."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete, insert, select

from storage.database import ReadSession, WriteSession
from storage.office_records import Trouble
from storage.schema import troubles


async def known(s: ReadSession) -> dict[str, Trouble]:
    """What the admins were told of and is not over."""
    return {row.name: Trouble(row.name, row.since, row.told_at) for row in await s.rows(select(troubles))}


async def begins(s: WriteSession, name: str, since: datetime, now: datetime) -> None:
    """Something is wrong since then, and is told now."""
    await s.run(insert(troubles).values(name=name, since=since, told_at=now))


async def ends(s: WriteSession, name: str) -> bool:
    """It is over. False: it was not known."""
    return await s.run(delete(troubles).where(troubles.c.name == name)) == 1
