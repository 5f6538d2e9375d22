"""/briefing: the briefing of this moment, sent through the outbox like every other; and the buttons under a briefing."""

from __future__ import annotations

from telegram import Update

from bot import texts
from bot.handlers import follows as listed
from bot.handlers import settings
from bot.handlers.common import Context, address_of, number_in, reply, say_old, services, view_of
from bot.render.briefing import render_further
from storage import chats, outbox, subscriptions


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
    """The rest of a briefing, its times, or what it is made of: each as a message of its own, the briefing stays."""
    match args[:1]:
        case ("more",):
            await _further(update, context, number_in(args, 1), number_in(args, 2) or 0)
        case ("times",):
            await settings.times(update, context)
        case ("follows",):
            await listed.follows(update, context)
        case _:
            await say_old(update)


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
