"""Questions that found nothing, for /numbers: kept as text only when three chats asked the same (storage.unanswered)."""

from __future__ import annotations

import secrets

from telegram import Update

from bot.handlers.common import Context, services
from jobs.analysis.fold import fold
from storage import unanswered
from storage.records import Address


async def note_unanswered(update: Update, context: Context, address: Address) -> None:
    """Counts the question of this message, by what its words come to."""
    message = update.effective_message
    text = " ".join(((message.text or "") if message else "").split())
    key = fold(text).replace(" ", "")
    if not key or len(text) > unanswered.LONGEST:
        return
    parts = services(context)
    async with parts.db.write() as session:
        await unanswered.note(session, address.chat_id, key, text, parts.clock(), secrets.token_hex(16))
