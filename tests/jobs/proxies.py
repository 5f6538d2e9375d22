"""A SOCKS5 and an HTTP CONNECT proxy on loopback, real ones, that write down what they were asked to connect to."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

HOST = "127.0.0.1"


@dataclass
class Proxy:
    """`asked`: (host, port) as the client named them. `names`: what the far end's resolver answers, else it refuses."""

    names: dict[str, tuple[str, int]]
    port: int = 0
    asked: list[tuple[str, int]] = field(default_factory=list)


Asking = Callable[[Proxy, asyncio.StreamReader, asyncio.StreamWriter], Awaitable[tuple[str, int] | None]]


@asynccontextmanager
async def socks5(names: dict[str, tuple[str, int]]) -> AsyncIterator[Proxy]:
    async with _serving(Proxy(names), _socks5_asks, b"\x05\x00\x00\x01\0\0\0\0\0\0", b"\x05\x04\x00\x01\0\0\0\0\0\0") as proxy:
        yield proxy


@asynccontextmanager
async def http_connect(names: dict[str, tuple[str, int]]) -> AsyncIterator[Proxy]:
    granted, refused = b"HTTP/1.1 200 Connection established\r\n\r\n", b"HTTP/1.1 502 Bad Gateway\r\n\r\n"
    async with _serving(Proxy(names), _connect_asks, granted, refused) as proxy:
        yield proxy


async def _socks5_asks(proxy: Proxy, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int] | None:
    _, count = await reader.readexactly(2)
    await reader.readexactly(count)
    writer.write(b"\x05\x00")
    _, _, _, kind = await reader.readexactly(4)
    if kind == 3:
        host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
    else:
        host = ".".join(str(octet) for octet in await reader.readexactly(4))
    port = int.from_bytes(await reader.readexactly(2), "big")
    proxy.asked.append((host, port))
    return proxy.names.get(host)


async def _connect_asks(proxy: Proxy, reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> tuple[str, int] | None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    method, target, _ = head.split(" ", 2)
    assert method == "CONNECT"
    host, _, port = target.rpartition(":")
    proxy.asked.append((host, int(port)))
    return proxy.names.get(host)


@asynccontextmanager
async def _serving(proxy: Proxy, asks: Asking, granted: bytes, refused: bytes) -> AsyncIterator[Proxy]:
    under_way: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        under_way.add(task)
        try:
            target = await asks(proxy, reader, writer)
            writer.write(granted if target else refused)
            await writer.drain()
            if target:
                far_reader, far_writer = await asyncio.open_connection(*target)
                await asyncio.gather(_pump(reader, far_writer), _pump(far_reader, writer))
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            under_way.discard(task)
            writer.close()

    server = await asyncio.start_server(serve, HOST, 0)
    proxy.port = server.sockets[0].getsockname()[1]
    try:
        yield proxy
    finally:
        server.close()
        pending = list(under_way)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while data := await reader.read(65536):
        writer.write(data)
        await writer.drain()
    writer.close()
