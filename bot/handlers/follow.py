"""Following by a button: one thing, with the three latest statements at once; what a digest offers; by or about."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from telegram import InlineKeyboardButton, Update

from bot import texts
from bot.callbacks import Verb
from bot.handlers.common import Context, address_of, ensure_chat, number_in, reply, say_old, services, view_of
from bot.render.answer import statements_html
from bot.render.keyboards import button, follow_buttons, follow_code, followed_keyboard, keyboard
from bot.render.writing import escape, number
from bot.texts import following
from jobs.analysis.fold import fold
from storage import questions, search, stories, subscriptions
from storage.database import ReadSession, WriteSession
from storage.records import NAME, Address, Aspect, Follow, Query, Statement, Story, Subscription, found_by, spelt

LATEST = 3
MOST = 200
"""Follows of one address."""
CHOICES = 6

ASPECTS = {aspect.value[:2]: aspect for aspect in Aspect}


def follow_from(args: tuple[str, ...]) -> Follow | None:
    """What the arguments of a follow button mean; None where they are not whole."""
    if len(args) != 5 or args[1] not in ASPECTS or args[3] not in ASPECTS or not (args[0] or args[2] or args[4]):
        return None
    return Follow(args[0] or None, ASPECTS[args[1]], args[2] or None, ASPECTS[args[3]], args[4] or None)


def query_of(follow: Follow) -> Query:
    """The question whose answer is what this follow would have brought."""
    speakers: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    phrases = [follow.phrase_tokens] if follow.phrase_tokens else []
    if follow.who and follow.who_as is not Aspect.ABOUT:
        speakers = (follow.who,)
    elif follow.who and follow.who.startswith(NAME):  # nothing marks a text as being about them
        phrases.append(found_by(follow.who).removeprefix(NAME))
    elif follow.who:
        people = (follow.who,)
    people = (*people, follow.about) if follow.about else people
    if follow.country and follow.country_as is Aspect.BY:
        speakers = (*speakers, follow.country)
    elif follow.country:
        countries = (follow.country,)
    return Query(
        speakers=speakers,
        people=people,
        countries=countries,
        topics=(follow.topic,) if follow.topic else (),
        phrases=tuple(phrases),
    )


async def follow_button(
    session: WriteSession, address: Address, follow: Follow, label: str, context: Context
) -> InlineKeyboardButton:
    """A button that follows; what does not fit into its data is kept, and the button has its number."""
    args = follow_code(follow)
    if args is not None:
        return button(label, Verb.FOLLOW, *args)
    kept = await questions.remember(session, address, {"follow": asdict(follow)}, services(context).clock())
    return button(label, Verb.FOLLOW_KEPT, kept)


async def tapped_follow(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Follows what the button says."""
    follow = follow_from(args)
    if follow is None:
        await say_old(update)
    else:
        await take_up(update, context, (follow,))


