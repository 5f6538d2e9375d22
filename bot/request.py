"""Requests to the Bot API over aiohttp, in place of PTB's httpx: faster with many in flight, and exact about what was sent.

An error raised before a connection was had is a `NotSentError`; one raised after is a `MaybeSentError`. aiohttp's own exception
types do not tell this reliably (a timeout, a proxy's failure and a reset have the same ancestors), its tracing does: it reports
when a connection was made or taken from the pool. Addresses, which hold the token, never get into an exception or the log.
"""

from __future__ import annotations

import json
import urllib.parse
from collections.abc import Mapping
from typing import Any

import aiohttp
from aiohttp_socks import ProxyConnector, ProxyTimeoutError
from python_socks import parse_proxy_url
from telegram._utils.defaultvalue import DefaultValue
from telegram._utils.types import JSONDict, ODVInput
from telegram.error import TelegramError
from telegram.request import BaseRequest, RequestData

from bot.errors import FloodError, MaybeSentError, NoAnswerInTimeError, NotSentError, NotSentInTimeError

_FORM = {"Content-Type": "application/x-www-form-urlencoded"}
_IDLE_S = 15.0
"""Idle connections are closed by us before the server does: a request on a connection that it just closed is a doubt."""


class AiohttpRequest(BaseRequest):
    """A pool of connections to one server.

    `proxy`: `http://`, `https://`, `socks4://`, `socks5://` or `socks5h://`, credentials in the address; SOCKS proxies resolve
    the host's name themselves. Timeouts in seconds, None for none: `connect_timeout` for a new connection, `pool_timeout` for a
    free place in the pool, `write_timeout` (`media_write_timeout` with files) and `read_timeout` for the answer.
    """

    __slots__ = ("_connect", "_media_write", "_pool", "_proxy", "_read", "_session", "_size", "_write")

    def __init__(
        self,
        *,
        connections: int = 256,
        proxy: str = "",
        read_timeout: float | None = 20.0,
        write_timeout: float | None = 10.0,
        connect_timeout: float | None = 10.0,
        pool_timeout: float | None = 5.0,
        media_write_timeout: float | None = 60.0,
    ) -> None:
        self._size = connections
        self._proxy = proxy
        self._read, self._write, self._connect, self._pool = read_timeout, write_timeout, connect_timeout, pool_timeout
        self._media_write = media_write_timeout
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        return self._read

    async def initialize(self) -> None:
        """Makes the pool; nothing where there is one. Can be called again after `shutdown`."""
        if self._session is not None:
            return
        socks = self._proxy.startswith("socks")
        self._session = aiohttp.ClientSession(
            connector=self._connector(),
            proxy=None if socks else self._proxy or None,
            trace_configs=[_connection_trace()],
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={"User-Agent": self.USER_AGENT},
            auto_decompress=True,
        )

    async def shutdown(self) -> None:
        """Closes the pool; requests in flight end with `MaybeSentError`."""
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _connector(self) -> aiohttp.TCPConnector:
        if not self._proxy.startswith("socks"):
            return aiohttp.TCPConnector(limit=self._size, keepalive_timeout=_IDLE_S)
        scheme, rest = self._proxy.split("://", 1)
        kind, host, port, username, password = parse_proxy_url(f"{scheme.removesuffix('h')}://{rest}")
        return ProxyConnector(
            host, port, kind, username, password, rdns=scheme != "socks4", limit=self._size, keepalive_timeout=_IDLE_S
        )

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The server's status and body.

        Raises:
            NotSentError: no byte of the request left.
            FloodError: the server wants us to wait.
            MaybeSentError: it did, and there is no (whole) answer, or a gateway answered in the server's place.
        """
        if self._session is None:
            raise NotSentError("The request is not initialised")
        files = request_data is not None and request_data.contains_files
        timeout = _timeout(
            _or(read_timeout, self._read),
            _or(write_timeout, self._media_write if files else self._write),
            _or(connect_timeout, self._connect),
            _or(pool_timeout, self._pool),
        )
        progress = _Progress()
        failure: TelegramError
        try:
            async with self._session.request(
                method,
                url,
                timeout=timeout,
                allow_redirects=False,  # a redirect would carry the token to another host
                trace_request_ctx=progress,
                **_body(request_data),
            ) as response:
                payload = await response.read()
                status = response.status
        except Exception as error:  # noqa: BLE001 — proxies raise types of their own; how far it came tells what it means
            failure = _failure(error, progress)
        else:
            flood = _flood(payload) if status == 429 else None
            if flood is None and (status < 500 or _refused(payload)):
                return status, payload
            failure = flood or MaybeSentError(f"A gateway answered {status} in the server's place")
        raise failure  # outside of the handler: the cause has the address, token included, in its text

    @staticmethod
    def parse_json_payload(payload: bytes) -> JSONDict:
        """The answer's JSON object.

        Raises:
            MaybeSentError: it is not one, so nobody knows whether the request was carried out.
        """
        parsed = _object(payload)
        if parsed is None:
            raise MaybeSentError("The server's answer is not understood")
        return parsed


class _Progress:
    """How far one request came: whether it had a connection."""

    __slots__ = ("connected",)

    def __init__(self) -> None:
        self.connected = False


def _connection_trace() -> aiohttp.TraceConfig:
    async def connected(_session: aiohttp.ClientSession, context: Any, _params: object) -> None:
        context.trace_request_ctx.connected = True

    trace = aiohttp.TraceConfig()
    trace.on_connection_create_end.append(connected)
    trace.on_connection_reuseconn.append(connected)
    return trace


def _failure(error: Exception, progress: _Progress) -> TelegramError:
    name, late = type(error).__name__, isinstance(error, (TimeoutError, ProxyTimeoutError))
    if progress.connected:
        return NoAnswerInTimeError(f"No answer in time ({name})") if late else MaybeSentError(f"The connection was lost ({name})")
    return NotSentInTimeError(f"No connection in time ({name})") if late else NotSentError(f"No connection ({_reason(error)})")


def _reason(error: Exception) -> str:
    """What a failed connection says, without any address."""
    if isinstance(error, aiohttp.ClientConnectorError):
        return f"{type(error).__name__}: {error.os_error.strerror or 'no reason given'}"
    return type(error).__name__


def _refused(payload: bytes) -> bool:
    """Whether a 5xx is the Bot API's own refusal. One that aborts requests when it restarts may have carried them out."""
    answer = _object(payload)
    return answer is not None and answer.get("ok") is False and "abort" not in str(answer.get("description", "")).lower()


