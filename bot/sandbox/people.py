"""A client for the people's side, for tests and for the demonstration: one `Person` is one person with an account.

person = sandbox.person
await person.write("ترکیه")
message = await person.wait_for(lambda m: "ترکیه" in m.text)
await person.tap(message, "قدیمی‌تر")
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from bot.sandbox.params import JsonDict


@dataclass(frozen=True, slots=True)
class Button:
    """A button of an inline keyboard; exactly one of `data`, `url` and `copy` is mostly set."""

    text: str
    data: str = ""
    url: str = ""
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Message:
    """A message as a person sees it. `text` is the text or the caption; `raw` the Bot API's message."""

    id: int
    chat_id: int
    text: str
    sender_id: int
    rows: tuple[tuple[Button, ...], ...] = ()
    raw: JsonDict = field(default_factory=dict, compare=False)

    @property
    def buttons(self) -> tuple[str, ...]:
        return tuple(button.text for row in self.rows for button in row)

    @property
    def from_bot(self) -> bool:
        return bool(self.raw.get("from", {}).get("is_bot", "sender_chat" in self.raw))

    @property
    def edited(self) -> bool:
        return "edit_date" in self.raw


@dataclass(frozen=True, slots=True)
class Tap:
    """A tap on a button; `text` is what the bot said to it (empty: nothing), None while it has not answered."""

    query_id: str
    text: str | None = None
    alert: bool = False
    url: str = ""


class SandboxRefusal(Exception):  # noqa: N818 — a refusal is what it is
    """The server refused what a person wanted to do; the text says why."""


