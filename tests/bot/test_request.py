"""Requests over real sockets: what was certainly not sent, and what may have been."""

from __future__ import annotations

import asyncio
import io
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from email.parser import BytesParser
from email.policy import HTTP

import pytest
from telegram import Bot, InputFile
from telegram.error import BadRequest, NetworkError, TimedOut
from telegram.request import RequestData

from bot.errors import FloodError, MaybeSentError, NoAnswerInTimeError, NotSentError, NotSentInTimeError
from bot.request import AiohttpRequest, proxy_from
from bot.secrets import SecretsFilter, hide_secrets, keep_secrets_out_of

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


async def test_a_request_arrives_as_telegram_wants_it() -> None:
    """URL-encoded, Persian letters whole, nested values as JSON; the connection is used again."""
    async with running(fine) as server, a_bot(server.url) as bot:
        for _ in range(3):
            await bot.send_message(5, "می‌گوید «سلام»", disable_notification=True)
    body = server.requests[0].split(b"\r\n\r\n")[1]
    assert b"text=%D9%85%DB%8C%E2%80%8C%DA%AF%D9%88%DB%8C%D8%AF" in body
    assert server.connections == 1


@pytest.mark.parametrize("answer", [reset, close, half, gateway, nonsense, aborted])
async def test_what_was_lost_after_it_went_out_may_have_been_sent(answer: Answer) -> None:
    """Cut, closed or half answered, or answered by somebody else than the Bot API."""
    async with running(answer) as server, a_bot(server.url) as bot:
        with pytest.raises(MaybeSentError):
            await bot.send_message(5, "نمونه")
    assert len(server.requests) == 1


async def test_no_answer_in_time_may_have_been_sent() -> None:
    """It is PTB's TimedOut as well."""
    async with running(silence) as server, a_bot(server.url) as bot:
        with pytest.raises(NoAnswerInTimeError) as caught:
            await bot.send_message(5, "نمونه")
    assert isinstance(caught.value, TimedOut)
    assert isinstance(caught.value, MaybeSentError)


async def test_a_connection_that_dies_in_the_pool_may_have_carried_it() -> None:
    """The server closes a kept connection when the next request comes: only it knows whether it read it."""
    answers = [fine, reset]

    async def answer(request: bytes, writer: asyncio.StreamWriter) -> None:
        await answers.pop(0)(request, writer)

    async with running(answer) as server, a_bot(server.url) as bot:
        await bot.send_message(5, "نمونه")
        with pytest.raises(MaybeSentError):
            await bot.send_message(5, "نمونه")


