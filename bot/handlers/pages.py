"""Pages of people, offices, bodies, countries, topics and sources, and their charts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update

from bot import texts
from bot.callbacks import Verb, fits
from bot.handlers.answers import keep
from bot.handlers.common import Context, address_of, reply, say_old, services, view_of
from bot.handlers.known import known
from bot.question.asked import Asked
from bot.render.chart import charted, trend
from bot.render.keyboards import button, follow_buttons, keyboard
from bot.render.pages import Profile, kind_of, office_line, profile_html, queries_of
from bot.render.story import View
from bot.render.writing import escape, number
from bot.texts import asking
from jobs.analysis.fold import fold
from storage import search, sources, trends
from storage.database import ReadSession
from storage.records import NAME, Address, Follow, Query, found_by, spelt

__all__ = ["office_line", "send_page", "send_trend", "tapped_chart", "tapped_profile"]

CHARTED = timedelta(days=365)
HOLDER_BUTTONS = 3


async def tapped_profile(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Sends the page that a button names."""
    address = address_of(update)
    if address is None or len(args) != 1 or not await send_page(update, context, address, args[0]):
        await say_old(update)


async def send_page(update: Update, context: Context, address: Address, slug: str) -> bool:
    """Sends the page of a slug; False where there is nothing of that slug."""
    catalogue = services(context).catalogue
    kind = kind_of(slug, catalogue)
    async with services(context).db.read() as session:
        view = await view_of(session, address, context)
        names = (await known(session, context)).publishers
        profile = await _profile(session, slug, kind, view) if kind else None
    if profile is None:
        return False
    keys = await _keyboard(context, address, profile, kind, view)
    await reply(update, profile_html(profile, kind, catalogue, view, names), keys, to_question=True)
    return True


async def _profile(session: ReadSession, slug: str, kind: str, view: View) -> Profile | None:
    value = slug.partition(":")[2]
    source = None
    if kind == "source":
        source = next((one for one in await sources.list_all(session) if value in (str(one.id), one.slug)), None)
        if source is None:
            return None
        slug = f"source:{source.slug}"
    name = source.name if source else view.naming.topic(value) if kind == "topic" else view.naming.who(slug)
    said, spoken = queries_of(slug, kind)
    by = await search.find(session, said, 1, shared=True)
    if kind == "name":
        if not by.statements:
            return None
        # A post is shown under its own words: whoever held it last is one of those who did.
        newest, folded = by.statements[0], found_by(slug).removeprefix(NAME)
        name = next((words for words in (newest.speaker_name, newest.speaker_role) if words and fold(words) == folded), name)
        slug = spelt(slug, name)
    about = await search.find(session, spoken, 1, shared=True) if spoken else search.NOTHING
    return Profile(slug, name, by, about, source)


async def _keyboard(context: Context, address: Address, profile: Profile, kind: str, view: View) -> InlineKeyboardMarkup | None:
    """What it says, what is said about it, its chart, who holds it, following."""
    said, spoken = queries_of(profile.slug, kind)
    first: list[InlineKeyboardButton] = []
    for query, page, label in ((said, profile.by, asking.SAID), (spoken, profile.about, _about_label(profile, kind))):
        if query is not None and page.total:
            kept = await keep(context, address, Asked(query))
            counted = asking.COUNTED.format(name=label, count=number(page.total, view.digits))
            first.append(button(counted, Verb.PAGE, kept, 0))
    slug = found_by(profile.slug)
    chart = [button(asking.CHART, Verb.CHART, slug)] if profile.by.total and fits(Verb.CHART, slug) else []
    if profile.source and profile.source.home_url.startswith(("http://", "https://")):
        chart.append(InlineKeyboardButton(asking.SOURCE_HOME, url=profile.source.home_url))
    return keyboard(first, chart, *_related(profile.slug, kind, view), *_follow(profile.slug, kind, view))


def _about_label(profile: Profile, kind: str) -> str:
    return asking.ABOUT_THEM.format(name=profile.name) if kind == "country" else asking.ABOUT_THEM.format(name=asking.HIM)


def _related(slug: str, kind: str, view: View) -> list[list[InlineKeyboardButton]]:
    """An office's holders and a person's offices, each with a page of its own."""
    catalogue = view.naming.catalogue
    if kind == "office":
        slugs = [person for person, held in reversed(catalogue.terms_of(slug)) if held.until is None]
        slugs += [person for person, held in reversed(catalogue.terms_of(slug)) if held.until is not None]
    elif kind == "person":
        slugs = [held.office for held in catalogue.people[slug].held if held.until is None]
    else:
        slugs = []
    several = list(dict.fromkeys(other for other in slugs if fits(Verb.PROFILE, other)))[:HOLDER_BUTTONS]
    return [[button(view.naming.who(other), Verb.PROFILE, other)] for other in several]


def _follow(slug: str, kind: str, view: View) -> list[list[InlineKeyboardButton]]:
    """To follow it: office and body are followed as such, whoever holds or speaks for it."""
    value = slug.partition(":")[2]
    follow = {
        "topic": Follow(topic=value),
        "country": Follow(country=slug),
        "source": None,
    }.get(kind, Follow(who=slug))
    rows = follow_buttons([follow], view.naming) if follow else []
    return [
        [InlineKeyboardButton(texts.FOLLOW_WHAT.format(what=row[0].text), callback_data=row[0].callback_data)] for row in rows
    ]


async def tapped_chart(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """A picture of how often it speaks, over the last year."""
    address, message = address_of(update), update.effective_message
    kind = kind_of(args[0], services(context).catalogue) if len(args) == 1 else ""
    if address is None or message is None or not kind:
        await say_old(update)
        return
    async with services(context).db.read() as session:
        view = await view_of(session, address, context)
        profile = await _profile(session, args[0], kind, view)
    if profile is None:
        await reply(update, asking.NO_CHART, to_question=True)
    else:
        await send_trend(update, context, queries_of(args[0], kind)[0], profile.name, view)


async def send_trend(
    update: Update, context: Context, query: Query, title: str, view: View, keys: InlineKeyboardMarkup | None = None
) -> None:
    """A picture of how many statements a question means over its time, of the last year where it names none; a sentence where
    there is none."""
    asked = query if query.since else replace(query, since=view.now - CHARTED)
    async with services(context).db.read() as session:
        days = await trends.by_day(session, asked)
    message = update.effective_message
    if message is None or not days:
        await reply(update, asking.NO_CHART, to_question=True)
        return
    today = view.now.astimezone(view.zone).date()
    first = min(days) if query.since is None else min(query.since.astimezone(view.zone).date(), *days)
    last = max(today if query.until is None else min(today, query.until.astimezone(view.zone).date()), *days)
    picture = await charted(trend(title, days, first, last), digits=view.digits)
    await message.reply_photo(picture, caption=escape(title), reply_markup=keys, do_quote=True)
