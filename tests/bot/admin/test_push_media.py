"""A push with a picture: sent by the admin, previewed, and to everybody as any other."""

from __future__ import annotations

import struct
import zlib

from bot.render.rendered import Copy, File, carried
from bot.texts import pushing
from tests.bot.admin.hall import Hall


def _png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 4, 4, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0\0\0\0" * 4)) + chunk(b"IEND", b"")


async def test_a_picture_with_its_caption_to_everybody(hall: Hall) -> None:
    """What the admin sends is the push: the picture, the caption's markup; the preview is the same message."""
    owner, bot = hall.owner, hall.service.application.bot
    shown = await bot.send_photo(owner.id, _png(), caption="<b>عنوان</b> نمونه", parse_mode="HTML")
    menu = await hall.answer(owner, "/push", lambda m: pushing.PUSH_TEXT in m.buttons)
    await owner.tap(menu, pushing.PUSH_TEXT)
    await hall.told(owner, pushing.PUSH_TEXT_ASK)
    picture = await owner.wait_for(lambda m: m.id == shown.message_id)
    sent = await owner.forward(picture)
    whom = await owner.wait_for(lambda m: pushing.AUDIENCE["all"] in m.buttons, after=sent.id)
    await owner.tap(whom, pushing.AUDIENCE["all"])
    when = await owner.wait_for(lambda m: pushing.PUSH_NOW in m.buttons)
    await owner.tap(when, pushing.PUSH_NOW)
    summary = await owner.wait_for(lambda m: pushing.PUSH_SEND in m.buttons)
    previews = [m for m in await owner.messages() if m.from_bot and "photo" in m.raw and m.id > sent.id]
    assert [m.text for m in previews] == ["عنوان نمونه"]
    await owner.tap(summary, pushing.PUSH_SEND)
    await hall.told(owner, "گزارش پیام همگانی")
    for person in (hall.editor, hall.viewer, hall.stranger):
        (got,) = [m for m in await person.messages() if m.from_bot]
        assert ("photo" in got.raw, got.text) == (True, "عنوان نمونه")
        assert got.raw["caption_entities"][0]["type"] == "bold"


async def test_what_cannot_be_pushed_is_said_to_be_so(hall: Hall) -> None:
    """A voice with a caption is not pushed as its caption alone; the text that comes then is the push."""
    owner, bot = hall.owner, hall.service.application.bot
    shown = await bot.send_voice(owner.id, b"OggS", caption="زیرنویس")
    menu = await hall.answer(owner, "/push", lambda m: pushing.PUSH_TEXT in m.buttons)
    await owner.tap(menu, pushing.PUSH_TEXT)
    await hall.told(owner, pushing.PUSH_TEXT_ASK)
    await owner.forward(await owner.wait_for(lambda m: m.id == shown.message_id))
    await hall.told(owner, pushing.PUSH_ODD)
    await hall.answer(owner, "متن", lambda m: pushing.AUDIENCE["all"] in m.buttons)


def test_what_a_payload_says_is_carried() -> None:
    """A picture, a document, a copy; anything else is only words."""
    assert carried({"html": "x", "photo": "f"}) == File("photo", "f")
    assert carried({"document": "f"}) == File("document", "f")
    assert carried({"copy": [5, 77]}) == Copy(5, 77)
    assert [carried(p) for p in ({}, {"photo": 3}, {"copy": [1]}, {"copy": "x"})] == [None] * 4
