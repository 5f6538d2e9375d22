"""Following by typing: «دنبال کن ظریف دربارهٔ سوریه», /follow …; asked back where it is not sure who is meant."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from telegram import Update

from bot import texts
from bot.callbacks import Verb
from bot.handlers.common import Context, address_of, ensure_chat, may_change, reply, services, view_of, words_to_us
from bot.handlers.follow import follow_button, take_up
from bot.handlers.understanding import in_full, is_ordinary
from bot.question import QuestionContext, Understood, understand
from bot.render.keyboards import button, keyboard
from bot.render.writing import escape
from bot.texts import following
from bot.wanted import LONGEST, MOST, Wanted, by_name, in_person, is_about, wanted, wish_of
from jobs.analysis.fold import fold
from storage import search, sources, subscriptions
from storage.database import ReadSession
from storage.records import NAME, Address, Aspect, Follow, Subscription, found_by

SHOWN = 60
"""Characters of what was typed that an answer repeats."""


async def follow_command(update: Update, context: Context) -> None:
    """/follow and what stands behind it."""
    await _wish(update, context, " ".join(context.args or ()), on=True)


async def unfollow_command(update: Update, context: Context) -> None:
    await _wish(update, context, " ".join(context.args or ()), on=False)


async def heard_wish(update: Update, context: Context) -> bool:
    """Whether the message wants to follow something, or not any more; then it is done."""
    found = wish_of(words_to_us(update, context))
    if found is None:
        return False
    await _wish(update, context, found[0], on=found[1])
    return True


async def follow_words(update: Update, context: Context, typed: str) -> None:
    """Follows what was typed, also without the words for it (in answer to the question what a channel is to follow)."""
    what, on = wish_of(typed) or (typed, True)
    await _wish(update, context, what, on=on)


async def _wish(update: Update, context: Context, typed: str, *, on: bool) -> None:
    address = address_of(update)
    if address is None:
        return
    if not await may_change(update, context):
        await reply(update, texts.ADMINS_ONLY)
        return
    if not typed:
        await reply(update, following.FOLLOW_WHAT if on else following.UNFOLLOW_WHAT)
        return
    found = await _named(context, await _wanted(context, address, typed[:LONGEST]), about=is_about(typed))
    if not on:
        await _stop(update, context, address, typed, found)
    elif found.follows or found.candidates:
        if found.follows:
            await take_up(update, context, found.follows, found.others)
        if found.candidates:
            await _ask_back(update, context, found)
    else:
        await reply(update, following.NOT_FOLLOWABLE.format(typed=escape(typed[:SHOWN])))


async def _wanted(context: Context, address: Address, typed: str) -> Wanted:
    """What is wanted; a full name that is not sure is looked up among those whom only the archive knows."""
    read = await _reader(context, address)
    found = wanted(typed, read)
    if " " not in found.unsure:
        return found
    async with services(context).db.read() as session:
        bearers = [slug for slug, _ in await search.named(session, fold(found.unsure))]
    if not bearers:
        return found

    def in_archive(text: str) -> Understood:
        understood = read(text)
        return in_full(understood, bearers) if understood.unsure == found.unsure else understood

    return wanted(typed, in_archive)


async def _reader(context: Context, address: Address) -> Callable[[str], Understood]:
    parts = services(context)
    async with parts.db.read() as session:
        view = await view_of(session, address, context)
        publishers = {source.name: source.slug for source in await sources.list_all(session)}
    return partial(_understand, QuestionContext(parts.clock(), view.zone, parts.catalogue, publishers, lexicon=parts.lexicon))


def _understand(context: QuestionContext, text: str) -> Understood:
    return understand(text, context)


async def _named(context: Context, found: Wanted, *, about: bool) -> Wanted:
    """A phrase that the archive knows as the name of somebody who speaks is that somebody; a last name alone, its bearer. Of
    several bearers the one quoted most is followed and the others are offered. A full name that nobody has yet is a name too.
    `about`: only what is said about them is wanted."""
    aspect = Aspect.ABOUT if about else Aspect.ANY
    ordinary = partial(is_ordinary, lexicon=services(context).lexicon)
    follows: list[Follow] = []
    others = found.others
    async with services(context).db.read() as session:
        for follow in found.follows:
            name = by_name(follow)
            typed = str(name.who).removeprefix("name:") if name is not None else ""
            slugs = await _bearers(session, typed, context) if typed else []
            follows.append(Follow(slugs[0], aspect) if slugs else in_person(follow, ordinary, aspect))
            if len(found.follows) == 1:
                others = tuple(Follow(slug, aspect) for slug in slugs[1:MOST]) or others
    full = found.candidates and " " in found.unsure  # understood as a name, whatever its last word means
    phrase = in_person(found.phrase, (lambda _: False) if full else ordinary, aspect) if found.phrase is not None else None
    return replace(found, follows=tuple(follows), others=others, phrase=phrase)


async def _bearers(session: ReadSession, typed: str, context: Context) -> list[str]:
    """The speakers of exactly this name, or of this last name, however it is spaced, unless it is a word that means something by
    itself."""
    name = typed.replace(" ", "")
    if is_ordinary(name, services(context).lexicon):
        return []
    found = [slug for slug, _ in await search.named(session, typed)]
    whole = [slug for slug in found if found_by(slug).removeprefix(NAME).replace(" ", "") == name]
    return whole or [slug for slug in found if found_by(slug).split()[-1] == name and found_by(slug).count(" ") in (1, 2)]


async def _ask_back(update: Update, context: Context, found: Wanted) -> None:
    """«کدام جعفری؟» with a button for each; of a misspelt name whether the nearest was meant, or the very words."""
    naming, now = services(context).naming, services(context).clock()
    async with services(context).db.write() as session:
        chat = await ensure_chat(session, update, context)
        if chat is None:
            return
        if found.misspelt:
            yes = await follow_button(session, chat.address, found.candidates[0], following.YES, context)
            rows = [[yes]]
            if found.phrase is not None and found.phrase.key:
                rows[0].append(await follow_button(session, chat.address, found.phrase, following.NO_THE_PHRASE, context))
        else:
            rows = [
                [await follow_button(session, chat.address, one, naming.known_as(one, now.date()), context)]
                for one in found.candidates
            ]
            if found.phrase is not None and found.phrase.who:  # somebody else of that full name
                rows.append([await follow_button(session, chat.address, found.phrase, naming.choice(found.phrase), context)])
            rows.append([button(texts.CANCEL, Verb.CLOSE)])
    unsure = escape(found.unsure[:SHOWN])
    if found.misspelt:
        title = (found.candidates[0].who or "").startswith("office:")  # «آقا» names nobody, it may mean somebody
        template = following.MEANT_OFFICE if title else following.MEANT
        question = template.format(typed=unsure, name=escape(naming.follow(found.candidates[0])))
    else:
        question = following.WHICH_ONE.format(name=unsure)
    await reply(update, question, keyboard(*rows), to_question=True)


async def _stop(update: Update, context: Context, address: Address, typed: str, found: Wanted) -> None:
    """Unfollows what was named: the same follow, else everything that is about the same name alone. Where there is only more
    than that («ترامپ دربارهٔ ایران»), it is asked which."""
    words = (*found.follows, *([found.phrase] if found.phrase is not None else []))
    asked = (*words, *found.candidates)
    sure = words if " " in found.unsure else asked  # a full name is nobody who has only a part of it
    naming = services(context).naming
    async with services(context).db.write() as session:
        kept = await subscriptions.of(session, address)
        gone = [one for one in kept if _is_meant(one, words)] or [one for one in kept if _is_meant(one, sure)]
        again = []
        for one in gone:
            await subscriptions.unfollow(session, one.id, address)
            label = texts.FOLLOW_WHAT.format(what=naming.choice(one.follow))
            again.append([await follow_button(session, address, one.follow, label, context)])
    if gone:
        names = texts.LIST_COMMA.join(escape(naming.choice(one.follow)) for one in gone)
        await reply(update, texts.UNFOLLOWED.format(what=names), keyboard(*again))
        return
    names_it = [one for one in kept if any(one.follow.who and _who(one.follow) == _who(wish) for wish in asked)]
    if names_it:
        rows = [[button(naming.choice(one.follow), Verb.UNFOLLOW, one.id)] for one in names_it]
        await reply(update, following.UNFOLLOW_WHICH, keyboard(*rows, [button(texts.CANCEL, Verb.CLOSE)]), to_question=True)
    else:
        await reply(update, following.UNFOLLOW_NONE.format(typed=escape(typed[:SHOWN])))


def _is_meant(kept: Subscription, asked: Sequence[Follow]) -> bool:
    """The same follow; or what is followed of the same name alone, in whichever way (by, about)."""
    follow = kept.follow
    return any(
        follow.key == one.key
        or (_names_only(one) and _names_only(follow) and (_who(follow), follow.country) == (_who(one), one.country))
        or (one.who is not None and _names_only(one) and follow == _as_phrase(follow, one.who))
        or (one.phrase is not None and (follow.phrase, follow.who, follow.country) == (one.phrase, one.who, one.country))
        for one in asked
    )


def _as_phrase(follow: Follow, who: str) -> Follow:
    """The follow of the name as the phrase that it was taken for before anybody had it."""
    return Follow(phrase=follow.phrase, phrase_tokens=found_by(who).removeprefix(NAME))


def _who(follow: Follow) -> str | None:
    return found_by(follow.who) if follow.who else None


def _names_only(follow: Follow) -> bool:
    alone = follow.topic is None and follow.phrase is None and follow.about is None
    return alone and (follow.who is None) != (follow.country is None)
