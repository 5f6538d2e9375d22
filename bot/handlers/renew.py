"""«نو کن»: what an old message told, told anew in the place of the word that it is old."""

from __future__ import annotations

from telegram import Update

from bot.handlers.common import Context, address_of, edit, number_in, services, view_of
from bot.handlers.start import first_page
from bot.render.briefing import render_briefing
from bot.render.keyboards import story_keyboard
from bot.render.story import story_html
from storage import chats, outbox, stories
from storage.database import ReadSession
from storage.records import Address, Delivery, DeliveryKind

LOOKED_BACK = 500
"""Deliveries of the chat among which the old message is looked for."""


async def tapped_renew(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """The story or the briefing of the old message as it is now; for any other message where to begin."""
    address, message_id = address_of(update), number_in(args)
    if address is None:
        return
    async with services(context).db.read() as session:
        told = await _told_by(session, address, message_id)
        chat = await chats.get(session, address)
        view = await view_of(session, address, context)
        story = await stories.get(session, told.story_id) if told and told.story_id is not None else None
        if told is not None and chat is not None and told.kind is DeliveryKind.BRIEFING:
            briefing = await render_briefing(session, told, chat, view)
            if briefing is not None:
                await edit(update, briefing.html, briefing.keyboard)
                return
    if story is not None and story.statements:
        await edit(update, story_html(story, view).html, story_keyboard(story, view.digits))
    else:
        await edit(update, *first_page(context))


async def _told_by(session: ReadSession, address: Address, message_id: int | None) -> Delivery | None:
    """The alert or the briefing that was sent as this message."""
    sent = await outbox.of_address(session, address, LOOKED_BACK)
    kinds = (DeliveryKind.ALERT, DeliveryKind.BRIEFING)
    return next((one for one in sent if one.message_id == message_id and one.kind in kinds), None)
