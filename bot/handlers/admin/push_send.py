"""The second half of /push: to whom, when, the preview, and what its progress message's buttons do."""

from __future__ import annotations

from typing import Any

from telegram.error import TelegramError

from bot.handlers.admin import when
from bot.handlers.admin.access import Args, Desk, cancel_row, number_of, tap
from bot.handlers.admin.finding import SHOWN, audience_for
from bot.limiter import Turn
from bot.render.admin_push import audience_count, audience_name, duration, word_of_state
from bot.render.admin_push import when as said_when
from bot.render.story import View
from bot.render.writing import number
from bot.sending import Parcel, send
from bot.texts import admin as words
from bot.texts import pushing
from storage import admins, chats, pushes
from storage.office_records import Audience, AudienceKind, Push, PushState
from storage.records import Address, ChatKind, Delivery, DeliveryKind, DeliveryState

_PER_SECOND = 29.0


async def picked_audience(desk: Desk, args: Args) -> None:
    push_id = number_of(args)
    if push_id is None or len(args) < 2 or args[1] not in set(AudienceKind):
        await desk.old()
        return
    kind = AudienceKind(args[1])
    if kind is AudienceKind.FOLLOWERS:
        await desk.expect({"do": "push-who", "push": push_id})
        await desk.turn(pushing.PUSH_WHO_ASK, [tap(words.CANCEL, "px", push_id)])
        return
    ids: tuple[int, ...] = ()
    if kind is AudienceKind.TEST:
        async with desk.parts.db.read() as session:
            ids = (*desk.parts.config.admin_ids, *(admin.user_id for admin in await admins.appointed(session)))
    await _addressed(desk, push_id, Audience(kind, ids=ids))


async def written_who(desk: Desk, payload: dict[str, Any]) -> None:
    """Whose followers the push is for."""
    message = desk.update.effective_message
    audience = await audience_for(desk, (message.text or "") if message else "")
    if audience is None:
        await desk.say(words.NO_MATTER, cancel_row())
        return
    await _addressed(desk, int(payload["push"]), audience)


async def _addressed(desk: Desk, push_id: int, audience: Audience) -> None:
    async with desk.parts.db.write() as session:
        await admins.put_off(session, desk.user_id, desk.address.chat_id)
        if not await pushes.change(session, push_id, audience=audience):
            await desk.old()
            return
    await desk.turn(
        pushing.PUSH_WHEN,
        [tap(pushing.PUSH_NOW, "pn", push_id), tap(pushing.PUSH_LATER, "pw", push_id)],
        [tap(words.CANCEL, "px", push_id)],
    )


async def ask_when(desk: Desk, args: Args) -> None:
    push_id = number_of(args)
    if push_id is None:
        await desk.old()
        return
    await desk.expect({"do": "push-when", "push": push_id})
    await desk.turn(pushing.PUSH_WHEN_ASK, [tap(words.CANCEL, "px", push_id)])


async def written_when(desk: Desk, payload: dict[str, Any]) -> None:
    """The time of a push as it was typed; what is not understood is asked again."""
    message = desk.update.effective_message
    view = await desk.view()
    at = when.moment((message.text or "") if message else "", desk.now, view.zone)
    if at is None:
        await desk.say(f"{pushing.PUSH_WHEN_WRONG}\n{pushing.PUSH_WHEN_ASK}", [tap(words.CANCEL, "px", int(payload["push"]))])
        return
    async with desk.parts.db.write() as session:
        await admins.put_off(session, desk.user_id, desk.address.chat_id)
        changed = await pushes.change(session, int(payload["push"]), not_before=at)
    await (_preview(desk, int(payload["push"])) if changed else desk.old())


async def at_once(desk: Desk, args: Args) -> None:
    push_id = number_of(args)
    await (desk.old() if push_id is None else _preview(desk, push_id))