def _flood(payload: bytes) -> FloodError | None:
    parameters = (_object(payload) or {}).get("parameters")
    seconds = parameters.get("retry_after") if isinstance(parameters, dict) else None
    return FloodError(seconds) if isinstance(seconds, (int, float)) else None


def _object(payload: bytes) -> JSONDict | None:
    try:
        parsed = json.loads(payload)
    except ValueError:
        return None
    return parsed if isinstance(parsed, dict) else None


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        return {"data": data.url_encoded_parameters().encode(), "headers": _FORM}
    # Raw UTF-8 in file names, as httpx writes them: percent-encoded ones would be shown as they are.
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (file_name, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=_header_safe(file_name), content_type=kind)
    return {"data": form}


def _header_safe(name: str) -> str:
    return name.replace("\\", "_").replace('"', "'").replace("\r", " ").replace("\n", " ")


def _or(given: ODVInput[float], default: float | None) -> float | None:
    return default if isinstance(given, DefaultValue) else given


def _timeout(read: float | None, write: float | None, connect: float | None, pool: float | None) -> aiohttp.ClientTimeout:
    """PTB's four timeouts as aiohttp's. aiohttp has none for writing; the bound for the whole request contains it."""
    waiting = None if connect is None or pool is None else connect + pool
    total = None if waiting is None or read is None or write is None else waiting + read + write
    return aiohttp.ClientTimeout(total=total, connect=waiting, sock_connect=connect, sock_read=read)


def proxy_from(environ: Mapping[str, str], url: str) -> str:
    """The proxy that the environment names for `url` (HTTPS_PROXY, HTTP_PROXY, ALL_PROXY; NO_PROXY and loopback excepted).

    Without a scheme it is an HTTP proxy, and `socks://` (as desktops write it) is SOCKS5.
    """
    parts = urllib.parse.urlsplit(url)
    names = {name.lower(): value for name, value in environ.items()}
    host = (parts.hostname or "").lower()
    spared = [name.strip().lower().lstrip(".") for name in names.get("no_proxy", "").split(",") if name.strip()]
    if host in {"localhost", "::1"} or host.startswith("127.") or "*" in spared:
        return ""
    if any(host == name or host.endswith(f".{name}") for name in spared):
        return ""
    proxy = names.get(f"{parts.scheme}_proxy", "") or names.get("all_proxy", "")
    if proxy.startswith("socks://"):
        return proxy.replace("socks://", "socks5h://", 1)
    return proxy if "://" in proxy or not proxy else f"http://{proxy}"
