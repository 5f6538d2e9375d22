"""«نقل نادرست است»: which quotation, in what, and that it arrived. An admin looks; whoever told of it hears of the outcome."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update

from bot import texts
from bot.callbacks import Verb
from bot.handlers.common import Context, address_of, edit, ensure_chat, number_in, reply, say_old, services, view_of
from bot.render.keyboards import button, keyboard
from bot.render.reporting import CHOICES, WHATS, which_html
from bot.render.story import order
from bot.render.writing import number
from bot.texts import following
from storage import reports, statements, stories
from storage.records import ReportState, ReportWhat


async def tapped_report(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Asks which of the story's quotations is wrong; of one only (or of one that the button names), in what."""
    address, story_id = address_of(update), number_in(args)
    if address is None or story_id is None:
        await say_old(update)
        return
    if args[1:] == ("q",):
        await reply(update, *_ask(story_id), to_question=True)
        return
    async with services(context).db.read() as session:
        story = await stories.get(session, story_id)
        view = await view_of(session, address, context)
    told = order(story.statements)[:CHOICES] if story else []
    if not told:
        await say_old(update)
    elif len(told) == 1:
        await reply(update, *_ask(told[0].id), to_question=True)
    else:
        taps = [button(number(at, view.digits), Verb.REPORT_WHAT, one.id) for at, one in enumerate(told, 1)]
        keys = keyboard(taps[:4], taps[4:], [button(texts.CANCEL, Verb.CLOSE)])
        await reply(update, which_html(told, view), keys, to_question=True)


def _ask(statement_id: int) -> tuple[str, InlineKeyboardMarkup | None]:
    """In what is it wrong?"""
    taps = [button(label, Verb.REPORT_WHAT, statement_id, str(what)) for what, label in WHATS.items()]
    return following.REPORT_ASK, keyboard(taps[:2], taps[2:], [button(texts.CANCEL, Verb.CLOSE)])


async def tapped_report_what(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Keeps the report, once; without a choice yet, asks for it. In place of the question."""
    statement_id = number_in(args)
    what = next((one for one in ReportWhat if args[1:2] == (str(one),)), None)
    async with services(context).db.read() as session:
        statement = await statements.get(session, statement_id) if statement_id is not None else None
    if statement is None or (what is None and len(args) > 1):
        await say_old(update)
    elif what is None:
        await edit(update, *_ask(statement.id))
    else:
        await edit(update, await _keep(update, context, statement.id, what))


async def _keep(update: Update, context: Context, statement_id: int, what: ReportWhat) -> str:
    """What is said to it: it arrived, or was told before and how that stands."""
    async with services(context).db.write() as session:
        chat = await ensure_chat(session, update, context)
        assert chat is not None  # a button stands in a chat
        if await reports.add(session, chat.address, statement_id, what, services(context).clock()):
            return following.REPORT_TAKEN
        before = [one for one in await reports.of_statement(session, statement_id) if one.address.chat_id == chat.address.chat_id]
    settled = any(one.what is what and one.state is not ReportState.OPEN for one in before)
    return following.REPORT_SETTLED if settled else following.REPORT_KNOWN
