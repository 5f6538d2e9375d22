"""The handler table: everything the bot listens to, on one page."""

from __future__ import annotations

from typing import Any

from telegram import BotCommand
from telegram.ext import (
    ApplicationBuilder,
    BaseRateLimiter,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)
from telegram.request import BaseRequest

from bot import texts
from bot.handlers import ask, asking, briefing, buttons, failures, follows, forget, membership, start, wish
from bot.handlers.admin import gate
from bot.handlers.common import App
from bot.services import Services
from jobs.analysis.fold import fold

AT_ONCE = 32
"""Updates handled at the same time; within a chat PTB may interleave two, so nothing is kept between them but in the database."""


def build_application(
    services: Services,
    token: str,
    *,
    request: BaseRequest,
    updates_request: BaseRequest,
    limiter: BaseRateLimiter[Any] | None = None,
) -> App:
    """The application with all its handlers. `request` sends, `updates_request` polls; neither is initialised here."""
    builder = (
        ApplicationBuilder()
        .token(token)
        .base_url(f"{services.config.telegram_api_url}/bot")
        .base_file_url(f"{services.config.telegram_api_url}/file/bot")
        .request(request)
        .get_updates_request(updates_request)
        .concurrent_updates(AT_ONCE)
        .job_queue(None)
        .updater(None)
    )
    application: App = (builder.rate_limiter(limiter) if limiter else builder).build()
    application.bot_data["services"] = services
    _add_handlers(application)
    return application


COMMANDS = {
    "start": start.start,
    "latest": ask.latest,
    "briefing": briefing.briefing,
    "follows": follows.follows,
    "follow": wish.follow_command,
    "unfollow": wish.unfollow_command,
    "help": start.show_help,
    "privacy": start.privacy,
    "forget": forget.forget,
}


def _add_handlers(application: App) -> None:
    gate.add_handlers(application)
    for name, handler in COMMANDS.items():
        application.add_handler(CommandHandler(name, handler))
    for name, words in texts.COMMAND_WORDS.items():
        application.add_handler(MessageHandler(filters.ChatType.PRIVATE & _Words(words), COMMANDS[name]))
    application.add_handler(CallbackQueryHandler(buttons.tapped))
    application.add_handler(ChatMemberHandler(membership.my_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, membership.migrated))
    asking.add_handlers(application)
    application.add_error_handler(failures.failed)


class _Words(filters.MessageFilter):
    """A message that is one of these words, however they are spelt."""

    def __init__(self, words: tuple[str, ...]) -> None:
        super().__init__(name="words")
        self._words = frozenset(fold(word).replace(" ", "") for word in words)

    def filter(self, message: Any) -> bool:
        return bool(message.text) and len(message.text) < 40 and fold(message.text).replace(" ", "") in self._words


async def set_menu(application: App) -> None:
    """The command menu, in Persian."""
    await application.bot.set_my_commands([BotCommand(name, description) for name, description in texts.COMMAND_MENU])
    await gate.set_menus(application)
