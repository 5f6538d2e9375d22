"""How an admin names a statement, a story, or whom people follow: by a few words, as readers ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.handlers.admin.access import Desk
from bot.question import QuestionContext, understand
from bot.question.query import to_query
from bot.render.story import View, attribution, leading
from bot.render.writing import escape, line, number
from jobs.analysis.fold import fold, query_tokens
from jobs.analysis.summary import shorten
from storage import newest, search, sources, stories
from storage.database import ReadSession
from storage.office_records import Audience, AudienceKind
from storage.records import NAME, Query, Statement, Story, found_by

SHOWN = 5
RECENT = timedelta(days=2)


async def asked(desk: Desk, text: str) -> Query:
    """What the words ask for, understood as a reader's question."""
    async with desk.parts.db.read() as session:
        publishers = {source.name: source.slug for source in await sources.list_all(session)}
    view = await desk.view()
    context = QuestionContext(desk.now, view.zone, desk.parts.catalogue, publishers, lexicon=desk.parts.lexicon)
    return to_query(understand(text, context))


async def statements_for(desk: Desk, text: str, limit: int = SHOWN) -> tuple[Statement, ...]:
    """Statements that the words mean: those that have all of the words, then those that the question means."""
    found: dict[int, Statement] = {}
    literal = Query(phrases=(" ".join(query_tokens(text)),)) if text.strip() else Query()
    meant = await asked(desk, text)
    async with desk.parts.db.read() as session:
        for query in (literal, meant):
            if query != Query() and len(found) < limit:
                found |= {s.id: s for s in (await search.find(session, query, limit, 0)).statements}
    return tuple(found.values())[:limit]


async def stories_for(desk: Desk, text: str = "") -> tuple[Story, ...]:
    """The stories whose statements the words mean; without words the most told of the last days."""
    async with desk.parts.db.read() as session:
        if not text.strip():
            return await _told(session, [story for story, _ in await newest.stories_since(session, desk.now - RECENT, SHOWN)])
    said = await statements_for(desk, text, SHOWN * 3)
    async with desk.parts.db.read() as session:
        return await _told(session, list(dict.fromkeys(s.story_id for s in said if s.story_id))[:SHOWN])


async def _told(session: ReadSession, ids: Sequence[int]) -> tuple[Story, ...]:
    found = [await stories.get(session, number) for number in ids]
    return tuple(story for story in found if story is not None and story.statements)


async def audience_for(desk: Desk, text: str) -> Audience | None:
    """The followers whom the words mean: of a person or body, else of a country, else of a topic. None where they mean nothing,
    or several countries or topics: a push to half of whom it is for is not what was asked."""
    query = await asked(desk, text)
    state = next((speaker for speaker in query.speakers if speaker.isupper()), None)
    who = next((slug for slug in (*query.speakers, *query.people) if slug != state), None)
    country = next(iter((*query.countries, *((state,) if state else ()))), None)
    topic = next(iter(query.topics), None)
    if who:
        return Audience(AudienceKind.FOLLOWERS, who=who)
    if not query.countries and not query.topics and state is None:
        return await _of_a_name(desk, text)
    if len({*query.countries, *((state,) if state else ())}) + len(query.topics) > 1:
        return None
    if country or topic:
        return Audience(AudienceKind.FOLLOWERS, country=country, topic=None if country else topic)
    return None


async def _of_a_name(desk: Desk, text: str) -> Audience | None:
    """The followers of somebody who is not in the catalogue, where the words are one such speaker's name."""
    async with desk.parts.db.read() as session:
        found = [slug for slug, _ in await search.named(session, fold(text))]
    whole = [slug for slug in found if found_by(slug) == f"{NAME}{fold(text)}"] or found
    return Audience(AudienceKind.FOLLOWERS, who=whole[0]) if len(whole) == 1 else None


def statement_line(statement: Statement, view: View, limit: int = 120) -> str:
    """«**name**، office: words …» as one line of a list; HTML."""
    who = attribution(statement, view, occasion=False)
    piece = shorten(statement.text, limit)
    dots = " …" if piece.cut else ""
    return f"<b>{escape(line(who.name))}</b>{escape(who.rest)}: {escape(piece.text)}{dots}"


def story_line(story: Story, view: View) -> str:
    """The key statement of a story and how many publishers tell it."""
    outlets = number(len({name for name, _ in story.sources}), view.digits)
    return f"{statement_line(leading(story.statements)[0], view)} ({outlets})"
