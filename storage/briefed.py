"""Which statements the briefings show, so that whoever read one hears of a correction."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, insert, select, update

from storage import outbox
from storage.database import ReadSession, WriteSession
from storage.records import Delivery
from storage.schema import briefed


async def remember(s: WriteSession, delivery_id: int, shown: Mapping[int, int]) -> None:
    """A briefing that was just owed shows of each story this statement."""
    rows = [{"delivery_id": delivery_id, "story_id": story, "statement_id": said} for story, said in shown.items()]
    if rows:
        await s.run(insert(briefed), rows)


async def showing(s: ReadSession, story_id: int) -> tuple[tuple[Delivery, int], ...]:
    """The briefings that show the story, in the order in which they were owed, each with the statement that it shows."""
    rows = await s.rows(select(briefed).where(briefed.c.story_id == story_id).order_by(briefed.c.delivery_id))
    found = await outbox.by_ids(s, [row.delivery_id for row in rows])
    return tuple((found[row.delivery_id], row.statement_id) for row in rows)


async def retold(s: WriteSession, story_id: int, into: int) -> tuple[Delivery, ...]:
    """The statements of a story tell `into` from now on; gives the briefings that show them."""
    both = select(briefed.c.delivery_id).where(briefed.c.story_id == into)
    await s.run(delete(briefed).where(briefed.c.story_id == story_id, briefed.c.delivery_id.in_(both)))
    found = await showing(s, story_id)
    await s.run(update(briefed).where(briefed.c.story_id == story_id).values(story_id=into))
    return tuple(delivery for delivery, _ in found)
