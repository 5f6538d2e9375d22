"""A plain HTTP bot, and a scene: people of all sorts and chats of all kinds, with names that the tables of checks use."""

from __future__ import annotations

import json
import struct
import zlib
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.sandbox.people import Person
from bot.sandbox.server import Sandbox


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered: HTTP status, body, headers."""

    status: int
    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def result(self) -> Any:
        assert self.body["ok"], self.body
        return self.body["result"]

    @property
    def description(self) -> str:
        return str(self.body.get("description", ""))


class Bot:
    """A bot without a library: one HTTP request per call."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._session = sandbox.session
        self._root = f"{sandbox.url}/bot{sandbox.token}"
        self.url = sandbox.url

    async def call(self, method: str, /, **params: object) -> Answer:
        """POST with a JSON body."""
        async with self._session.post(f"{self._root}/{method}", json=params) as response:
            return await _answer(response)

    async def get(self, method: str, /, **params: str) -> Answer:
        async with self._session.get(f"{self._root}/{method}", params=params) as response:
            return await _answer(response)

    async def form(self, method: str, data: aiohttp.FormData | dict[str, str]) -> Answer:
        async with self._session.post(f"{self._root}/{method}", data=data) as response:
            return await _answer(response)

    async def updates(self, **params: object) -> list[dict[str, Any]]:
        found = (await self.call("getUpdates", **params)).result
        assert isinstance(found, list)
        return found


async def _answer(response: aiohttp.ClientResponse) -> Answer:
    return Answer(response.status, json.loads(await response.read()), dict(response.headers))


def png(width: int = 3, height: int = 2) -> bytes:
    """A small white picture."""
    rows = b"".join(b"\0" + b"\xff" * width for _ in range(height))
    parts = ((b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data)) for kind, data in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@dataclass(frozen=True, slots=True)
class Scene:
    """Names → identifiers; `fill` puts them into the parameters of a check."""

    bot: Bot
    person: Person
    ids: dict[str, int | str]

    def fill(self, value: Any) -> Any:
        """`value` with every string "<name>" in the identifier's place, at any depth."""
        if isinstance(value, str) and value[:1] == "<" and value[1:-1] in self.ids:
            return self.ids[value[1:-1]]
        if isinstance(value, dict):
            return {key: self.fill(item) for key, item in value.items()}
        if isinstance(value, list):
            return [self.fill(item) for item in value]
        return value


async def build_scene(sandbox: Sandbox) -> Scene:
    """The scene: `chat` private; `group`, `super`, `channel`, `forum` with the bot as administrator where it says so."""
    bot, sara = Bot(sandbox), sandbox.person
    ids: dict[str, int | str] = {"chat": sara.id, "sara": sara.id, "bot": sandbox.world.bot.id}
    stranger, blocker, gone, navid = [await sandbox.newcomer(name) for name in ("نادر", "بهار", "پویا", "نوید")]
    for person in (blocker, gone):
        await person.start()
    await blocker.block()
    await gone.delete_account()
    ids |= {"stranger": stranger.id, "blocker": blocker.id, "gone": gone.id, "navid": navid.id}
    for name, kind in (
        ("group", "group"),
        ("super", "supergroup"),
        ("plain", "supergroup"),
        ("kicked", "supergroup"),
        ("left", "group"),
    ):
        ids[name] = await sara.create_chat(kind, f"نمونهٔ {name}")
    ids["kicked_group"] = await sara.create_chat("group", "بیرون")
    ids["kicked_channel"] = await sara.create_chat("channel", "بیرون")
    ids["channel"] = await sara.create_chat("channel", "کانال نمونه", username="nemoone_channel")
    ids["mute_channel"] = await sara.create_chat("channel", "کانال بی‌حق")
    ids["forum"] = await sara.create_chat("supergroup", "انجمن نمونه", is_forum=True)
    for name in ("super", "forum"):
        await sara.promote(int(ids[name]))
        await navid.join(int(ids[name]))
    await sara.set_member(int(ids["mute_channel"]), "administrator", rights=["can_manage_chat"])
    for name in ("kicked", "kicked_group", "kicked_channel"):
        await sara.set_member(int(ids[name]), "kicked")
    await sara.set_member(int(ids["left"]), "left")
    ids["old_group"] = await sara.create_chat("group", "گروه کوچیده")
    ids["new_group"] = await sara.migrate(int(ids["old_group"]))
    ids["topic"] = await sara.create_topic(int(ids["forum"]), "اقتصاد")
    ids["said"] = (await sara.write("سلام")).id
    keyboard = {"inline_keyboard": [[{"text": "بیشتر…", "callback_data": "more"}]]}
    sent = await bot.call("sendMessage", chat_id=sara.id, text="نمونه", reply_markup=keyboard)
    ids["sent"] = sent.result["message_id"]
    ids["in_super"] = (await bot.call("sendMessage", chat_id=ids["super"], text="نمونه")).result["message_id"]
    data = aiohttp.FormData({"chat_id": str(sara.id)})
    data.add_field("document", b"a,b\n1,2\n", filename="n.csv", content_type="text/csv")
    document = (await bot.form("sendDocument", data)).result
    ids |= {"file": document["document"]["file_id"], "with_file": document["message_id"]}
    last = await bot.updates(offset=-1)
    await bot.updates(offset=last[-1]["update_id"] + 1)
    return Scene(bot, sara, ids)
