"""A server in a process of its own that answers every Bot API request at once (or after a latency) and notes when it came.

Not a stand-in for Telegram, only a counterweight for measurements: what it costs is not the bot's.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import aiohttp
from aiohttp import web

from tests.bench.children import end_child

TOKEN = "1234567890:AAsample_token_of_benches_no_secret"
_ME = {"id": 1234567890, "is_bot": True, "first_name": "naql", "username": "naql_bench_bot"}
_CHAT = {"id": 5, "type": "private", "first_name": "x"}
_MESSAGE = {"message_id": 1, "date": 1, "chat": _CHAT, "from": _ME, "text": "نمونه " * 20}
_ABOUT_ME = json.dumps({"ok": True, "result": _ME}).encode()
_SENT = json.dumps({"ok": True, "result": _MESSAGE}).encode()


@dataclass(frozen=True, slots=True)
class Telegram:
    """The running server. `arrivals`: when requests came, in seconds of its own clock."""

    url: str
    token: str
    session: aiohttp.ClientSession

    async def arrivals(self) -> list[float]:
        async with self.session.get(f"{self.url}/arrivals") as response:
            found: list[float] = await response.json()
            return found


@asynccontextmanager
async def running_telegram(latency: float = 0.0) -> AsyncIterator[Telegram]:
    """The server, until the end of the block."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.telegram", "--latency", str(latency), stdout=asyncio.subprocess.PIPE
    )
    assert child.stdout is not None
    try:
        url = (await child.stdout.readline()).decode().strip()
        async with aiohttp.ClientSession() as session:
            yield Telegram(url, TOKEN, session)
    finally:
        await end_child(child)


async def _serve(latency: float) -> None:
    arrivals: list[float] = []

    async def answer(request: web.Request) -> web.Response:
        arrivals.append(time.monotonic())
        await request.read()
        if latency:
            await asyncio.sleep(latency)
        body = _ABOUT_ME if request.match_info["method"] == "getMe" else _SENT
        return web.Response(body=body, content_type="application/json")

    async def told(_request: web.Request) -> web.Response:
        return web.json_response(arrivals)

    app = web.Application()
    app.router.add_post("/bot{token}/{method}", answer)
    app.router.add_get("/arrivals", told)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0, backlog=1024).start()
    sys.stdout.write(f"http://127.0.0.1:{runner.addresses[0][1]}\n")
    sys.stdout.flush()
    await asyncio.Event().wait()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--latency", type=float, default=0.0)
    asyncio.run(_serve(parser.parse_args().latency))
