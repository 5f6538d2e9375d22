"""/briefing: the briefing of this moment, sent through the outbox like every other; and the buttons under a briefing."""

from __future__ import annotations

from telegram import Update

from bot import texts
from bot.handlers import follows as listed
from bot.handlers import settings
from bot.handlers.common import Context, address_of, number_in, reply, say_old, services, view_of
from bot.render.briefing import render_further
from bot.render.keyboards import story_keyboard
from bot.render.story import story_html
from storage import chats, outbox, stories, subscriptions


async def briefing(update: Update, context: Context) -> None:
    address = address_of(update)
    if address is None:
        return
    async with services(context).db.read() as session:
        follows = await subscriptions.of(session, address)
    if not follows:
        await reply(update, texts.BRIEFING_NOT_FOLLOWING)
    elif not await services(context).brief_now(address):
        await reply(update, texts.BRIEFING_EMPTY)
    else:
        services(context).wake_delivery()


async def tapped_briefing(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """A story of a briefing, its rest, its times, or what it is made of: each as a message of its own, the briefing stays."""
    match args[:1]:
        case ("more",):
            await _further(update, context, number_in(args, 1), number_in(args, 2) or 0)
        case ("story",):
            await _story(update, context, number_in(args, 1))
        case ("times",):
            await settings.times(update, context)
        case ("follows",):
            await listed.follows(update, context)
        case _:
            await say_old(update)


async def _story(update: Update, context: Context, story_id: int | None) -> None:
    """One of the briefing's stories as its alert would tell it."""
    address = address_of(update)
    if address is None or story_id is None:
        await say_old(update)
        return
    async with services(context).db.read() as session:
        story = await stories.get(session, story_id)
        view = await view_of(session, address, context)
    if story is None or not story.statements:
        await say_old(update)
    else:
        await reply(update, story_html(story, view).html, story_keyboard(story, view.digits), to_question=True)


async def _further(update: Update, context: Context, delivery_id: int | None, offset: int) -> None:
    address = address_of(update)
    page = None
    if address is not None and delivery_id is not None:
        async with services(context).db.read() as session:
            delivery = await outbox.get(session, delivery_id)
            chat = await chats.get(session, address)
            if delivery is not None and chat is not None and delivery.address == address:
                view = await view_of(session, address, context)
                page = await render_further(session, delivery, chat, view, offset)
    if page is None:
        await say_old(update)
    else:
        await reply(update, *page, to_question=True)
