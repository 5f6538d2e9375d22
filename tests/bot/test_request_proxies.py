"""Requests through proxies."""

from __future__ import annotations

import asyncio
import socket

import pytest

from bot.errors import NotSentError
from bot.request import proxy_from
from tests.bot.sockets import a_bot, fine, free_port, running


async def _socks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seen: list[str]) -> None:
    """A SOCKS5 proxy for tests: no authentication, CONNECT by name or address."""
    await reader.readexactly((await reader.readexactly(2))[1])
    writer.write(b"\x05\x00")
    kind = (await reader.readexactly(4))[3]
    size = (await reader.readexactly(1))[0] if kind == 3 else 4
    raw = await reader.readexactly(size)
    host = raw.decode() if kind == 3 else socket.inet_ntoa(raw)
    port = int.from_bytes(await reader.readexactly(2), "big")
    seen.append(host)
    there, back = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"\x05\x00\x00\x01\x00\x00\x00\x00\x00\x00")

    async def pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        while data := await source.read(4096):
            sink.write(data)
            await sink.drain()
        sink.close()

    await asyncio.gather(pump(reader, back), pump(there, writer), return_exceptions=True)


@pytest.mark.parametrize("scheme", ["socks5", "socks5h"])
async def test_through_a_socks_proxy_that_resolves_the_name(scheme: str) -> None:
    """Telegram's name is never looked up here, where it may be poisoned."""
    seen: list[str] = []
    async with running(fine) as server:
        proxy = await asyncio.start_server(lambda r, w: _socks(r, w, seen), "127.0.0.1", 0)
        address = f"{scheme}://127.0.0.1:{proxy.sockets[0].getsockname()[1]}"
        async with a_bot(server.url.replace("127.0.0.1", "telegram.invalid"), proxy=address) as bot:
            await bot.send_message(5, "نمونه")
        proxy.close()
    assert seen == ["telegram.invalid"]
    assert len(server.requests) == 1


async def test_through_an_http_proxy() -> None:
    """The proxy gets the whole address."""
    async with running(fine) as proxy, a_bot("http://telegram.invalid", proxy=proxy.url) as bot:
        await bot.send_message(5, "نمونه")
    assert proxy.requests[0].startswith(b"POST http://telegram.invalid/bot")


@pytest.mark.parametrize("scheme", ["socks5", "socks4", "http"])
async def test_a_proxy_that_is_not_there_means_not_sent(scheme: str) -> None:
    """Nothing left."""
    async with a_bot("http://telegram.invalid", proxy=f"{scheme}://127.0.0.1:{free_port()}") as bot:
        with pytest.raises(NotSentError):
            await bot.send_message(5, "نمونه")


@pytest.mark.parametrize(
    ("environ", "url", "proxy"),
    [
        ({}, "https://api.telegram.org", ""),
        ({"HTTPS_PROXY": "http://p:1"}, "https://api.telegram.org", "http://p:1"),
        ({"https_proxy": "http://p:1", "NO_PROXY": "telegram.org"}, "https://api.telegram.org", ""),
        ({"ALL_PROXY": "socks5://p:2"}, "https://api.telegram.org", "socks5://p:2"),
        ({"https_proxy": "p:1"}, "https://api.telegram.org", "http://p:1"),
        ({"all_proxy": "socks://p:2"}, "https://api.telegram.org", "socks5h://p:2"),
        ({"HTTP_PROXY": "http://p:1"}, "http://127.0.0.1:8081", ""),
        ({"HTTP_PROXY": "http://p:1"}, "https://api.telegram.org", ""),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "*"}, "https://api.telegram.org", ""),
    ],
)
def test_the_proxy_of_the_environment(environ: dict[str, str], url: str, proxy: str) -> None:
    """As other programs read it; the local Telegram is never asked through one."""
    assert proxy_from(environ, url) == proxy
