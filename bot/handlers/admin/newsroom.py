"""/newsroom: which group's editors decide for a channel, its house style, and what of it goes by itself."""

from __future__ import annotations

from typing import Any

from telegram.error import TelegramError

from bot.handlers.admin.access import Args, Desk, cut, leads, number_of, tap
from bot.render.house import style_lines, style_of
from bot.render.writing import escape, line
from bot.texts import admin as words
from storage import admins, chats, newsrooms, subscriptions
from storage.office_records import HouseStyle, Newsroom, Role
from storage.records import Address, ChatKind, ChatState

_MOST = 12


async def listed(desk: Desk, args: Args) -> None:
    """The channels where the bot is, the newest first, each as a button."""
    offset = max(0, number_of(args) or 0)
    async with desk.parts.db.read() as session:
        found = await chats.of_kind(session, ChatKind.CHANNEL, _MOST + 1, offset)
    if not found:
        await desk.turn(words.NEWSROOMS_NONE)
        return
    rows = [[tap(cut(await _title(desk, chat.address.chat_id)), "nv", chat.address.chat_id)] for chat in found[:_MOST]]
    await desk.turn(words.NEWSROOMS_HEAD, *rows, _turns(offset, len(found) > _MOST, "/newsroom"))


def _turns(offset: int, more: bool, name: str, *args: int) -> list[Any]:
    """[ پیشین ] [ بعدی ], where there is such."""
    before = [tap(words.PREVIOUS, name, *args, max(0, offset - _MOST))] if offset else []
    return [*before, *([tap(words.FURTHER, name, *args, offset + _MOST)] if more else [])]


async def viewed(desk: Desk, args: Args) -> None:
    """The newsroom of a channel; an owner can change it."""
    channel_id = number_of(args)
    if channel_id is None or not await _is_channel(desk, channel_id):
        await desk.old()
        return
    async with desk.parts.db.read() as session:
        newsroom = await newsrooms.get(session, channel_id)
    editors = await _title(desk, newsroom.editors.chat_id) if newsroom else words.NO_EDITORS
    html = words.NEWSROOM_CARD.format(
        title=escape(line(await _title(desk, channel_id))),
        editors=escape(line(editors)),
        style=escape(style_lines(newsroom.style if newsroom else HouseStyle())),
    )
    rows: list[list[Any]] = []
    if desk.role >= Role.OWNER or await leads(desk, channel_id):
        rows.append([tap(words.CHOOSE_EDITORS, "nc", channel_id)])
        if newsroom:
            rows += [[tap(words.STYLE, "ns", channel_id), tap(words.AUTOMATIC, "nf", channel_id)]]
            rows += [[tap(words.CLOSE_NEWSROOM, "nx", channel_id)]]
    back = [tap(words.BACK, "/newsroom")] if desk.role >= Role.EDITOR else []
    await desk.turn(html, *rows, back)


async def of_own_channel(desk: Desk, args: Args) -> bool:
    """Whether the person administers the channel that the button names: its newsroom is theirs, without any role here."""
    channel_id = number_of(args)
    return channel_id is not None and channel_id < 0 and await leads(desk, channel_id)


async def for_own_channel(desk: Desk, payload: dict[str, Any]) -> bool:
    """The same for an awaited text."""
    return await of_own_channel(desk, (str(payload.get("channel")),))


async def ask_editors(desk: Desk, args: Args) -> None:
    """The groups where the bot is, the newest first; of them, to whoever is no owner here, those that they administer."""
    channel_id, offset = number_of(args), max(0, number_of(args, 1) or 0)
    if channel_id is None:
        await desk.old()
        return
    async with desk.parts.db.read() as session:
        groups = await chats.of_kind(session, ChatKind.GROUP, _MOST + 1, offset)
    rows = [
        [tap(cut(await _title(desk, chat.address.chat_id)), "no", channel_id, chat.address.chat_id)]
        for chat in groups[:_MOST]
        if await _may_edit_in(desk, chat.address.chat_id)
    ]
    turns = _turns(offset, len(groups) > _MOST, "nc", channel_id)
    await desk.turn(words.WHICH_GROUP, *rows, turns, [tap(words.BACK, "nv", channel_id)])


