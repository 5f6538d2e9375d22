"""Forum topics of supergroups."""

from __future__ import annotations

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.table import member_chat, method
from bot.sandbox.params import JsonDict, Params
from bot.sandbox.world import BOT_ID, Chat, Topic, World

COLOURS = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
_STICKERS: list[JsonDict] = []


@method("getForumTopicIconStickers")
def get_forum_topic_icon_stickers(_world: World, _p: Params) -> list[JsonDict]:
    return _STICKERS


@method("createForumTopic")
def create_forum_topic(world: World, p: Params) -> JsonDict:
    chat = _forum(world, p, "create a topic")
    name = _name(p)
    colour = p.integer("icon_color", COLOURS[0])
    if colour not in COLOURS:
        raise bad_request("invalid icon color specified")
    topic = add_topic(world, chat, name, colour)
    return {"message_thread_id": topic.id, "name": topic.name, "icon_color": topic.icon_color}


def add_topic(world: World, chat: Chat, name: str, colour: int = COLOURS[0]) -> Topic:
    """A new topic; its identifier is that of the service message that opens it."""
    created = {"forum_topic_created": {"name": name, "icon_color": colour}, "is_topic_message": True}
    message = world.post(chat, world.bot, created | {"message_thread_id": chat.last_id + 1})
    topic = Topic(message["message_id"], name, colour)
    chat.topics[topic.id] = topic
    world.changed(chat.id, {"event": "topics"})
    return topic


@method("editForumTopic")
def edit_forum_topic(world: World, p: Params) -> bool:
    chat = _forum(world, p, "edit the topic")
    topic = _topic(chat, p)
    name = p.text("name") or topic.name
    if name == topic.name:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.name = _name(p)
    world.changed(chat.id, {"event": "topics"})
    return True


@method("closeForumTopic")
def close_forum_topic(world: World, p: Params) -> bool:
    return _set_closed(world, p, closed=True)


@method("reopenForumTopic")
def reopen_forum_topic(world: World, p: Params) -> bool:
    return _set_closed(world, p, closed=False)


@method("deleteForumTopic")
def delete_forum_topic(world: World, p: Params) -> bool:
    chat = _forum(world, p, "delete the topic")
    topic = _topic(chat, p)
    del chat.topics[topic.id]
    for number in [n for n, m in chat.messages.items() if m.get("message_thread_id") == topic.id]:
        del chat.messages[number]
        world.changed(chat.id, {"event": "deleted", "message_id": number})
    world.changed(chat.id, {"event": "topics"})
    return True


@method("unpinAllForumTopicMessages")
def unpin_all_forum_topic_messages(world: World, p: Params) -> bool:
    chat = _forum(world, p, "unpin messages in the topic")
    topic = _topic(chat, p)
    chat.pinned = [n for n in chat.pinned if chat.messages[n].get("message_thread_id") != topic.id]
    return True


def _set_closed(world: World, p: Params, *, closed: bool) -> bool:
    chat = _forum(world, p, "close the topic" if closed else "reopen the topic")
    topic = _topic(chat, p)
    if topic.closed == closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    content: JsonDict = {"forum_topic_closed" if closed else "forum_topic_reopened": {}}
    world.post(chat, world.bot, content | {"message_thread_id": topic.id, "is_topic_message": True})
    return True


def _forum(world: World, p: Params, action: str) -> Chat:
    chat = member_chat(world, p)
    if chat.type != "supergroup" or not chat.is_forum:
        raise bad_request("the chat is not a forum")
    if "can_manage_topics" not in chat.members[BOT_ID].rights:
        raise bad_request(f"not enough rights to {action}")
    return chat


def _topic(chat: Chat, p: Params) -> Topic:
    topic = chat.topics.get(p.integer("message_thread_id"))
    if topic is None:
        raise bad_request("message thread not found")
    return topic


def _name(p: Params) -> str:
    name = p.text("name").strip()
    if not 1 <= len(name) <= 128:
        raise bad_request("topic name must be non-empty" if not name else "topic name is too long")
    return name
