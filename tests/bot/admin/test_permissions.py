"""The permission table: owner, editor, viewer, stranger × every command, button and awaited answer, forged ones too."""

from __future__ import annotations

import asyncio
import re
from datetime import UTC, datetime
from typing import Any

from bot import texts
from bot.handlers.admin.table import ANSWERS, BUTTONS, COMMANDS
from bot.sandbox.people import Message, Person
from bot.texts import admin as words
from storage import admins
from storage.office_records import Role
from tests.bot.admin.hall import Hall

HELP = re.sub(r"<[^>]+>", "", texts.HELP)[:12]
OWNER_ONLY = {"/admins", "/bans", "aa", "ar", "ad", "ba", "bu", "nc", "no", "nx", "ns", "nf", "appoint", "ban", "style"}
VIEWER_TOO = {"/admin", "/audit", "/numbers", "/sources", "/reports", "off", "sv", "rv", "nu"}


def test_the_table_is_whole() -> None:
    """Every row names a role; owners' matters are owners', what only looks is viewers', all else editors'."""
    rows: dict[str, Role] = {name: row.role for name, row in BUTTONS.items()} | {n: a.role for n, a in ANSWERS.items()}
    for name, role in rows.items():
        expected = Role.OWNER if name in OWNER_ONLY else Role.VIEWER if name in VIEWER_TOO else Role.EDITOR
        assert role is expected, name
    assert {f"/{name}" for name in COMMANDS} <= set(BUTTONS)


async def test_to_a_stranger_a_command_is_any_unknown_word(hall: Hall) -> None:
    """A stranger's /push, /PUSH, /push 1 … get word for word what a command that never was gets; so does a deep link."""
    for name in COMMANDS:
        person = await hall.sandbox.newcomer("مهمان")
        for typed, never in ((f"/{name}", "/xyzzy"), (f"/{name.upper()} 1", "/XYZZY 1")):
            unknown = [text.replace(never, "…") for text in await _said(hall, person, never)]
            assert [text.replace(typed, "…") for text in await _said(hall, person, typed)] == unknown, typed
    person = hall.stranger
    assert await _said(hall, person, "/start push_1") == await _said(hall, person, "/start xyzzy")


async def test_forged_data_is_an_old_button_to_whoever_may_not(hall: Hall) -> None:
    """Data of every button, forged by a stranger, a viewer or an editor below its role, are answered as forgotten data are."""
    for person, role in ((hall.stranger, Role.STRANGER), (hall.viewer, Role.VIEWER), (hall.editor, Role.EDITOR)):
        message = await hall.answer(person, "/start")
        unknown, last = await _forged(hall, person, message, message.id, "zz")
        for name, row in BUTTONS.items():
            if role < row.role:
                answered, last = await _forged(hall, person, message, last, name, 1)
                assert answered == unknown, (name, role)
    assert await hall.audit() == ()


async def test_each_role_may_what_its_row_says(hall: Hall) -> None:
    """Every command that a role may use answers it, as a command and as the panel's button; the others are not even there."""
    for person, role in ((hall.viewer, Role.VIEWER), (hall.editor, Role.EDITOR), (hall.owner, Role.OWNER)):
        unknown = await _said(hall, person, "/xyzzy")
        panel = await hall.answer(person, "/admin")
        assert set(panel.buttons) == {words.MENU[name] for name, row in COMMANDS.items() if role >= row.role and name != "admin"}
        for name, row in COMMANDS.items():
            said = await _said(hall, person, f"/{name}")
            assert (said != unknown) is (role >= row.role), (name, role)
            if role >= row.role:
                assert await hall.forge(person, panel, f"/{name}") == ""


async def test_forged_data_without_sense_do_no_harm(hall: Hall) -> None:
    """An owner's buttons with missing, foreign or absurd arguments answer and change nothing."""
    message = await hall.answer(hall.owner, "/start")
    before = await hall.audit()
    for name in BUTTONS:
        for args in ((), ("x",), ("-1", "y"), ("999999999", "ALL"), ("99999999999999999999",)):
            if (name, args) not in {("no", ("999999999", "ALL"))}:
                await hall.forge(hall.owner, message, name, *args)
    assert [m for m in await hall.owner.messages() if "این بار نشد" in m.text] == []
    assert await hall.audit() == before


