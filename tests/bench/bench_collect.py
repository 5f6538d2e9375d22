"""Collecting: `python -m tests.bench collect`.

2,000 sources at 2,000 hosts (names mapped to loopback by an injected resolver, served by another process) are checked twice: new,
then again with 5 % of them changed. Then feeds and pages read a second, on one core. Floors: the second round within a minute,
under 300 MB in all; 150 pages a second.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import socket
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path

from aiohttp.abc import AbstractResolver, ResolveResult

from jobs.collect_sources import Shop, SourceReport, check_sources
from jobs.extract import extract_page, parse_feed
from jobs.extract.hints import NO_HINT, Hint
from jobs.fetch import Fetcher, Limits
from jobs.turns import DatabaseTurns
from jobs.workers import Workers
from storage import sources
from storage.config import load
from storage.database import Database, migrate
from storage.records import NewSource
from tests.bench.running import require, show

SOURCES, ITEMS, EVERY = 2000, 30, 20
"""One source in `EVERY` has changed at the second round: 5 %."""
HOST = "127.0.0.1"
PAGES_FLOOR = 150
GOLDEN = Path(__file__).parents[1] / "golden"


def run() -> None:
    """Prints the tables; raises `Violation` below a floor."""
    _sources()
    _extraction()


def _sources() -> None:
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(theirs,), daemon=True)
    server.start()
    try:
        port = int(ours.recv())
        with tempfile.TemporaryDirectory() as folder:
            rounds, peak = asyncio.run(_rounds(Path(folder), port))
    finally:
        server.terminate()
        server.join()
    rows = [(name, f"{took:.1f}", f"{cpu:.1f}", f"{SOURCES / took:.0f}", found, same) for name, took, cpu, found, same in rounds]
    show(f"{SOURCES} sources, {peak:.0f} MB resident", ("round", "s", "s of CPU", "sources/s", "found", "unchanged"), rows)
    require(rounds[1][1] < 60, f"the second round took {rounds[1][1]:.0f} s, the floor is 60")
    require(peak < 300, f"{peak:.0f} MB resident, the floor is 300")


async def _rounds(folder: Path, port: int) -> tuple[list[tuple[str, float, float, int, int]], float]:
    url = f"sqlite+aiosqlite:///{folder / 'bench.sqlite3'}"
    await migrate(url)
    db, config = await Database.open(url), load({"DATA_DIR": str(folder)})
    at = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)
    async with db.write() as s:
        for n in range(SOURCES):
            home = f"http://h{n}.example:{port}/"
            await sources.add(s, NewSource(f"sample-{n}", f"نمونه {n}", home, f"{home}feed/{n}"))
    done = []
    # Hosts' turns and rules are shared through the database, as in the service: every request takes its turn there.
    shared = DatabaseTurns(db, lambda: datetime.now(UTC))
    exempt = frozenset({(HOST, port)})
    async with Fetcher(config, limits=Limits(), resolver=_Loopback(), exempt=exempt, shared=shared) as fetcher:
        for name in ("new", "5 % changed"):
            workers = Workers()
            began, cpu = time.perf_counter(), time.process_time()
            reports: list[SourceReport] = []
            shop = Shop(db, fetcher, workers, _standing(at), config)
            while found := await check_sources(shop):
                reports += found
            took, used = time.perf_counter() - began, time.process_time() - cpu
            workers.close()
            bad = [report for report in reports if report.error]
            require(len(reports) == SOURCES and not bad, f"{len(reports)} checked, {len(bad)} failed: {bad[:1]}")
            done.append((name, took, used, sum(r.found for r in reports), sum(r.unchanged for r in reports)))
            at += timedelta(hours=7)
    await db.close()
    return done, _resident_mb()


def _standing(at: datetime) -> Callable[[], datetime]:
    return lambda: at


class _Loopback(AbstractResolver):
    """Every name is 127.0.0.1."""

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        flags = socket.AI_NUMERICHOST
        return [ResolveResult(hostname=host, host=HOST, port=port, family=socket.AF_INET, proto=0, flags=flags)]

    async def close(self) -> None:
        return None


def _resident_mb() -> float:
    """The highest resident memory of this process so far."""
    status = Path("/proc/self/status")
    return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1024 if status.exists() else 0.0


def _serve(connection: Connection) -> None:
    """The publishers, in a process of their own: each feed has an ETag; one in `EVERY` has another one the second time."""
    asyncio.run(_serve_forever(connection))


async def _serve_forever(connection: Connection) -> None:
    asked: dict[str, int] = {}

    class Publisher(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            self._transport = transport

        def data_received(self, data: bytes) -> None:
            path = data.split(b" ", 2)[1].decode()
            self._transport.write(_answer(path, data, asked))

    loop = asyncio.get_running_loop()
    server = await loop.create_server(Publisher, HOST, 0)
    connection.send(server.sockets[0].getsockname()[1])
    await server.serve_forever()


def _answer(path: str, data: bytes, asked: dict[str, int]) -> bytes:
    if path == "/robots.txt":
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
    number = int(path.rsplit("/", 1)[1])
    asked[path] = asked.get(path, 0) + 1
    edition = asked[path] if number % EVERY == 0 else 1
    if f'"{edition}"'.encode() in data:
        return f'HTTP/1.1 304 Not Modified\r\nETag: "{edition}"\r\n\r\n'.encode()
    body = _feed(number, edition)
    head = f'HTTP/1.1 200 OK\r\nETag: "{edition}"\r\nContent-Type: application/rss+xml\r\nContent-Length: {len(body)}\r\n\r\n'
    return head.encode() + body


def _feed(number: int, edition: int) -> bytes:
    items = "".join(
        f"<item><title>خبر نمونهٔ شمارهٔ {edition * ITEMS - n}</title>"
        f"<link>http://h{number}.example/news/{edition * ITEMS - n}</link>"
        f"<description>خلاصهٔ نمونه</description><pubDate>Wed, 01 Apr 2026 {8 - n // 6:02}:{n % 6}0:00 +0330</pubDate></item>"
        for n in range(ITEMS)
    )
    return f"<rss version='2.0'><channel><title>نمونه</title>{items}</channel></rss>".encode()


def _extraction() -> None:
    """Feeds and pages a second. The pages are of a newsroom's make: the golden article among menus (lists of links) and cards (a
    heading, a line, a picture) of other news. The house is known (a hint names the text), or the page names its article, or
    nothing does. No floor for the last on pages as large as the largest that publishers serve."""
    hint = Hint(body="//*[@itemprop='articleBody']")
    feed = _feed(1, 1)
    rows = []
    for page in (_page(100), _page(600)):
        unnamed = page.replace(b"itemprop=", b"data-x=").replace(b"<main", b"<div").replace(b"</main", b"</div")
        for what, data, given in (
            ("house known", page, hint),
            ("article named", page, NO_HINT),
            ("nothing named", unnamed, NO_HINT),
        ):
            rate = _rate(partial(extract_page, data, "http://h.example/1", hint=given))
            rows.append((f"pages of {len(page) // 1000} kB, {what}", rate))
    rows.append((f"feeds of {ITEMS} items", _rate(lambda: parse_feed(feed, "http://h.example/feed"))))
    base = rows[2][1]
    show(
        "Reading, one core",
        ("what", "a second", "× nothing named"),
        [(what, f"{rate:.0f}", f"{rate / base:.1f}") for what, rate in rows],
    )
    slowest = min(rate for number, (_, rate) in enumerate(rows) if number != 5)
    require(slowest >= PAGES_FLOOR, f"{slowest:.0f} a second, the floor is {PAGES_FLOOR}")


def _page(others: int) -> bytes:
    """The golden article among `others` pieces of other news: half of them in a menu, half of them cards."""
    article = (GOLDEN / "pages" / "item-text.html").read_bytes()
    link = "<li><a href='/news/1'>پیوند نمونه به خبری دیگر از همین پایگاه</a><span class='x'>۱۲:۰۰</span></li>"
    card = (
        "<div class='card'><div class='pic'><a href='/news/2'><img src='/2.jpg' alt=''></a></div><div class='words'>"
        "<h3><a href='/news/2'>عنوان نمونهٔ خبری دیگر</a></h3><p>خلاصهٔ کوتاه نمونه از آن خبر</p></div></div>"
    )
    around = f"<div class='menu'><ul>{link * (others // 2)}</ul></div><div class='more'>{card * (others // 2)}</div>"
    return article.replace(b"</main>", around.encode() + b"</main>")


def _rate(read: Callable[[], object], seconds: float = 2.0) -> float:
    read()
    count, began = 0, time.process_time()
    while time.process_time() - began < seconds:
        read()
        count += 1
    return count / (time.process_time() - began)
