"""Requests over real sockets: what was certainly not sent, and what may have been."""

from __future__ import annotations

import asyncio
import io
from email.parser import BytesParser
from email.policy import HTTP

import pytest
from telegram import InputFile
from telegram.error import BadRequest, NetworkError, TimedOut
from telegram.request import RequestData

from bot.errors import FloodError, MaybeSentError, NoAnswerInTimeError, NotSentError, NotSentInTimeError
from bot.request import AiohttpRequest
from tests.bot.sockets import (
    OK,
    TOKEN,
    Answer,
    a_bot,
    aborted,
    close,
    fine,
    free_port,
    gateway,
    half,
    http,
    nonsense,
    reset,
    running,
    silence,
)


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
            await asyncio.sleep(0.1)
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
    short = {"connections": 1, "read_timeout": 3.0, "pool_timeout": 0.2, "connect_timeout": 1.0}
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
        while not silent.requests:
            assert not flying.done()
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


async def test_a_request_without_data() -> None:
    """`retrieve` gets a file's bytes."""
    request = AiohttpRequest()
    async with running(fine) as server, request:
        assert await request.retrieve(f"{server.url}/file/bot{TOKEN}/x") == OK
        assert await request.post(f"{server.url}/bot{TOKEN}/getMe", RequestData())
    assert server.requests[0].startswith(b"GET /file/")
