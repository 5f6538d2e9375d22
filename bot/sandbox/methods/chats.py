"""Chats: what they are and what an administrator changes about them."""

from __future__ import annotations

from bot.sandbox.errors import bad_request
from bot.sandbox.membership import set_status
from bot.sandbox.methods.table import admin_chat, chat_of, member_chat, method
from bot.sandbox.params import JsonDict, Params
from bot.sandbox.world import BOT_ID, IN_CHAT, Chat, World

_GIFTS = {
    "unlimited_gifts": False,
    "limited_gifts": False,
    "unique_gifts": False,
    "premium_subscription": False,
    "gifts_from_channels": False,
}
_PERMISSIONS = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


@method("getChat")
def get_chat(world: World, p: Params) -> JsonDict:
    chat = chat_of(world, p)
    full = chat.shape() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": _GIFTS}
    if chat.description:
        full["description"] = chat.description
    if chat.pinned:
        full["pinned_message"] = chat.messages[chat.pinned[-1]]
    if chat.type in ("group", "supergroup"):
        full["permissions"] = {name: chat.permissions.get(name, True) for name in _PERMISSIONS}
    return full


@method("getChatMemberCount")
def get_chat_member_count(world: World, p: Params) -> int:
    chat = member_chat(world, p)
    return sum(member.status in IN_CHAT for member in chat.members.values())


@method("leaveChat")
def leave_chat(world: World, p: Params) -> bool:
    chat = member_chat(world, p)
    if chat.person is not None:
        raise bad_request("chat member status can't be changed in private chats")
    set_status(world, chat, BOT_ID, "left", BOT_ID)
    return True


@method("setChatTitle")
def set_chat_title(world: World, p: Params) -> bool:
    chat = admin_chat(world, p, "can_change_info", "change chat title")
    title = p.text("title").strip()
    if not 1 <= len(title) <= 128:
        raise bad_request("chat title is empty" if not title else "chat title is too long")
    chat.title, chat.head = title, {}
    world.post(chat, world.bot if chat.type != "channel" else None, {"new_chat_title": title})
    return True


@method("setChatDescription")
def set_chat_description(world: World, p: Params) -> bool:
    chat = admin_chat(world, p, "can_change_info", "set chat description")
    if p.text("description") == chat.description:
        raise bad_request("chat description is not modified")
    if len(p.text("description")) > 255:
        raise bad_request("chat description is too long")
    chat.description = p.text("description")
    return True


@method("setChatPermissions")
def set_chat_permissions(world: World, p: Params) -> bool:
    chat = admin_chat(world, p, "can_restrict_members", "change chat permissions")
    permissions = p.json("permissions")
    if not isinstance(permissions, dict):
        raise bad_request("can't parse ChatPermissions: Expected an Object")
    chat.permissions = {name: bool(permissions.get(name)) for name in _PERMISSIONS}
    return True


@method("exportChatInviteLink")
def export_chat_invite_link(world: World, p: Params) -> str:
    return _invite_link(admin_chat(world, p, "can_invite_users", "manage chat invite link"), "primary")


@method("createChatInviteLink")
def create_chat_invite_link(world: World, p: Params) -> JsonDict:
    chat = admin_chat(world, p, "can_invite_users", "manage chat invite link")
    return {
        "invite_link": _invite_link(chat, str(world.now)),
        "creator": world.bot.shape(),
        "creates_join_request": p.boolean("creates_join_request"),
        "is_primary": False,
        "is_revoked": False,
    }


def _invite_link(chat: Chat, name: str) -> str:
    return f"https://t.me/+sandbox{abs(chat.id)}{name}"
