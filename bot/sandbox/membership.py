"""Coming into chats, leaving them, and what the bot is told about it."""

from __future__ import annotations

from bot.sandbox.params import JsonDict
from bot.sandbox.world import ADMIN_RIGHTS, BOT_ID, IN_CHAT, Chat, Member, User, World

_EXTRA = {"can_be_edited": False, "can_post_stories": False, "can_edit_stories": False, "can_delete_stories": False}


def member_shape(world: World, chat: Chat, user_id: int) -> JsonDict:
    """The Bot API's ChatMember."""
    member = chat.members.get(user_id) or Member("left")
    shaped: JsonDict = {"user": world.users[user_id].shape(), "status": member.status}
    if member.status in ("administrator", "creator"):
        shaped["is_anonymous"] = False
        if member.title:
            shaped["custom_title"] = member.title
    if member.status == "administrator":
        shaped |= {right: right in member.rights for right in ADMIN_RIGHTS} | _EXTRA
    if member.status == "restricted":
        shaped |= {"is_member": True, "until_date": 0} | dict.fromkeys(member.rights, True)
    if member.status == "kicked":
        shaped["until_date"] = 0
    return shaped


def set_status(world: World, chat: Chat, user_id: int, status: str, by: int, rights: frozenset[str] = frozenset()) -> None:
    """Change somebody's seat: the service message that all see, and `my_chat_member` or `chat_member` for the bot."""
    old = member_shape(world, chat, user_id)
    chat.members[user_id] = Member(status, rights)
    new = member_shape(world, chat, user_id)
    if old == new:
        return
    change: JsonDict = {
        "chat": chat.shape(),
        "from": world.users[by].shape(),
        "date": world.now,
        "old_chat_member": old,
        "new_chat_member": new,
    }
    if user_id == BOT_ID:
        world.updates.add("my_chat_member", change, chat.id)
    elif chat.status(BOT_ID) == "administrator":
        world.updates.add("chat_member", change, chat.id)
    _service_message(world, chat, world.users[user_id], world.users[by], str(old["status"]), status)
    world.changed(chat.id, {"event": "members"})


def _service_message(world: World, chat: Chat, user: User, by: User, old: str, new: str) -> None:
    if chat.type not in ("group", "supergroup") or (old in IN_CHAT) == (new in IN_CHAT):
        return
    content: JsonDict = {"new_chat_members": [user.shape()]} if new in IN_CHAT else {"left_chat_member": user.shape()}
    message = world.post(chat, by, content)
    if chat.status(BOT_ID) in IN_CHAT and by.id != BOT_ID:
        world.updates.add("message", message, chat.id)


def block(world: World, user: User, *, blocked: bool) -> None:
    """A person blocks the bot, or lets it write again."""
    if user.blocked == blocked:
        return
    user.blocked = blocked
    chat = world.chats[user.id]
    was, now = ("member", "kicked") if blocked else ("kicked", "member")
    bot = {"user": world.bot.shape()}
    update: JsonDict = {
        "chat": chat.shape(),
        "from": user.shape(),
        "date": world.now,
        "old_chat_member": bot | {"status": was} | ({"until_date": 0} if was == "kicked" else {}),
        "new_chat_member": bot | {"status": now} | ({"until_date": 0} if now == "kicked" else {}),
    }
    world.updates.add("my_chat_member", update, chat.id)
    world.changed(chat.id, {"event": "members"})


def migrate(world: World, chat: Chat) -> Chat:
    """A basic group becomes a supergroup: a new identifier, service messages in both, the old one refuses from now on."""
    creator = next(user_id for user_id, member in chat.members.items() if member.status == "creator")
    new = world.add_chat("supergroup", chat.title, creator)
    new.members = dict(chat.members)
    leaving = world.post(chat, world.users[creator], {"migrate_to_chat_id": new.id})
    chat.migrated_to = new.id
    arriving = world.post(new, world.users[creator], {"migrate_from_chat_id": chat.id})
    if new.status(BOT_ID) in IN_CHAT:
        world.updates.add("message", leaving, chat.id)
        world.updates.add("message", arriving, new.id)
    world.changed(0, {"event": "members"})
    return new
