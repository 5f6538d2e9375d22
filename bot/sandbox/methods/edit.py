"""Editing, deleting and pinning."""

from __future__ import annotations

from bot.sandbox.errors import NOT_MODIFIED, bad_request
from bot.sandbox.keyboards import read_markup
from bot.sandbox.methods.send import message_ids
from bot.sandbox.methods.table import caption_content, member_chat, method, text_content
from bot.sandbox.params import JsonDict, Params
from bot.sandbox.world import BOT_ID, Chat, World

DELETABLE_S = 48 * 3600
MEDIA = frozenset({"photo", "document", "audio", "video", "animation", "voice"})


@method("editMessageText")
def edit_message_text(world: World, p: Params) -> JsonDict | bool:
    content = text_content(p)
    return edit_message(world, p, content, ("text", "entities", "link_preview_options"), "text")


@method("editMessageCaption")
def edit_message_caption(world: World, p: Params) -> JsonDict | bool:
    return edit_message(world, p, caption_content(p), ("caption", "caption_entities"), "caption")


@method("editMessageReplyMarkup")
def edit_message_reply_markup(world: World, p: Params) -> JsonDict | bool:
    return edit_message(world, p, {}, (), "")


@method("deleteMessage")
def delete_message(world: World, p: Params) -> bool:
    chat = member_chat(world, p)
    if not p.integer("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(p.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if not _deletable(world, chat, message):
        raise bad_request("message can't be deleted for everyone")
    _delete(world, chat, message["message_id"])
    return True


@method("deleteMessages")
def delete_messages(world: World, p: Params) -> bool:
    chat = member_chat(world, p)
    for number in message_ids(p):
        message = chat.messages.get(number)
        if message is not None and _deletable(world, chat, message):
            _delete(world, chat, number)
    return True


@method("pinChatMessage")
def pin_chat_message(world: World, p: Params) -> bool:
    chat = _pinnable_chat(world, p)
    number = p.integer("message_id")
    if not number:
        raise bad_request("message identifier is not specified")
    if number not in chat.messages:
        raise bad_request("message to pin not found")
    if number in chat.pinned:
        chat.pinned.remove(number)
    chat.pinned.append(number)
    world.changed(chat.id, {"event": "pinned", "pinned": list(chat.pinned)})
    return True


@method("unpinChatMessage")
def unpin_chat_message(world: World, p: Params) -> bool:
    chat = _pinnable_chat(world, p)
    number = p.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    world.changed(chat.id, {"event": "pinned", "pinned": list(chat.pinned)})
    return True


@method("unpinAllChatMessages")
def unpin_all_chat_messages(world: World, p: Params) -> bool:
    chat = _pinnable_chat(world, p)
    chat.pinned.clear()
    world.changed(chat.id, {"event": "pinned", "pinned": []})
    return True


def _pinnable_chat(world: World, p: Params) -> Chat:
    chat = member_chat(world, p)
    need = "can_edit_messages" if chat.type == "channel" else "can_pin_messages"
    if chat.person is None and need not in chat.members[BOT_ID].rights:
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


def _deletable(world: World, chat: Chat, message: JsonDict) -> bool:
    own = message.get("from", {}).get("id") == BOT_ID or "sender_chat" in message
    if "can_delete_messages" in chat.members[BOT_ID].rights:
        return True
    return (own or chat.person is not None) and world.now - message["date"] < DELETABLE_S


def _delete(world: World, chat: Chat, number: int) -> None:
    del chat.messages[number]
    if number in chat.pinned:
        chat.pinned.remove(number)
    world.changed(chat.id, {"event": "deleted", "message_id": number})


def edit_message(world: World, p: Params, content: JsonDict, replaced: tuple[str, ...], kind: str) -> JsonDict | bool:
    """Replace parts of a message; without `reply_markup` its keyboard goes, as in Telegram."""
    inline, _under = read_markup(p.json("reply_markup"))
    inline_id = p.text("inline_message_id")
    if inline_id:
        chat, message = _inline_message(world, inline_id)
    else:
        chat = member_chat(world, p)
        message = _own_message(chat, p.integer("message_id"))
    if kind == "text" and "text" not in message:
        raise bad_request("there is no text in the message to edit")
    if kind == "caption" and not (MEDIA & message.keys()):
        raise bad_request("there is no caption in the message to edit")
    if kind == "media" and not (MEDIA & message.keys() or "text" in message):
        raise bad_request("there is no media in the message to edit")
    edited = {key: value for key, value in message.items() if key not in replaced and key != "reply_markup"} | content
    if inline is not None:
        edited["reply_markup"] = inline
    parts = (*replaced, "reply_markup")
    if all(edited.get(part) == message.get(part) for part in parts if part != "link_preview_options"):
        raise bad_request(NOT_MODIFIED)
    if kind:
        edited["edit_date"] = world.now
    chat.messages[message["message_id"]] = edited
    world.changed(chat.id, {"event": "edited", "message": edited})
    return True if inline_id else edited


def _own_message(chat: Chat, number: int) -> JsonDict:
    if not number:
        raise bad_request("message identifier is not specified")
    message = chat.messages.get(number)
    if message is None:
        raise bad_request("message to edit not found")
    if message.get("from", {}).get("id") != BOT_ID and "sender_chat" not in message:
        raise bad_request("message can't be edited")
    return message


def _inline_message(world: World, inline_id: str) -> tuple[Chat, JsonDict]:
    """A message that a person sent through the bot; its identifier holds where it stands."""
    chat_text, _, number = inline_id.partition("_")
    chat = world.find_chat(chat_text)
    message = chat.messages.get(int(number)) if chat and number.isdigit() else None
    if chat is None or message is None or "via_bot" not in message:
        raise bad_request("MESSAGE_ID_INVALID")
    return chat, message
