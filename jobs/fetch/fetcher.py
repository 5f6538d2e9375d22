"""One polite, bounded, guarded GET: what `collect`, `naql sources` and the archive walk all fetch with."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from aiohttp import ClientResponse, ClientSession, ClientTimeout, DummyCookieJar
from aiohttp.abc import AbstractResolver
from yarl import URL

from jobs.fetch import routes
from jobs.fetch import url as addresses
from jobs.fetch.body import ACCEPT_ENCODING, read_capped
from jobs.fetch.errors import FetchError, Trouble
from jobs.fetch.freshness import retry_after_s
from jobs.fetch.pace import LeftAloneError, Pace
from jobs.fetch.robots import EVERYTHING, Robots, parse_robots
from jobs.fetch.shared import Shared
from jobs.fetch.trouble import as_fetch_error
from storage.config import Config

USER_AGENT = "naql/0.1 (reads Persian news; honours robots.txt)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_ROBOTS_FOR_S = 24 * 3600.0
_ROBOTS_RETRY_S = 3600.0
_MAX_PAUSE_S = 3600.0


@dataclass(frozen=True, slots=True)
class Limits:
    """What one fetch may cost. Bytes are counted after decompression."""

    connect_s: float = 10.0
    total_s: float = 30.0
    max_bytes: int = 5_000_000
    max_redirects: int = 5
    concurrent: int = 64
    host_interval_s: float = 1.0


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: 200 with its body, or 304 without. `url` is where the redirects ended; header names are in lower case.

    `moved_to` is set where every redirect on the way was permanent: the address to remember.
    """

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes = b""
    route: str = routes.DIRECT
    moved_to: str | None = None

    @property
    def content_type(self) -> str:
        return self.headers.get("content-type", "")

    @property
    def etag(self) -> str | None:
        return self.headers.get("etag")

    @property
    def last_modified(self) -> str | None:
        return self.headers.get("last-modified")


