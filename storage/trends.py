"""How many statements a question means, day by day: what a chart over time shows."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select

from storage.columns import EPOCH
from storage.database import ReadSession
from storage.records import Query
from storage.search import conditions_of

_DAY_S = 86_400
_IDS_A_SECOND = 1 << 20
_TEHRAN_S = 12_600  # three hours and a half; the summer time that ended in 1401 is left out, as for the months


async def by_day(s: ReadSession, query: Query) -> dict[date, int]:
    """The number of visible statements that the question means, by the day in Tehran on which they were said; days without one
    are left out. An unknown source is a question without an answer."""
    found = await conditions_of(s, query)
    if found is None:
        return {}
    number, conditions = found
    # An id is the second times 2^20 (storage.statements.first_id): days are counted without reading a row.
    day = ((number // _IDS_A_SECOND + _TEHRAN_S) // _DAY_S).label("day")
    rows = await s.rows(select(day, func.count().label("number")).where(*conditions).group_by(day))
    return {(EPOCH + timedelta(days=row.day)).date(): row.number for row in rows}
