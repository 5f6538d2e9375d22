"""The handler table: everything the bot listens to, on one page."""

from __future__ import annotations

from functools import partial
from typing import Any

from telegram import (
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    Message,
    Update,
)
from telegram.ext import (
    ApplicationBuilder,
    BaseRateLimiter,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest

from bot import texts
from bot.handlers import (
    ask,
    asking,
    briefing,
    buttons,
    channels,
    data,
    failures,
    follows,
    forget,
    groups,
    membership,
    settings,
    start,
    wish,
)
from bot.handlers.admin import gate
from bot.handlers.common import App
from bot.services import Services

FIRST = -10
"""The group of what stands before all other handlers."""
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
    "settings": settings.show,
    "pause": settings.pause,
    "share": data.share,
    "privacy": data.privacy,
    "export": data.export,
    "forget": forget.forget,
}


def _add_handlers(application: App) -> None:
    application.add_handler(TypeHandler(Update, forget.shut_out), FIRST)
    gate.add_handlers(application)
    private, groups_, posts = filters.ChatType.PRIVATE, filters.ChatType.GROUPS, filters.UpdateType.CHANNEL_POST
    for name, handler in COMMANDS.items():
        application.add_handler(CommandHandler(name, handler))
    application.add_handler(MessageHandler(private & filters.TEXT & channels.ToDesk(), channels.replied))
    application.add_handler(MessageHandler(private & _Words(), partial(groups.addressed, commands=COMMANDS)))
    application.add_handler(CallbackQueryHandler(buttons.tapped))
    application.add_handler(ChatMemberHandler(membership.my_membership, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_handler(MessageHandler(filters.StatusUpdate.MIGRATE, membership.migrated))
    application.add_handler(MessageHandler(posts & filters.COMMAND, channels.posted))
    asking.add_handlers(application)
    words = (filters.TEXT | filters.CAPTION) & ~filters.COMMAND & filters.UpdateType.MESSAGE
    application.add_handler(MessageHandler(groups_ & words & groups.ToUs(), partial(groups.addressed, commands=COMMANDS)))
    application.add_error_handler(failures.failed)


class _Words(filters.MessageFilter):
    """A message that is one of the words for a command, however they are spelt."""

    def filter(self, message: Message) -> bool:
        return groups.command_of(message.text or "") is not None


async def set_menu(application: App) -> None:
    """The command menus, in Persian: private chats, groups, their administrators, and the bot's own admins."""
    bot = application.bot
    scopes: dict[BotCommandScope | None, tuple[tuple[str, str], ...]] = {
        None: texts.COMMAND_MENU,
        BotCommandScopeAllPrivateChats(): texts.COMMAND_MENU,
        BotCommandScopeAllGroupChats(): texts.GROUP_MENU,
        BotCommandScopeAllChatAdministrators(): texts.GROUP_ADMIN_MENU,
    }
    for scope, menu in scopes.items():
        await bot.set_my_commands([BotCommand(name, description) for name, description in menu], scope=scope)
    await gate.set_menus(application)
