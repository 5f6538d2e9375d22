"""A story with all its statements, one statement, and what its speaker said before."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update

from bot import texts
from bot.callbacks import Verb
from bot.handlers.answers import keep
from bot.handlers.common import Context, address_of, edit, reply, say_old, services, view_of
from bot.question.asked import Asked
from bot.render.answer import statements_html
from bot.render.keyboards import button, keyboard
from bot.render.story import attribution
from bot.render.story_page import statement_html, statement_keyboard, story_page_html, story_page_keyboard
from bot.render.writing import escape, line, number
from bot.texts import asking
from jobs.analysis.fold import fold
from storage import search, statements, stories
from storage.database import ReadSession
from storage.records import NAME, Address, Query, Statement, spelt

BEFORE = 3


async def tapped_story(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Sends the story's first page, in reply to the message that told it."""
    address = address_of(update)
    if address is None or len(args) != 1 or not await send_story(update, context, address, args[0]):
        await say_old(update)


async def tapped_story_page(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Another page of the story, in place."""
    address = address_of(update)
    if address is None or len(args) != 2 or not await send_story(update, context, address, args[0], args[1]):
        await say_old(update)


async def send_story(update: Update, context: Context, address: Address, number_: str, offset: str = "") -> bool:
    """Sends a page of a story, or with an `offset` turns to it; False where there is no such story."""
    if not number_.isdecimal() or (offset and not offset.isdecimal()):
        return False
    async with services(context).db.read() as session:
        story = await stories.get(session, int(number_))
        view = await view_of(session, address, context)
    if story is None or not story.statements:
        return False
    at = int(offset or 0)
    html, keys = story_page_html(story, at, view), story_page_keyboard(story, at, view)
    if offset:
        await edit(update, html, keys)
    else:
        await reply(update, html, keys, to_question=True)
    return True


async def tapped_statement(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Sends one statement by itself, with what can be asked about it."""
    address = address_of(update)
    found = await _statement(context, args)
    if address is None or found is None:
        await say_old(update)
        return
    async with services(context).db.read() as session:
        view = await view_of(session, address, context)
    await reply(update, statement_html(found, view), statement_keyboard(found, view), to_question=True)


async def tapped_before(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """What the speaker of a statement said before about the same."""
    address = address_of(update)
    found = await _statement(context, args)
    if address is None or found is None:
        await say_old(update)
        return
    async with services(context).db.read() as session:
        view = await view_of(session, address, context)
        asked = await _before(session, found)
        page = await search.find(session, asked.query, BEFORE) if asked else search.NOTHING
    name = attribution(found, view).name
    if asked is None or not page.statements:
        await reply(update, escape(line(asking.BEFORE_NONE.format(name=name))), to_question=True)
        return
    subjects = [view.naming.topic(topic) for topic in asked.query.topics]
    subjects += [view.naming.who(slug) for slug in (*asked.query.people, *asked.query.countries)]
    head = asking.BEFORE_HEAD.format(name=name, what=texts.LIST_COMMA.join(subjects))
    kept = await keep(context, address, asked)
    more = button(asking.COUNTED.format(name=asking.ALL_BEFORE, count=number(page.total, view.digits)), Verb.PAGE, kept, 0)
    html = statements_html(f"<b>{escape(line(head))}</b>", page.statements, view)
    await reply(update, html, keyboard([more]), to_question=True)


async def _before(session: ReadSession, said: Statement) -> Asked | None:
    """The question for what the speaker said earlier about the same: the narrowest of these that has an answer."""
    speaker = said.person or (spelt(f"{NAME}{fold(said.speaker_name)}", said.speaker_name) if said.speaker_name else "")
    if not speaker or said.coerced:
        return None
    speakers, topics, countries = (speaker,), said.topics[:1], said.countries[:2]
    narrow = [Query(speakers, people=said.people[:1], topics=topics)] if said.people and topics else []
    narrow += [Query(speakers, countries=countries, topics=topics)] if countries and topics else []
    narrow += [Query(speakers, countries=countries[:1])] if countries else []
    narrow += [Query(speakers, topics=topics)] if topics else []
    for query in (replace(one, until=said.said_at) for one in narrow):
        if await search.count(session, query):
            return Asked(query, period=asking.BEFORE_PERIOD)
    return None


async def _statement(context: Context, args: tuple[str, ...]) -> Statement | None:
    """The statement that a button names, unless it was taken out meanwhile."""
    if len(args) != 1 or not args[0].isdecimal() or len(args[0]) > 18:
        return None
    async with services(context).db.read() as session:
        found = await statements.get(session, int(args[0]))
    return found if found and not found.hidden else None
