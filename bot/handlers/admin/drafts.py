"""The buttons under a draft in the editors' group. Whoever administers that group is an editor of its channels."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from telegram.error import BadRequest

from bot.handlers.admin import when
from bot.handlers.admin.access import Args, Desk, leads, number_of
from bot.handlers.common import edit
from bot.render.drafts import render_draft
from bot.texts import admin as words
from bot.texts import pushing
from storage import admins, newsrooms
from storage.office_records import DraftState

_ACTIONS = {
    DraftState.PUBLISHED: "draft-publish",
    DraftState.REJECTED: "draft-reject",
    DraftState.SCHEDULED: "draft-schedule",
}


async def of_these_editors(desk: Desk, args: Args) -> bool:
    """Whether the tap is in the editors' group of that draft, by one of its administrators."""
    delivery_id = number_of(args)
    if delivery_id is None:
        return False
    async with desk.parts.db.read() as session:
        draft = await newsrooms.draft(session, delivery_id)
    return draft is not None and draft.editors_id == desk.address.chat_id and await leads(desk, desk.address.chat_id)


async def among_these_editors(desk: Desk, payload: dict[str, Any]) -> bool:
    """The same for an awaited text."""
    return await of_these_editors(desk, (str(payload.get("draft")),))


async def decided(desk: Desk, args: Args, *, state: DraftState) -> None:
    """Published or rejected; who did it is written under it."""
    delivery_id = number_of(args)
    await (desk.old() if delivery_id is None else _decide(desk, delivery_id, state))


async def _decide(desk: Desk, delivery_id: int, state: DraftState, at: datetime | None = None, message_id: int = 0) -> None:
    async with desk.parts.db.write() as session:
        before = await newsrooms.draft(session, delivery_id)
        done = await newsrooms.decide(session, delivery_id, state, desk.user_id, desk.name, desk.now, at)
        if done and before is not None:
            detail = {"from": before.state, "to": state, **({"at": at.isoformat()} if at else {})}
            await desk.note(session, _ACTIONS[state], f"delivery:{delivery_id}", detail)
    if not done:
        await desk.old()
        return
    desk.parts.wake_delivery()
    await _show(desk, delivery_id, message_id)


async def _show(desk: Desk, delivery_id: int, message_id: int = 0) -> None:
    """The draft's message as it is now: the one that was tapped, or `message_id`."""
    view = await desk.view()
    async with desk.parts.db.read() as session:
        message = await render_draft(session, delivery_id, view, desk.office.render)
    if message is None:
        return
    if not message_id:
        await edit(desk.update, message.html, message.keyboard)
        return
    try:
        await desk.context.bot.edit_message_text(
            message.html, desk.address.chat_id, message_id, parse_mode="HTML", reply_markup=message.keyboard
        )
    except BadRequest as error:
        if "not modified" not in error.message.lower():  # the same words once more
            raise


async def ask_text(desk: Desk, args: Args) -> None:
    await _ask(desk, args, "draft-text", words.DRAFT_ASK)


async def ask_when(desk: Desk, args: Args) -> None:
    await _ask(desk, args, "draft-when", words.DRAFT_WHEN)


async def _ask(desk: Desk, args: Args, what: str, text: str) -> None:
    delivery_id = number_of(args)
    query = desk.update.callback_query
    async with desk.parts.db.read() as session:
        draft = await newsrooms.draft(session, delivery_id) if delivery_id is not None else None
    if draft is None or draft.state is not DraftState.WAITING or query is None or query.message is None:
        await desk.old()
        return
    asked = await desk.say(text)
    payload = {"do": what, "draft": draft.delivery_id, "message": query.message.message_id}
    await desk.expect({**payload, "asked": asked.message_id} if asked is not None else payload)


async def written_text(desk: Desk, payload: dict[str, Any]) -> None:
    """The editors' own words, in reply to the question for them; the draft shows them, still to be published."""
    message = desk.update.effective_message
    html = message.text_html if message and message.text else ""
    if not html:
        await desk.say(words.DRAFT_ASK)
        return
    delivery_id = int(payload["draft"])
    async with desk.parts.db.write() as session:
        await admins.put_off(session, desk.user_id, desk.address.chat_id)
        done = await newsrooms.rewrite(session, delivery_id, html)
        if done:
            await desk.note(session, "draft-edit", f"delivery:{delivery_id}", {"to": message.text if message else ""})
    await (_show(desk, delivery_id, int(payload["message"])) if done else desk.old())


async def written_when(desk: Desk, payload: dict[str, Any]) -> None:
    message = desk.update.effective_message
    view = await desk.view()
    at = when.moment((message.text or "") if message else "", desk.now, view.zone)
    if at is None:
        await desk.say(f"{pushing.PUSH_WHEN_WRONG}\n{words.DRAFT_WHEN}")
        return
    async with desk.parts.db.write() as session:
        await admins.put_off(session, desk.user_id, desk.address.chat_id)
    await _decide(desk, int(payload["draft"]), DraftState.SCHEDULED, at, int(payload["message"]))
