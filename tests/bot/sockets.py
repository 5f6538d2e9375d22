"""A raw HTTP server on a socket that does to connections what tests want, and a bot before it."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from telegram import Bot

from bot.request import AiohttpRequest

TOKEN = "1234567890:AAsample_token_of_tests_no_secret_00"
OK = b'{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":5,"type":"private"},"text":"x"}}'

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Answer = Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]


async def read_request(reader: asyncio.StreamReader) -> bytes:
    """Head and body of one request; empty at the end of the connection."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError:
        return b""
    fields = {name.lower(): value for name, _, value in (line.partition(b": ") for line in head.split(b"\r\n"))}
    if b"chunked" in fields.get(b"transfer-encoding", b""):
        return head + await reader.readuntil(b"0\r\n\r\n")
    return head + await reader.readexactly(int(fields.get(b"content-length", b"0")))


def http(body: bytes, status: str = "200 OK", kind: str = "application/json") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body


class Server:
    """Notes each request and answers it with `answer(request, writer)`."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        self.requests: list[bytes] = []
        self.connections = 0
        self.url = ""

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        try:
            while request := await read_request(reader):
                self.requests.append(request)
                await self.answer(request, writer)
                if not writer.is_closing():
                    await writer.drain()
        except ConnectionError:
            return
        finally:
            writer.close()


@asynccontextmanager
async def running(answer: Answer) -> AsyncIterator[Server]:
    server = Server(answer)
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    try:
        yield server
    finally:
        listening.close()


async def fine(_request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(http(OK))


async def reset(_request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.transport.abort()


async def close(_request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def half(_request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(http(OK)[:-20])
    await writer.drain()
    writer.close()


async def silence(_request: bytes, writer: asyncio.StreamWriter) -> None:
    await asyncio.sleep(0)


async def gateway(_request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(http(b"<html>Bad Gateway</html>", "502 Bad Gateway", "text/html"))


async def nonsense(_request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(http(b"<html>a page in the way</html>", kind="text/html"))


async def aborted(_request: bytes, writer: asyncio.StreamWriter) -> None:
    writer.write(http(b'{"ok":false,"error_code":500,"description":"Request aborted"}', "500 Internal Server Error"))


@asynccontextmanager
async def a_bot(url: str, **options: object) -> AsyncIterator[Bot]:
    request = AiohttpRequest(**{"read_timeout": 0.3, "write_timeout": 0.3, "connect_timeout": 0.5, **options})  # type: ignore[arg-type]
    await request.initialize()
    try:
        yield Bot(TOKEN, f"{url}/bot", request=request, get_updates_request=AiohttpRequest())
    finally:
        await request.shutdown()


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