async def tapped_follow_kept(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Follows what was too long for the button."""
    kept, address = number_in(args), address_of(update)
    payload: dict[str, Any] | None = None
    if kept is not None and address is not None:
        async with services(context).db.read() as session:
            payload = await questions.recall(session, kept, address)
    if not payload or "follow" not in payload:
        await say_old(update)
        return
    values = payload["follow"]
    follow = Follow(**{**values, "who_as": Aspect(values["who_as"]), "country_as": Aspect(values["country_as"])})
    await take_up(update, context, (follow,))


async def take_up(update: Update, context: Context, wanted: tuple[Follow, ...], others: tuple[Follow, ...] = ()) -> None:
    """Follows these; says so with the alert button, and shows the three latest statements, so that the chat is not empty.
    `others`, who share the name that was taken, are offered beside it."""
    made: list[tuple[Subscription, bool]] = []
    async with services(context).db.write() as session:
        chat = await ensure_chat(session, update, context)
        if chat is None:
            return
        room = MOST - len(await subscriptions.of(session, chat.address))
        for follow in [await _as_published(session, one) for one in wanted]:
            known, created = await subscriptions.follow(session, chat.address, follow, services(context).clock())
            if created and room <= 0:
                await subscriptions.unfollow(session, known.id, chat.address)
                continue
            room -= created
            made.append((known, created))
    if not made:
        await reply(update, following.TOO_MANY.format(most=number(MOST)))
    elif len(made) == 1:
        await _say_followed(update, context, *made[0], others)
    else:
        await _say_several(update, context, [subscription for subscription, _ in made])


async def _as_published(session: ReadSession, follow: Follow) -> Follow:
    """A follow of somebody who is not in the catalogue, with the spelling of the publishers: a button has no room for it."""
    who = follow.who or ""
    if not who.startswith(NAME) or who != found_by(who):
        return follow
    spellings = [slug for slug, _ in await search.named(session, who.removeprefix(NAME)) if found_by(slug) == who]
    return replace(follow, who=spellings[0]) if spellings else follow


async def _latest(session: ReadSession, follow: Follow) -> tuple[Statement, ...]:
    """The latest that the follow would have brought; of a name that has said nothing yet, what others say with that name."""
    found = await search.latest(session, query_of(follow), LATEST)
    if found or not (follow.who or "").startswith(NAME) or follow.who_as is not Aspect.ANY:
        return tuple(found)
    return tuple(await search.latest(session, query_of(replace(follow, who_as=Aspect.ABOUT)), LATEST))


async def _say_followed(
    update: Update, context: Context, subscription: Subscription, created: bool, others: tuple[Follow, ...]
) -> None:
    naming = services(context).naming
    what = escape(naming.choice(subscription.follow))
    head = (texts.FOLLOWED if created else texts.ALREADY_FOLLOWED).format(what=what)
    async with services(context).db.read() as session:
        newest = await _latest(session, subscription.follow)
        view = await view_of(session, subscription.address, context)
    none = f"{head} {following.CARD_NOTHING}"
    html = statements_html(f"{head}\n{texts.LATEST_OF}", newest, view) if newest else none
    await reply(update, html, followed_keyboard(subscription, follow_buttons(others, naming)))


async def _say_several(update: Update, context: Context, made: list[Subscription]) -> None:
    """The same of several at once, with the latest statements of all of them together."""
    naming = services(context).naming
    names = texts.LIST_COMMA.join(f"<b>{escape(naming.choice(subscription.follow))}</b>" for subscription in made)
    head = following.FOLLOWED_SEVERAL.format(what=names)
    async with services(context).db.read() as session:
        latest = [said for one in made for said in await _latest(session, one.follow)]
        view = await view_of(session, made[0].address, context)
    newest = sorted({said.id: said for said in latest}.values(), key=lambda said: (said.said_at, said.id), reverse=True)[:LATEST]
    html = statements_html(f"{head}\n{texts.LATEST_OF}", newest, view) if newest else f"{head} {following.CARD_NOTHING}"
    await reply(update, html, keyboard([button(following.LIST_BUTTON, Verb.FOLLOWS)]))


async def own_subscription(update: Update, context: Context, args: tuple[str, ...]) -> Subscription | None:
    """The subscription that a button names, if it belongs to the chat where the button stands."""
    address, number = address_of(update), number_in(args)
    if address is None or number is None:
        return None
    async with services(context).db.read() as session:
        return await subscriptions.get(session, number, address)


async def tapped_follow_from_story(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Under a digest: its speakers, their offices, its countries, and the first speaker about the first country."""
    story_id, address = number_in(args), address_of(update)
    story = await _story(context, story_id) if story_id is not None else None
    choices = choices_of(story) if story else []
    if not choices or address is None:
        await say_old(update)
        return
    naming = services(context).naming
    async with services(context).db.write() as session:
        rows = [[await follow_button(session, address, choice, naming.choice(choice), context)] for choice in choices]
    await reply(update, texts.CHOOSE_FOLLOW, keyboard(*rows, [button(texts.CANCEL, Verb.CLOSE)]))


async def _story(context: Context, story_id: int) -> Story | None:
    async with services(context).db.read() as session:
        return await stories.get(session, story_id)


def choices_of(story: Story) -> list[Follow]:
    """What can be followed of a story: two speakers, the first one's office, two countries (the speaker's own last), the first
    speaker about the other country, the topic; at most six."""
    said = [s for s in story.statements if not s.hidden and s.speaker_kind != "anonymous"]
    people = [Follow(who=who) for s in said if (who := _speaker(s.person, s.speaker_name, s.speaker_kind))]
    people = list(dict.fromkeys(people))
    home = said[0].speaker_country if said else None
    countries = sorted(story.countries, key=lambda code: code == home)
    first = next((s for s in said if s.person), None)
    offices = [Follow(who=first.office)] if first and first.office else []
    foreign = [code for code in countries if code != home]
    pairs = [Follow(first.person, Aspect.BY, foreign[0], Aspect.ABOUT)] if first and foreign else []
    topics = [Follow(topic=topic) for topic in story.topics[:1]]
    abroad = [Follow(country=code) for code in countries[:2]]
    return list(dict.fromkeys([*people[:1], *offices, *people[1:2], *abroad, *pairs, *topics]))[:CHOICES]


def _speaker(person: str | None, name: str | None, kind: str | None) -> str | None:
    """A slug of the catalogue, or the folded name of a person who is not in it."""
    if person:
        return person
    return spelt(f"{NAME}{fold(name)}", name) if name and kind == "person" else None
