"""What aiohttp, the resolver, TLS and the proxies raise, told apart and said in one line."""

from __future__ import annotations

import asyncio
import ssl

import aiohttp
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError

from jobs.fetch.errors import FetchError, Trouble
from jobs.fetch.routes import DIRECT

_UNREACHABLE_REMEDY = "It may be reachable over another route (ROUTES, and route = … of the source)"


def as_fetch_error(error: Exception, host: str, way: tuple[str, str]) -> FetchError:
    """`error`, raised while `host` was asked over `way` (name, proxy), as one of our kinds."""
    name, proxy = way
    by = f" over {name}" if proxy and name != DIRECT else " over FETCH_PROXY" if proxy else ""
    if isinstance(error, (ProxyConnectionError, ProxyTimeoutError)):
        return FetchError(Trouble.PROXY, f"the proxy{by.replace(' over ', ' of ')} does not answer", "Is it running?")
    if isinstance(error, ProxyError):
        return FetchError(Trouble.CONNECT, f"{host} cannot be reached{by} ({_short(error)})", _UNREACHABLE_REMEDY)
    if isinstance(error, (asyncio.TimeoutError, aiohttp.ServerTimeoutError)):
        return FetchError(Trouble.TIMEOUT, f"{host} did not answer in time{by}", _UNREACHABLE_REMEDY)
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return FetchError(Trouble.DNS, f"the name {host} is not known{by}", "Check the address, or this machine's DNS")
    if isinstance(error, (aiohttp.ClientSSLError, ssl.SSLError)):
        return FetchError(Trouble.TLS, f"{host} has no valid certificate{by} ({_short(error)})", "Check this machine's clock too")
    if isinstance(error, (aiohttp.ClientConnectorError, ConnectionError, aiohttp.ServerDisconnectedError)):
        return FetchError(Trouble.CONNECT, f"{host} cannot be reached{by} ({_short(error)})", _UNREACHABLE_REMEDY)
    if isinstance(error, (aiohttp.ClientError, ValueError, OSError)):
        return FetchError(Trouble.PROTOCOL, f"{host} does not speak HTTP properly ({type(error).__name__}: {_short(error)})")
    return FetchError(Trouble.PROTOCOL, f"{host}: {type(error).__name__}: {_short(error)}")


def _short(error: BaseException) -> str:
    return " ".join(str(error).split())[:160] or type(error).__name__
