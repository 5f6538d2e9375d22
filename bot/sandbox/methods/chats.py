"""Chats and who is in them."""

from __future__ import annotations

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.table import chat_of, member_chat, method
from bot.sandbox.params import JsonDict, Params
from bot.sandbox.world import ADMIN_RIGHTS, Chat, World


@method("getChat")
def get_chat(world: World, p: Params) -> JsonDict:
    chat = chat_of(world, p)
    full = chat.shape() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS}
    if chat.description:
        full["description"] = chat.description
    if chat.pinned:
        full["pinned_message"] = chat.messages[chat.pinned[-1]]
    return full


_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}


@method("getChatMember")
def get_chat_member(world: World, p: Params) -> JsonDict:
    chat = member_chat(world, p)
    user_id = p.integer("user_id")
    if user_id not in world.users:
        raise bad_request("user not found" if chat.person is None else "member not found")
    return member_shape(world, chat, user_id)


def member_shape(world: World, chat: Chat, user_id: int) -> JsonDict:
    """The Bot API's ChatMember."""
    member = chat.members.get(user_id)
    status = member.status if member else "left"
    shaped: JsonDict = {"user": world.users[user_id].shape(), "status": status}
    if member is not None and status in ("administrator", "creator"):
        shaped["is_anonymous"] = False
        if member.title:
            shaped["custom_title"] = member.title
    if member is not None and status == "administrator":
        shaped |= {right: right in member.rights for right in ADMIN_RIGHTS}
        shaped |= {"can_be_edited": False, "can_post_stories": False, "can_edit_stories": False, "can_delete_stories": False}
    if status == "kicked":
        shaped["until_date"] = 0
    return shaped
