"""/sources: who is read and how that goes; added by address with a preview, paused, removed, checked, filled from the archive."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

from telegram import Message
from telegram.error import TelegramError

from bot.handlers.admin.access import Args, Desk, cancel_row, number_of, tap
from bot.office import Filling
from bot.render.admin_sources import found_html, source_html, source_line
from bot.render.writing import escape, line, number
from bot.texts import admin as words
from bot.texts import sources as about
from storage import admins, mending, numbers, sources
from storage.errors import NaqlError
from storage.office_records import Role
from storage.records import NewSource, Source, SourceState

PER_PAGE = 10
WEEK = timedelta(days=7)
FILL_DAYS = (7, 30, 365)
TELL_S = 4.0


async def listed(desk: Desk, args: Args) -> None:
    """Every source with its state, its last item and its trouble."""
    offset = max(0, number_of(args) or 0)
    view = await desk.view()
    async with desk.parts.db.read() as session:
        found = await sources.list_all(session)
    page = found[offset : offset + PER_PAGE]
    lines = [f"{number(index, view.digits)}. {source_line(one, view)}" for index, one in enumerate(page, offset + 1)]
    taps = [tap(number(index, view.digits), "sv", one.slug) for index, one in enumerate(page, offset + 1)]
    turns = [tap(words.NEWER, "/sources", max(0, offset - PER_PAGE))] if offset else []
    turns += [tap(words.OLDER, "/sources", offset + PER_PAGE)] if offset + PER_PAGE < len(found) else []
    add = [tap(about.SOURCE_ADD, "sa")] if desk.role >= Role.EDITOR else []
    head = about.SOURCES_HEAD.format(count=number(len(found), view.digits))
    await desk.turn("\n".join([head, *lines]), taps[:5], taps[5:], turns, add)


async def viewed(desk: Desk, args: Args) -> None:
    await _show(desk, await _source(desk, args))


async def _show(desk: Desk, source: Source | None, note: str = "") -> None:
    """Last item, items a day, errors, next check, route; and what can be done."""
    if source is None:
        await desk.old()
        return
    view = await desk.view()
    async with desk.parts.db.read() as session:
        items = (await numbers.items_since(session, desk.now - WEEK)).get(source.id, 0)
    html = source_html(source, items / 7, view)
    rows: list[list[Any]] = []
    if desk.role >= Role.EDITOR:
        paused = source.state is SourceState.PAUSED
        rows = [
            [tap(about.SOURCE_CHECK, "sc", source.slug), tap(about.SOURCE_TRY, "sk", source.slug)],
            [tap(about.SOURCE_RESUME if paused else about.SOURCE_PAUSE, "sp", source.slug, int(paused))],
            [tap(about.SOURCE_FILL, "sf", source.slug), tap(about.SOURCE_REMOVE, "sr", source.slug)],
        ]
    await desk.turn(f"{note}\n\n{html}" if note else html, *rows, [tap(words.BACK, "/sources")])


async def look(desk: Desk, args: Args) -> None:
    """Asks the feed at once; its new articles are then read as always."""
    source = await _source(desk, args)
    if source is None:
        await desk.old()
        return
    found, error = await desk.office.look_now(source.slug)
    note = about.SOURCE_LOOKED.format(count=number(found)) if error is None else words.CANNOT.format(reason=escape(line(error)))
    await _show(desk, await _source(desk, args), note)


async def tried(desk: Desk, args: Args) -> None:
    """What of a feed and its newest article would be kept; nothing is stored."""
    source = await _source(desk, args)
    if source is None:
        await desk.old()
        return
    lines = await desk.office.check_source(source.slug)
    await desk.say("\n".join(escape(line(part)) for part in lines)[:3500], [tap(words.BACK, "sv", source.slug)])


async def paused(desk: Desk, args: Args) -> None:
    source, on = await _source(desk, args), number_of(args, 1)
    if source is None or on not in (0, 1):
        await desk.old()
        return
    state = SourceState.ACTIVE if on else SourceState.PAUSED
    async with desk.parts.db.write() as session:
        await sources.set_state(session, source.slug, state)
        changed = {"from": source.state, "to": state}
        await desk.note(session, "source-resume" if on else "source-pause", f"source:{source.slug}", changed)
    await _show(desk, await _source(desk, args))


async def ask_remove(desk: Desk, args: Args) -> None:
    """Its articles stay, or go with it."""
    source = await _source(desk, args)
    if source is None:
        await desk.old()
        return
    await desk.turn(
        about.SOURCE_REMOVE_ASK.format(name=escape(line(source.name))),
        [tap(about.SOURCE_KEEP_TEXTS, "sx", source.slug, 0)],
        [tap(about.SOURCE_HIDE_TEXTS, "sx", source.slug, 1)],
        [tap(words.BACK, "sv", source.slug)],
    )


async def removed(desk: Desk, args: Args) -> None:
    source, hide = await _source(desk, args), number_of(args, 1)
    if source is None or hide not in (0, 1):
        await desk.old()
        return
    async with desk.parts.db.write() as session:
        await sources.set_state(session, source.slug, SourceState.REMOVED)
        changed = {"from": source.state, "to": SourceState.REMOVED}
        await desk.note(session, "source-hide" if hide else "source-remove", f"source:{source.slug}", changed)
    gone = 0
    while hide:
        async with desk.parts.db.write() as session:
            some = await mending.hide_some_of_source(session, source.id)
        gone += some
        if not some:
            break
    await desk.turn(
        about.SOURCE_REMOVED.format(name=escape(line(source.name)), count=number(gone)), [tap(words.BACK, "/sources")]
    )


async def ask_address(desk: Desk, args: Args) -> None:
    await desk.expect({"do": "source-url"})
    await desk.turn(about.SOURCE_URL, cancel_row())


async def written_address(desk: Desk, payload: dict[str, Any]) -> None:
    """The feed that is found there, shown before it is added."""
    message = desk.update.effective_message
    typed = ((message.text or "").split() or [""])[0] if message else ""
    if "." not in typed or len(typed) > 500:
        await desk.say(about.SOURCE_URL, cancel_row())
        return
    found = await desk.office.find_source(typed)
    new = {"slug": found.slug, "name": found.name, "home_url": found.home_url, "feed_url": found.feed_url}
    await desk.expect({"do": "source-url", "new": new})
    await desk.say(found_html(found, await desk.view()), [tap(about.SOURCE_ADD, "sy", found.slug), *cancel_row()])


async def added(desk: Desk, args: Args) -> None:
    """What this message previewed is read from now on, unless another preview or another admin came before."""
    async with desk.parts.db.write() as session:
        asked = await admins.expected(session, desk.user_id, desk.address.chat_id, desk.now) or {}
        new = asked.get("new")
        if not isinstance(new, dict) or args != (new.get("slug"),):
            await desk.old()
            return
        await admins.put_off(session, desk.user_id, desk.address.chat_id)
        known = await sources.get(session, new["slug"])
        if known is None or known.state is SourceState.REMOVED:
            source = await sources.add(session, NewSource(**new, timezone=desk.parts.config.timezone))
            await desk.note(session, "source-add", f"source:{source.slug}", {"to": source.feed_url})
        elif known.feed_url == new["feed_url"]:
            source = known
        else:  # another feed of the same site got the slug meanwhile: it is not to be replaced by this one
            source = None
    if source is None:
        await desk.expect({"do": "source-url"})
        await desk.say(about.SOURCE_TAKEN, cancel_row())
    else:
        await _show(desk, source, words.DONE if source is not known else words.OVER)


async def ask_fill(desk: Desk, args: Args) -> None:
    source = await _source(desk, args)
    if source is None:
        await desk.old()
        return
    taps = [tap(about.DAYS.format(count=number(days)), "sg", source.slug, days) for days in FILL_DAYS]
    await desk.turn(about.SOURCE_FILL_ASK, taps, [tap(words.BACK, "sv", source.slug)])


async def filled(desk: Desk, args: Args) -> None:
    """Walks the archive beside everything else; its message tells how far it is."""
    source, days = await _source(desk, args), number_of(args, 1)
    if source is None or days not in FILL_DAYS:
        await desk.old()
        return
    async with desk.parts.db.write() as session:
        await desk.note(session, "source-fill", f"source:{source.slug}", {"to": days})
    message = await desk.say(about.FILLING.format(name=escape(line(source.name)), found=number(0), done=number(0), total="؟"))
    desk.context.application.create_task(_fill(desk, source, days, message))


async def _fill(desk: Desk, source: Source, days: int, message: Message) -> None:
    since = (desk.now - timedelta(days=days)).astimezone(desk.parts.config.zone).date()
    steps: list[Filling] = []
    walking = asyncio.ensure_future(desk.office.fill(source.slug, since, steps.append))
    name = escape(line(source.name))
    while not (await asyncio.wait({walking}, timeout=TELL_S))[0]:
        if steps:
            step = steps[-1]
            total = number(step.total) if step.total else "؟"
            await _edit(message, about.FILLING.format(name=name, found=number(step.found), done=number(step.done), total=total))
    try:
        text = about.FILLED.format(name=name, found=number(walking.result()))
    except NaqlError as error:
        text = words.CANNOT.format(reason=escape(line(str(error))))
    await _edit(message, text)


async def _edit(message: Message, html: str) -> None:
    try:
        await message.edit_text(html, parse_mode="HTML")
    except TelegramError:  # nothing new to say, or the message is gone: the walk goes on
        return


async def _source(desk: Desk, args: Args) -> Source | None:
    if not args:
        return None
    async with desk.parts.db.read() as session:
        source = await sources.get(session, args[0])
    return source if source is not None and source.state is not SourceState.REMOVED else None
