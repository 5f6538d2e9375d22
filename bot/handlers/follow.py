"""Following: by a button, listed by /follows, with or without alerts, undone in one tap."""

from __future__ import annotations

from telegram import InlineKeyboardMarkup, Update

from bot import texts
from bot.callbacks import Verb
from bot.handlers.common import Context, address_of, edit, ensure_chat, reply, services, view_of
from bot.render.answer import statements_html
from bot.render.keyboards import button, follow_buttons, followed_keyboard, keyboard
from bot.render.writing import escape, number
from storage import search, stories, subscriptions
from storage.database import ReadSession
from storage.records import Address, Aspect, Follow, Query, Subscription

LATEST = 3
PER_PAGE = 8

_ASPECTS = {aspect.value[:2]: aspect for aspect in Aspect}


def follow_from(args: tuple[str, ...]) -> Follow | None:
    """What the arguments of a follow button mean; None where they are not whole."""
    if len(args) != 5 or args[1] not in _ASPECTS or args[3] not in _ASPECTS or not (args[0] or args[2] or args[4]):
        return None
    return Follow(args[0] or None, _ASPECTS[args[1]], args[2] or None, _ASPECTS[args[3]], args[4] or None)


def query_of(follow: Follow) -> Query:
    """The question whose answer is what this follow would have brought."""
    speakers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    if follow.who:
        speakers, people = ((), (follow.who,)) if follow.who_as is Aspect.ABOUT else ((follow.who,), ())
    if follow.country and follow.country_as is Aspect.BY:
        speakers = (*speakers, follow.country)
    elif follow.country:
        countries = (follow.country,)
    return Query(
        speakers=speakers,
        people=people,
        countries=countries,
        topics=(follow.topic,) if follow.topic else (),
        phrases=(follow.phrase_tokens,) if follow.phrase_tokens else (),
    )


async def tapped_follow(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Follows; says so with the alert button, and shows the three latest statements, so that the chat is not empty."""
    follow = follow_from(args)
    if follow is None:
        await reply(update, texts.OLD_BUTTON)
        return
    async with services(context).db.write() as session:
        chat = await ensure_chat(session, update, context)
        if chat is None:
            return
        subscription, created = await subscriptions.follow(session, chat.address, follow, services(context).clock())
    await _say_followed(update, context, subscription, created=created)


async def _say_followed(update: Update, context: Context, subscription: Subscription, *, created: bool) -> None:
    what = escape(services(context).naming.follow(subscription.follow))
    head = (texts.FOLLOWED if created else texts.ALREADY_FOLLOWED).format(what=what)
    async with services(context).db.read() as session:
        page = await search.find(session, query_of(subscription.follow), LATEST, 0)
        view = await view_of(session, subscription.address, context)
    html = statements_html(f"{head}\n{texts.LATEST_OF}", page.statements, view) if page.statements else head
    await reply(update, html, followed_keyboard(subscription))


async def tapped_alerts(update: Update, context: Context, args: tuple[str, ...], *, on: bool) -> None:
    """Alerts for one subscription on or off; the keyboard turns in place."""
    found = await _own(update, context, args)
    if found is None:
        await reply(update, texts.OLD_BUTTON)
        return
    async with services(context).db.write() as session:
        await subscriptions.set_alerts(session, found.id, found.address, on)
    what = escape(services(context).naming.follow(found.follow))
    changed = Subscription(found.id, found.address, found.follow, on, found.muted, found.created_at)
    await edit(update, (texts.FOLLOWED_ALERTS if on else texts.FOLLOWED).format(what=what), followed_keyboard(changed))


async def tapped_unfollow(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Removes one subscription and offers to take it up again."""
    found = await _own(update, context, args)
    if found is None:
        await reply(update, texts.OLD_BUTTON)
        return
    async with services(context).db.write() as session:
        await subscriptions.unfollow(session, found.id, found.address)
    naming = services(context).naming
    html = texts.UNFOLLOWED.format(what=escape(naming.follow(found.follow)))
    await edit(update, html, keyboard(*follow_buttons([found.follow], naming)))


async def _own(update: Update, context: Context, args: tuple[str, ...]) -> Subscription | None:
    """The subscription that a button names, if it belongs to the chat where the button stands."""
    address = address_of(update)
    if address is None or len(args) != 1 or not args[0].isdecimal():
        return None
    async with services(context).db.read() as session:
        return next((s for s in await subscriptions.of(session, address) if s.id == int(args[0])), None)


async def follows(update: Update, context: Context) -> None:
    """/follows: everything that this address follows."""
    address = address_of(update)
    if address is None:
        return
    html, buttons = await _list(context, address, 0)
    await reply(update, html, buttons)


async def tapped_follows(update: Update, context: Context, args: tuple[str, ...]) -> None:
    address = address_of(update)
    if address is None:
        return
    offset = int(args[0]) if args and args[0].isdecimal() else 0
    await edit(update, *await _list(context, address, offset))


async def _list(context: Context, address: Address, offset: int) -> tuple[str, InlineKeyboardMarkup | None]:
    async with services(context).db.read() as session:
        kept = await subscriptions.of(session, address)
        view = await view_of(session, address, context)
    if not kept:
        return texts.FOLLOWS_EMPTY, None
    offset = offset if offset < len(kept) else 0
    page = kept[offset : offset + PER_PAGE]
    lines = [texts.FOLLOWS_HEAD]
    rows = []
    for index, subscription in enumerate(page, offset + 1):
        name = view.naming.follow(subscription.follow)
        alerts = f"{texts.LIST_COMMA}{texts.FOLLOW_LINE_ALERT}" if subscription.alerts else ""
        lines.append(f"{number(index, view.digits)}. {escape(name)}{alerts}")
        turn = (texts.NO_ALERT, Verb.ALERTS_OFF) if subscription.alerts else (texts.ALERT_TOO, Verb.ALERTS_ON)
        label = f"{number(index, view.digits)}: {turn[0]}"
        remove = f"{number(index, view.digits)}: {texts.REMOVE}"
        rows.append([button(label, turn[1], subscription.id), button(remove, Verb.UNFOLLOW, subscription.id)])
    turns = [button(texts.NEWER, Verb.FOLLOWS, max(0, offset - PER_PAGE))] if offset else []
    turns += [button(texts.OLDER, Verb.FOLLOWS, offset + PER_PAGE)] if offset + PER_PAGE < len(kept) else []
    return "\n".join(lines), keyboard(*rows, turns)


async def tapped_follow_from_story(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Under an alert: its speakers and countries as things to follow."""
    if len(args) != 1 or not args[0].isdecimal():
        await reply(update, texts.OLD_BUTTON)
        return
    async with services(context).db.read() as session:
        choices = await _choices(session, int(args[0]))
    if not choices:
        await reply(update, texts.OLD_BUTTON)
        return
    rows = follow_buttons(choices, services(context).naming)
    await reply(update, texts.CHOOSE_FOLLOW, keyboard(*rows, [button(texts.CANCEL, Verb.CLOSE)]))


async def _choices(session: ReadSession, story_id: int) -> list[Follow]:
    story = await stories.get(session, story_id)
    if story is None:
        return []
    speakers = dict.fromkeys(s.person for s in story.statements if s.person)
    countries = [Follow(country=code) for code in story.countries[:3]]
    return [Follow(who=person) for person in speakers][:4] + countries + [Follow(topic=topic) for topic in story.topics[:1]]
