"""Addresses as publishers write them (Persian letters, white space, relative) made into one canonical form. Pure."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from jobs.fetch.address import BLOCKED_PORTS, parse, refusal
from jobs.fetch.errors import FetchError, Trouble

MAX_URL = 2048
_PATH_SAFE = "/:@!$&'()*+,;=-._~"
_QUERY_SAFE = _PATH_SAFE + "?"
_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|yclid|igshid|mc_[ce]id|at_\w+|ref_src)$", re.IGNORECASE)
_UNSEEN = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\x00-\x1f\x7f]+")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")
_LOCAL_NAME = re.compile(r"(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|onion|arpa)$")
_NUMERIC_HOST = re.compile(r"^(0x[0-9a-f]*|[0-9]+)(\.(0x[0-9a-f]*|[0-9]*))*$")
_BAD_HOST = re.compile(r"[^a-z0-9.\-_:\[\]]")


def canonical(url: str, base: str = "") -> str:
    """`url` (an IRI, perhaps relative to `base`, perhaps with white space) as the one URI by which it is known.

    Percent-encoded in UTF-8, host in lower case and IDNA, no default port, no fragment, no tracking parameters. What cannot
    be read as an http address gives "".
    """
    joined = _join(url, base)
    if not joined:
        return ""
    try:
        parts = urlsplit(joined)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    if parts.scheme not in {"http", "https"} or not host:
        return ""
    netloc = _netloc(parts, host, port)
    return urlunsplit((parts.scheme, netloc, _path(parts.path), _query(parts.query), "")) if netloc else ""


def readable(url: str) -> str:
    """The same address with its Persian letters to be read, for people."""
    parts = urlsplit(url)
    return urlunsplit(parts._replace(path=unquote(parts.path), query=unquote(parts.query)))


def host_of(url: str) -> str:
    """Host (with port where it is not the default one) of a canonical address: what politeness counts by."""
    return urlsplit(url).netloc


def join(base: str, location: str) -> str:
    """Where `location` leads from `base`; what cannot be read stays as it is, for `check` to refuse."""
    try:
        return urljoin(base, location)
    except ValueError:
        return location


def check(url: str, *, allow_private: bool = False) -> str:
    """`url` as it may be asked for: canonical but for what a server may need (its query is left alone).

    Raises:
        FetchError: not http or https, a name and password inside, a port of another service, a private literal, too long.
    """
    cleaned = _UNSEEN.sub("", url).strip()
    try:
        parts = urlsplit(cleaned)
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise FetchError(Trouble.SCHEME, f"{url[:200]!r} is not an address ({error})") from None
    if parts.scheme not in {"http", "https"}:
        raise FetchError(Trouble.SCHEME, f"only http and https are fetched, not {parts.scheme or 'nothing'!r}")
    if len(cleaned) > MAX_URL:
        raise FetchError(Trouble.SCHEME, f"the address is longer than {MAX_URL} characters")
    if parts.username is not None or parts.password is not None:
        raise FetchError(Trouble.SCHEME, "the address carries a name and password")
    netloc = _netloc(parts, host, port)
    if not netloc:
        raise FetchError(Trouble.SCHEME, f"{host[:100]!r} is not the name of a host")
    if port is not None and (port in BLOCKED_PORTS or port == 0):
        raise FetchError(Trouble.ADDRESS, f"port {port} belongs to another service")
    if not allow_private:
        _check_host(host.lower())
    return urlunsplit((parts.scheme, netloc, _path(parts.path), _encoded(parts.query, _QUERY_SAFE), ""))


def _check_host(host: str) -> None:
    """What can be told from the host alone: this holds through a proxy too, where no socket of ours sees the address."""
    address = parse(host)
    why = refusal(address) if address is not None else None
    if why is not None:
        raise FetchError(Trouble.ADDRESS, f"{host} is {why}: never connected to")
    if address is None and (_LOCAL_NAME.search(host) or "." not in host):
        raise FetchError(Trouble.ADDRESS, f"{host} is a name of a local network: never connected to")
    if address is None and _NUMERIC_HOST.match(host):
        raise FetchError(Trouble.ADDRESS, f"{host} is a number in disguise: never connected to")


def _join(url: str, base: str) -> str:
    cleaned = _UNSEEN.sub("", url).strip()
    try:
        return urljoin(base, cleaned) if base else cleaned
    except ValueError:
        return ""


def _netloc(parts: SplitResult, host: str, port: int | None) -> str:
    """host[:port] in lower case and IDNA; "" where it is no host."""
    name = host.lower().rstrip(".")
    if ":" in name:
        if parse(name) is None or "%" in name:
            return ""
        name = f"[{name}]"
    elif not name.isascii():
        try:
            name = name.encode("idna").decode("ascii").lower()
        except UnicodeError:
            return ""
    if not name or _BAD_HOST.search(name) or len(name) > 253:
        return ""
    default = 443 if parts.scheme == "https" else 80
    return name if port in {None, default} else f"{name}:{port}"


def _path(path: str) -> str:
    """Each character that is not safe percent-encoded; what is encoded already stays so, in capitals."""
    return _encoded(path, _PATH_SAFE) or "/"


def _query(query: str) -> str:
    """The query without what only counts readers; everything else stays as it is and where it is."""
    kept = [pair for pair in query.split("&") if pair and not _TRACKING.match(pair.partition("=")[0])]
    return _encoded("&".join(kept), _QUERY_SAFE)


def _encoded(text: str, safe: str) -> str:
    whole = _STRAY_PERCENT.sub("%25", text)
    return _ESCAPE.sub(lambda match: match.group().upper(), quote(whole, safe=safe + "%"))
