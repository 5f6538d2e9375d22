"""One chat cannot flood: what comes beyond a fair rate is answered once, with the time to wait."""

from __future__ import annotations

from datetime import datetime

from telegram import Update

from bot.fair import Fair, Refused
from bot.handlers.common import Context, address_of, reply, services
from bot.render.writing import number
from bot.texts import asking


def refused(context: Context, who: object, cost: float = 1.0, at: datetime | None = None) -> Refused | None:
    """Whether `who` (a chat or a person) has asked for too much; None: there is room. `at`: when it was written, where that is
    known: answers to a flood go out one a second, so by the time each is looked at it would seem slow."""
    fair = context.bot_data.setdefault("fair", Fair())
    assert isinstance(fair, Fair)
    now = services(context).clock()
    return fair.take(who, min(at, now) if at else now, cost)


async def too_fast(update: Update, context: Context, cost: float = 1.0) -> bool:
    """Whether nothing is to be done for this message; the first of a flood is told how long to wait."""
    address = address_of(update)
    answer = refused(context, address, cost, update.message.date if update.message else None)
    if answer is None:
        return False
    if answer.tell:
        await reply(update, asking.TOO_FAST.format(seconds=number(answer.seconds)), to_question=True)
    return True
