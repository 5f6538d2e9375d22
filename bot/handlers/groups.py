"""Groups: the bot answers when it is addressed (by its name, or in reply to one of its messages), and to commands."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from telegram import Message, Update
from telegram.ext import filters

from bot import texts
from bot.handlers.ask import ask
from bot.handlers.common import Context, words_to_us
from jobs.analysis.fold import fold

WORDS_LIMIT = 40
Command = Callable[[Update, Context], Awaitable[Any]]


class ToUs(filters.MessageFilter):
    """A message that names the bot or answers one of its messages."""

    def filter(self, message: Message) -> bool:
        bot = message.get_bot()
        before = message.reply_to_message
        if before is not None and before.from_user is not None and before.from_user.id == bot.id:
            return before.forum_topic_created is None  # the first message of a topic is what all others there answer
        return f"@{bot.username}".lower() in (message.text or message.caption or "").lower()


def command_of(text: str) -> str | None:
    """The command that these Persian words stand for, however they are spelt."""
    return _by_words().get(_key(text)) if len(text) < WORDS_LIMIT else None


def _key(text: str) -> str:
    return fold(text).replace(" ", "")


def _by_words() -> dict[str, str]:
    return {_key(word): name for name, words in texts.COMMAND_WORDS.items() for word in words}


async def addressed(update: Update, context: Context, *, commands: Mapping[str, Command]) -> None:
    """A word for a command, or a question."""
    name = command_of(words_to_us(update, context))
    act = commands.get(name) if name else None
    if act is not None:
        await act(update, context)
    else:
        await ask(update, context)
