"""Behind «بیشتر…» of a digest: share, copy, less of this. The buttons change in place, the digest stays as it is."""

from __future__ import annotations

from dataclasses import replace

from telegram import InlineKeyboardMarkup, Update

from bot import texts
from bot.handlers.common import (
    Context,
    address_of,
    bot_link,
    edit_keyboard,
    ensure_chat,
    number_in,
    reply,
    say_old,
    services,
    view_of,
)
from bot.links import story_payload
from bot.render.citing import citation
from bot.render.keyboards import less_keyboard, more_keyboard, story_keyboard
from bot.render.story import View, attribution, leading
from bot.render.tellings import speaker_key
from bot.render.writing import escape
from bot.texts import following
from storage import chats, outbox, stories, subscriptions
from storage.database import ReadSession, WriteSession
from storage.records import Address, Chat, Statement, Story

COPIED = 4000
"""Characters of a message to copy; Telegram takes 4,096."""
ANSWER = 190
"""Characters that fit into the answer to a tap (Telegram takes 200)."""


async def tapped_more(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """The further buttons in the place of the first ones."""
    story, view = await _story(update, context, args)
    if story is None or view is None:
        await say_old(update)
        return
    await edit_keyboard(update, _more(story, view, context))


def _more(story: Story, view: View, context: Context) -> InlineKeyboardMarkup | None:
    first = leading(story.statements)
    cited = citation(first[0], view) if first else ""
    return more_keyboard(story, cited, bot_link(context, story_payload(story.id)))


async def tapped_back(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """The digest's first buttons again."""
    story, view = await _story(update, context, args)
    if story is None or view is None:
        await say_old(update)
        return
    await edit_keyboard(update, story_keyboard(story, view.digits))


async def tapped_copy(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """What is too long for Telegram's copy button, as a message to copy: the story's first statement, or the one named."""
    story, view = await _story(update, context, args)
    named = number_in(args, 1)
    said = [one for one in story.statements if one.id == named] if story and named is not None else []
    first = said or (leading(story.statements) if story and named is None else [])
    if not first or view is None:
        await say_old(update)
        return
    await reply(update, escape(citation(first[0], view)[:COPIED]), to_question=True)


async def tapped_less_ask(update: Update, context: Context, args: tuple[str, ...]) -> None:
    """Less of what: the choices in the place of the buttons."""
    story, _ = await _story(update, context, args)
    if story is None:
        await say_old(update)
        return
    await edit_keyboard(update, less_keyboard(story))


async def tapped_less(update: Update, context: Context, args: tuple[str, ...]) -> str:
    """Less of the story's speaker, source or topic, or of what brought it; the first buttons come back. Gives what was done."""
    story, view = await _story(update, context, args)
    first = leading(story.statements) if story else []
    if story is None or view is None or not first or len(args) < 2:
        await say_old(update)
        return ""
    async with services(context).db.write() as session:
        chat = await ensure_chat(session, update, context)
        if chat is None:
            return ""
        told = await _less(session, chat, story, first[0], args[1], view)
    await edit_keyboard(update, story_keyboard(story, view.digits))
    return told if len(told) <= ANSWER else told[:ANSWER] + texts.ELLIPSIS


async def _less(session: WriteSession, chat: Chat, story: Story, said: Statement, what: str, view: View) -> str:
    settings = chat.settings
    match what:
        case "w":
            changed = replace(settings, hushed=_with(settings.hushed, f"w:{speaker_key(said)}"))
            told = following.TOLD_LESS_SPEAKER.format(what=attribution(said, view).name)
        case "t" if story.topics:
            changed = replace(settings, hushed=_with(settings.hushed, f"t:{story.topics[0]}"))
            told = following.TOLD_LESS_TOPIC.format(what=view.naming.topic(story.topics[0]))
        case "s":
            off = tuple(sorted({*settings.sources_off, said.source_id}))
            changed, told = replace(settings, sources_off=off), following.TOLD_LESS_SOURCE.format(what=said.source_name)
        case _:
            return await _only_briefings(session, chat.address, story.id, view)
    await chats.set_settings(session, chat.address, changed)
    return told


def _with(hushed: tuple[str, ...], one: str) -> tuple[str, ...]:
    return hushed if one in hushed else (*hushed, one)


async def _only_briefings(session: WriteSession, address: Address, story_id: int, view: View) -> str:
    """No alerts any more from the follows that brought this story here."""
    names = []
    for number in await _brought_by(session, address, story_id):
        found = await subscriptions.get(session, number, address)
        if found is not None:
            await subscriptions.set_alerts(session, number, address, False)
            names.append(view.naming.choice(found.follow))
    if not names:
        return following.TOLD_NOTHING_BRINGS
    return following.TOLD_LESS_BRIEFING.format(what=texts.LIST_COMMA.join(names))


async def _brought_by(session: ReadSession, address: Address, story_id: int) -> list[int]:
    """The follows for which the story's alert was owed; of one that was told inside another, that one's; of a story that came in
    a briefing, those for which it holds."""
    alert = await outbox.get_by_key(session, address, f"alert:{story_id}")
    into = alert.payload.get("into") if alert else None
    if isinstance(into, int):
        alert = await outbox.get(session, into)
    listed = alert.payload.get("follows") if alert else None
    if isinstance(listed, list):
        return [number for number in listed if isinstance(number, int)]
    found = await subscriptions.matching(session, story_id)
    return [one.subscription.id for one in found if one.subscription.address == address]


async def _story(update: Update, context: Context, args: tuple[str, ...]) -> tuple[Story | None, View | None]:
    """The story that a button names, and how this chat reads; None where it is gone."""
    address, number = address_of(update), number_in(args)
    if address is None or number is None:
        return None, None
    async with services(context).db.read() as session:
        story = await stories.get(session, number)
        view = await view_of(session, address, context)
    return (story, view) if story is not None and story.statements else (None, None)
