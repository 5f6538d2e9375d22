"""The progress message of a push: sent once, edited by the runner, with the buttons that its state allows."""

from __future__ import annotations

import logging
from typing import Any

from telegram import InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import ParseMode
from telegram.error import BadRequest, TelegramError

from bot.callbacks import Verb
from bot.handlers.common import App
from bot.render.admin_push import Standing, progress_html
from bot.render.keyboards import button, keyboard
from bot.render.story import View
from bot.services import services_of
from bot.texts import admin as words
from bot.texts import pushing
from jobs.pushes import Progress, Tell
from storage import chats
from storage.office_records import Push, PushState
from storage.records import Address, ChatSettings

log = logging.getLogger(__name__)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def teller(application: App) -> Tell:
    """What the runner tells the progress with. A text that did not change is not sent again."""
    last: dict[int, str] = {}

    async def tell(progress: Progress) -> int | None:
        push = progress.push
        html = progress_html(Standing(push, progress.counts, progress.total, progress.ends_at), await _view(application, push))
        if last.get(push.id) == html:
            return push.message_id
        try:
            found = await _show(application.bot, push, html, _buttons(push))
        except TelegramError as error:  # the push goes on; the next edit says more anyway
            log.warning("The progress of push %d cannot be told: %s", push.id, error)
            return push.message_id
        last[push.id] = html
        return found

    return tell


async def _show(bot: Any, push: Push, html: str, buttons: InlineKeyboardMarkup | None) -> int | None:
    options = {"parse_mode": ParseMode.HTML, "reply_markup": buttons, "link_preview_options": _NO_PREVIEW}
    if push.message_id is not None:
        try:
            await bot.edit_message_text(html, push.admin_id, push.message_id, **options)
            return push.message_id
        except BadRequest as error:
            if "not modified" in error.message.lower():
                return push.message_id
            if "not found" not in error.message.lower():
                raise  # else the admin deleted it: without another one nobody could stop the push any more
    sent = await bot.send_message(push.admin_id, html, **options)
    return int(sent.message_id)


async def _view(application: App, push: Push) -> View:
    services = services_of(application.bot_data)
    async with services.db.read() as session:
        chat = await chats.get(session, Address(push.admin_id))
    settings = chat.settings if chat else ChatSettings(timezone=services.config.timezone)
    return View(services.naming, settings, services.clock())


def _buttons(push: Push) -> InlineKeyboardMarkup | None:
    cancel = button(words.CANCEL, Verb.ADMIN, "px", push.id)
    match push.state:
        case PushState.RUNNING:
            return keyboard([button(pushing.PAUSE, Verb.ADMIN, "p0", push.id), cancel])
        case PushState.PAUSED:
            return keyboard([button(pushing.RESUME, Verb.ADMIN, "p1", push.id), cancel])
        case _:
            return None
