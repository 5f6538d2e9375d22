"""What asking listens to, for the handler table and the table of buttons."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from telegram import Update
from telegram.ext import CommandHandler, InlineQueryHandler, MessageHandler, filters

from bot.callbacks import Verb
from bot.handlers import answers, ask, check, inline, pages, results, story
from bot.handlers.common import App, Context

TABLE: dict[Verb, Callable[[Update, Context, tuple[str, ...]], Awaitable[Any]]] = {
    Verb.PAGE: answers.tapped_page,
    Verb.FACETS: answers.tapped_facets,
    Verb.NARROW: answers.tapped_narrow,
    Verb.WIDEN: answers.tapped_widen,
    Verb.TURN: answers.tapped_turn,
    Verb.ORDER: answers.tapped_order,
    Verb.OTHER: answers.tapped_other,
    Verb.FOLLOW_ASKED: results.tapped_follow_asked,
    Verb.CSV: results.tapped_csv,
    Verb.PROFILE: pages.tapped_profile,
    Verb.CHART: pages.tapped_chart,
    Verb.STATEMENT: story.tapped_statement,
    Verb.BEFORE: story.tapped_before,
    Verb.STORY: story.tapped_story,
    Verb.STORY_PAGE: story.tapped_story_page,
}

_FILES = filters.VOICE | filters.PHOTO | filters.VIDEO | filters.VIDEO_NOTE | filters.AUDIO | filters.Document.ALL


def add_handlers(application: App) -> None:
    """/check, inline queries, and in private every message that no command or word before has taken."""
    private = filters.ChatType.PRIVATE
    application.add_handler(CommandHandler("check", check.check_command))
    application.add_handler(InlineQueryHandler(inline.answer_inline))
    application.add_handler(MessageHandler(private & (filters.TEXT | filters.CAPTION), ask.ask))
    application.add_handler(MessageHandler(private & _FILES, ask.not_text))
