"""Deep links: `t.me/<bot>?start=…` opens a person, an office, a body, a country, a topic or a story, and offers to follow."""

from __future__ import annotations

from telegram import Update

from bot.handlers.channels import open_desk
from bot.handlers.common import Context, address_of, number_in
from bot.handlers.pages import send_page
from bot.handlers.story import send_story
from bot.links import CHANNEL, opened
from jobs.analysis.topics import NAMES
from storage.records import Follow


async def open_link(update: Update, context: Context, payload: str) -> bool:
    """Whether the payload opened something, or was answered why not; False where it leads nowhere (any more)."""
    address, found = address_of(update), opened(payload)
    if address is None:
        return False
    if payload.startswith(CHANNEL):
        await open_desk(update, context, number_in((payload.removeprefix(CHANNEL),)))
        return True
    if found is not None and found.story is not None and await send_story(update, context, address, str(found.story)):
        return True
    slug = _slug(found.follow) if found is not None and found.follow is not None else ""
    return bool(slug) and await send_page(update, context, address, slug)


def _slug(follow: Follow) -> str:
    """As pages are named; empty for a topic that there is not."""
    if follow.topic:
        return f"topic:{follow.topic}" if follow.topic in NAMES else ""
    return follow.who or follow.country or ""