async def _preview(desk: Desk, push_id: int) -> None:
    """The message itself, through the renderer and the sender of deliveries; then to how many, when and for how long."""
    view = await desk.view()
    async with desk.parts.db.write() as session:
        await chats.ensure(session, Address(desk.address.chat_id), ChatKind.PRIVATE, desk.now)
    async with desk.parts.db.read() as session:
        push = await pushes.get(session, push_id)
        if push is None:
            await desk.old()
            return
        delivery = _delivery(desk, push)
        message = await desk.office.render(session, delivery)
        size = await pushes.size(session, push.audience, desk.now)
    if message is None:
        await desk.say(pushing.PUSH_NOTHING)
        return
    try:
        await send(desk.context.bot, Parcel(delivery, message, 0), Turn(), paid=False)
    except TelegramError as error:
        await desk.say(words.CANNOT.format(reason=error.message))
        return
    later = push.not_before > desk.now
    html = pushing.PUSH_SUMMARY.format(
        audience=audience_name(push.audience, view.naming),
        count=audience_count(push.audience, size, view),
        when=said_when(push.not_before, view) if later else pushing.AT_ONCE,
        time=duration(size / _PER_SECOND, view.digits),
    )
    choice = [tap(pushing.PUSH_SEND, "pc", push_id), tap(words.CANCEL, "px", push_id)]
    await desk.say(html if size else f"{html}\n{pushing.PUSH_EMPTY}", choice)


def _delivery(desk: Desk, push: Push) -> Delivery:
    """The push as it would be owed to this admin, for the preview."""
    return Delivery(
        0,
        Address(desk.address.chat_id),
        DeliveryKind.PUSH,
        push.key,
        {"push": push.id},
        desk.now,
        0,
        DeliveryState.CLAIMED,
        1,
        desk.now,
    )


async def confirmed(desk: Desk, args: Args) -> None:
    """It runs: the message with the button becomes the progress message."""
    push_id = number_of(args)
    query = desk.update.callback_query
    if push_id is None or query is None or query.message is None:
        await desk.old()
        return
    async with desk.parts.db.write() as session:
        push = await pushes.get(session, push_id)
        if push is None or not await pushes.confirm(session, push_id, desk.now):
            await desk.old()
            return
        own = query.message.message_id if push.admin_id == desk.address.chat_id else None
        if own is not None:
            await pushes.told_in(session, push_id, own)
        detail = {"audience": push.audience.kind, "at": push.not_before.isoformat(), "what": next(iter(push.payload))}
        await desk.note(session, "push", f"push:{push_id}", detail)


async def listed(desk: Desk, args: Args) -> None:
    """The latest pushes and how they ended."""
    view = await desk.view()
    async with desk.parts.db.read() as session:
        found = await pushes.latest(session, SHOWN * 2)
    if not found:
        await desk.turn(pushing.PUSHES_NONE)
        return
    lines = [
        pushing.PUSH_LINE.format(
            id=number(push.id, view.digits),
            day=said_when(push.started_at or push.created_at, view),
            state=word_of_state(push, desk.now),
            audience=audience_name(push.audience, view.naming),
        )
        for push in found
    ]
    going = [_turns(push, view) for push in found if push.state in (PushState.RUNNING, PushState.PAUSED)]
    await desk.turn("\n".join([pushing.PUSHES_HEAD, *lines]), *going)


def _turns(push: Push, view: View) -> list[Any]:
    """What can be done about a push that is not over, wherever its progress message is and whoever sent it."""
    which = number(push.id, view.digits)
    what, name = (pushing.RESUME, "p1") if push.state is PushState.PAUSED else (pushing.PAUSE, "p0")
    labels = ((what, name), (words.CANCEL, "px"))
    return [tap(pushing.TURN.format(what=label, id=which), act, push.id) for label, act in labels]


async def turned(desk: Desk, args: Args, *, to: str) -> None:
    """Pause, resume, cancel: the change is at once, the progress message follows within seconds."""
    push_id = number_of(args)
    if push_id is None:
        await desk.old()
        return
    async with desk.parts.db.write() as session:
        before = await pushes.get(session, push_id)
        match to:
            case "pause":
                done = await pushes.pause(session, push_id)
            case "resume":
                done = await pushes.resume(session, push_id, desk.now)
            case _:
                done = await pushes.cancel(session, push_id)
        if done and before is not None:
            if before.started_at is None:  # what was asked about that draft
                await admins.put_off(session, desk.user_id, desk.address.chat_id)
            after = await pushes.get(session, push_id)
            await desk.note(session, f"push-{to}", f"push:{push_id}", {"from": before.state, "to": after.state if after else ""})
    if to == "resume" and done:
        desk.parts.wake_delivery()
    if not done:
        await desk.say(words.OVER)
    elif to == "cancel" and before is not None and before.started_at is None:
        await desk.turn(pushing.PUSH_CANCELLED)
    elif before is not None and not _in_progress_message(desk, before):
        await listed(desk, ())


def _in_progress_message(desk: Desk, push: Push) -> bool:
    """Whether the tapped button is under the message that the runner keeps up to date."""
    message = desk.update.effective_message
    return message is not None and (message.chat_id, message.message_id) == (push.admin_id, push.message_id)