class Fetcher:
    """Fetches over named routes. One per process: it holds the connections, the hosts' turns and their robots.txt (with `shared`,
    in common with other processes).

    `resolver` is for tests and benches that map names to loopback; it does not pass the address check by itself, only the
    (address, port) pairs in `exempt` do.
    """

    def __init__(
        self,
        config: Config,
        *,
        limits: Limits | None = None,
        resolver: AbstractResolver | None = None,
        exempt: frozenset[routes.Endpoint] = frozenset(),
        shared: Shared | None = None,
    ) -> None:
        self.limits = limits or Limits()
        self._allow_private = config.fetch_allow_private
        self._routes = routes.Routes(config.routes, config.fetch_proxy)
        self._resolver = resolver
        self._exempt = exempt
        self._sessions: dict[str, ClientSession] = {}
        self._shared = shared
        self._pace = Pace(self.limits.host_interval_s, shared=shared)
        self._places = asyncio.Semaphore(self.limits.concurrent)
        self._robots: dict[str, tuple[float, Robots]] = {}
        self._robots_locks: dict[str, asyncio.Lock] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    async def close(self) -> None:
        """Close every connection. The fetcher can be used again afterwards; it opens new ones."""
        sessions, self._sessions = list(self._sessions.values()), {}
        for session in sessions:
            await session.close()

    async def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        route: str = routes.DIRECT,
        accept: str = "*/*",
        max_bytes: int | None = None,
    ) -> Response:
        """GET `url`, conditionally where `etag` or `last_modified` are given; each way of `route` is tried in order.

        Raises:
            FetchError: everything else than 200 and 304, and every limit, with the kind of trouble and a remedy.
        """
        headers = {"Accept": accept}
        if etag:
            headers["If-None-Match"] = etag
        if last_modified:
            headers["If-Modified-Since"] = last_modified
        ways = self._routes.addresses(route)
        for index, (name, proxy) in enumerate(ways):
            try:
                return await self._follow(url, headers, (name, proxy), max_bytes or self.limits.max_bytes)
            except FetchError as error:
                if index == len(ways) - 1 or not error.of_the_network:
                    raise
        raise AssertionError("routes.addresses gives at least one way")

    async def sitemaps(self, url: str, route: str = routes.DIRECT) -> tuple[str, ...]:
        """The sitemaps that the robots.txt of `url`'s host names."""
        robots = await self._robots_of(addresses.check(url, allow_private=self._allow_private), self._routes.addresses(route)[0])
        return robots.sitemaps

    async def _follow(self, url: str, headers: dict[str, str], way: tuple[str, str], max_bytes: int) -> Response:
        """The redirects by hand, each hop checked as the first one."""
        target, moved, permanent = addresses.check(url, allow_private=self._allow_private), None, True
        for hop in range(self.limits.max_redirects + 1):
            robots = await self._robots_of(target, way)
            if not robots.allows(target):
                raise FetchError(
                    Trouble.ROBOTS, f"robots.txt of {addresses.host_of(target)} forbids this address", "Choose another feed"
                )
            status, received, body = await self._ask(target, headers, way, max_bytes)
            if status not in _REDIRECTS:
                return await self._answer(status, target, received, body, way[0], moved if permanent else None)
            location = received.get("location", "")
            if not location:
                raise FetchError(Trouble.PROTOCOL, f"{addresses.host_of(target)} redirects to nowhere")
            if hop == self.limits.max_redirects:
                break
            permanent = permanent and status in {301, 308}
            target = moved = addresses.check(addresses.join(target, location), allow_private=self._allow_private)
        raise FetchError(Trouble.REDIRECTS, f"more than {self.limits.max_redirects} redirects")

    async def _answer(
        self, status: int, url: str, headers: Mapping[str, str], body: bytes, route: str, moved: str | None
    ) -> Response:
        if status in {200, 304}:
            return Response(status, url, headers, body, route, moved)
        wait = retry_after_s(headers, time.time())
        if status in {429, 503} and wait:
            await self._pace.pause(addresses.host_of(url), min(wait, _MAX_PAUSE_S))
        raise FetchError(Trouble.STATUS, f"{addresses.host_of(url)} answers {status}", retry_after_s=wait, status=status)

    async def _ask(
        self, url: str, headers: Mapping[str, str], way: tuple[str, str], max_bytes: int
    ) -> tuple[int, Mapping[str, str], bytes]:
        """One request in its host's turn, within all limits of time and size."""
        host = addresses.host_of(url)
        refused: list[str] = []
        token = routes.refused.set(refused)
        try:
            async with self._pace.turn(host, free=self._is_ours(host)), self._places, asyncio.timeout(self.limits.total_s):
                request = self._session(way[1]).get(URL(url, encoded=True), headers=headers, allow_redirects=False)
                async with request as response:
                    return response.status, _headers(response), await self._body(response, max_bytes)
        except FetchError:
            raise
        except LeftAloneError as error:
            raise FetchError(
                Trouble.STATUS, f"{host} asked to be left alone for a while", retry_after_s=error.seconds, status=429
            ) from None
        except Exception as error:
            if refused:
                raise routes.refusal_error(host, refused) from error
            raise as_fetch_error(error, host, way) from error
        finally:
            routes.refused.reset(token)

    async def _body(self, response: ClientResponse, max_bytes: int) -> bytes:
        if response.status != 200:
            return b""
        chunks = response.content.iter_chunked(65536)
        return await read_capped(chunks, response.headers.get("Content-Encoding", ""), max_bytes)

    def _session(self, proxy: str) -> ClientSession:
        session = self._sessions.get(proxy)
        if session is None or session.closed:
            session = ClientSession(
                connector=routes.connector(
                    proxy,
                    allow_private=self._allow_private,
                    resolver=self._resolver,
                    limit=self.limits.concurrent,
                    exempt=self._exempt,
                ),
                timeout=ClientTimeout(total=self.limits.total_s, sock_connect=self.limits.connect_s),
                headers={"User-Agent": USER_AGENT, "Accept-Encoding": ACCEPT_ENCODING, "Accept-Language": "fa"},
                cookie_jar=DummyCookieJar(),
                auto_decompress=False,
                trust_env=False,
            )
            self._sessions[proxy] = session
        return session

    async def _robots_of(self, url: str, way: tuple[str, str]) -> Robots:
        """The rules of `url`'s origin, asked for once a day.

        None (4xx) allows everything. A server that fails to give them does not take its feed away from the readers: the last
        known rules hold, else everything is allowed, and it is asked again after an hour.
        """
        origin = str(URL(url, encoded=True).origin())
        lock = self._robots_locks.setdefault(origin, asyncio.Lock())
        async with lock:
            until, known = self._robots.get(origin, (0.0, EVERYTHING))
            now = time.monotonic()
            if now < until:
                return known
            shared = self._shared if not self._is_ours(addresses.host_of(url)) else None
            kept = await shared.robots(origin) if shared is not None else None
            if kept is not None:
                robots, lasting = parse_robots(kept[0]), kept[1]
            else:
                robots, lasting = await self._ask_robots(origin, way, known, shared)
            self._robots[origin] = (now + lasting, robots)
            if robots.delay_s:
                self._pace.slow_down(addresses.host_of(url), robots.delay_s)
            return robots

    async def _ask_robots(self, origin: str, way: tuple[str, str], known: Robots, shared: Shared | None) -> tuple[Robots, float]:
        """(rules, seconds for which they hold) as the origin answers now."""
        target = f"{origin}/robots.txt"
        try:
            for _ in range(self.limits.max_redirects + 1):
                status, headers, body = await self._ask(target, {"Accept": "text/plain"}, way, 500_000)
                if status not in _REDIRECTS or not headers.get("location"):
                    break
                target = addresses.check(addresses.join(target, headers["location"]), allow_private=self._allow_private)
        except FetchError as error:
            if error.trouble is not Trouble.TOO_LARGE:
                return known, _ROBOTS_RETRY_S
            status, body = 404, b""
        if status >= 500:
            return known, _ROBOTS_RETRY_S
        text = body.decode("utf-8", "replace") if status == 200 else ""
        if shared is not None:
            await shared.keep_robots(origin, text.replace("\x00", ""), _ROBOTS_FOR_S)
        return parse_robots(text), _ROBOTS_FOR_S

    def _is_ours(self, host: str) -> bool:
        """A newsroom on this machine (tests, the sandbox) is not owed a publisher's second between two requests."""
        return self._allow_private and host.partition(":")[0] in {"127.0.0.1", "localhost"}


def _headers(response: ClientResponse) -> Mapping[str, str]:
    """Header names in lower case; of a repeated header the first. Values are bounded: they go into the database."""
    found: dict[str, str] = {}
    for name, value in response.headers.items():
        found.setdefault(name.lower(), value[:1000])
    if len(response.headers.get("Location", "")) > 1000:
        found["location"] = response.headers["Location"][:4096]
    return found
