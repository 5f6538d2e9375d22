"""Sending: text, pictures, documents, copies, forwards."""

from __future__ import annotations

from bot.sandbox.errors import bad_request
from bot.sandbox.keyboards import read_markup
from bot.sandbox.media import media_content
from bot.sandbox.methods.table import caption_content, chat_of, method, text_content, writable_chat
from bot.sandbox.params import JsonDict, Params
from bot.sandbox.world import BOT_ID, Chat, World

ACTIONS = frozenset(
    "typing upload_photo record_video upload_video record_voice upload_voice upload_document choose_sticker "
    "find_location record_video_note upload_video_note".split()
)


@method("sendMessage")
def send_message(world: World, p: Params) -> JsonDict:
    chat = writable_chat(world, p)
    return send_content(world, chat, p, text_content(p))


@method("sendPhoto")
def send_photo(world: World, p: Params) -> JsonDict:
    chat = writable_chat(world, p)
    return send_content(world, chat, p, media_content(world, p, "photo") | caption_content(p))


@method("sendDocument")
def send_document(world: World, p: Params) -> JsonDict:
    chat = writable_chat(world, p)
    return send_content(world, chat, p, media_content(world, p, "document") | caption_content(p))


@method("sendChatAction")
def send_chat_action(world: World, p: Params) -> bool:
    chat = writable_chat(world, p)
    if p.text("action").strip().lower() not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    world.changed(chat.id, {"event": "action", "action": p.text("action"), "thread_id": p.integer("message_thread_id")})
    return True


@method("sendLocation")
def send_location(world: World, p: Params) -> JsonDict:
    chat = writable_chat(world, p)
    try:
        place = {"latitude": float(p.text("latitude")), "longitude": float(p.text("longitude"))}
    except ValueError:
        raise bad_request("wrong latitude or longitude specified") from None
    return send_content(world, chat, p, {"location": place})


@method("sendContact")
def send_contact(world: World, p: Params) -> JsonDict:
    chat = writable_chat(world, p)
    if not p.text("phone_number") or not p.text("first_name"):
        raise bad_request("phone number must be non-empty" if not p.text("phone_number") else "first name must be non-empty")
    return send_content(world, chat, p, {"contact": {"phone_number": p.text("phone_number"), "first_name": p.text("first_name")}})


@method("sendDice")
def send_dice(world: World, p: Params) -> JsonDict:
    chat = writable_chat(world, p)
    return send_content(world, chat, p, {"dice": {"emoji": p.text("emoji", "🎲"), "value": world.now % 6 + 1}})


@method("setMessageReaction")
def set_message_reaction(world: World, p: Params) -> bool:
    chat = writable_chat(world, p)
    number = p.integer("message_id")
    if number not in chat.messages:
        raise bad_request("message to react not found")
    world.changed(chat.id, {"event": "reaction", "message_id": number, "reaction": p.json("reaction") or []})
    return True


@method("copyMessage")
def copy_message(world: World, p: Params) -> JsonDict:
    chat = writable_chat(world, p)
    return {"message_id": _copy(world, chat, p, p.integer("message_id"))["message_id"]}


@method("copyMessages")
def copy_messages(world: World, p: Params) -> list[JsonDict]:
    chat = writable_chat(world, p)
    return [{"message_id": _copy(world, chat, p, number)["message_id"]} for number in message_ids(p)]


@method("forwardMessage")
def forward_message(world: World, p: Params) -> JsonDict:
    chat = writable_chat(world, p)
    return _forward(world, chat, p, p.integer("message_id"))


@method("forwardMessages")
def forward_messages(world: World, p: Params) -> list[JsonDict]:
    chat = writable_chat(world, p)
    return [{"message_id": _forward(world, chat, p, number)["message_id"]} for number in message_ids(p)]


def message_ids(p: Params) -> list[int]:
    """`message_ids`: one to a hundred message numbers.

    Raises:
        ApiError: 400 where it is not such a list.
    """
    value = p.json("message_ids")
    if not isinstance(value, list) or not value:
        raise bad_request("message identifiers are not specified")
    if len(value) > 100:
        raise bad_request("too many message identifiers specified")
    return [int(v) for v in value]


def content_of(message: JsonDict) -> JsonDict:
    """What a copy takes along: everything but who, where, when and the keyboard."""
    head = {"message_id", "from", "sender_chat", "chat", "date", "edit_date", "reply_markup", "reply_to_message", "via_bot"}
    head |= {"message_thread_id", "is_topic_message", "forward_origin", "quote"}
    return {key: value for key, value in message.items() if key not in head}


def origin_of(message: JsonDict) -> JsonDict:
    """Where a forwarded message comes from (the Bot API's MessageOrigin)."""
    if "forward_origin" in message:
        origin: JsonDict = message["forward_origin"]
        return origin
    if "from" in message:
        return {"type": "user", "sender_user": message["from"], "date": message["date"]}
    return {"type": "channel", "chat": message["chat"], "message_id": message["message_id"], "date": message["date"]}


def _source(world: World, p: Params, number: int, verb: str) -> JsonDict:
    source = chat_of(world, p, "from_chat_id").messages.get(number)
    if source is None:
        raise bad_request(f"message to {verb} not found")
    return source


def _copy(world: World, chat: Chat, p: Params, number: int) -> JsonDict:
    content = content_of(_source(world, p, number, "copy"))
    if "caption" in p.values and "text" not in content:
        content = {k: v for k, v in content.items() if k not in ("caption", "caption_entities")} | caption_content(p)
    return send_content(world, chat, p, content)


def _forward(world: World, chat: Chat, p: Params, number: int) -> JsonDict:
    source = _source(world, p, number, "forward")
    return send_content(world, chat, p, {"forward_origin": origin_of(source)} | content_of(source))


def send_content(world: World, chat: Chat, p: Params, content: JsonDict) -> JsonDict:
    """Post a message with what every kind of message shares: topic, reply, keyboard."""
    inline, under = read_markup(p.json("reply_markup"))
    head = _thread(chat, p) | _reply(chat, p)
    if inline is not None:
        content["reply_markup"] = inline
    if under is not None:
        chat.reply_keyboard = None if under.get("remove_keyboard") else under
    if p.boolean("protect_content"):
        head["has_protected_content"] = True
    message = world.post(chat, None if chat.type == "channel" else world.bot, head | content)
    if under is not None:
        world.changed(chat.id, {"event": "keyboard", "keyboard": chat.reply_keyboard})
    return message


def _thread(chat: Chat, p: Params) -> JsonDict:
    thread = p.integer("message_thread_id")
    if not thread:
        return {}
    if not chat.is_forum or (thread not in chat.topics):
        raise bad_request("message thread not found")
    if chat.topics[thread].closed and "can_manage_topics" not in chat.members[BOT_ID].rights:
        raise bad_request("TOPIC_CLOSED")
    return {"message_thread_id": thread, "is_topic_message": True}


def _reply(chat: Chat, p: Params) -> JsonDict:
    given = p.json("reply_parameters")
    given = given if isinstance(given, dict) else {}
    number = int(given.get("message_id", 0)) or p.integer("reply_to_message_id")
    if not number:
        return {}
    message = chat.messages.get(number)
    if message is None:
        if given.get("allow_sending_without_reply") or p.boolean("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": {key: value for key, value in message.items() if key != "reply_to_message"}}
