"""One chat cannot flood: what comes beyond a fair rate is answered once, with the time to wait."""

from __future__ import annotations

from telegram import Update

from bot.fair import Fair, Refused
from bot.handlers.common import Context, address_of, reply, services
from bot.render.writing import number
from bot.texts import asking


def refused(context: Context, who: object, cost: float = 1.0) -> Refused | None:
    """Whether `who` (a chat or a person) has asked for too much; None: there is room."""
    fair = context.bot_data.setdefault("fair", Fair())
    assert isinstance(fair, Fair)
    return fair.take(who, services(context).clock(), cost)


async def too_fast(update: Update, context: Context, cost: float = 1.0) -> bool:
    """Whether nothing is to be done for this message; the first of a flood is told how long to wait."""
    address = address_of(update)
    answer = refused(context, address, cost)
    if answer is None:
        return False
    if answer.tell:
        await reply(update, asking.TOO_FAST.format(seconds=number(answer.seconds)), to_question=True)
    return True
