"""Articles as lines of JSON: how a collector inside a network hands over to a bot outside it, and how archives come in. Pure.

A row is {"source", "name", "home_url", "feed_url", "key", "url", "title", "body", "published_at", "agency", "summary_only"}, and
"gone": true where its publisher took it down; of an archive's row ({"id", "title", "body", "date"?, "agency"?, "url"?,
"source"?}) the rest is made up from what is there.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from jobs.extract.dates import parse_date
from jobs.extract.opml import slug_of
from jobs.fetch.url import canonical
from storage.errors import InputError
from storage.records import Article, ArticleState, FeedItem, NewSource, Source

ARCHIVE = "archive"


@dataclass(frozen=True, slots=True)
class Row:
    """One article handed over: its source, the item it is known by, and its text.

    `handed`: it comes from a collector, so that another text under a known key is an edit of its publisher's; `gone`: taken down.
    """

    source: NewSource
    item: FeedItem
    body: str
    agency: str | None
    summary_only: bool
    handed: bool = False
    gone: bool = False


def write_row(article: Article, source: Source) -> str:
    """The article as one line."""
    return json.dumps(
        {
            "source": source.slug,
            "name": source.name,
            "home_url": source.home_url,
            "feed_url": source.feed_url,
            "key": article.key,
            "url": article.url,
            "title": article.title,
            "body": article.body,
            "published_at": article.published_at.isoformat() if article.published_at else None,
            "agency": article.agency,
            "summary_only": article.summary_only,
            **({"gone": True} if article.state is ArticleState.GONE else {}),
        },
        ensure_ascii=False,
    )


def read_row(line: str) -> Row:
    """The row that `line` holds.

    Raises:
        InputError: no JSON object, or neither title nor body in it.
    """
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"it is no JSON ({error})") from error
    if not isinstance(given, dict):
        raise InputError("it is no JSON object")
    title, body = _text(given, "title"), _text(given, "body")
    if not body:
        raise InputError("it has no body")
    url = canonical(_text(given, "url"))
    key = _text(given, "key") or _text(given, "id") or url.partition(":")[2] or _hash(title + "\n" + body)
    item = FeedItem(key, url or f"urn:naql:{_hash(key)[7:39]}", title, _moment(given))
    return Row(
        _source(given, url),
        item,
        body,
        _text(given, "agency") or None,
        bool(given.get("summary_only")),
        "key" in given,
        bool(given.get("gone")),
    )


def _source(given: dict[str, object], url: str) -> NewSource:
    slug = _text(given, "source") or (slug_of(url) if url else ARCHIVE)
    home = canonical(_text(given, "home_url")) or (url and canonical("/", url)) or "https://archive.invalid/"
    return NewSource(slug[:64], _text(given, "name") or slug, home, canonical(_text(given, "feed_url")) or home)


def _moment(given: dict[str, object]) -> datetime | None:
    return parse_date(_text(given, "published_at") or _text(given, "date"))


def _text(given: dict[str, object], name: str) -> str:
    value = given.get(name)
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, int) and name == "id" else ""


def _hash(text: str) -> str:
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
