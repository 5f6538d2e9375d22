"""The ways to a publisher: direct, or through a proxy that the operator names. One guarded connector for each.

Direct connections ask `address.refusal` for every socket (`TCPConnector(socket_factory=…)`): aiohttp does not ask its resolver
for IP literals, and a name may answer differently the second time, so this is the one place that everything passes. Through a
proxy the name is resolved at the far end; there only the host as written can be checked (`url.check`).
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass

from aiohttp import AddrInfoType, TCPConnector
from aiohttp.abc import AbstractResolver
from aiohttp_socks import ProxyConnector
from python_socks import parse_proxy_url

from jobs.fetch import address
from jobs.fetch.errors import FetchError, Trouble

DIRECT = "direct"
Endpoint = tuple[str, int]

refused: ContextVar[list[str]] = ContextVar("refused")
"""The addresses refused during one request: the happy-eyeballs race merges errors and loses which they were."""


@dataclass(frozen=True, slots=True)
class Routes:
    """Named proxies. `default` (FETCH_PROXY) stands for "direct" where an operator sends everything through one proxy."""

    named: tuple[tuple[str, str], ...] = ()
    default: str = ""

    def addresses(self, route: str) -> tuple[tuple[str, str], ...]:
        """(name, proxy address or "") of each way in the order to try for a source's `route` ("iran", "abroad,direct").

        A name that no ROUTES line gives means direct: the shipped publishers say "iran" or "abroad", and an operator who has
        only one kind of network need not say so.
        """
        ways: list[tuple[str, str]] = []
        for name in filter(None, (part.strip() for part in route.split(","))):
            way = (name, proxy) if (proxy := dict(self.named).get(name)) else (DIRECT, self.default)
            if way not in ways:
                ways.append(way)
        return tuple(ways) or ((DIRECT, self.default),)


def connector(
    proxy: str, *, allow_private: bool, resolver: AbstractResolver | None, limit: int, exempt: frozenset[Endpoint] = frozenset()
) -> TCPConnector:
    """The connector of one way: guarded where it is direct, else through the proxy with names resolved at its end.

    `exempt` are the (address, port) pairs that are connected to although they are private: a test's own server.

    Raises:
        FetchError: the proxy's address cannot be read.
    """
    if not proxy:
        factory = None if allow_private else guard(exempt)
        return TCPConnector(
            socket_factory=factory,
            resolver=resolver,
            limit=limit,
            limit_per_host=4,
            ttl_dns_cache=60,
            enable_cleanup_closed=False,
        )
    try:
        # socks5h says what this connector always does; python-socks knows only the plain scheme.
        kind, host, port, user, password = parse_proxy_url(proxy.replace("socks5h://", "socks5://", 1))
    except ValueError as error:
        raise FetchError(
            Trouble.ROUTE, f"the proxy {proxy.partition('://')[0]}://… cannot be read ({error})", "Write socks5h://host:port"
        ) from error
    return ProxyConnector(
        proxy_type=kind, host=host, port=port, username=user, password=password, rdns=True, limit=limit, limit_per_host=4
    )


def guard(exempt: frozenset[Endpoint] = frozenset()) -> Callable[[AddrInfoType], socket.socket]:
    """A maker of sockets that raises PermissionError for an address that must never be connected to."""

    def guarded_socket(addr_info: AddrInfoType) -> socket.socket:
        family, kind, protocol, _, sockaddr = addr_info
        host, port = str(sockaddr[0]), int(sockaddr[1])
        found = address.parse(host)
        why = "not an address" if found is None else address.refusal(found)
        if why is not None and (host, port) not in exempt:
            refused.get([]).append(host)
            raise PermissionError(f"{host} is {why}")
        return socket.socket(family, kind, protocol)

    return guarded_socket


def refusal_error(host: str, addresses: Sequence[str]) -> FetchError:
    """What to say when every address of `host` was refused."""
    parsed = [found for found in map(address.parse, addresses) if found is not None]
    if any(address.is_filtered(found) for found in parsed):
        return FetchError(
            Trouble.FILTERED,
            f"{host} is filtered on this network (its DNS answers {addresses[0]})",
            "Give this source a route: ROUTES=abroad=socks5h://127.0.0.1:1080 and route = abroad",
        )
    why = next((reason for reason in map(address.refusal, parsed) if reason), "not public")
    return FetchError(Trouble.ADDRESS, f"{host} leads to {addresses[0]} ({why}): never connected to")
