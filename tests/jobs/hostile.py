"""A server on loopback that does what bad servers do, and a canary that must never be connected to.

Paths name the behaviour; each handler is given the raw connection, so it can break HTTP as it likes.
"""

from __future__ import annotations

import asyncio
import gzip
import socket
import ssl
import zlib
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import parse_qs, unquote, urlsplit

from aiohttp.abc import AbstractResolver, ResolveResult

HOST = "127.0.0.1"
FEED = (
    "<?xml version='1.0' encoding='utf-8'?><rss version='2.0'><channel><title>نمونه</title>"
    "<item><title>خبر نمونه</title><link>http://news.example/1</link></item></channel></rss>"
).encode()
Writer = asyncio.StreamWriter
Handler = Callable[[Writer, str], Awaitable[None]]


@dataclass
class Hostile:
    """The running servers. `touched` counts connections to the canary; `asked` lists (path, headers) of the hostile server."""

    port: int = 0
    canary_port: int = 0
    touched: int = 0
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    robots: bytes = b""

    def url(self, path: str, host: str = "hostile.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def canary(self, host: str) -> str:
        return f"http://{host}:{self.canary_port}/secret"

    @property
    def exempt(self) -> frozenset[tuple[str, int]]:
        return frozenset({(HOST, self.port)})


class Names(AbstractResolver):
    """A resolver for tests: names to addresses; a list of lists is answered one after another, the last for ever."""

    def __init__(self, table: dict[str, list[list[str]]]) -> None:
        self.table = table
        self.asked: list[str] = []

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        self.asked.append(host)
        answers = self.table.get(host) or self.table.get("*")
        if answers is None:
            raise OSError(f"no such name {host}")
        addresses = answers.pop(0) if len(answers) > 1 else answers[0]
        return [
            ResolveResult(
                hostname=host,
                host=address,
                port=port,
                family=socket.AF_INET6 if ":" in address else socket.AF_INET,
                proto=0,
                flags=socket.AI_NUMERICHOST,
            )
            for address in addresses
        ]

    async def close(self) -> None:
        return None


@asynccontextmanager
async def hostile_server(*, tls: ssl.SSLContext | None = None) -> AsyncIterator[Hostile]:
    state = Hostile()
    under_way: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: Writer) -> None:
        task = asyncio.current_task()
        assert task is not None
        under_way.add(task)
        try:
            await _serve(state, reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            pass
        finally:
            under_way.discard(task)
            writer.close()

    async def canary(_reader: asyncio.StreamReader, writer: Writer) -> None:
        state.touched += 1
        writer.close()

    server = await asyncio.start_server(serve, HOST, 0, ssl=tls)
    inside = await asyncio.start_server(canary, HOST, 0)
    state.port = server.sockets[0].getsockname()[1]
    state.canary_port = inside.sockets[0].getsockname()[1]
    try:
        yield state
    finally:
        for each in (server, inside):
            each.close()
        pending = list(under_way)
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)


async def _serve(state: Hostile, reader: asyncio.StreamReader, writer: Writer) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.split("\r\n")
    target = first.split(" ")[1]
    headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)}
    state.asked.append((target, headers))
    parts = urlsplit(target)
    if parts.path == "/robots.txt":
        await answer(writer, state.robots) if state.robots else await answer(writer, b"", status="404 Not Found")
        return
    handler = _HANDLERS.get(parts.path.split("/")[1])
    if handler is not None:
        await handler(writer, unquote(parts.query))


