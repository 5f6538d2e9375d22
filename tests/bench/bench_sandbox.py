"""How many sendMessage requests a second the local Telegram takes on one core, so that it is never what a load test measures."""

from __future__ import annotations

import asyncio
import json
import os
import re
import resource
import sys
import time

from tests.bench.children import end_child

CONNECTIONS, PER_CONNECTION = 32, 600
TEXT = "<b>نمونه</b>: <blockquote>گفتهٔ نمونه برای سنجش</blockquote>"


def run() -> None:
    """Print requests a second for plain and marked-up text, and the CPU seconds that the server spent on them."""
    asyncio.run(_run())


async def _run() -> None:
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.bench.bench_sandbox", stdout=asyncio.subprocess.PIPE, env={**os.environ}
    )
    assert server.stdout is not None
    try:
        line = (await server.stdout.readline()).decode()
        found = re.search(r"port=(\d+) token=(\S+) chat_id=(\d+)", line)
        assert found is not None, line
        port, token, chat = int(found[1]), found[2], int(found[3])
        print("| text | requests | requests a second | of them 200 |\n|---|---|---|---|")
        for name, body in (("plain", {"text": "سلام"}), ("HTML", {"text": TEXT, "parse_mode": "HTML"})):
            request = _request(token, {"chat_id": chat, **body})
            await asyncio.gather(*(_client(port, request, 20) for _ in range(4)))
            start = time.perf_counter()
            good = sum(await asyncio.gather(*(_client(port, request, PER_CONNECTION) for _ in range(CONNECTIONS))))
            spent = time.perf_counter() - start
            total = CONNECTIONS * PER_CONNECTION
            print(f"| {name} | {total} | {total / spent:.0f} | {good} |")
    finally:
        await end_child(server)
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"server's CPU: {usage.ru_utime + usage.ru_stime:.1f} s")


def _request(token: str, body: dict[str, object]) -> bytes:
    payload = json.dumps(body).encode()
    head = f"POST /bot{token}/sendMessage HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    return f"{head}Content-Length: {len(payload)}\r\n\r\n".encode() + payload


async def _client(port: int, request: bytes, count: int) -> int:
    """Send `count` requests one after another over one connection; how many were answered with 200."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    good = 0
    for _ in range(count):
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        good += head.startswith(b"HTTP/1.1 200")
        length = re.search(rb"Content-Length: (\d+)", head)
        assert length is not None
        await reader.readexactly(int(length[1]))
    writer.close()
    await writer.wait_closed()
    return good


async def _serve() -> None:
    from bot.sandbox.server import running_sandbox

    async with running_sandbox() as sandbox:
        port = sandbox.url.rsplit(":", 1)[1]
        print(f"port={port} token={sandbox.token} chat_id={sandbox.chat_id}", flush=True)
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(_serve())
