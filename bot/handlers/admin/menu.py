"""The command menu of an admin's own chat: the readers' commands and those of the role."""

from __future__ import annotations

import logging
from typing import Any

from telegram import BotCommand, BotCommandScopeChat
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot import texts
from bot.texts import admin as words
from storage.office_records import Role

log = logging.getLogger(__name__)


async def show_menu(bot: ExtBot[Any], user_id: int, role: Role) -> None:
    """Sets the menu of one chat. Somebody who has not started the bot yet has none: it is set when they first call /admin."""
    from bot.handlers.admin.table import COMMANDS  # late: the table names those who call this

    own = [BotCommand(name, words.MENU[name]) for name, row in COMMANDS.items() if role >= row.role]
    commands = [BotCommand(name, description) for name, description in texts.COMMAND_MENU] + own
    try:
        await bot.set_my_commands(commands, scope=BotCommandScopeChat(user_id))
    except TelegramError as error:
        log.info("The menu of %d cannot be set: %s", user_id, error)


async def hide_menu(bot: ExtBot[Any], user_id: int) -> None:
    """Gives the chat the readers' menu back."""
    try:
        await bot.delete_my_commands(scope=BotCommandScopeChat(user_id))
    except TelegramError as error:
        log.info("The menu of %d cannot be removed: %s", user_id, error)
