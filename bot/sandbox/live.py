"""The chat page: its files, and the websocket over which it hears of every change."""

from __future__ import annotations

import asyncio
import json
from importlib import resources

from aiohttp import WSCloseCode, WSMsgType, web

from bot.sandbox.hub import Hub
from bot.sandbox.world import BOT_ID, World

_TYPES = {"html": "text/html", "js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
HEARTBEAT_S = 20.0


class Live:
    """Routes of the page. Everything it needs comes from here; nothing from elsewhere."""

    def __init__(self, world: World, hub: Hub) -> None:
        self._world = world
        self._hub = hub
        folder = resources.files("bot.sandbox") / "page"
        self._sockets: set[web.WebSocketResponse] = set()
        self._files = {file.name: file.read_bytes() for file in folder.iterdir() if file.is_file()}

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/", self.page),
            web.get("/page/{name}", self.static),
            web.get("/live/{user}", self.live),
            web.get("/media/{file}", self.media),
        ]

    async def page(self, _request: web.Request) -> web.Response:
        return self._file("index.html")

    async def static(self, request: web.Request) -> web.Response:
        return self._file(request.match_info["name"])

    async def media(self, request: web.Request) -> web.Response:
        """A picture or document of a message."""
        kept = self._world.files.get(request.match_info["file"])
        if kept is None:
            raise web.HTTPNotFound
        name, content_type, data = kept
        picture = content_type in ("image/png", "image/jpeg", "image/gif", "image/webp") or data.startswith(b"\x89PNG")
        headers = dict(_HEADERS)
        if not picture:
            headers["Content-Disposition"] = "attachment"
        shown = (content_type if content_type.startswith("image/") else "image/png") if picture else "application/octet-stream"
        del name
        return web.Response(body=data, content_type=shown, headers=headers)

    async def live(self, request: web.Request) -> web.WebSocketResponse:
        """Every change in the chats that this person sees, one JSON object a message."""
        user_id = int(request.match_info["user"])
        if user_id not in self._world.users or user_id == BOT_ID:
            raise web.HTTPNotFound
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT_S)
        await socket.prepare(request)
        self._sockets.add(socket)
        queue = self._hub.watch(user_id)
        sending = asyncio.create_task(self._send(socket, queue))
        try:
            async for message in socket:
                if message.type is WSMsgType.ERROR:
                    break
        finally:
            self._sockets.discard(socket)
            self._hub.leave(user_id, queue)
            sending.cancel()
        return socket

    async def close(self, _app: web.Application) -> None:
        """The server ends: pages hear it at once."""
        for socket in tuple(self._sockets):
            await socket.close(code=WSCloseCode.GOING_AWAY)

    async def _send(self, socket: web.WebSocketResponse, queue: asyncio.Queue[dict[str, object]]) -> None:
        while not socket.closed:
            await socket.send_str(json.dumps(await queue.get(), ensure_ascii=False))

    def _file(self, name: str) -> web.Response:
        data = self._files.get(name)
        if data is None:
            raise web.HTTPNotFound
        kind = _TYPES.get(name.rsplit(".", 1)[-1], "application/octet-stream")
        return web.Response(body=data, content_type=kind, charset="utf-8", headers=_HEADERS)
