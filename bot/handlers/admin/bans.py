"""/bans: a chat is closed with a reason, and opened again. A closed chat can still see and delete what is kept of it."""

from __future__ import annotations

from typing import Any

from telegram import Update
from telegram.ext import ApplicationHandlerStop

from bot.handlers.admin.access import Args, Desk, cancel_row, cut, number_of, tap
from bot.handlers.common import Context, services
from bot.render.writing import digits, escape, line
from bot.texts import admin as words
from storage import admins, bans

PER_PAGE = 10
_OPEN = frozenset({"/forget", "/privacy", "/export"})


async def listed(desk: Desk, args: Args) -> None:
    """Those that are closed, each with a button to open it; the others a tap away."""
    offset = max(0, number_of(args) or 0)
    async with desk.parts.db.read() as session:
        found = await bans.banned(session, PER_PAGE + 1, offset)
    lines = [words.BANS_HEAD, *(f"\u200f{chat_id}: {escape(line(reason))}" for chat_id, reason in found[:PER_PAGE])]
    rows = [[tap(cut(words.UNBAN.format(id=chat_id)), "bu", chat_id)] for chat_id, _ in found[:PER_PAGE]]
    turns = [tap(words.PREVIOUS, "/bans", max(0, offset - PER_PAGE))] if offset else []
    turns += [tap(words.FURTHER, "/bans", offset + PER_PAGE)] if len(found) > PER_PAGE else []
    await desk.turn("\n".join(lines), *rows, turns, [tap(words.BAN, "ba")])


async def ask(desk: Desk, args: Args) -> None:
    await desk.expect({"do": "ban"})
    await desk.turn(words.BAN_ASK, cancel_row())


async def written(desk: Desk, payload: dict[str, Any]) -> None:
    """«شناسه دلیل». Admins cannot be closed out."""
    message = desk.update.effective_message
    head, _, reason = ((message.text or "") if message else "").strip().partition(" ")
    chat_id = number_of((digits(head, "latin"),))
    if chat_id is None or not reason.strip():
        await desk.say(words.BAN_ASK, cancel_row())
        return
    async with desk.parts.db.write() as session:
        team = {*desk.parts.config.admin_ids, *(admin.user_id for admin in await admins.appointed(session))}
        if chat_id in team:
            await desk.say(words.BAN_ADMIN, cancel_row())
            return
        await admins.put_off(session, desk.user_id, desk.address.chat_id)
        done = await bans.ban(session, chat_id, reason.strip()[:200], desk.now)
        if done:
            await desk.note(session, "ban", f"chat:{chat_id}", {"to": reason.strip()[:200]})
    await (listed(desk, ()) if done else desk.say(words.OVER))


async def opened(desk: Desk, args: Args) -> None:
    chat_id = number_of(args)
    if chat_id is None:
        await desk.old()
        return
    async with desk.parts.db.write() as session:
        reason = await bans.unban(session, chat_id)
        if reason is not None:
            await desk.note(session, "unban", f"chat:{chat_id}", {"from": reason})
    await (listed(desk, ()) if reason is not None else desk.old())


async def turn_away(update: Update, context: Context) -> None:
    """What a closed chat says is not heard, but /forget, /privacy and /export with their buttons.

    Raises:
        ApplicationHandlerStop: the chat is closed.
    """
    chat, message = update.effective_chat, update.message
    if chat is None or update.my_chat_member is not None:
        return
    typed = ((message.text or "") if message else "").split(maxsplit=1)
    word = typed[0].split("@")[0].lower() if typed else ""
    if word in _OPEN or (update.callback_query is not None and (update.callback_query.data or "").startswith("x")):
        return
    async with services(context).db.read() as session:
        if await bans.is_banned(session, chat.id):
            raise ApplicationHandlerStop
