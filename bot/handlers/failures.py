"""An error in a handler: written to the log without the message's words, and told to the person in one sentence."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.error import Forbidden, TelegramError

from bot import texts
from bot.handlers.common import Context, reply

log = logging.getLogger(__name__)


async def failed(update: object, context: Context) -> None:
    if isinstance(context.error, Forbidden):
        return
    log.error("a handler failed", exc_info=context.error)
    if isinstance(update, Update) and update.effective_message:
        try:
            await reply(update, texts.ERROR)
        except TelegramError:
            log.warning("the person could not be told")
