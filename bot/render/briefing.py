"""A briefing as a message."""

from __future__ import annotations

from bot.render.rendered import Rendered
from bot.render.story import View
from storage.database import ReadSession
from storage.records import Chat, Delivery


async def render_briefing(session: ReadSession, delivery: Delivery, chat: Chat, view: View) -> Rendered | None:
    del session, delivery, chat, view
    return None
