"""A delivery of the outbox as the message it is, rendered when it is sent: never stale, and nothing to keep in two places."""

from __future__ import annotations

import html
import re
from collections.abc import Awaitable, Callable
from datetime import datetime

from telegram import InlineKeyboardMarkup

from bot.render.briefing import render_briefing
from bot.render.keyboards import story_keyboard
from bot.render.naming import Naming
from bot.render.rendered import Rendered
from bot.render.story import View, story_html
from storage import chats, stories
from storage.database import ReadSession
from storage.records import Chat, ChatKind, Delivery, DeliveryKind

Renderer = Callable[[ReadSession, Delivery], Awaitable[Rendered | None]]


def renderer(naming: Naming, clock: Callable[[], datetime]) -> Renderer:
    """What renders deliveries for `bot.delivery`; None means that there is nothing to say any more."""

    async def render(session: ReadSession, delivery: Delivery) -> Rendered | None:
        chat = await chats.get(session, delivery.address)
        if chat is None:
            return None
        view = View(naming, chat.settings, clock())
        match delivery.kind:
            case DeliveryKind.ALERT:
                return await _alert(session, delivery, chat, view)
            case DeliveryKind.BRIEFING:
                return await render_briefing(session, delivery, chat, view)
            case _:
                return None

    return render


async def _alert(session: ReadSession, delivery: Delivery, chat: Chat, view: View) -> Rendered | None:
    story_id = delivery.payload.get("story_id")
    story = await stories.get(session, story_id) if isinstance(story_id, int) else None
    if story is None or not any(not s.hidden for s in story.statements):
        return None
    text = story_html(story, view).html
    return rendered(text, story_keyboard(story, view.digits, callbacks=chat.kind is not ChatKind.CHANNEL))


def rendered(text: str, keyboard: InlineKeyboardMarkup | None, *, silent: bool = False) -> Rendered:
    return Rendered(text, plain(text), keyboard, silent)


def plain(markup: str) -> str:
    """The message without its markup, for a chat to which Telegram refuses the markup."""
    return html.unescape(re.sub(r"<[^>]+>", "", markup))
