"""/admin, /admins, /audit: the panel, who else is in the team, and who did what."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from telegram.error import TelegramError

from bot.handlers.admin.access import Args, Desk, cancel_row, cut, number_of, packed, tap
from bot.handlers.admin.menu import hide_menu, show_menu
from bot.render.admin_push import when
from bot.render.story import View
from bot.render.writing import digits, escape, line
from bot.texts import admin as words
from storage import admins, audit
from storage.office_records import AuditEntry, Role

PER_PAGE = 15
_SHOWN = 80


async def panel(desk: Desk, args: Args) -> None:
    """/admin: everything that this role may do, as buttons; the command menu of this chat is set too."""
    from bot.handlers.admin.table import COMMANDS  # late: the table names this function

    await show_menu(desk.context.bot, desk.user_id, desk.role)
    taps = [tap(words.MENU[name], f"/{name}") for name, row in COMMANDS.items() if desk.role >= row.role and name != "admin"]
    await desk.turn(words.PANEL.format(role=words.ROLES[desk.role.name]), *packed(taps))


async def team(desk: Desk, args: Args) -> None:
    """/admins: owners and appointed, each of these with a button to dismiss them."""
    async with desk.parts.db.read() as session:
        found = await admins.appointed(session)
    lines = [words.ADMINS_HEAD, *(words.OWNER_LINE.format(id=user_id) for user_id in desk.parts.config.admin_ids)]
    lines += [words.ADMIN_LINE.format(name=escape(line(a.name)), id=a.user_id, role=words.ROLES[a.role.name]) for a in found]
    rows = [[tap(cut(words.DISMISS.format(name=a.name)), "ad", a.user_id)] for a in found]
    await desk.turn("\n".join(lines), *rows, [tap(words.APPOINT, "aa")])


async def ask_whom(desk: Desk, args: Args) -> None:
    await desk.expect({"do": "appoint"})
    await desk.turn(words.APPOINT_ASK, cancel_row())


async def written_whom(desk: Desk, payload: dict[str, Any]) -> None:
    """An id, or a message forwarded from somebody: which role?"""
    message = desk.update.effective_message
    origin = getattr(message.forward_origin, "sender_user", None) if message else None
    user_id = origin.id if origin else number_of((digits((message.text or "").strip() if message else "", "latin"),))
    if user_id is None or user_id <= 0 or (origin is not None and origin.is_bot):
        await desk.say(words.NOT_AN_ID, cancel_row())
        return
    if user_id in desk.parts.config.admin_ids:
        await desk.say(words.IS_OWNER, cancel_row())
        return
    name = origin.full_name if origin else await _called(desk, user_id)
    await desk.expect({"do": "appoint", "id": user_id, "name": name})
    roles = [tap(words.ROLES[role.name], "ar", user_id, role.name) for role in (Role.EDITOR, Role.VIEWER)]
    shown = str(user_id) if name == str(user_id) else f"{escape(line(name))} ({user_id})"
    await desk.say(words.APPOINT_ROLE.format(id=shown), roles, cancel_row())


async def _called(desk: Desk, user_id: int) -> str:
    """What somebody who has started the bot is called; else their number."""
    try:
        chat = await desk.context.bot.get_chat(user_id)
    except TelegramError:
        return str(user_id)
    return chat.full_name or str(user_id)


async def appointed(desk: Desk, args: Args) -> None:
    """Somebody is an editor or a viewer from now on, and has the menu of one."""
    user_id = number_of(args)
    role = Role[args[1]] if len(args) > 1 and args[1] in ("EDITOR", "VIEWER") else None
    if user_id is None or role is None or user_id <= 0 or user_id in desk.parts.config.admin_ids:
        await desk.old()
        return
    async with desk.parts.db.write() as session:
        asked = await admins.expected(session, desk.user_id, desk.address.chat_id, desk.now) or {}
        name = str(asked.get("name", user_id)) if asked.get("id") == user_id else str(user_id)
        await admins.put_off(session, desk.user_id, desk.address.chat_id)
        before = await admins.appoint(session, user_id, role, name, desk.user_id, desk.now)
        await desk.note(session, "appoint", f"admin:{user_id}", {"from": before.name, "to": role.name})
    await show_menu(desk.context.bot, user_id, role)
    await desk.turn(words.APPOINTED.format(id=user_id, role=words.ROLES[role.name]))


async def dismissed(desk: Desk, args: Args) -> None:
    user_id = number_of(args)
    if user_id is None:
        await desk.old()
        return
    async with desk.parts.db.write() as session:
        before = await admins.role_of(session, user_id)
        gone = await admins.dismiss(session, user_id)
        if gone:
            await desk.note(session, "dismiss", f"admin:{user_id}", {"from": before.name, "to": Role.STRANGER.name})
    if not gone:
        await desk.say(words.OVER)
        return
    await hide_menu(desk.context.bot, user_id)
    await desk.turn(words.DISMISSED.format(name=user_id))


async def log(desk: Desk, args: Args) -> None:
    """/audit: the newest entries, older ones a tap away. There is no way to change one from here."""
    offset = max(0, number_of(args) or 0)
    view = await desk.view()
    async with desk.parts.db.read() as session:
        found = await audit.latest(session, PER_PAGE + 1, offset)
    if not found:
        await desk.turn(words.AUDIT_NONE)
        return
    turns = [tap(words.NEWER, "/audit", max(0, offset - PER_PAGE))] if offset else []
    turns += [tap(words.OLDER, "/audit", offset + PER_PAGE)] if len(found) > PER_PAGE else []
    lines = [_entry(entry, view) for entry in found[:PER_PAGE]]
    await desk.turn("\n".join([words.AUDIT_HEAD, *lines]), turns)


def _entry(entry: AuditEntry, view: View) -> str:
    who = str(entry.detail.get("name") or entry.admin_id)
    text = words.AUDIT_LINE.format(
        when=when(entry.at, view),
        who=escape(line(who[:_SHOWN])),
        action=escape(words.ACTIONS.get(entry.action, entry.action)),
        subject=escape(entry.subject[:_SHOWN]),
    )
    change = _change(entry.detail)
    return f"{text}\n{change}" if change else text


def _change(detail: Mapping[str, object]) -> str:
    before, after = detail.get("from"), detail.get("to")
    if before is None and after is None:
        return ""
    said = [words.NONE if value is None else words.VALUES.get(str(value), str(value)) for value in (before, after)]
    shown = [escape(value[:_SHOWN]) for value in said]
    return words.AUDIT_CHANGE.format(before=shown[0], after=shown[1])
