"""Pictures and documents: uploaded, named by file_id, or by address."""

from __future__ import annotations

import struct

from bot.sandbox.errors import bad_request
from bot.sandbox.params import JsonDict, Params
from bot.sandbox.world import World

PHOTO_LIMIT, DOCUMENT_LIMIT = 10 << 20, 50 << 20


def media_content(world: World, p: Params, kind: str) -> JsonDict:
    """The part of a message that holds a file.

    Raises:
        ApiError: 400 where there is no file, it is empty, too big, or not a picture where one is asked for.
    """
    file_id, name, content_type, data = _find(world, p, kind)
    limit = PHOTO_LIMIT if kind == "photo" else DOCUMENT_LIMIT
    if not data:
        raise bad_request("file must be non-empty")
    if len(data) > limit:
        raise bad_request(f"file of size {len(data)} bytes is too big for a {kind}; the maximum size is {limit} bytes")
    shared = {"file_id": file_id, "file_unique_id": file_id[-12:], "file_size": len(data)}
    if kind == "photo":
        width, height = image_size(data)
        return {"photo": [{**shared, "width": width, "height": height}]}
    if kind in ("audio", "voice"):
        return {kind: {**shared, "duration": p.integer("duration"), "mime_type": content_type}}
    if kind in ("video", "animation"):
        size = {"width": p.integer("width", 320), "height": p.integer("height", 240)}
        return {kind: {**shared, **size, "duration": p.integer("duration"), "mime_type": content_type}}
    return {"document": {**shared, "file_name": name, "mime_type": content_type}}


def _find(world: World, p: Params, kind: str) -> tuple[str, str, str, bytes]:
    reference = p.text(kind)
    upload = p.files.get(reference.removeprefix("attach://")) if reference.startswith("attach://") else p.files.get(kind)
    if upload is not None:
        file_id = f"SandboxFile{len(world.files) + 1:08d}{kind}"
        world.files[file_id] = (upload.name, upload.content_type, upload.data)
        return file_id, upload.name, upload.content_type, upload.data
    if not reference:
        raise bad_request(f"there is no {kind} in the request")
    if reference in world.files:
        return (reference, *world.files[reference])
    if reference.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")  # nothing is fetched from here
    raise bad_request("wrong file identifier/HTTP URL specified")


def image_size(data: bytes) -> tuple[int, int]:
    """(width, height) of a PNG, JPEG or GIF, in pixels.

    Raises:
        ApiError: 400 `IMAGE_PROCESS_FAILED` where it is none of them.
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if data[:6] in (b"GIF87a", b"GIF89a") and len(data) >= 10:
        width, height = struct.unpack("<HH", data[6:10])
        return width, height
    if data.startswith(b"\xff\xd8"):
        return _jpeg_size(data)
    raise bad_request("IMAGE_PROCESS_FAILED")


def _jpeg_size(data: bytes) -> tuple[int, int]:
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + length
    raise bad_request("IMAGE_PROCESS_FAILED")
