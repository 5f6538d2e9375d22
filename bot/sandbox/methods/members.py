"""Who is in a chat, and what the bot as an administrator does with them."""

from __future__ import annotations

from bot.sandbox.errors import bad_request
from bot.sandbox.membership import member_shape, set_status
from bot.sandbox.methods.table import admin_chat, member_chat, method, user_of
from bot.sandbox.params import JsonDict, Params
from bot.sandbox.world import ADMIN_RIGHTS, BOT_ID, Chat, User, World

_RESTRICT = "restrict/unrestrict chat member"


@method("getChatMember")
def get_chat_member(world: World, p: Params) -> JsonDict:
    chat = member_chat(world, p)
    return member_shape(world, chat, user_of(world, p).id)


@method("getChatAdministrators")
def get_chat_administrators(world: World, p: Params) -> list[JsonDict]:
    chat = member_chat(world, p)
    if chat.person is not None:
        raise bad_request("there are no administrators in the private chat")
    return [
        member_shape(world, chat, user_id)
        for user_id, member in chat.members.items()
        if member.status in ("creator", "administrator") and (user_id == BOT_ID or not world.users[user_id].is_bot)
    ]


@method("banChatMember")
def ban_chat_member(world: World, p: Params) -> bool:
    chat = admin_chat(world, p, "can_restrict_members", _RESTRICT)
    set_status(world, chat, _ordinary(chat, user_of(world, p)).id, "kicked", BOT_ID)
    return True


@method("unbanChatMember")
def unban_chat_member(world: World, p: Params) -> bool:
    chat = admin_chat(world, p, "can_restrict_members", _RESTRICT)
    user = user_of(world, p)
    if p.boolean("only_if_banned") and chat.status(user.id) != "kicked":
        return True
    set_status(world, chat, _ordinary(chat, user).id, "left", BOT_ID)
    return True


@method("restrictChatMember")
def restrict_chat_member(world: World, p: Params) -> bool:
    chat = admin_chat(world, p, "can_restrict_members", _RESTRICT)
    if chat.type != "supergroup":
        raise bad_request("method is available only for supergroups")
    permissions = p.json("permissions")
    if not isinstance(permissions, dict):
        raise bad_request("can't parse ChatPermissions: Expected an Object")
    granted = frozenset(name for name, on in permissions.items() if on)
    set_status(world, chat, _ordinary(chat, user_of(world, p)).id, "restricted", BOT_ID, granted)
    return True


@method("promoteChatMember")
def promote_chat_member(world: World, p: Params) -> bool:
    chat = admin_chat(world, p, "can_promote_members", "promote members")
    user = user_of(world, p)
    if chat.status(user.id) == "creator":
        raise bad_request("can't remove chat owner")
    granted = frozenset(right for right in ADMIN_RIGHTS if p.boolean(right))
    set_status(world, chat, user.id, "administrator" if granted else "member", BOT_ID, granted)
    return True


@method("setChatAdministratorCustomTitle")
def set_chat_administrator_custom_title(world: World, p: Params) -> bool:
    chat = admin_chat(world, p, "can_promote_members", "change custom title of the user")
    user = user_of(world, p)
    if chat.status(user.id) != "administrator":
        raise bad_request("user is not an administrator")
    chat.members[user.id].title = p.text("custom_title")[:16]
    return True


def _ordinary(chat: Chat, user: User) -> User:
    """Somebody whom an administrator may remove or restrict."""
    status = chat.status(user.id)
    if user.id == BOT_ID:
        raise bad_request("can't restrict self")
    if status == "creator":
        raise bad_request("can't remove chat owner")
    if status == "administrator":
        raise bad_request("user is an administrator of the chat")
    return user
