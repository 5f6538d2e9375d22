"""Chats to which alerts come at any hour, for tests that run by the real clock: in Tehran's night they would wait for the
morning."""

from __future__ import annotations

from dataclasses import replace

from storage import chats
from storage.database import Database
from storage.records import Address


async def never_quiet(db: Database, chat_id: int) -> None:
    """Turns the quiet hours of a chat that the bot knows off."""
    address = Address(chat_id)
    async with db.write() as session:
        chat = await chats.get(session, address)
        assert chat is not None
        await chats.set_settings(session, address, replace(chat.settings, quiet_from=None, quiet_to=None))