async def test_a_connection_that_the_server_closed_while_idle_is_not_used_again() -> None:
    """So no doubt comes of it."""

    async def answer(_request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(http(OK))
        await writer.drain()
        writer.close()

    async with running(answer) as server, a_bot(server.url) as bot:
        for _ in range(3):
            await bot.send_message(5, "نمونه")
            await asyncio.sleep(0.02)
    assert server.connections == 3


@pytest.mark.parametrize("url", ["http://127.0.0.1:{port}", "http://naql.invalid", "https://127.0.0.1:{listening}"])
async def test_without_a_connection_it_was_not_sent(url: str) -> None:
    """Nobody listens, no such host, no TLS: nothing left."""
    async with running(fine) as server:
        listening = server.url.rsplit(":", 1)[1]
        async with a_bot(url.format(port=free_port(), listening=listening)) as bot:
            with pytest.raises(NotSentError) as caught:
                await bot.send_message(5, "نمونه")
    assert not isinstance(caught.value, MaybeSentError)
    assert not server.requests


async def test_no_place_in_the_pool_in_time_was_not_sent() -> None:
    """The one that waited was not sent, the one that has the connection may have been."""
    short = {"connections": 1, "read_timeout": 1.0, "pool_timeout": 0.05, "connect_timeout": 0.05}
    async with running(silence) as server, a_bot(server.url, **short) as bot:
        first, second = await asyncio.gather(bot.get_me(), bot.get_me(), return_exceptions=True)
    assert isinstance(first, NoAnswerInTimeError)
    assert isinstance(second, NotSentInTimeError)
    assert len(server.requests) == 1


async def test_shut_down_and_initialised_again() -> None:
    """In between it refuses; what was in flight at the shutdown may have been sent."""
    request = AiohttpRequest(read_timeout=5.0)
    async with running(silence) as silent:
        await request.initialize()
        flying = asyncio.create_task(request.post(f"{silent.url}/bot{TOKEN}/getMe"))
        while not silent.requests:  # noqa: ASYNC110 — the server is a few lines, an event would be more than they
            await asyncio.sleep(0.01)
        await request.shutdown()
        with pytest.raises(MaybeSentError):
            await flying
    with pytest.raises(NotSentError):
        await request.post("http://127.0.0.1/botx/getMe")
    async with running(fine) as server:
        for _ in range(2):
            async with request:
                await request.initialize()
                assert await request.post(f"{server.url}/bot{TOKEN}/getMe")
    assert len(server.requests) == 2


@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        ("429 Too Many Requests", b'{"ok":false,"error_code":429,"description":"x","parameters":{"retry_after":7}}', FloodError),
        ("400 Bad Request", b'{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}', BadRequest),
        ("500 Internal Server Error", b'{"ok":false,"error_code":500,"description":"Internal Server Error"}', NetworkError),
        ("302 Found", b"{}", NetworkError),
    ],
)
async def test_refusals_are_no_doubts(status: str, body: bytes, error: type[Exception]) -> None:
    """The Bot API's own answers mean that nothing was done; a redirect is not followed, it would carry the token away."""

    async def answer(_request: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(http(body, status))

    async with running(answer) as server, a_bot(server.url) as bot:
        with pytest.raises(error) as caught:
            await bot.send_message(5, "نمونه")
    assert not isinstance(caught.value, MaybeSentError)
    assert len(server.requests) == 1


async def test_files_go_as_multipart_with_their_persian_name() -> None:
    """The name as UTF-8, the content byte for byte, the other values beside it."""
    content = bytes(range(256)) * 3
    async with running(fine) as server, a_bot(server.url) as bot:
        await bot.send_document(5, InputFile(io.BytesIO(content), filename="گزارش.bin"), caption="نمونه")
    head, _, body = server.requests[0].partition(b"\r\n\r\n")
    kind = next(line for line in head.split(b"\r\n") if line.lower().startswith(b"content-type"))
    parts = {
        part.get_param("name", header="content-disposition"): part
        for part in BytesParser(policy=HTTP).parsebytes(kind + b"\r\n\r\n" + body).iter_parts()
    }
    assert 'filename="گزارش.bin"'.encode() in body
    assert content in body
    assert {"chat_id", "caption"} <= set(parts)


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


@pytest.mark.parametrize("answer", [reset, silence, half, None])
async def test_the_token_is_never_logged(answer: Answer | None, caplog: pytest.LogCaptureFixture) -> None:
    """Not at DEBUG, where PTB writes it, nor in the traceback of an error with all its causes."""
    caplog.set_level(logging.DEBUG)
    caplog.handler.addFilter(SecretsFilter())
    async with running(answer or fine) as server:
        url = server.url if answer else f"http://127.0.0.1:{free_port()}"
        async with a_bot(url) as bot:
            with pytest.raises(NetworkError) as caught:
                await bot.send_message(5, "نمونه")
    logging.getLogger("sample").error("could not be sent", exc_info=caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
    assert "could not be sent" in caplog.text
    assert TOKEN not in caplog.text


def test_secrets_are_struck_out_of_what_others_log() -> None:
    """In the message, in its arguments, in tracebacks; the bot's number stays, it is public."""
    stream = io.StringIO()
    logger = logging.Logger("sample")
    logger.addHandler(logging.StreamHandler(stream))
    keep_secrets_out_of(logger)
    keep_secrets_out_of(logger)
    logger.warning("POST %s", f"https://api.telegram.org/bot{TOKEN}/sendMessage")
    logger.warning("through socks5://user:pass-word@127.0.0.1:1080")
    try:
        raise ValueError(TOKEN)
    except ValueError:
        logger.exception("failed", stack_info=True)
    text = stream.getvalue()
    assert TOKEN.partition(":")[2] not in text
    assert "pass-word" not in text
    assert "1234567890:***" in text
    assert "ValueError" in text
    assert sum(isinstance(known, SecretsFilter) for known in logger.handlers[0].filters) == 1


def test_plain_text_is_left_alone() -> None:
    """Times, numbers and addresses without credentials."""
    text = "12:30 https://nemune.example/a:b 1234567890: done"
    assert hide_secrets(text) == text


@pytest.mark.parametrize(
    ("environ", "url", "proxy"),
    [
        ({}, "https://api.telegram.org", ""),
        ({"HTTPS_PROXY": "http://p:1"}, "https://api.telegram.org", "http://p:1"),
        ({"https_proxy": "http://p:1", "NO_PROXY": "telegram.org"}, "https://api.telegram.org", ""),
        ({"ALL_PROXY": "socks5://p:2"}, "https://api.telegram.org", "socks5://p:2"),
        ({"HTTP_PROXY": "http://p:1"}, "http://127.0.0.1:8081", ""),
        ({"HTTP_PROXY": "http://p:1"}, "https://api.telegram.org", ""),
        ({"HTTPS_PROXY": "http://p:1", "NO_PROXY": "*"}, "https://api.telegram.org", ""),
    ],
)
def test_the_proxy_of_the_environment(environ: dict[str, str], url: str, proxy: str) -> None:
    """As other programs read it; the local Telegram is never asked through one."""
    assert proxy_from(environ, url) == proxy


async def test_a_request_without_data() -> None:
    """`retrieve` gets a file's bytes."""
    request = AiohttpRequest()
    async with running(fine) as server, request:
        assert await request.retrieve(f"{server.url}/file/bot{TOKEN}/x") == OK
        assert await request.post(f"{server.url}/bot{TOKEN}/getMe", RequestData())
    assert server.requests[0].startswith(b"GET /file/")
