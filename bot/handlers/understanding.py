"""What a message asks for, with what the archive knows: its publishers, and whom of one name it quotes most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.handlers.common import Context, services
from bot.handlers.known import known
from bot.question import AskBack, QuestionContext, Understood, understand
from bot.render.story import View
from storage import search
from storage.database import ReadSession
from storage.records import Query

_LATELY = timedelta(days=180)
"""How far back it counts whom the archive quotes most."""


async def understood_as(session: ReadSession, text: str, view: View, context: Context) -> Understood:
    """What the message asks for. Of several people of one name the one is meant whom the archive quotes most lately."""
    parts = services(context)
    slugs = (await known(session, context)).slugs
    given = QuestionContext(view.now, view.zone, parts.catalogue, slugs, lexicon=parts.lexicon)
    found = understand(text, given)
    if found.former or not (found.alternatives or found.ask_back is AskBack.WHICH):
        return found
    shared = (*found.alternatives, *found.speakers, *found.about.people, *found.candidates)
    quoted = await _counts(session, shared, view.now - _LATELY)
    return understand(text, replace(given, most_quoted=lambda slugs: most_quoted(slugs, quoted)))


async def _counts(session: ReadSession, slugs: Sequence[str], since: datetime) -> dict[str, int]:
    return {slug: await search.count(session, Query(speakers=(slug,), since=since)) for slug in dict.fromkeys(slugs)}


def most_quoted(slugs: Sequence[str], counts: Mapping[str, int]) -> str | None:
    """The one of these with most quotations; None where none has any, or two have equally many."""
    ranked = sorted(slugs, key=lambda slug: -counts.get(slug, 0))
    first, second = (*(counts.get(slug, 0) for slug in ranked[:2]), 0, 0)[:2]
    return ranked[0] if first > second else None
