"""The people's side over HTTP: what the chat page and the test client call. JSON in, JSON out."""

from __future__ import annotations

from aiohttp import web

from bot.sandbox.acts import ACTS, chat_shape
from bot.sandbox.control import answer
from bot.sandbox.errors import bad_request
from bot.sandbox.hub import Hub
from bot.sandbox.world import BOT_ID, IN_CHAT, Chat, User, World

MAX_WAIT_S = 30


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
            web.get("/people/{user}/others", self.others),
            web.get("/people/{user}/chats/{chat}", self.chat),
            web.get("/people/{user}/queries/{query}", self.query),
            web.post("/people/{user}/{act}", self.act),
        ]

    async def everybody(self, _request: web.Request) -> web.Response:
        people = [u for u in self._world.users.values() if u.id != BOT_ID]
        bot = self._world.bot.shape()
        return answer({"bot": bot, "people": [u.shape() | {"started": u.started, "blocked": u.blocked} for u in people]})

    async def newcomer(self, request: web.Request) -> web.Response:
        body = await request.json()
        user = self._world.add_person(
            str(body["first_name"]), str(body.get("username", "")), str(body.get("language_code", "fa"))
        )
        return answer(user.shape())

    async def chats(self, request: web.Request) -> web.Response:
        user = self._user(request)
        return answer([chat_shape(self._world, c, user) for c in self._world.chats.values() if c.status(user.id) in IN_CHAT])

    async def others(self, request: web.Request) -> web.Response:
        """Groups and channels that this person could join."""
        user = self._user(request)
        open_chats = (c for c in self._world.chats.values() if c.person is None and c.migrated_to is None)
        return answer([c.shape() for c in open_chats if c.status(user.id) in ("left", "kicked")])

    async def chat(self, request: web.Request) -> web.Response:
        """Everything in a chat; with `since` and `wait` as soon as its version is above."""
        user, chat = self._user(request), self._chat(request.match_info["chat"])
        if user.id not in chat.members:
            raise bad_request("the person is not in the chat")
        wait = min(float(request.query.get("wait", 0)), MAX_WAIT_S)
        version = self._hub.version(chat.id)
        if wait:
            version = await self._hub.wait(chat.id, int(request.query.get("since", -1)), wait)
        shaped = chat_shape(self._world, chat, user)
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
