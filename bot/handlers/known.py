"""What every answer needs to know of the archive and what changes by the hour: kept for a minute instead of read each time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.handlers.common import Context, services
from storage import articles, sources
from storage.database import ReadSession

KEPT = timedelta(seconds=60)
_KEY = "known"


@dataclass(frozen=True, slots=True)
class Known:
    """`publishers`: Persian names by slug; `slugs`: the other way round; `start`: when the archive begins, None for an empty one;
    `at`: when all of it was read."""

    publishers: dict[str, str]
    slugs: dict[str, str]
    start: datetime | None
    at: datetime


async def known(session: ReadSession, context: Context) -> Known:
    """As it was at most `KEPT` ago; an empty archive is looked at again each time."""
    now = services(context).clock()
    kept = context.bot_data.get(_KEY)
    if isinstance(kept, Known) and kept.start is not None and timedelta(0) <= now - kept.at < KEPT:
        return kept
    listed = await sources.list_all(session)
    read = Known(
        {source.slug: source.name for source in listed},
        {source.name: source.slug for source in listed},
        await articles.archive_start(session),
        now,
    )
    context.bot_data[_KEY] = read
    return read
