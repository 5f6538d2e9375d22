"""Sitemaps (plain, index, news) → addresses and items, for publishers without a feed and for archives. Pure."""

from __future__ import annotations

import gzip
import html
import re
import zlib
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from jobs.extract.charset import decode
from jobs.extract.dates import TEHRAN, parse_date
from jobs.extract.feed import MAX_ITEMS, Feed
from jobs.extract.plain import one_line
from jobs.fetch.url import canonical
from storage.records import FeedItem

MAX_ADDRESSES = 50_000
MAX_BYTES = 50_000_000
_KIND = re.compile(rb"<(?:[\w-]+:)?(urlset|sitemapindex)[\s>]")
_ENTRY = re.compile(r"<(?:[\w-]+:)?(url|sitemap)(?:\s[^<>]*)?>(.*?)</(?:[\w-]+:)?\1\s*>", re.DOTALL)
_FIELD = re.compile(
    r"<(?:[\w-]+:)?(loc|lastmod|title|publication_date)(?:\s[^<>]*)?>\s*(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?\s*</", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Listed:
    """One address of a sitemap. `at`: when it was published (news) or last changed, where the sitemap says."""

    url: str
    title: str = ""
    at: datetime | None = None
    is_sitemap: bool = False


def is_sitemap(data: bytes) -> bool:
    """Is this a sitemap or an index of sitemaps? Only its first kilobytes are looked at."""
    return _KIND.search(_unzipped(data, 4096)[:4096]) is not None


def parse_sitemap(data: bytes, url: str, content_type: str = "", zone: ZoneInfo = TEHRAN) -> tuple[Listed, ...]:
    """The addresses of a sitemap, in its order, at most 50,000; () where it is none. Gzipped files are unzipped."""
    text = decode(_unzipped(data, MAX_BYTES), content_type)
    found: list[Listed] = []
    for match in _ENTRY.finditer(text):
        fields: dict[str, str] = {}
        for field in _FIELD.finditer(match[2]):
            fields.setdefault(field[1], html.unescape(field[2].strip()))
        address = canonical(fields.get("loc", ""), url)
        if address:
            at = parse_date(fields.get("publication_date") or fields.get("lastmod") or "", zone)
            found.append(Listed(address, one_line(fields.get("title", "")), at, match[1] == "sitemap"))
        if len(found) >= MAX_ADDRESSES:
            break
    return tuple(found)


def items_of_sitemap(data: bytes, url: str, content_type: str = "", zone: ZoneInfo = TEHRAN) -> Feed:
    """A sitemap read as a feed: its newest thousand addresses. Titles come with the pages where it has none."""
    listed = [entry for entry in parse_sitemap(data, url, content_type, zone) if not entry.is_sitemap]
    if any(entry.at for entry in listed):
        listed.sort(key=lambda entry: entry.at.timestamp() if entry.at else 0.0, reverse=True)
    items = {entry.url: FeedItem(entry.url.partition(":")[2], entry.url, entry.title, entry.at) for entry in listed[:MAX_ITEMS]}
    return Feed("", tuple(items.values()))


def _unzipped(data: bytes, limit: int) -> bytes:
    if not data.startswith(b"\x1f\x8b"):
        return data[:limit]
    try:
        return zlib.decompressobj(zlib.MAX_WBITS + 16).decompress(data, limit)
    except (zlib.error, gzip.BadGzipFile, EOFError):
        return b""
