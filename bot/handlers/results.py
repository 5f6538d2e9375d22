"""An answer's further ways: all of it as a file, and to be followed exactly as it was asked."""

from __future__ import annotations

from io import BytesIO

from persiantools.jdatetime import JalaliDate
from telegram import InputFile, Update

from bot.handlers.answers import kept
from bot.handlers.common import Context, address_of, say_old, services, view_of
from bot.handlers.fairness import too_fast
from bot.handlers.follow import take_up
from bot.handlers.known import known
from bot.question.asked import follow_of
from bot.question.lines import line_of_asked
from bot.render.table import csv_of
from bot.render.writing import number
from bot.texts import asking
from storage import search

MOST_ROWS = 5_000
_COST = 4.0
"""Of how many questions a file takes the place."""


async def tapped_follow_asked(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Follows what was asked, phrases and all."""
    asked = await kept(context, address_of(update), args[0]) if len(args) == 1 else None
    follow = follow_of(asked) if asked else None
    if follow is None:
        await say_old(update)
    else:
        await take_up(update, context, (follow,))


async def tapped_csv(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Sends the statements of an answer as a CSV file, at most the newest `MOST_ROWS`."""
    address, message = address_of(update), update.effective_message
    asked = await kept(context, address, args[0]) if len(args) == 1 else None
    if asked is None or address is None or message is None:
        await say_old(update)
        return
    if await too_fast(update, context, _COST):
        return
    async with services(context).db.read() as session:
        view = await view_of(session, address, context)
        found = await search.latest(session, asked.query, MOST_ROWS)
        total = await search.count(session, asked.query)
        names = (await known(session, context)).publishers
    if not found:
        await say_old(update)
        return
    what = line_of_asked(asked, services(context).catalogue, names)
    template = asking.CSV_CAPTION if total <= len(found) else asking.CSV_CUT
    caption = template.format(what=what, count=number(len(found), view.digits), total=number(total, view.digits))
    day = JalaliDate(view.now.astimezone(view.zone).date())  # type: ignore[no-untyped-call]  # the package has no types
    name = asking.CSV_NAME.format(date=day.isoformat())
    await message.reply_document(InputFile(BytesIO(csv_of(found, view)), filename=name), caption=caption[:1000], do_quote=True)
