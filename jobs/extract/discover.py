"""The feeds that a page names or hints at. Pure: which of them answer, the caller finds out."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from jobs.extract.plain import one_line, text_of
from jobs.extract.tree import html_tree
from jobs.fetch.url import canonical

_TYPES = re.compile(r"application/(?:(?:rss|atom|rdf)\+xml|feed\+json)|text/(?:rss|xml)|application/(?:xml|json)$", re.IGNORECASE)
_LOOKS = re.compile(r"(?:^|[/._?=&-])(?:rss|atom|feeds?|rdf)(?:$|[/._?=&\d-])|\.(?:rss|rdf|xml)(?:$|\?)", re.IGNORECASE)
_ALL = re.compile(r"all[-_]?news|همه|آخرین|اخبار|all", re.IGNORECASE)
_UNWANTED = re.compile(r"comment|دیدگاه|نظرات|podcast|video|photo|عکس|فیلم|tag/|author/", re.IGNORECASE)
_USUAL = (
    "/rss",
    "/fa/rss/allnews",
    "/feed/",
    "/feeds/",
    "/rss.xml",
    "/fa/rss",
    "/atom.xml",
    "/feed.xml",
    "/index.xml",
    "/feed.json",
)


def feeds_of_page(data: bytes, url: str, content_type: str = "") -> tuple[str, ...]:
    """Addresses to try for the feed of the page at `url`, the likeliest first.

    Those that the page declares (`<link rel="alternate">`), those it links to, then those that newsroom systems usually have.
    """
    named = _named(data, url, content_type)
    root = urljoin(url, "/")
    usual = [canonical(path, root) for path in _USUAL]
    return tuple(dict.fromkeys([*named, *usual]))


def _named(data: bytes, url: str, content_type: str) -> list[str]:
    tree = html_tree(data, content_type)
    if tree is None:
        return []
    bases = tree.xpath("//base/@href")
    base = canonical(str(bases[0]), url) if bases else url
    found: dict[str, int] = {}
    for link in tree.xpath("//link[@href]")[:500]:
        if "alternate" in (link.get("rel") or "").lower() and _TYPES.search(link.get("type") or ""):
            _note(found, canonical(link.get("href"), base or url), link.get("title") or "", 0)
    for link in tree.xpath("//a[@href]")[:5000]:
        href = link.get("href")
        if _LOOKS.search(href):
            _note(found, canonical(href, base or url), one_line(text_of(link)) + (link.get("title") or ""), 10)
    return sorted(found, key=lambda address: found[address])


def _note(found: dict[str, int], address: str, words: str, rank: int) -> None:
    if not address or len(found) > 200:
        return
    told = f"{urlsplit(address).path} {words}"
    rank += 5 if _UNWANTED.search(told) else -1 if _ALL.search(told) else 0
    found[address] = min(rank, found.get(address, 99))