async def test_a_menu_for_those_who_may(hall: Hall) -> None:
    """Each role's own chat has the commands of that role in its menu; a stranger's has the readers'."""
    for person, role in ((hall.owner, Role.OWNER), (hall.editor, Role.EDITOR), (hall.viewer, Role.VIEWER)):
        listed = await _menu(hall, person.id)
        assert {name for name, row in COMMANDS.items() if role >= row.role} <= listed
        assert not {name for name, row in COMMANDS.items() if role < row.role} & listed
    assert not set(COMMANDS) & await _menu(hall, hall.stranger.id)


async def test_an_awaited_answer_of_somebody_dismissed(hall: Hall) -> None:
    """Who was asked for something and was dismissed since is a reader like others."""
    now = datetime.now(UTC)
    usual = await _said(hall, hall.stranger, "قلمبه")
    for name in ANSWERS:
        person = await hall.sandbox.newcomer("مهمان")
        async with hall.parts.db.write() as session:
            payload = {"do": name, "push": 1, "id": 1, "draft": 1, "into": 1, "channel": 1}
            await admins.expect(session, person.id, person.id, payload, now)
        assert await _said(hall, person, "قلمبه") == usual, name


async def test_appointed_and_dismissed(hall: Hall) -> None:
    """An owner appoints by id and dismisses; both are in the audit, and both are at once."""
    team = await hall.answer(hall.owner, "/admins")
    await hall.owner.tap(team, "افزودن")
    await hall.told(hall.owner, "شناسهٔ عددی")
    ask = await hall.answer(hall.owner, str(hall.stranger.id), lambda m: "ویراستار" in m.buttons)
    await hall.owner.tap(ask, "ویراستار")
    await hall.told(hall.owner, "از این پس ویراستار است")
    assert "پیام همگانی" in (await hall.answer(hall.stranger, "/push")).text
    team = await hall.answer(hall.owner, "/admins", lambda m: any("برداشتن" in b for b in m.buttons))
    await hall.owner.tap(team, "برداشتن نیما")
    await hall.told(hall.owner, "دیگر مدیر نیست")
    assert await _said(hall, hall.stranger, "/push") == await _said(hall, hall.stranger, "/xyzzy")
    assert [entry.action for entry in await hall.audit()] == ["dismiss", "appoint"]
    assert (await hall.answer(hall.owner, "/audit")).text.count("\n") >= 2


async def _forged(
    hall: Hall, person: Person, message: Message, last: int, *args: Any
) -> tuple[tuple[str | None, str, tuple[str, ...]], int]:
    """What a forged tap is answered with: the words on the tap, the message and its buttons; and the message's number."""
    toast = await hall.forge(person, message, *args)
    said = await person.wait_for(bool, after=last)
    return (toast, said.text, said.buttons), said.id


async def _said(hall: Hall, person: Person, text: str) -> list[str]:
    """What the bot says to a text before it answers the next one."""
    return await _until_help(person, (await person.write(text)).id)


async def _until_help(person: Person, after: int) -> list[str]:
    await asyncio.sleep(0.1)  # updates are handled side by side: this one is to be first
    asked = await person.write("/help")
    answered = await person.wait_for(lambda m: m.text.startswith(HELP), after=asked.id)
    return [m.text for m in await person.messages() if m.from_bot and after < m.id and m.id != answered.id]


async def _menu(hall: Hall, chat_id: int) -> set[str]:
    async with hall.sandbox.session.post(
        f"{hall.sandbox.url}/bot{hall.sandbox.token}/getMyCommands", json={"scope": {"type": "chat", "chat_id": chat_id}}
    ) as response:
        return {entry["command"] for entry in (await response.json())["result"]}
