"""What people do: each act changes the world and gives the bot the update that Telegram would give it."""

from __future__ import annotations

from bot.sandbox.errors import CHAT_NOT_FOUND, bad_request, forbidden
from bot.sandbox.markup import formatted
from bot.sandbox.methods.send import content_of, origin_of
from bot.sandbox.params import JsonDict
from bot.sandbox.world import BOT_ID, IN_CHAT, Chat, User, World


def write(world: World, user: User, chat: Chat, text: str, *, reply_to: int = 0, thread_id: int = 0) -> JsonDict:
    """A person writes into a chat.

    Raises:
        ApiError: 403 where they are not in it, 400 where the text is empty.
    """
    shown, entities = formatted(text, "", None)
    if not shown:
        raise bad_request("message text is empty")
    content: JsonDict = {"text": shown} | ({"entities": entities} if entities else {})
    return _post(world, user, chat, content, reply_to=reply_to, thread_id=thread_id)


def forward(world: World, user: User, source: Chat, number: int, chat: Chat) -> JsonDict:
    """A person forwards a message that they see into another chat, mostly to the bot."""
    message = _seen(user, source, number)
    return _post(world, user, chat, {"forward_origin": origin_of(message)} | content_of(message))


def start(world: World, user: User, payload: str = "") -> JsonDict:
    """The start button, with the payload of a deep link."""
    return write(world, user, world.chats[user.id], f"/start {payload}".strip())


def edit(world: World, user: User, chat: Chat, number: int, text: str) -> JsonDict:
    """A person edits their own message."""
    message = _seen(user, chat, number)
    if message.get("from", {}).get("id") != user.id:
        raise bad_request("message can't be edited")
    shown, entities = formatted(text, "", None)
    edited = {k: v for k, v in message.items() if k not in ("text", "entities")} | {"text": shown, "edit_date": world.now}
    if entities:
        edited["entities"] = entities
    chat.messages[number] = edited
    world.changed(chat.id, {"event": "edited", "message": edited})
    world.updates.add("edited_channel_post" if chat.type == "channel" else "edited_message", edited, chat.id)
    return edited


def tap(world: World, user: User, chat: Chat, number: int, data: str) -> str:
    """A tap on a button with callback data; gives the query's identifier."""
    message = _seen(user, chat, number)
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    if not any(button.get("callback_data") == data for row in rows for button in row):
        raise bad_request("no such button")
    query: JsonDict = {"id": world.next_query_id(), "from": user.shape(), "chat_instance": str(chat.id), "data": data}
    if "via_bot" in message:
        query["inline_message_id"] = f"{chat.id}_{number}"
    else:
        query["message"] = message
    return _ask(world, user, "callback_query", query, chat.id)


def query_inline(world: World, user: User, chat: Chat, text: str, offset: str = "") -> str:
    """Typing «@bot …»; gives the query's identifier. The answer comes as an `inline` event."""
    kind = "sender" if chat.id == user.id else chat.type
    query: JsonDict = {"id": world.next_query_id(), "from": user.shape(), "query": text, "offset": offset, "chat_type": kind}
    return _ask(world, user, "inline_query", query, user.id)


def choose_inline(world: World, user: User, chat: Chat, query_id: str, result_id: str) -> JsonDict:
    """Sending one of the results of an inline query."""
    query = world.queries.get(query_id)
    results = query["answer"]["results"] if query and query["from_id"] == user.id and "answer" in query else []
    result = next((r for r in results if str(r.get("id")) == result_id), None)
    if query is None or result is None:
        raise bad_request("no such result")
    content = inline_content(result) | {"via_bot": world.bot.shape()}
    message = _post(world, user, chat, content, silent=True)
    chosen: JsonDict = {"result_id": result_id, "from": user.shape(), "query": query["query"]}
    if "reply_markup" in message:
        chosen["inline_message_id"] = f"{chat.id}_{message['message_id']}"
    world.updates.add("chosen_inline_result", chosen, user.id)
    return message


def inline_content(result: JsonDict) -> JsonDict:
    """What an inline result sends: its `input_message_content`, or its own text."""
    given = result.get("input_message_content") or {"message_text": result.get("title", "")}
    entities = given.get("entities")
    text, found = formatted(str(given.get("message_text", "")), str(given.get("parse_mode", "")), entities)
    content: JsonDict = {"text": text} | ({"entities": found} if found else {})
    if result.get("reply_markup"):
        content["reply_markup"] = result["reply_markup"]
    return content


def _ask(world: World, user: User, kind: str, query: JsonDict, order: int) -> str:
    query_id: str = query["id"]
    kept = {"kind": kind, "id": query_id, "from_id": user.id, "asked_at": world.clock(), "query": query.get("query", "")}
    world.queries[query_id] = kept
    world.updates.add(kind, query, order)
    return query_id


def _seen(user: User, chat: Chat, number: int) -> JsonDict:
    if chat.status(user.id) not in IN_CHAT or number not in chat.messages:
        raise bad_request("message not found")
    return chat.messages[number]


def _post(
    world: World, user: User, chat: Chat, content: JsonDict, *, reply_to: int = 0, thread_id: int = 0, silent: bool = False
) -> JsonDict:
    if chat.migrated_to is not None:
        raise bad_request(CHAT_NOT_FOUND)
    if chat.status(user.id) not in IN_CHAT:
        raise forbidden("the person is not in the chat")
    if chat.type == "channel" and chat.status(user.id) not in ("creator", "administrator"):
        raise forbidden("only administrators write in a channel")
    if chat.person is not None:
        user.started, user.blocked = True, False
    head: JsonDict = {}
    if thread_id:
        head |= {"message_thread_id": thread_id, "is_topic_message": True}
    if reply_to and reply_to in chat.messages:
        head["reply_to_message"] = {k: v for k, v in chat.messages[reply_to].items() if k != "reply_to_message"}
    message = world.post(chat, None if chat.type == "channel" else user, head | content)
    if not silent and bot_sees(world, chat, message):
        world.updates.add("channel_post" if chat.type == "channel" else "message", message, chat.id)
    return message


def bot_sees(world: World, chat: Chat, message: JsonDict) -> bool:
    """Privacy mode: in groups a bot that is no administrator sees commands, mentions and replies to itself."""
    status = chat.status(BOT_ID)
    if status not in IN_CHAT:
        return False
    if chat.type in ("private", "channel") or not world.privacy or status == "administrator":
        return True
    if message.get("reply_to_message", {}).get("from", {}).get("id") == BOT_ID:
        return True
    text = str(message.get("text", ""))
    name = f"@{world.bot.username}".lower()
    if name in text.lower():
        return True
    return text.startswith("/") and "@" not in text.split(maxsplit=1)[0]
