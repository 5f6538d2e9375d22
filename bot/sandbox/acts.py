"""The acts of people by name, each from the JSON that the page or the test client sends."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from bot.sandbox import actions, membership
from bot.sandbox.errors import bad_request, forbidden
from bot.sandbox.methods.topics import add_topic
from bot.sandbox.params import JsonDict
from bot.sandbox.world import ADMIN_RIGHTS, BOT_ID, Chat, User, World

Act: TypeAlias = Callable[[World, User, JsonDict], object]


def chat_shape(world: World, chat: Chat, user: User) -> JsonDict:
    """A chat as the page lists it for a person; a channel has no menu."""
    admin = chat.status(user.id) in ("creator", "administrator")
    menu = world.commands.shown(chat.id, chat.person is not None, user.language_code, user_id=user.id, admin=admin)
    last = next(reversed(chat.messages.values()), None)
    return chat.shape() | {
        "members": {str(user_id): member.status for user_id, member in chat.members.items()},
        "pinned": chat.pinned,
        "keyboard": chat.reply_keyboard,
        "commands": [] if chat.type == "channel" else menu,
        "topics": [{"id": t.id, "name": t.name, "closed": t.closed} for t in chat.topics.values()],
        "last": last,
        "started": chat.person.started if chat.person else True,
        "blocked": chat.person.blocked if chat.person else False,
        "migrated_to": chat.migrated_to,
    }


def _target(world: World, user: User, body: JsonDict, name: str = "chat_id") -> Chat:
    chat = world.find_chat(str(body.get(name, user.id)))
    if chat is None:
        raise bad_request("no such chat")
    return chat


def _write(world: World, user: User, body: JsonDict) -> object:
    chat = _target(world, user, body)
    reply_to, thread = int(body.get("reply_to", 0)), int(body.get("thread_id", 0))
    return actions.write(world, user, chat, str(body.get("text", "")), reply_to=reply_to, thread_id=thread)


def _tap(world: World, user: User, body: JsonDict) -> object:
    chat = _target(world, user, body)
    return {"query_id": actions.tap(world, user, chat, int(body["message_id"]), str(body["data"]))}


def _forward(world: World, user: User, body: JsonDict) -> object:
    source = _target(world, user, body, "from_chat_id")
    return actions.forward(world, user, source, int(body["message_id"]), _target(world, user, body))


def _edit(world: World, user: User, body: JsonDict) -> object:
    return actions.edit(world, user, _target(world, user, body), int(body["message_id"]), str(body.get("text", "")))


def _inline(world: World, user: User, body: JsonDict) -> object:
    chat = _target(world, user, body)
    return {"query_id": actions.query_inline(world, user, chat, str(body.get("query", "")), str(body.get("offset", "")))}


def _choose(world: World, user: User, body: JsonDict) -> object:
    return actions.choose_inline(world, user, _target(world, user, body), str(body["query_id"]), str(body["result_id"]))


def _start(world: World, user: User, body: JsonDict) -> object:
    return actions.start(world, user, str(body.get("payload", "")))


def _block(world: World, user: User, body: JsonDict) -> object:
    membership.block(world, user, blocked=bool(body.get("blocked", True)))
    return True


def _delete_account(world: World, user: User, _body: JsonDict) -> object:
    user.deleted = True
    world.changed(user.id, {"event": "members"})
    return True


def _create_chat(world: World, user: User, body: JsonDict) -> object:
    kind = str(body.get("type", "group"))
    if kind not in ("group", "supergroup", "channel"):
        raise bad_request("a chat is a group, a supergroup or a channel")
    username, forum = str(body.get("username", "")), bool(body.get("is_forum"))
    chat = world.add_chat(kind, str(body.get("title", "گروه")), user.id, username=username, is_forum=forum)
    world.changed(0, {"event": "members"})
    return chat_shape(world, chat, user)


def _join(world: World, user: User, body: JsonDict) -> object:
    chat = _target(world, user, body)
    if chat.status(user.id) == "kicked":
        raise forbidden("the person was banned from the chat")
    membership.set_status(world, chat, user.id, "member", user.id)
    return True


def _leave(world: World, user: User, body: JsonDict) -> object:
    membership.set_status(world, _target(world, user, body), user.id, "left", user.id)
    return True


def _set_member(world: World, user: User, body: JsonDict) -> object:
    """Somebody with a seat gives another one (the bot, unless `user_id` names a person): add, promote, remove."""
    chat = _target(world, user, body)
    status = str(body.get("status", "member"))
    if status not in ("administrator", "member", "restricted", "left", "kicked"):
        raise bad_request("no such status")
    if chat.status(user.id) not in ("creator", "administrator") and status != "member":
        raise forbidden("only an administrator does that")
    default = ADMIN_RIGHTS if status == "administrator" else ()
    rights = frozenset(str(right) for right in body.get("rights", default))
    membership.set_status(world, chat, int(body.get("user_id", BOT_ID)), status, user.id, rights)
    return True


def _migrate(world: World, user: User, body: JsonDict) -> object:
    chat = _target(world, user, body)
    if chat.type != "group" or chat.migrated_to is not None:
        raise bad_request("only a basic group becomes a supergroup")
    return chat_shape(world, membership.migrate(world, chat), user)


def _topic(world: World, user: User, body: JsonDict) -> object:
    chat = _target(world, user, body)
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    return {"thread_id": add_topic(world, chat, str(body["name"])).id}


ACTS: dict[str, Act] = {
    "write": _write,
    "tap": _tap,
    "forward": _forward,
    "edit": _edit,
    "inline": _inline,
    "choose": _choose,
    "start": _start,
    "block": _block,
    "delete_account": _delete_account,
    "create_chat": _create_chat,
    "join": _join,
    "leave": _leave,
    "member": _set_member,
    "migrate": _migrate,
    "topic": _topic,
}
