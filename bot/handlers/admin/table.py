"""Who may what: every command, button and awaited answer of the admins with the lowest role that may use it.

This is the whole of it: nothing else calls these functions. tests/bot/admin/test_permissions.py walks the table.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from bot.handlers.admin import bans, drafts, edit, newsroom, numbers, people, push, push_send, reports, sources, stories, team
from bot.handlers.admin.access import Act, Args, Desk
from bot.texts import admin as words
from bot.texts import pushing
from storage import admins
from storage.office_records import DraftState, Role

Written = Callable[[Desk, dict[str, Any]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Row:
    """`toast` is what a tap is acknowledged with; `also`: who may without the role (an editors' group's administrators); `amid`:
    the tap leaves what is awaited (it belongs to it, or turns something that runs beside it)."""

    role: Role
    act: Act
    toast: str = ""
    also: Callable[[Desk, Args], Awaitable[bool]] | None = None
    amid: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What an awaited message leads to."""

    role: Role
    act: Written
    also: Callable[[Desk, dict[str, Any]], Awaitable[bool]] | None = None


async def _put_off(desk: Desk, args: Args) -> None:
    """[ لغو ]: nothing is awaited any more."""
    async with desk.parts.db.write() as session:
        await admins.put_off(session, desk.user_id, desk.address.chat_id)
    await desk.turn(words.PUT_OFF)


V, E, O = Role.VIEWER, Role.EDITOR, Role.OWNER  # noqa: E741 — a table reads better with one letter a role

COMMANDS: dict[str, Row] = {
    "admin": Row(V, team.panel),
    "push": Row(E, push.start),
    "reports": Row(V, reports.first),
    "edit": Row(E, edit.start),
    "newsroom": Row(E, newsroom.listed),
    "sources": Row(V, sources.listed),
    "people": Row(E, people.start),
    "numbers": Row(V, numbers.shown),
    "bans": Row(O, bans.listed),
    "audit": Row(V, team.log),
    "admins": Row(O, team.team),
}

BUTTONS: dict[str, Row] = {
    "off": Row(V, _put_off),
    "pt": Row(E, push.ask_text),
    "ps": Row(E, push.ask_which),
    "pp": Row(E, push.picked),
    "pb": Row(E, push.ask_hours),
    "ph": Row(E, push.picked_hours),
    "pl": Row(E, push_send.listed),
    "pa": Row(E, push_send.picked_audience),
    "pn": Row(E, push_send.at_once),
    "pw": Row(E, push_send.ask_when),
    "pc": Row(E, push_send.confirmed, pushing.PUSH_STARTED),
    "p0": Row(E, partial(push_send.turned, to="pause"), pushing.PUSH_PAUSED, amid=True),
    "p1": Row(E, partial(push_send.turned, to="resume"), pushing.PUSH_RESUMED, amid=True),
    "px": Row(E, partial(push_send.turned, to="cancel"), amid=True),
    "rv": Row(V, reports.nth),
    "rk": Row(E, reports.kept),
    "ev": Row(E, edit.viewed),
    "eh": Row(E, edit.hidden),
    "ew": Row(E, edit.ask_speaker),
    "es": Row(E, edit.picked_speaker),
    "en": Row(E, edit.ask_name),
    "ey": Row(E, edit.named, amid=True),
    "ec": Row(E, edit.ask_act),
    "ea": Row(E, edit.picked_act),
    "et": Row(E, stories.viewed),
    "em": Row(E, stories.ask_other),
    "e+": Row(E, stories.merged),
    "eq": Row(E, stories.article),
    "eg": Row(E, stories.hidden_article),
    "ex": Row(E, stories.divided),
    "nv": Row(E, newsroom.viewed, also=newsroom.of_own_channel),
    "nc": Row(O, newsroom.ask_editors, also=newsroom.of_own_channel),
    "no": Row(O, newsroom.editors_chosen, also=newsroom.of_own_channel),
    "nx": Row(O, newsroom.closed, also=newsroom.of_own_channel),
    "ns": Row(O, newsroom.ask_style, also=newsroom.of_own_channel),
    "nf": Row(O, newsroom.automatic, also=newsroom.of_own_channel),
    "dp": Row(E, partial(drafts.decided, state=DraftState.PUBLISHED), also=drafts.of_these_editors),
    "dr": Row(E, partial(drafts.decided, state=DraftState.REJECTED), also=drafts.of_these_editors),
    "de": Row(E, drafts.ask_text, also=drafts.of_these_editors),
    "dt": Row(E, drafts.ask_when, also=drafts.of_these_editors),
    "sv": Row(V, sources.viewed),
    "sc": Row(E, sources.look),
    "sk": Row(E, sources.tried),
    "sp": Row(E, sources.paused),
    "sr": Row(E, sources.ask_remove),
    "sx": Row(E, sources.removed),
    "sa": Row(E, sources.ask_address),
    "sy": Row(E, sources.added, amid=True),
    "sf": Row(E, sources.ask_fill),
    "sg": Row(E, sources.filled),
    "cv": Row(E, people.candidate),
    "ca": Row(E, people.ask_slug),
    "cm": Row(E, people.ask_person),
    "cr": Row(E, people.rejected),
    "cf": Row(E, people.ask_entry),
    "nu": Row(V, numbers.drawn, amid=True),
    "ba": Row(O, bans.ask),
    "bu": Row(O, bans.opened),
    "aa": Row(O, team.ask_whom),
    "ar": Row(O, team.appointed, amid=True),
    "ad": Row(O, team.dismissed),
} | {f"/{name}": row for name, row in COMMANDS.items()}

ANSWERS: dict[str, Answer] = {
    "push-text": Answer(E, push.written_text),
    "push-find": Answer(E, push.written_words),
    "push-who": Answer(E, push_send.written_who),
    "push-when": Answer(E, push_send.written_when),
    "edit-find": Answer(E, edit.written_words),
    "speaker": Answer(E, edit.written_name),
    "merge": Answer(E, stories.written_other),
    "style": Answer(O, newsroom.written_style, newsroom.for_own_channel),
    "draft-text": Answer(E, drafts.written_text, drafts.among_these_editors),
    "draft-when": Answer(E, drafts.written_when, drafts.among_these_editors),
    "source-url": Answer(E, sources.written_address),
    "accept": Answer(E, people.written_slug),
    "merge-person": Answer(E, people.written_person),
    "entry-find": Answer(E, people.written_entry),
    "entry": Answer(E, people.written_lines),
    "ban": Answer(O, bans.written),
    "appoint": Answer(O, team.written_whom),
}
