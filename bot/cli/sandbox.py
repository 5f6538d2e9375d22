"""`naql sandbox`: only the local Telegram, its chat page and the sample newsroom, on 127.0.0.1."""

from __future__ import annotations

import asyncio
import signal
from datetime import datetime
from typing import Annotated

import typer


def sandbox(
    port: Annotated[int, typer.Option(help="Port on 127.0.0.1; 0 takes a free one.", min=0, max=65535)] = 8081,
    limits: Annotated[bool, typer.Option("--limits", help="Keep Telegram's flood limits.")] = False,
    local: Annotated[bool, typer.Option("--local", help="Let webhooks go to http addresses.")] = False,
) -> None:
    """A local Telegram with a chat page and a sample newsroom, to point any bot at."""
    asyncio.run(_serve(port, limits, local))


async def _serve(port: int, limits: bool, local: bool) -> None:
    from bot.sandbox.newsroom import running_newsroom
    from bot.sandbox.server import running_sandbox
    from storage.errors import NaqlError

    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    try:
        async with (
            running_newsroom() as newsroom,
            running_sandbox(port, limits=limits, local=local, newsroom=newsroom, log=_log) as running,
        ):
            print(f"url={running.url} token={running.token} chat_id={running.chat_id}", flush=True)
            _log(f"This is not Telegram: a local stand-in. Chat page: {running.url}/  Sample newsroom: {newsroom.url}/")
            for source in newsroom.sources():
                _log(f"feed of {source.slug}: {source.feed_url}")
            await stopped.wait()
    except OSError as error:
        raise NaqlError(f"port {port} of 127.0.0.1 cannot be used ({error.strerror}); choose another with --port") from None


def _log(line: str) -> None:
    print(f"{datetime.now().astimezone():%H:%M:%S} {line}", flush=True)
