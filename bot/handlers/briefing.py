"""/briefing: the briefing of this moment, sent through the outbox like every other."""

from __future__ import annotations

from telegram import Update

from bot import texts
from bot.handlers.common import Context, address_of, reply, services
from storage import subscriptions


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
