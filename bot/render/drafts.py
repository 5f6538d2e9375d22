"""A channel's held message as its editors see it, with what was decided and by whom."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

from telegram import InlineKeyboardMarkup

from bot.callbacks import Verb
from bot.render.admin_push import when
from bot.render.keyboards import button, keyboard
from bot.render.rendered import File, Rendered, rendered
from bot.render.story import View
from bot.render.writing import escape, line, visible_length
from bot.texts import admin as words
from storage import newsrooms, outbox
from storage.database import ReadSession
from storage.office_records import Draft, DraftState
from storage.records import Delivery

LONGEST = 3400
"""Of what is published so much is shown: Telegram takes 4,096, and a head and a foot with names stand around it."""
Render = Callable[[ReadSession, Delivery], Awaitable[Rendered | None]]


async def render_draft(session: ReadSession, delivery_id: int, view: View, render: Render) -> Rendered | None:
    """The held message through the renderer of deliveries, under a head that says for which channel; the buttons below."""
    owed = await outbox.get(session, delivery_id)
    draft = await newsrooms.draft(session, delivery_id)
    if owed is None or draft is None:
        return None
    title = next((title for room, title in await newsrooms.all_of_them(session) if room.channel_id == owed.address.chat_id), "")
    message = await render(session, owed)
    head = f"<i>{escape(line(words.DRAFT_HEAD.format(title=title)))}</i>"
    if message is None:
        return rendered(f"{head}\n{words.DRAFT_GONE}", None)
    lines = [head, "", *_shown(message), *_foot(draft, owed, view)]
    return replace(rendered("\n".join(lines), _buttons(draft)), silent=draft.state is not DraftState.WAITING)


def _shown(message: Rendered) -> list[str]:
    """What is published; the beginning of what leaves no room for the head, and a word for a file that goes along."""
    lines = [message.html]
    if visible_length(message.html) > LONGEST:
        lines = [f"{escape(message.plain[:LONGEST].rstrip())} …", f"<i>{words.DRAFT_CUT}</i>"]
    if message.carries is not None:
        kind = message.carries.kind if isinstance(message.carries, File) else "copy"
        lines.append(f"<i>{words.DRAFT_CARRIES[kind]}</i>")
    return lines


def _foot(draft: Draft, owed: Delivery, view: View) -> list[str]:
    """«منتشر شد: ویدا، سه‌شنبه …»."""
    if draft.state is DraftState.WAITING:
        return []
    state = words.DRAFT_STATES[draft.state]
    if draft.state is DraftState.SCHEDULED:
        state = f"{state}{words.COMMA}{words.DRAFT_AT.format(when=when(owed.not_before, view))}"
    name = escape(line(draft.name or str(draft.by)))
    return ["", f"<i>{words.DRAFT_FOOT.format(state=state, name=name, when=when(draft.at, view))}</i>"]


def _buttons(draft: Draft) -> InlineKeyboardMarkup | None:
    publish = button(words.PUBLISH, Verb.ADMIN, "dp", draft.delivery_id)
    reject = button(words.REJECT, Verb.ADMIN, "dr", draft.delivery_id)
    if draft.state is DraftState.WAITING:
        edit = button(words.REWRITE, Verb.ADMIN, "de", draft.delivery_id)
        schedule = button(words.SCHEDULE, Verb.ADMIN, "dt", draft.delivery_id)
        return keyboard([publish, edit], [reject, schedule])
    return keyboard([publish, reject]) if draft.state is DraftState.SCHEDULED else None
