"""Files beyond pictures and documents: other media, albums, downloads, media put in another's place."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.media import media_content
from bot.sandbox.methods.edit import edit_message
from bot.sandbox.methods.send import send_content
from bot.sandbox.methods.table import METHODS, Method, caption_content, method, writable_chat
from bot.sandbox.params import JsonDict, Params
from bot.sandbox.world import World

KINDS = ("audio", "video", "animation", "voice")
ALBUM = (2, 10)


def _sender(kind: str) -> Method:
    def send(world: World, p: Params) -> JsonDict:
        chat = writable_chat(world, p)
        return send_content(world, chat, p, media_content(world, p, kind) | caption_content(p))

    return send


for _kind in KINDS:
    METHODS[f"send{_kind}"] = _sender(_kind)


@method("sendMediaGroup")
def send_media_group(world: World, p: Params) -> list[JsonDict]:
    chat = writable_chat(world, p)
    media = p.json("media")
    if not isinstance(media, list):
        raise bad_request("can't parse media JSON object")
    if not media:
        raise bad_request("there are no media to send")
    if len(media) < ALBUM[0]:
        raise bad_request("wrong number of messages to send as an album")
    if len(media) > ALBUM[1]:
        raise bad_request("too many messages to send as an album")
    contents = [_input_media(world, p, item) for item in media]
    group = f"{world.next_query_id()}"
    return [send_content(world, chat, p, content | {"media_group_id": group}) for content in contents]


@method("editMessageMedia")
def edit_message_media(world: World, p: Params) -> JsonDict | bool:
    content = _input_media(world, p, p.json("media"))
    return edit_message(world, p, content, ("photo", "document", *KINDS, "caption", "caption_entities"), "media")


@method("getFile")
def get_file(world: World, p: Params) -> JsonDict:
    file_id = p.text("file_id")
    kept = world.files.get(file_id)
    if kept is None:
        raise bad_request("invalid file_id")
    return {"file_id": file_id, "file_unique_id": file_id[-12:], "file_size": len(kept[2]), "file_path": f"documents/{file_id}"}


def _input_media(world: World, p: Params, item: Any) -> JsonDict:
    if not isinstance(item, dict) or item.get("type") not in ("photo", "document", *KINDS):
        raise bad_request("can't parse InputMedia: InputMedia must be an Object of a known type")
    kind = str(item["type"])
    inner = Params({kind: item.get("media", ""), **{k: v for k, v in item.items() if k not in ("type", "media")}}, p.files)
    return media_content(world, inner, kind) | caption_content(inner)
