"""/numbers, and its charts."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

from bot.handlers.admin.access import Args, Desk, packed, tap
from bot.render.admin_numbers import FEW, Numbers, numbers_html
from bot.render.chart import charted, trend
from bot.render.writing import number
from bot.texts import admin as words
from storage import numbers, trends, unanswered
from storage.records import Query

DAYS = 30


async def shown(desk: Desk, args: Args) -> None:
    """Chats, follows, deliveries, lag, statements, unanswered questions, storage; charts a tap away."""
    now = desk.now
    async with desk.parts.db.read() as session:
        by_day = await trends.by_day(session, Query(since=now - timedelta(days=7)))
        found = Numbers(
            chats=await numbers.of_chats(session, now),
            follows=await numbers.follows(session),
            deliveries=await numbers.deliveries_since(session, now - timedelta(days=1)),
            lag=await numbers.lag(session, now - timedelta(days=1)),
            statements=sum(by_day.values()),
            failing=await numbers.failing_sources(session),
            unanswered=await unanswered.asked_by_many(session, 10),
            size=await numbers.size_bytes(session),
            free=shutil.disk_usage(desk.parts.config.data_dir).free,
        )
    titles = {"statements": words.CHART_STATEMENTS, "articles": words.CHART_ARTICLES, "chats": words.CHART_CHATS}
    charts = packed([tap(title, "nu", what) for what, title in titles.items()])
    await desk.turn(numbers_html(found, await desk.view()), *charts)


async def drawn(desk: Desk, args: Args) -> None:
    """One of the charts over the last thirty days, as a picture."""
    what = args[0] if args else ""
    titles = {"statements": words.CHART_STATEMENTS, "chats": words.CHART_CHATS, "articles": words.CHART_ARTICLES}
    message = desk.update.effective_message
    if what not in titles or message is None:
        await desk.old()
        return
    since = desk.now - timedelta(days=DAYS)
    view = await desk.view()
    zone = view.zone
    caption = titles[what]
    counts: Mapping[date, int]
    async with desk.parts.db.read() as session:
        if what == "statements":
            counts = await trends.by_day(session, Query(since=since))
        elif what == "chats":  # a day on which nine came is not told apart from one on which nobody did
            joined = await numbers.joined_by_day(session, since, zone)
            counts = {day: count for day, count in joined.items() if count >= FEW}
            caption = words.CHART_FEW.format(title=caption)
        else:
            counts = await numbers.articles_by_day(session, since, zone)
    if not counts:
        await desk.say(words.CHART_EMPTY.format(caption=caption))
        return
    picture = trend(titles[what], counts, since.astimezone(zone).date(), desk.now.astimezone(zone).date())
    picture = replace(picture, unit=words.CHART_UNIT.format(count=number(DAYS, view.digits)))
    await message.reply_photo(await charted(picture, digits=view.digits), caption=caption)
