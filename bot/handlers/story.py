"""A story's buttons: all its statements."""

from __future__ import annotations

from telegram import Update

from bot import texts
from bot.handlers.common import Context, address_of, reply, services, view_of
from bot.render.answer import statements_html
from bot.render.keyboards import story_keyboard
from bot.render.writing import escape
from storage import stories


async def tapped_story(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Sends every statement of the story, in reply to the message that told it."""
    address = address_of(update)
    if address is None or len(args) != 1 or not args[0].isdecimal():
        await reply(update, texts.OLD_BUTTON)
        return
    async with services(context).db.read() as session:
        story = await stories.get(session, int(args[0]))
        view = await view_of(session, address, context)
    if story is None or not story.statements:
        await reply(update, texts.OLD_BUTTON)
        return
    names = texts.LIST_COMMA.join(dict.fromkeys(name for name, _ in story.sources))
    html = statements_html(f"<b>{escape(names)}</b>", [s for s in story.statements if not s.hidden], view)
    await reply(update, html, story_keyboard(story, view.digits), to_question=True)