async def editors_chosen(desk: Desk, args: Args) -> None:
    """From now on this channel publishes what its editors publish."""
    channel_id, group_id = number_of(args), number_of(args, 1)
    if channel_id is None or group_id is None or not await _is_channel(desk, channel_id):
        await desk.old()
        return
    if not await _may_edit_in(desk, group_id):
        await desk.old()
        return
    title = await _title(desk, channel_id)
    async with desk.parts.db.write() as session:
        group = await chats.get(session, Address(group_id))
        if group is None or group.kind is not ChatKind.GROUP or group.state is not ChatState.ACTIVE:
            await desk.old()
            return
        before = await newsrooms.get(session, channel_id)
        style = before.style if before else HouseStyle()
        await newsrooms.found(session, Newsroom(channel_id, Address(group_id), style, desk.user_id), title, desk.now)
        changed = {"from": before.editors.chat_id if before else None, "to": group_id}
        await desk.note(session, "newsroom", f"channel:{channel_id}", changed)
    await viewed(desk, (str(channel_id),))


async def closed(desk: Desk, args: Args) -> None:
    channel_id = number_of(args)
    if channel_id is None:
        await desk.old()
        return
    async with desk.parts.db.write() as session:
        gone = await newsrooms.remove(session, channel_id)
        if gone:
            await desk.note(session, "newsroom-off", f"channel:{channel_id}")
    await (viewed(desk, (str(channel_id),)) if gone else desk.old())


async def ask_style(desk: Desk, args: Args) -> None:
    channel_id = number_of(args)
    async with desk.parts.db.read() as session:
        newsroom = await newsrooms.get(session, channel_id) if channel_id is not None else None
    if newsroom is None:
        await desk.old()
        return
    await desk.expect({"do": "style", "channel": newsroom.channel_id})
    shown = f"<pre>{escape(style_lines(newsroom.style))}</pre>"
    await desk.turn(words.STYLE_ASK.format(style=shown), [tap(words.BACK, "nv", newsroom.channel_id)])


async def written_style(desk: Desk, payload: dict[str, Any]) -> None:
    message = desk.update.effective_message
    style = style_of((message.text or "") if message else "")
    channel_id = int(payload["channel"])
    if style is None:
        await desk.say(words.STYLE_WRONG, [tap(words.BACK, "nv", channel_id)])
        return
    async with desk.parts.db.write() as session:
        await admins.put_off(session, desk.user_id, desk.address.chat_id)
        before = await newsrooms.get(session, channel_id)
        if await newsrooms.set_style(session, channel_id, style) and before is not None:
            changed = {"from": style_lines(before.style), "to": style_lines(style)}
            await desk.note(session, "style", f"channel:{channel_id}", changed)
    await viewed(desk, (str(channel_id),))


async def automatic(desk: Desk, args: Args) -> None:
    """The channel's follows, each published by itself or not; with a second argument one of them is turned over."""
    channel_id, turned = number_of(args), number_of(args, 1)
    if channel_id is None or not await _is_channel(desk, channel_id):
        await desk.old()
        return
    async with desk.parts.db.write() as session:
        follows = await subscriptions.of(session, Address(channel_id))
        free = await newsrooms.automatic(session)
        if turned in {follow.id for follow in follows} and turned is not None:
            await newsrooms.set_automatic(session, turned, turned not in free)
            changed = {"from": turned in free, "to": turned not in free}
            await desk.note(session, "automatic", f"follow:{turned}", changed)
            free = free ^ {turned}
    view = await desk.view()
    rows = [
        [tap(cut(f"{'✓ ' if follow.id in free else ''}{view.naming.follow(follow.follow)}"), "nf", channel_id, follow.id)]
        for follow in follows[:_MOST]
    ]
    head = words.AUTOMATIC_HEAD if follows else words.AUTOMATIC_NONE
    await desk.turn(head, *rows, [tap(words.BACK, "nv", channel_id)])


async def _may_edit_in(desk: Desk, group_id: int) -> bool:
    return desk.role >= Role.OWNER or await leads(desk, group_id)


async def _is_channel(desk: Desk, channel_id: int) -> bool:
    async with desk.parts.db.read() as session:
        chat = await chats.get(session, Address(channel_id))
    return chat is not None and chat.kind is ChatKind.CHANNEL


async def _title(desk: Desk, chat_id: int) -> str:
    """What a chat is called, asked now; its number where Telegram does not tell."""
    try:
        return (await desk.context.bot.get_chat(chat_id)).title or str(chat_id)
    except TelegramError:
        return str(chat_id)
