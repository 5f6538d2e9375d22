"""/settings and /pause: every choice by buttons, in place; in groups for administrators, for channels from the private chat."""

from __future__ import annotations

from telegram import Update

from bot import preferences as prefs
from bot import texts
from bot.handlers.common import Context, address_of, edit, ensure_chat, may_change, number_in, reply, say_old, services, view_of
from bot.preferences import CannotError, Topic
from bot.render.settings import page
from bot.render.settings_values import Desk
from bot.render.writing import number
from bot.texts import settings as words
from storage import chats, holding, sources, subscriptions
from storage.database import ReadSession, WriteSession
from storage.records import Chat, Source, SourceState


async def show(update: Update, context: Context) -> None:
    """/settings: all choices as they stand."""
    await _open(update, context, Topic.MAIN)


async def pause(update: Update, context: Context) -> None:
    """/pause: for how long to be silent, or to speak again."""
    await _open(update, context, Topic.PAUSE)


async def times(update: Update, context: Context) -> None:
    """When the briefings come, opened from one of them."""
    await _open(update, context, Topic.TIMES)


async def _open(update: Update, context: Context, topic: Topic) -> None:
    if not await may_change(update, context):
        await reply(update, texts.ADMINS_ONLY)
        return
    async with services(context).db.write() as session:
        chat = await ensure_chat(session, update, context)
        if chat is None:
            return
        desk = await _desk(session, chat, context)
    await reply(update, *page(desk, topic))


async def tapped_settings(update: Update, context: Context, args: tuple[str, ...]) -> str:
    """Another page, or a choice made on one; in place. Gives what the tap is answered with where it could not be made."""
    topic = next((one for one in Topic if args[:1] == (str(one),)), None)
    value, offset = (args[1] if len(args) > 1 else ""), number_in(args, 2) or 0
    if topic is None or address_of(update) is None:
        await say_old(update)
        return ""
    told: str | None = ""
    async with services(context).db.write() as session:
        chat = await ensure_chat(session, update, context)
        assert chat is not None  # a button stands in a chat
        if value:
            told = await _choose(session, chat, topic, value, context)
        desk = await _desk(session, await chats.get(session, chat.address) or chat, context)
    if told is None:
        await say_old(update)
        return ""
    if topic is Topic.LESS and not desk.chosen.hushed:
        topic = Topic.MAIN  # nothing is left on that page
    if not told:  # else nothing has changed
        await edit(update, *page(desk, topic, offset))
    return told


async def _choose(session: WriteSession, chat: Chat, topic: Topic, value: str, context: Context) -> str | None:
    """Makes the choice. Gives why it cannot be made, empty where it was, None for a button of another version."""
    if topic is Topic.ALERTS and value in ("on", "off"):
        for one in await subscriptions.of(session, chat.address):
            await subscriptions.set_alerts(session, one.id, chat.address, value == "on")
        return ""
    known = [source.id for source in await _sources(session)]
    try:
        changed = prefs.chosen(chat.settings, topic, value, services(context).clock(), known)
    except CannotError as error:
        if error.topic is Topic.SOURCES:
            return words.TOLD_LAST_SOURCE
        return words.TOLD_TOO_MANY_TIMES.format(most=number(prefs.MOST_TIMES, chat.settings.digits))
    if changed is None:
        return None
    await chats.set_settings(session, chat.address, changed)
    if topic in (Topic.QUIET, Topic.ZONE):
        now = services(context).clock()
        await holding.until(session, chat.address, services(context).quiet_until(changed, now) or now)
    return ""


async def _desk(session: ReadSession, chat: Chat, context: Context) -> Desk:
    view = await view_of(session, chat.address, context)
    return Desk(chat, view, await subscriptions.of(session, chat.address), await _sources(session))


async def _sources(session: ReadSession) -> tuple[Source, ...]:
    """The publishers that are read, by name."""
    found = [source for source in await sources.list_all(session) if source.state is not SourceState.REMOVED]
    return tuple(sorted(found, key=lambda source: source.name))
