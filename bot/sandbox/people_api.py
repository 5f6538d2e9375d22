"""The people's side over HTTP: what the chat page and the test client call. JSON in, JSON out.

Only requests that a page of this server could make are taken: a JSON content type and a local Host keep other sites' pages out.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeAlias

from aiohttp import web

from bot.sandbox import actions
from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.hub import Hub
from bot.sandbox.params import JsonDict
from bot.sandbox.world import BOT_ID, Chat, User, World

MAX_WAIT_S = 30
Act: TypeAlias = Callable[[World, User, JsonDict], object]


def answer(value: object, status: int = 200) -> web.Response:
    return web.Response(text=json.dumps(value, ensure_ascii=False), status=status, content_type="application/json")


class PeopleApi:
    """Routes under `/people`."""

    def __init__(self, world: World, hub: Hub) -> None:
        self._world = world
        self._hub = hub

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/people", self.everybody),
            web.post("/people", self.newcomer),
            web.get("/people/{user}/chats", self.chats),
            web.get("/people/{user}/chats/{chat}", self.chat),
            web.get("/people/{user}/queries/{query}", self.query),
            web.post("/people/{user}/{act}", self.act),
        ]

    async def everybody(self, request: web.Request) -> web.Response:
        people = [u for u in self._world.users.values() if u.id != BOT_ID]
        return answer([u.shape() | {"started": u.started, "blocked": u.blocked} for u in people])

    async def newcomer(self, request: web.Request) -> web.Response:
        body = await request.json()
        user = self._world.add_person(
            str(body["first_name"]), str(body.get("username", "")), str(body.get("language_code", "fa"))
        )
        return answer(user.shape())

    async def chats(self, request: web.Request) -> web.Response:
        user = self._user(request)
        return answer([_chat_shape(self._world, c) for c in self._world.chats.values() if user.id in c.members])

    async def chat(self, request: web.Request) -> web.Response:
        """Everything in a chat; with `since` and `wait` as soon as its version is above."""
        user, chat = self._user(request), self._chat(request.match_info["chat"])
        if user.id not in chat.members:
            raise bad_request("the person is not in the chat")
        wait = min(float(request.query.get("wait", 0)), MAX_WAIT_S)
        version = self._hub.version(chat.id)
        if wait:
            version = await self._hub.wait(chat.id, int(request.query.get("since", -1)), wait)
        shaped = _chat_shape(self._world, chat)
        return answer({"version": version, "chat": shaped, "messages": list(chat.messages.values())})

    async def query(self, request: web.Request) -> web.Response:
        """The bot's answer to a tap or an inline query; `answer` is absent while there is none. `wait` in seconds."""
        user = self._user(request)
        query_id = request.match_info["query"]
        query = self._world.queries.get(query_id)
        if query is None or query["from_id"] != user.id:
            raise bad_request("no such query")
        left = min(float(request.query.get("wait", 0)), MAX_WAIT_S)
        while "answer" not in query and left > 0:
            await self._hub.wait(user.id, self._hub.version(user.id), min(left, 0.5))
            left -= 0.5
        return answer({"query_id": query_id} | ({"answer": query["answer"]} if "answer" in query else {}))

    async def act(self, request: web.Request) -> web.Response:
        act = ACTS.get(request.match_info["act"])
        if act is None:
            return answer({"error": "no such act"}, 404)
        return answer(act(self._world, self._user(request), await request.json()))

    def _user(self, request: web.Request) -> User:
        text = request.match_info["user"]
        user = self._world.users.get(int(text)) if text.isdigit() else None
        if user is None or user.id == BOT_ID:
            raise bad_request("no such person")
        return user

    def _chat(self, reference: str) -> Chat:
        chat = self._world.find_chat(reference)
        if chat is None:
            raise bad_request("no such chat")
        return chat


def _chat_shape(world: World, chat: Chat) -> JsonDict:
    last = next(reversed(chat.messages.values()), None)
    language = chat.person.language_code if chat.person else ""
    return chat.shape() | {
        "members": {str(user_id): member.status for user_id, member in chat.members.items()},
        "pinned": chat.pinned,
        "keyboard": chat.reply_keyboard,
        "commands": world.commands.shown(chat.id, chat.person is not None, language),
        "topics": [{"id": t.id, "name": t.name, "closed": t.closed} for t in chat.topics.values()],
        "last": last,
    }


def _target(world: World, user: User, body: JsonDict, name: str = "chat_id") -> Chat:
    chat = world.find_chat(str(body.get(name, user.id)))
    if chat is None:
        raise bad_request("no such chat")
    return chat


def _write(world: World, user: User, body: JsonDict) -> object:
    chat = _target(world, user, body)
    reply_to, thread = int(body.get("reply_to", 0)), int(body.get("thread_id", 0))
    return actions.write(world, user, chat, str(body.get("text", "")), reply_to=reply_to, thread_id=thread)


def _tap(world: World, user: User, body: JsonDict) -> object:
    chat = _target(world, user, body)
    return {"query_id": actions.tap(world, user, chat, int(body["message_id"]), str(body["data"]))}


def _forward(world: World, user: User, body: JsonDict) -> object:
    source = _target(world, user, body, "from_chat_id")
    return actions.forward(world, user, source, int(body["message_id"]), _target(world, user, body))


def _edit(world: World, user: User, body: JsonDict) -> object:
    return actions.edit(world, user, _target(world, user, body), int(body["message_id"]), str(body.get("text", "")))


def _inline(world: World, user: User, body: JsonDict) -> object:
    chat = _target(world, user, body)
    return {"query_id": actions.query_inline(world, user, chat, str(body.get("query", "")), str(body.get("offset", "")))}


def _choose(world: World, user: User, body: JsonDict) -> object:
    return actions.choose_inline(world, user, _target(world, user, body), str(body["query_id"]), str(body["result_id"]))


ACTS: dict[str, Act] = {
    "write": _write,
    "tap": _tap,
    "forward": _forward,
    "edit": _edit,
    "inline": _inline,
    "choose": _choose,
}


@web.middleware
async def people_errors(request: web.Request, handler: Callable[[web.Request], web.StreamResponse]) -> web.StreamResponse:
    """Refusals of the people's side as JSON."""
    try:
        return await handler(request)  # type: ignore[misc]
    except ApiError as error:
        return answer({"error": error.description}, error.code)
