"""Inline mode: «@bot ظریف برجام» in any chat gives statements to share, each with its source."""

from __future__ import annotations

from collections.abc import Sequence

from telegram import InlineQueryResultArticle, InlineQueryResultsButton, InputTextMessageContent, Update
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot import texts
from bot.handlers.common import NO_PREVIEW, Context, services
from bot.handlers.fairness import refused
from bot.handlers.understanding import understood_as
from bot.question import QuestionKind, to_query
from bot.quotation import probes
from bot.render.story import View, attribution, attribution_html, quoted, source_link
from bot.render.writing import day, escape
from bot.texts import asking
from storage import search
from storage.database import ReadSession
from storage.records import ChatSettings, Query, Statement

PER_QUERY = 10
MOST = 50
CACHE_S = 30
"""Seconds for which Telegram may give the same results for the same words to anybody: nothing in them is of the one who asks."""
QUOTATION = 700
_TITLE, _LINE = 60, 120
_COST = 0.5
"""Telegram asks again with every pause in typing."""


async def answer_inline(update: Update, context: Context) -> None:
    """Answers an inline query, newest first; what finds nothing leads into the chat with the bot."""
    asked = update.inline_query
    if asked is None:
        return
    if refused(context, ("inline", asked.from_user.id), _COST) is not None:
        await _answer(update, (), "", 0)
        return
    offset = int(asked.offset) if asked.offset.isdecimal() and int(asked.offset) < MOST else 0
    view = View(services(context).naming, ChatSettings(timezone=services(context).config.timezone), services(context).clock())
    async with services(context).db.read() as session:
        query = await _query(session, asked.query.strip(), context, view)
        found = await search.latest(session, query, offset + PER_QUERY) if query else ()
    shown = found[offset:]
    following = str(offset + PER_QUERY) if len(shown) == PER_QUERY and offset + PER_QUERY < MOST else ""
    await _answer(update, [_result(statement, view) for statement in shown], following, CACHE_S)


async def _query(session: ReadSession, words: str, context: Context, view: View) -> Query | None:
    """What the words ask for; a quotation looks for statements with its words; None where they say nothing."""
    if not words:
        return Query()
    understood = await understood_as(session, words, view, context)
    if understood.kind is QuestionKind.CHECK and understood.quote:
        lines = probes(understood.quote)
        return Query(phrases=("|".join(lines),)) if lines else None
    query = to_query(understood)
    return query if query != Query() else None


def _result(statement: Statement, view: View) -> InlineQueryResultArticle:
    """One statement, as a title and a line to choose by, and as the message that it becomes."""
    who = attribution(statement, view)
    when = day(statement.said_at, view.zone, view.now, view.digits) if statement.dated else ""
    foot = texts.LIST_COMMA.join(part for part in (source_link(statement.source_name, statement.url), escape(when)) if part)
    html = f"{attribution_html(who)}\n<blockquote>{quoted(statement.text, QUOTATION)}</blockquote>\n{foot}"
    title = texts.LIST_COMMA.join(part for part in (who.name, who.verb, when) if part)
    return InlineQueryResultArticle(
        id=str(statement.id),
        title=_cut(title, _TITLE),
        description=_cut(statement.text, _LINE),
        input_message_content=InputTextMessageContent(html, parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW),
    )


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + texts.ELLIPSIS


async def _answer(update: Update, results: Sequence[InlineQueryResultArticle], following: str, cache_s: int) -> None:
    """Sends the results. Telegram refuses those that come too late; the person is typing on and has asked again."""
    assert update.inline_query is not None
    into_chat = InlineQueryResultsButton(asking.INLINE_NOTHING, start_parameter="ask") if not results and not following else None
    try:
        await update.inline_query.answer(results, cache_time=cache_s, is_personal=False, next_offset=following, button=into_chat)
    except BadRequest:
        return
