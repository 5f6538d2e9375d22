"""Who watches: pages over websockets and waiting test clients are told of every change in the chats they can see."""

from __future__ import annotations

import asyncio
from collections import defaultdict

from bot.sandbox.params import JsonDict
from bot.sandbox.world import World

BACKLOG = 2000


class Hub:
    """Changes by person. `version` of a chat grows with every change in it, so that a client can wait for the next one."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._queues: dict[int, set[asyncio.Queue[JsonDict]]] = defaultdict(set)
        self._versions: dict[int, int] = defaultdict(int)
        self._waiting: dict[int, list[asyncio.Future[None]]] = {}
        world.changed = self.tell

    def tell(self, chat_id: int, event: JsonDict) -> None:
        """A change in a chat (0: everywhere)."""
        self._versions[chat_id] += 1
        for waiter in self._waiting.pop(chat_id, ()):
            if not waiter.done():
                waiter.set_result(None)
        if not self._queues:
            return
        chat = self._world.chats.get(chat_id)
        for user_id, queues in self._queues.items():
            if chat is None and chat_id != 0:
                continue
            if chat is None or user_id in chat.members:
                for queue in queues:
                    if queue.qsize() < BACKLOG:
                        queue.put_nowait({"chat_id": chat_id, **event})

    def version(self, chat_id: int) -> int:
        return self._versions[chat_id]

    async def wait(self, chat_id: int, since: int, seconds: float) -> int:
        """The chat's version as soon as it is above `since`, or after `seconds`."""
        if self._versions[chat_id] <= since:
            waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting.setdefault(chat_id, []).append(waiter)
            await asyncio.wait({waiter}, timeout=seconds)
        return self._versions[chat_id]

    def watch(self, user_id: int) -> asyncio.Queue[JsonDict]:
        queue: asyncio.Queue[JsonDict] = asyncio.Queue()
        self._queues[user_id].add(queue)
        return queue

    def leave(self, user_id: int, queue: asyncio.Queue[JsonDict]) -> None:
        self._queues[user_id].discard(queue)
        if not self._queues[user_id]:
            del self._queues[user_id]
