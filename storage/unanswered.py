"""Questions without an answer: the text is kept only when three different chats asked the same on one day, and never who.

Private people's names occur in questions. So of a question that one or two chats asked nothing is kept but two hashes, under a
salt that is thrown away with the day: afterwards nobody can try names against them.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import date, datetime

from sqlalchemy import delete, func, insert, select, update

from storage.database import ReadSession, WriteSession
from storage.expressions import insert_new
from storage.schema import salts, unanswered

CHATS = 3
LONGEST = 200


async def note(s: WriteSession, chat_id: int, folded: str, text: str, now: datetime, fresh_salt: str) -> bool:
    """Counts a question that had no answer. `folded`: the form in which two spellings are one; `fresh_salt`: a random word, taken
    where the day has none yet. True where the text is kept now."""
    day = now.date()
    await _forget_before(s, day)
    await s.run(insert_new(s.dialect, salts).values(day=day, salt=fresh_salt))
    salt = str(await s.scalar(select(salts.c.salt).where(salts.c.day == day)))
    question, asker = _hash(salt, folded), _hash(salt, str(chat_id))
    here = (unanswered.c.day == day) & (unanswered.c.question == question)
    row = await s.first(select(unanswered.c.askers, unanswered.c.text).where(here))
    if row is None:
        await s.run(insert(unanswered).values(day=day, question=question, askers=[asker], text=None))
        return False
    if row.text is not None or asker in row.askers:
        return row.text is not None
    askers = [*row.askers, asker]
    kept = len(askers) >= CHATS
    values = {"askers": [] if kept else askers, "text": text[:LONGEST] if kept else None}
    await s.run(update(unanswered).where(here).values(**values))
    return kept


async def asked_by_many(s: ReadSession, limit: int) -> tuple[str, ...]:
    """The questions that at least three chats asked on one day, the newest first."""
    newest = func.max(unanswered.c.day).label("newest")
    query = select(unanswered.c.text, newest).where(unanswered.c.text.is_not(None)).group_by(unanswered.c.text)
    return tuple(row.text for row in await s.rows(query.order_by(newest.desc(), unanswered.c.text).limit(limit)))


async def _forget_before(s: WriteSession, day: date) -> None:
    """Yesterday's salt, and what was counted under it and asked by too few."""
    if await s.run(delete(salts).where(salts.c.day < day)):
        await s.run(delete(unanswered).where(unanswered.c.day < day, unanswered.c.text.is_(None)))


def _hash(salt: str, value: str) -> str:
    return hmac.new(salt.encode(), value.encode(), hashlib.sha256).hexdigest()