async def answer(writer: Writer, body: bytes, *headers: str, status: str = "200 OK", length: int | None = None) -> None:
    """An answer with the headers given; `length` may lie."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body) if length is None else length}", "Connection: close"]
    writer.write("\r\n".join([*lines, "", ""]).encode() + body)
    await writer.drain()


async def _feed(writer: Writer, _query: str) -> None:
    await answer(writer, FEED, "Content-Type: application/rss+xml")


async def _redirect(writer: Writer, query: str) -> None:
    await answer(writer, b"", f"Location: {parse_qs(query)['to'][0]}", status="302 Found")


async def _chain(writer: Writer, query: str) -> None:
    left = int(query)
    if left == 0:
        await _feed(writer, "")
    else:
        await answer(writer, b"", f"Location: /chain?{left - 1}", status="301 Moved")


async def _loop(writer: Writer, _query: str) -> None:
    await answer(writer, b"", "Location: /loop", status="302 Found")


async def _nowhere(writer: Writer, _query: str) -> None:
    await answer(writer, b"", status="302 Found")


async def _hang(_writer: Writer, _query: str) -> None:
    await asyncio.sleep(30)


async def _trickle(writer: Writer, _query: str) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    for _ in range(600):
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.05)


async def _slow_head(writer: Writer, _query: str) -> None:
    for byte in b"HTTP/1.1 200 OK\r\nX-Slow: " + b"y" * 600:
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0.05)


async def _endless(writer: Writer, _query: str) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
    while True:
        writer.write(b"x" * 65536)
        await writer.drain()


async def _endless_chunks(writer: Writer, _query: str) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"1000\r\n" + b"x" * 4096 + b"\r\n")
        await writer.drain()


async def _endless_head(writer: Writer, _query: str) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(1_000_000):
        writer.write(f"X-{number}: {'z' * 100}\r\n".encode())
        await writer.drain()


async def _fat_header(writer: Writer, _query: str) -> None:
    await answer(writer, FEED, f"ETag: {'e' * 100_000}")


async def _fat_chunk_size(writer: Writer, _query: str) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + b"f" * 40 + b"\r\nxx")
    await writer.drain()


async def _bad_chunks(writer: Writer, _query: str) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n")
    await writer.drain()


async def _gzip_bomb(writer: Writer, _query: str) -> None:
    await answer(writer, gzip.compress(b"\0" * 20_000_000, 6), "Content-Encoding: gzip")


async def _member_bomb(writer: Writer, _query: str) -> None:
    await answer(writer, gzip.compress(b"\0" * 20_000, 6) * 400, "Content-Encoding: gzip")


async def _deflate_bomb(writer: Writer, _query: str) -> None:
    await answer(writer, zlib.compress(b"\0" * 20_000_000, 6), "Content-Encoding: deflate")


async def _gzip_in_gzip(writer: Writer, _query: str) -> None:
    await answer(writer, gzip.compress(gzip.compress(b"\0" * 20_000_000, 6)), "Content-Encoding: gzip")


async def _cut_gzip(writer: Writer, _query: str) -> None:
    await answer(writer, gzip.compress(FEED * 50)[:-20], "Content-Encoding: gzip")


async def _broken_gzip(writer: Writer, _query: str) -> None:
    await answer(writer, b"\x1f\x8b\x08\x00" + b"nonsense" * 10, "Content-Encoding: gzip")


async def _plain_called_gzip(writer: Writer, _query: str) -> None:
    await answer(writer, FEED, "Content-Encoding: gzip")


async def _brotli(writer: Writer, _query: str) -> None:
    await answer(writer, b"\x1b\x00\x00", "Content-Encoding: br")


async def _many_encodings(writer: Writer, _query: str) -> None:
    await answer(writer, FEED, f"Content-Encoding: {', '.join(['gzip'] * 50)}")


async def _longer(writer: Writer, _query: str) -> None:
    await answer(writer, FEED, length=len(FEED) + 1000)


async def _shorter(writer: Writer, _query: str) -> None:
    await answer(writer, FEED, length=20)


async def _minus(writer: Writer, _query: str) -> None:
    await answer(writer, FEED, length=-5)


async def _two_lengths(writer: Writer, _query: str) -> None:
    await answer(writer, FEED, "Content-Length: 5")


async def _reset(writer: Writer, _query: str) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\nhalf")
    await writer.drain()
    writer.transport.abort()


async def _ssh(writer: Writer, _query: str) -> None:
    writer.write(b"SSH-2.0-OpenSSH_9.6\r\n")
    await writer.drain()


async def _http09(writer: Writer, _query: str) -> None:
    writer.write(FEED)
    await writer.drain()


async def _nothing(_writer: Writer, _query: str) -> None:
    return None


async def _informs(writer: Writer, _query: str) -> None:
    while True:
        writer.write(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n")
        await writer.drain()
        await asyncio.sleep(0.01)


async def _status(writer: Writer, query: str) -> None:
    given = parse_qs(query)
    await answer(writer, FEED, *given.get("header", []), status=f"{given['is'][0]} Status")


async def _cookie(writer: Writer, _query: str) -> None:
    await answer(writer, FEED, "Set-Cookie: id=reader; Path=/", "Content-Type: application/rss+xml")


async def _split_location(writer: Writer, _query: str) -> None:
    await answer(writer, b"", "Location: /feed\x0bX-Injected: 1", status="302 Found")


async def _unasked_304(writer: Writer, _query: str) -> None:
    await answer(writer, b"", status="304 Not Modified")


_HANDLERS: dict[str, Handler] = {
    name[1:]: handler
    for name, handler in dict(globals()).items()
    if name.startswith("_") and callable(handler) and name != "_serve"
}
