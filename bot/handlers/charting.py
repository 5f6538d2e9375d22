"""A chart asked for in words: «روند عراق»، «نمودار ظریف دربارهٔ برجام»."""

from __future__ import annotations

from dataclasses import replace

from telegram import Update

from bot import texts
from bot.callbacks import Verb
from bot.handlers import pages
from bot.handlers.answers import keep
from bot.handlers.common import Context, services, view_of
from bot.handlers.known import known
from bot.handlers.understanding import understood_as
from bot.question import QuestionKind, Understood
from bot.question.asked import asked_of
from bot.question.lines import line_of_asked
from bot.question.words import words_of
from bot.render.keyboards import button, keyboard
from bot.render.writing import digits
from bot.texts import asking
from storage.records import Address

_MOST_WORDS = 5
"""«روند» of more words than this is a word of a question, not a wish for a picture."""


def charted_words(text: str) -> str:
    """What a chart is asked of; empty where the words ask for none."""
    words = words_of(text)
    asks = "؟" in text or "?" in text
    if asks or not 1 < len(words) <= _MOST_WORDS + 1 or words[0].key not in asking.CHART_WORDS:
        return ""
    return text[words[1].start :]


async def heard_chart(update: Update, context: Context, address: Address, text: str) -> bool:
    """Whether the words ask for the chart of what is known (a person, an office, a body, a country, a topic, or one about the
    other); then it is sent, with a button that leads to the statements. Other words behind «روند» are a question («روند صلح»)."""
    what = charted_words(text)
    if not what:
        return False
    async with services(context).db.read() as session:
        view = await view_of(session, address, context)
        understood = await understood_as(session, what, view, context)
        names = (await known(session, context)).publishers
    asked = asked_of(_all_time(understood))
    if understood.kind is not QuestionKind.ASK or understood.ask_back or understood.card or asked.loose:
        return False
    title = line_of_asked(asked, services(context).catalogue, names)
    title = f"{title}{texts.LIST_COMMA}{digits(asked.period, view.digits)}" if asked.period else title
    keys = keyboard([button(asking.SAID, Verb.PAGE, await keep(context, address, asked), 0)])
    await pages.send_trend(update, context, asked.query, title, view, keys)
    return True


def _all_time(understood: Understood) -> Understood:
    """A country alone is answered for its last days; its chart is of as long as any other."""
    return replace(understood, since=None, until=None, period="") if understood.either else understood
