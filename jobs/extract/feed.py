"""A feed as published (RSS 0.9–2.0, RDF, Atom, JSON Feed, and what only resembles them) → its items. Pure.

The text is decoded and mended first (`feed_text`), then read by fastfeedparser, and by feedparser where that finds nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

import fastfeedparser

from jobs.extract import feed_text
from jobs.extract.charset import decode
from jobs.extract.dates import TEHRAN, parse_date
from jobs.extract.plain import one_line, paragraphs
from jobs.fetch.url import canonical
from storage.errors import NaqlError
from storage.records import FeedItem

MAX_ITEMS = 1000
Entry = Mapping[str, object]


class FeedError(NaqlError):
    """The bytes are no feed. The remedy names what they are, where that can be told."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed's items in its own order. `ttl_s`: how long it says it stays fresh. `dropped`: items with neither link nor text."""

    title: str
    items: tuple[FeedItem, ...]
    language: str | None = None
    home_url: str = ""
    ttl_s: int | None = None
    dropped: int = 0


def parse_feed(data: bytes, url: str, content_type: str = "", zone: ZoneInfo = TEHRAN) -> Feed:
    """The feed in `data`, fetched from `url`. Times without an offset are in `zone`; at most 1,000 items.

    Raises:
        FeedError: it is no feed at all. A feed that is broken in places gives the items that can be read.
    """
    text = decode(data, content_type)
    if text.lstrip()[:1] in {"{", "["}:
        return _json_feed(text, url, zone)
    kind = feed_text.kind_of(text)
    if kind == "html":
        raise FeedError(f"{url} is a web page, not a feed", "naql sources add finds the feed of a page by itself")
    if kind == "":
        raise FeedError(f"{url} is neither RSS, Atom nor JSON Feed", "Open it in a browser: it may ask for a captcha or a login")
    mended = feed_text.mend(text, zone)
    info, entries = _read(mended, url)
    home = canonical(_text(info, "link"), url)
    base = feed_text.base_of(text, url) or (home if kind != "atom" and home else url)
    items, dropped = _items((_item(entry, base) for entry in entries), home or url)
    return Feed(one_line(_text(info, "title")), items, _text(info, "language") or None, home, feed_text.ttl_s(text), dropped)


def _read(text: str, url: str) -> tuple[Entry, list[Entry]]:
    """Feed-level fields and entries, by the fast parser; by the patient one where that sees fewer items than there are."""
    count = feed_text.count_items(text)
    there = min(count, MAX_ITEMS)
    info: Entry = {}
    entries: list[Entry] = []
    reason = "no items"
    try:
        parsed = fastfeedparser.parse(text, include_tags=False, include_media=False, include_enclosures=False)
        info, entries = parsed["feed"], parsed["entries"][:MAX_ITEMS]
        if len(entries) >= there:
            return info, entries
    except Exception as error:  # noqa: BLE001 - a parser of hostile text: whatever it raises, the second one is asked
        reason = f"{type(error).__name__}: {error}"
    if count <= 2 * MAX_ITEMS:  # more is no feed, and the patient parser takes a millisecond for each
        patient_info, patient_entries = _read_patiently(text)
        if len(patient_entries) > len(entries):
            return patient_info, patient_entries
    if not entries and there:
        raise FeedError(f"{url} cannot be read as a feed ({reason[:200]})")
    return info, entries


def _read_patiently(text: str) -> tuple[Entry, list[Entry]]:
    import feedparser  # late: it costs 60 ms and is rarely needed

    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        parsed = feedparser.parse(text.encode("utf-8", "replace"), response_headers=headers)
    except Exception:  # noqa: BLE001 - the same
        return {}, []
    # As plain dictionaries: its own warn when one name is asked for and another answers.
    return dict(parsed.feed), [dict(entry) for entry in parsed.entries[:MAX_ITEMS]]


@dataclass(frozen=True, slots=True)
class _Raw:
    guid: str
    item: FeedItem


def _item(entry: Entry, base: str) -> _Raw:
    guid = _text(entry, "id") or _text(entry, "guid")
    link = canonical(_link(entry), base) or canonical(guid if guid.startswith("http") else "")
    summary, content = paragraphs(_text(entry, "description") or _text(entry, "summary")), paragraphs(_content(entry))
    published = _date(entry, "published") or _date(entry, "updated")
    if content == summary:
        content = ""
    return _Raw(guid, FeedItem("", link, one_line(_text(entry, "title")), published, summary, content))


