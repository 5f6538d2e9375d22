"""OPML, in which readers of feeds hand their subscriptions to one another. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape
from xml.sax.saxutils import quoteattr
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jobs.extract.charset import decode
from jobs.fetch.url import canonical
from storage.errors import InputError
from storage.records import NewSource, Source

_OUTLINE = re.compile(r"<outline\b([^<>]*?)/?>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:.-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")
MAX_FEEDS = 5000
_TEHRAN = "Asia/Tehran"


def parse_opml(data: bytes) -> tuple[NewSource, ...]:
    """The feeds of an OPML file, each address once. Naql's own slugs, zones and routes are read back where they are there.

    Raises:
        InputError: it names no feed.
    """
    found: dict[str, NewSource] = {}
    slugs: set[str] = set()
    for match in _OUTLINE.finditer(decode(data)):
        given = {name.lower(): unescape(one or other) for name, one, other in _ATTRIBUTE.findall(match[1])}
        feed = canonical(given.get("xmlurl", ""))
        if not feed or feed in found:
            continue
        name = given.get("title") or given.get("text") or feed
        own = given.get("naql:slug", "")
        slug = free_slug(own if is_slug(own) else slug_of(feed), slugs)
        slugs.add(slug)
        zone, route = _zone(given.get("naql:timezone", "")), given.get("naql:route") or "direct"
        found[feed] = NewSource(slug, name.strip(), canonical(given.get("htmlurl", "")) or feed, feed, zone, route)
        if len(found) >= MAX_FEEDS:
            break
    if not found:
        raise InputError("the file names no feed", "OPML has <outline xmlUrl=…> for each feed")
    return tuple(found.values())


def write_opml(sources: Iterable[Source]) -> str:
    """The sources as OPML 2.0, with what only naql knows in attributes of its own."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0" xmlns:naql="urn:naql">',
        "  <head><title>naql</title></head>",
        "  <body>",
    ]
    for source in sources:
        told = {
            "type": "rss",
            "text": source.name,
            "title": source.name,
            "xmlUrl": source.feed_url,
            "htmlUrl": source.home_url,
            "naql:slug": source.slug,
            "naql:timezone": source.timezone,
            "naql:route": source.route,
        }
        lines.append(f"    <outline {' '.join(f'{name}={quoteattr(value)}' for name, value in told.items())}/>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def is_slug(text: str) -> bool:
    """Small Latin letters, digits and hyphens, beginning with a letter."""
    return re.fullmatch(r"[a-z][a-z0-9-]{0,40}", text) is not None


def _zone(name: str) -> str:
    """The zone of that name; Tehran's where there is none, so that a slip in a file does not stop a source."""
    try:
        return ZoneInfo(name).key if name else _TEHRAN
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return _TEHRAN


LONGEST_SLUG = 40
"""A button carries it, and Telegram takes 64 bytes with a button."""


def slug_of(url: str) -> str:
    """A slug from the address of a feed: the telling part of its host («www.sample-news.ir» gives "sample-news")."""
    host = url.partition("://")[2].partition("/")[0].partition(":")[0].lower()
    parts = [
        part
        for part in host.split(".")
        if part not in {"www", "rss", "feeds", "feed", "fa", "co", "com", "ir", "org", "net", "news"}
    ]
    slug = re.sub(r"[^a-z0-9]+", "-", parts[0] if parts else host)[:LONGEST_SLUG].strip("-")
    return slug if slug[:1].isalpha() else f"source-{slug}".strip("-")


def free_slug(wanted: str, taken: Iterable[str]) -> str:
    """`wanted`, or `wanted-2`, `wanted-3` … where it is taken."""
    used = set(taken)
    if wanted not in used:
        return wanted
    return next(f"{wanted}-{number}" for number in range(2, len(used) + 3) if f"{wanted}-{number}" not in used)
