"""The attacks on fetching, as a table: what is asked for, and what must come of it. docs/security.md is this table for people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from jobs.fetch.errors import Trouble
from tests.jobs.hostile import Hostile

OK = "ok"


@dataclass(frozen=True, slots=True)
class Attack:
    """`outcome`: the troubles that may be reported, or OK where the answer is harmless and is read."""

    name: str
    url: Callable[[Hostile], str]
    outcome: frozenset[Trouble | str]


def _path(name: str, path: str, *outcome: Trouble | str) -> Attack:
    return Attack(name, lambda server: server.url(path), frozenset(outcome))


def _to(name: str, target: Callable[[Hostile], str], *outcome: Trouble | str) -> Attack:
    return Attack(name, lambda server: server.url(f"/redirect?to={quote(target(server), safe='')}"), frozenset(outcome))


def _private(host: str, what: str) -> tuple[Attack, Attack]:
    """The same private address asked for directly and reached by a redirect."""
    return (
        Attack(f"{what}: {host}", lambda server: server.canary(host), frozenset({Trouble.ADDRESS, Trouble.SCHEME})),
        _to(f"redirect to {what}: {host}", lambda server: server.canary(host), Trouble.ADDRESS, Trouble.SCHEME),
    )


PRIVATE = (
    ("127.0.0.1", "loopback"),
    ("127.8.9.10", "loopback, another address"),
    ("[::1]", "IPv6 loopback"),
    ("[::ffff:127.0.0.1]", "IPv4 in IPv6"),
    ("[::ffff:7f00:1]", "IPv4 in IPv6, in hexadecimal"),
    ("[64:ff9b::7f00:1]", "NAT64 of loopback"),
    ("[2002:7f00:1::]", "6to4 of loopback"),
    ("[::127.0.0.1]", "IPv4-compatible"),
    ("0.0.0.0", "this host"),
    ("0", "this host as a number"),
    ("2130706433", "loopback as a number"),
    ("0x7f000001", "loopback in hexadecimal"),
    ("0177.0.0.1", "loopback in octal"),
    ("127.1", "loopback, short"),
    ("10.0.0.1", "private network"),
    ("172.16.0.1", "private network"),
    ("192.168.1.1", "private network"),
    ("100.64.0.1", "carrier-grade NAT"),
    ("169.254.169.254", "cloud metadata"),
    ("[fd00:ec2::254]", "cloud metadata, IPv6"),
    ("[fe80::1]", "link-local"),
    ("[ff02::1]", "multicast"),
    ("224.0.0.1", "multicast"),
    ("255.255.255.255", "broadcast"),
    ("localhost", "local name"),
    ("printer.local", "local name"),
    ("metadata.google.internal", "local name"),
    ("intranet", "name without a dot"),
    ("inside.example", "public name of a private address"),
    ("inside6.example", "public name of a private IPv6 address"),
    ("①②⑦.0.0.1", "loopback in circled digits"),
)

ATTACKS: tuple[Attack, ...] = (
    *(attack for host, what in PRIVATE for attack in _private(host, what)),
    Attack("filtered name", lambda server: f"http://filtered.example:{server.port}/feed", frozenset({Trouble.FILTERED})),
    _to("redirect to a filtered name", lambda server: f"http://filtered.example:{server.port}/feed", Trouble.FILTERED),
    Attack("unknown name", lambda server: f"http://unknown.example:{server.port}/feed", frozenset({Trouble.DNS})),
    Attack(
        "name that changes between check and use",
        lambda server: f"http://rebind.example:{server.port}/feed",
        frozenset({Trouble.ADDRESS}),
    ),
    Attack("one address private, one not", lambda server: f"http://both.example:{server.port}/feed", frozenset({OK})),
    _to("redirect to a file", lambda _: "file:///etc/passwd", Trouble.SCHEME),
    _to("redirect to ftp", lambda server: f"ftp://hostile.example:{server.port}/feed", Trouble.SCHEME),
    _to("redirect to a script", lambda _: "javascript:alert(1)", Trouble.SCHEME),
    _to("redirect to data", lambda _: "data:text/xml,<rss/>", Trouble.SCHEME),
    _to("redirect to gopher", lambda server: f"gopher://hostile.example:{server.port}/_x", Trouble.SCHEME),
    _to("redirect with a password", lambda server: f"http://user:word@hostile.example:{server.port}/feed", Trouble.SCHEME),
    _to("redirect to the port of ssh", lambda _: "http://hostile.example:22/", Trouble.ADDRESS),
    _to("redirect to the port of a database", lambda _: "http://hostile.example:6379/", Trouble.ADDRESS),
    _to("redirect to an endless address", lambda server: server.url("/feed?" + "a" * 3000), Trouble.SCHEME, Trouble.PROTOCOL),
    _to("redirect to no address", lambda _: "http://[broken", Trouble.SCHEME),
    _path("redirect with a control character", "/split_location", Trouble.STATUS, Trouble.PROTOCOL, Trouble.CONNECT, OK),
    _path("redirects in a circle", "/loop", Trouble.REDIRECTS),
    _path("six redirects", "/chain?6", Trouble.REDIRECTS),
    _path("five redirects", "/chain?5", OK),
    _path("redirect to nowhere", "/nowhere", Trouble.PROTOCOL),
    _path("no answer", "/hang", Trouble.TIMEOUT),
    _path("a body drop by drop", "/trickle", Trouble.TIMEOUT),
    _path("a head drop by drop", "/slow_head", Trouble.TIMEOUT),
    _path("early hints for ever", "/informs", Trouble.TIMEOUT, Trouble.PROTOCOL),
    _path("an endless body", "/endless", Trouble.TOO_LARGE),
    _path("endless chunks", "/endless_chunks", Trouble.TOO_LARGE),
    _path("an endless head", "/endless_head", Trouble.PROTOCOL),
    _path("a header of 100 kB", "/fat_header", Trouble.PROTOCOL),
    _path("a chunk of astronomic size", "/fat_chunk_size", Trouble.PROTOCOL, Trouble.TIMEOUT),
    _path("chunks that are none", "/bad_chunks", Trouble.PROTOCOL),
    _path("a gzip bomb", "/gzip_bomb", Trouble.TOO_LARGE),
    _path("a gzip bomb in many members", "/member_bomb", Trouble.TOO_LARGE, OK),
    _path("a deflate bomb", "/deflate_bomb", Trouble.TOO_LARGE),
    _path("gzip inside gzip", "/gzip_in_gzip", OK),
    _path("gzip that ends early", "/cut_gzip", Trouble.ENCODING),
    _path("gzip that is broken", "/broken_gzip", Trouble.ENCODING),
    _path("text called gzip", "/plain_called_gzip", Trouble.ENCODING),
    _path("an encoding nobody asked for", "/brotli", Trouble.ENCODING),
    _path("fifty encodings", "/many_encodings", Trouble.ENCODING),
    _path("a length that is too long", "/longer", Trouble.PROTOCOL),
    _path("a length that is too short", "/shorter", OK, Trouble.PROTOCOL),
    _path("a negative length", "/minus", Trouble.PROTOCOL),
    _path("two lengths", "/two_lengths", OK, Trouble.PROTOCOL),
    _path("a connection cut in the middle", "/reset", Trouble.CONNECT, Trouble.PROTOCOL),
    _path("another protocol", "/ssh", Trouble.PROTOCOL),
    _path("HTTP 0.9", "/http09", Trouble.PROTOCOL),
    _path("a connection closed at once", "/nothing", Trouble.CONNECT),
    _path("a server error", "/status?is=500", Trouble.STATUS),
    _path("an unknown status", "/status?is=799", Trouble.STATUS),
    _path("not modified, unasked", "/unasked_304", OK),
    Attack(
        "come again in a thousand years",
        lambda server: server.url("/status?is=429&header=Retry-After:+31536000000", "busy.example"),
        frozenset({Trouble.STATUS}),
    ),
    _path("come again in minus one second", "/status?is=503&header=Retry-After:+-1", Trouble.STATUS),
    _path("a cookie", "/cookie", OK),
)
