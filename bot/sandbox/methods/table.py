"""The table of methods and what they share: which chat is meant, may the bot write there, what the text is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from bot.sandbox.errors import CHAT_NOT_FOUND, bad_request, forbidden
from bot.sandbox.markup import CAPTION_LIMIT, TEXT_LIMIT, formatted
from bot.sandbox.params import JsonDict, Params
from bot.sandbox.world import BOT_ID, IN_CHAT, Chat, User, World

Method: TypeAlias = Callable[[World, Params], object]
METHODS: dict[str, Method] = {}


def method(name: str) -> Callable[[Method], Method]:
    """Register a method under its name; Telegram takes names in any case."""

    def register(function: Method) -> Method:
        METHODS[name.lower()] = function
        return function

    return register


def chat_of(world: World, p: Params, name: str = "chat_id") -> Chat:
    """The chat that a parameter names.

    Raises:
        ApiError: 400 where it is missing, unknown, or became a supergroup.
    """
    reference = p.text(name)
    if not reference.strip():
        raise bad_request(f"{name} is empty")
    chat = world.find_chat(reference)
    if chat is None:
        raise bad_request(CHAT_NOT_FOUND)
    if chat.migrated_to is not None:
        raise bad_request("group chat was upgraded to a supergroup chat", migrate_to_chat_id=chat.migrated_to)
    return chat


def member_chat(world: World, p: Params) -> Chat:
    """The chat, where the bot is in it.

    Raises:
        ApiError: 403 where it is not, or the person does not want it.
    """
    chat = chat_of(world, p)
    if chat.person is not None:
        _check_person(chat.person)
        return chat
    status = chat.status(BOT_ID)
    if status in IN_CHAT:
        return chat
    kind = {"group": "group", "supergroup": "supergroup", "channel": "channel"}[chat.type]
    if status == "kicked":
        raise forbidden(f"bot was kicked from the {kind} chat")
    raise forbidden(f"bot is not a member of the {kind} chat")


def _check_person(person: User) -> None:
    if person.deleted:
        raise forbidden("user is deactivated")
    if person.blocked:
        raise forbidden("bot was blocked by the user")
    if not person.started:
        raise forbidden("bot can't initiate conversation with a user")


def writable_chat(world: World, p: Params) -> Chat:
    """The chat, where the bot may send messages."""
    chat = member_chat(world, p)
    if chat.type == "channel" and "can_post_messages" not in chat.members[BOT_ID].rights:
        raise bad_request("need administrator rights in the channel chat")
    if chat.status(BOT_ID) == "restricted" and "can_send_messages" not in chat.members[BOT_ID].rights:
        raise bad_request("not enough rights to send text messages to the chat")
    return chat


def text_of(p: Params, name: str = "text") -> tuple[str, list[JsonDict]]:
    """The text that is shown and its entities. Lengths are counted in code points after the markup is parsed.

    Raises:
        ApiError: 400 where it is empty, too long or its markup is broken.
    """
    caption = name == "caption"
    raw = p.text(name)
    if not caption and not raw.strip():
        raise bad_request("message text is empty")
    given = p.json("caption_entities" if caption else "entities")
    text, entities = formatted(raw, p.text("parse_mode"), given if isinstance(given, list) else None)
    if not caption and not text:
        raise bad_request("text must be non-empty")
    if len(text) > (CAPTION_LIMIT if caption else TEXT_LIMIT):
        raise bad_request("message caption is too long" if caption else "message is too long")
    return text, entities


def text_content(p: Params) -> JsonDict:
    text, entities = text_of(p)
    content: JsonDict = {"text": text}
    if entities:
        content["entities"] = entities
    options = p.json("link_preview_options")
    if isinstance(options, dict):
        content["link_preview_options"] = options
    return content


def caption_content(p: Params) -> JsonDict:
    text, entities = text_of(p, "caption")
    content: JsonDict = {"caption": text} if text else {}
    if entities:
        content["caption_entities"] = entities
    return content


def admin_chat(world: World, p: Params, right: str, action: str) -> Chat:
    """The group or channel, where the bot is an administrator with this right.

    Raises:
        ApiError: 400 in a private chat or without the right.
    """
    chat = member_chat(world, p)
    if chat.person is not None:
        raise bad_request(f"can't {action} in a private chat" if action else "method is unavailable in private chats")
    if right not in chat.members[BOT_ID].rights:
        raise bad_request(f"not enough rights to {action}")
    return chat


def user_of(world: World, p: Params) -> User:
    """The person that `user_id` names.

    Raises:
        ApiError: 400 where it is missing or nobody.
    """
    user_id = p.integer("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    user = world.users.get(user_id)
    if user is None:
        raise bad_request("user not found")
    return user