def _items(raws: Iterable[_Raw], home: str) -> tuple[tuple[FeedItem, ...], int]:
    """Items with their keys, the doubles within the feed left out. A GUID that stands on several links is no identity."""
    listed = list(raws)
    links_of: dict[str, set[str]] = {}
    for raw in listed:
        links_of.setdefault(raw.guid, set()).add(raw.item.url)
    shared_links = {link for link, times in Counter(raw.item.url for raw in listed).items() if times > 1}
    seen: dict[str, FeedItem] = {}
    dropped = 0
    for raw in listed:
        item = raw.item
        told = bool(item.title or item.content or item.summary)
        if (not told and item.url in {"", home}) or (not item.url and not (item.title and (item.content or item.summary))):
            dropped += 1
            continue
        key = _key(raw, reused=len(links_of[raw.guid]) > 1, shared=item.url in shared_links)
        seen.setdefault(key, replace(item, key=key, url=item.url or home))
    return tuple(seen.values()), dropped


def _key(raw: _Raw, *, reused: bool, shared: bool) -> str:
    """What the item is known by: its GUID, else its link, else its content. http and https are the same thing here."""
    guid, item = raw.guid, raw.item
    if guid and not reused:
        as_link = canonical(guid) if guid.startswith(("http://", "https://")) else ""
        return _bounded(as_link.partition(":")[2] or guid)
    if item.url and not (shared and not guid):
        return _bounded(item.url.partition(":")[2])
    return _bounded(f"text:{item.title}\n{item.summary}\n{item.content}", always=True)


def _bounded(key: str, *, always: bool = False) -> str:
    return f"sha256:{hashlib.sha256(key.encode()).hexdigest()}" if always or len(key) > 400 else key


def _text(entry: Entry, name: str) -> str:
    value = entry.get(name)
    if isinstance(value, Mapping):
        value = value.get("value") or value.get("href")
    return value.strip() if isinstance(value, str) else ""


def _link(entry: Entry) -> str:
    """The article's address: `link`, else the first of `links` that is not the feed itself or an attachment."""
    direct = _text(entry, "link")
    if direct:
        return direct
    links = entry.get("links")
    for link in links if isinstance(links, list) else []:
        if isinstance(link, Mapping) and link.get("rel", "alternate") == "alternate" and isinstance(link.get("href"), str):
            return str(link["href"])
    return ""


def _content(entry: Entry) -> str:
    blocks = entry.get("content")
    values = [str(block.get("value") or "") for block in blocks if isinstance(block, Mapping)] if isinstance(blocks, list) else []
    return max(values, key=len, default="")


def _date(entry: Entry, name: str) -> datetime | None:
    return parse_date(_text(entry, name))


def _json_feed(text: str, url: str, zone: ZoneInfo) -> Feed:
    try:
        root = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FeedError(f"{url} is broken JSON ({error})") from error
    if not isinstance(root, dict) or not isinstance(root.get("items"), list):
        raise FeedError(f"{url} is JSON, but not a JSON Feed")
    home = canonical(_text(root, "home_page_url"), url)
    raws = _json_items(root["items"][:MAX_ITEMS], home or url, zone)
    items, dropped = _items(raws, home or url)
    return Feed(one_line(_text(root, "title")), items, _text(root, "language") or None, home, None, dropped)


def _json_items(entries: list[object], base: str, zone: ZoneInfo) -> Iterator[_Raw]:
    for entry in entries:
        if not isinstance(entry, dict):
            continue
        identity = entry.get("id")
        guid = str(identity).strip() if isinstance(identity, (str, int)) else ""
        link = canonical(_text(entry, "url") or _text(entry, "external_url"), base) or canonical(
            guid if guid[:4] == "http" else ""
        )
        published = parse_date(_text(entry, "date_published") or _text(entry, "date_modified"), zone)
        content = paragraphs(_text(entry, "content_html") or _text(entry, "content_text"))
        yield _Raw(
            guid, FeedItem("", link, one_line(_text(entry, "title")), published, paragraphs(_text(entry, "summary")), content)
        )