class Person:
    """One person. Without `chat_id`, calls mean the private chat with the bot."""

    def __init__(self, session: aiohttp.ClientSession, url: str, user_id: int, first_name: str) -> None:
        self._session = session
        self._url = f"{url}/people/{user_id}"
        self.id = user_id
        self.first_name = first_name

    @property
    def chat_id(self) -> int:
        """The private chat with the bot: its id is the person's."""
        return self.id

    async def _do(self, act: str, **body: object) -> Any:
        given = {key: value for key, value in body.items() if value is not None}
        async with self._session.post(f"{self._url}/{act}", json=given) as response:
            value = await response.json()
            if response.status != 200:
                raise SandboxRefusal(str(value.get("error")))
            return value

    async def _get(self, path: str, **query: str) -> Any:
        async with self._session.get(f"{self._url}/{path}", params=query) as response:
            value = await response.json()
            if response.status != 200:
                raise SandboxRefusal(str(value.get("error")))
            return value

    async def write(
        self, text: str, *, chat_id: int | None = None, reply_to: int | None = None, thread_id: int | None = None
    ) -> Message:
        """Write a message and give it back as it stands in the chat."""
        return _message(await self._do("write", text=text, chat_id=chat_id, reply_to=reply_to, thread_id=thread_id))

    async def edit(self, message: Message, text: str) -> Message:
        """Edit one's own message."""
        return _message(await self._do("edit", chat_id=message.chat_id, message_id=message.id, text=text))

    async def forward(self, message: Message, *, to: int | None = None) -> Message:
        """Forward a message that one sees, to the bot unless `to` names another chat."""
        return _message(await self._do("forward", from_chat_id=message.chat_id, message_id=message.id, chat_id=to))

    async def tap(self, message: Message, button: str, *, wait: float = 5.0) -> Tap:
        """Tap the button of this text (or of this callback data) and wait up to `wait` seconds for the bot's answer.

        Raises:
            SandboxRefusal: where the message has no such button any more.
        """
        found = [b for row in message.rows for b in row if button in (b.text, b.data) and b.data]
        if not found:
            raise SandboxRefusal(f"no button «{button}» among {message.buttons}")
        query_id = (await self._do("tap", chat_id=message.chat_id, message_id=message.id, data=found[0].data))["query_id"]
        given = (await self._get(f"queries/{query_id}", wait=str(wait))).get("answer")
        return Tap(query_id) if given is None else Tap(query_id, given["text"], given["show_alert"], given["url"])

    async def query_inline(
        self, text: str, *, chat_id: int | None = None, offset: str = "", wait: float = 5.0
    ) -> tuple[str, list[JsonDict]]:
        """Type «@bot text»: the query's id and the bot's results (empty where it does not answer within `wait` seconds)."""
        query_id = (await self._do("inline", query=text, chat_id=chat_id, offset=offset))["query_id"]
        given = (await self._get(f"queries/{query_id}", wait=str(wait))).get("answer")
        return query_id, given["results"] if given else []

    async def choose_inline(self, query_id: str, result_id: str, *, chat_id: int | None = None) -> Message:
        """Send one of the results of an inline query."""
        return _message(await self._do("choose", query_id=query_id, result_id=result_id, chat_id=chat_id))

    async def start(self, payload: str = "") -> Message:
        """Press the start button, with the payload of a deep link."""
        return _message(await self._do("start", payload=payload))

    async def block(self) -> None:
        """Block the bot; its messages get 403 from now on."""
        await self._do("block", blocked=True)

    async def unblock(self) -> None:
        await self._do("block", blocked=False)

    async def delete_account(self) -> None:
        await self._do("delete_account")

    async def create_chat(self, kind: str, title: str, *, username: str = "", is_forum: bool = False, bot: bool = True) -> int:
        """Make a group, supergroup or channel and give its id; with `bot` the bot is added (to a channel: as administrator)."""
        chat_id = int((await self._do("create_chat", type=kind, title=title, username=username, is_forum=is_forum))["id"])
        if bot:
            await self.set_member(chat_id, "administrator" if kind == "channel" else "member")
        return chat_id

    async def join(self, chat_id: int) -> None:
        await self._do("join", chat_id=chat_id)

    async def leave(self, chat_id: int) -> None:
        await self._do("leave", chat_id=chat_id)

    async def set_member(
        self, chat_id: int, status: str, *, user_id: int | None = None, rights: Sequence[str] | None = None
    ) -> None:
        """Give the bot (or a person) a seat: member, administrator, restricted, left, kicked."""
        given = list(rights) if rights is not None else None
        await self._do("member", chat_id=chat_id, status=status, user_id=user_id, rights=given)

    async def promote(self, chat_id: int, *, user_id: int | None = None, rights: Sequence[str] | None = None) -> None:
        """Make the bot (or a person) an administrator, with all rights unless they are named."""
        await self.set_member(chat_id, "administrator", user_id=user_id, rights=rights)

    async def migrate(self, chat_id: int) -> int:
        """Turn a basic group into a supergroup: its new id."""
        return int((await self._do("migrate", chat_id=chat_id))["id"])

    async def create_topic(self, chat_id: int, name: str) -> int:
        """A new topic of a forum: its message_thread_id."""
        return int((await self._do("topic", chat_id=chat_id, name=name))["thread_id"])

    async def messages(self, chat_id: int | None = None) -> list[Message]:
        """All messages of a chat, oldest first, as they stand now."""
        return [_message(m) for m in (await self._get(f"chats/{chat_id or self.id}"))["messages"]]

    async def wait_for(
        self,
        predicate: Callable[[Message], bool],
        *,
        chat_id: int | None = None,
        after: int = 0,
        timeout: float = 10.0,  # noqa: ASYNC109 — its end tells what was there instead
    ) -> Message:
        """The first message of the bot above message number `after` for which `predicate` holds, new, old or edited into it.

        Raises:
            TimeoutError: after `timeout` seconds, with the texts that are there.
        """
        loop = asyncio.get_running_loop()
        end = loop.time() + timeout
        since = -1
        while True:
            left = end - loop.time()
            seen = await self._get(f"chats/{chat_id or self.id}", since=str(since), wait=f"{max(0.01, min(left, 5.0)):.2f}")
            since = seen["version"]
            found = [m for m in map(_message, seen["messages"]) if m.from_bot and m.id > after]
            for message in found:
                if predicate(message):
                    return message
            if loop.time() >= end:
                texts = "\n---\n".join(m.text for m in found[-5:])
                raise TimeoutError(f"no such message within {timeout} s; the last ones:\n{texts}")


async def newcomer(
    session: aiohttp.ClientSession, url: str, first_name: str, *, username: str = "", language_code: str = "fa"
) -> Person:
    """A new person, who has not written to the bot yet."""
    body = {"first_name": first_name, "username": username, "language_code": language_code}
    async with session.post(f"{url}/people", json=body) as response:
        return Person(session, url, int((await response.json())["id"]), first_name)


def _message(raw: JsonDict) -> Message:
    rows = raw.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = tuple(tuple(_button(b) for b in row) for row in rows)
    text = str(raw.get("text") or raw.get("caption") or "")
    return Message(raw["message_id"], raw["chat"]["id"], text, raw.get("from", {}).get("id", 0), buttons, raw)


def _button(raw: JsonDict) -> Button:
    return Button(raw["text"], raw.get("callback_data", ""), raw.get("url", ""), raw.get("copy_text", {}).get("text", ""))
