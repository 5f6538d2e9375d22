"""What a page says of itself: title, time, agency, address. Meta tags, JSON-LD, then what is printed on the page. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from lxml import etree, html

from jobs.extract.dates import parse_date
from jobs.extract.hints import Hint
from jobs.extract.plain import one_line, text_of
from jobs.fetch.url import canonical

_TITLE_META = ("og:title", "twitter:title", "dc.title", "title")
_PUBLISHED_META = (
    "article:published_time", "datepublished", "date", "pubdate", "publishdate", "dc.date", "dcterms.created", "dcterms.date",
    "article_date_original", "og:pubdate", "published_time", "parsely-pub-date", "sailthru.date", "nastooh.publishdate",
)  # fmt: skip
_UPDATED_META = ("article:modified_time", "og:updated_time", "lastmod", "dcterms.modified")
_DATE_PLACES = (
    "//time/@datetime | //*[@itemprop='datePublished']/@content",
    "//time | //*[@itemprop='datePublished']",
    "//*[contains(@class,'date') or contains(@class,'time') or contains(@class,'publish') or contains(@class,'tarikh')]",
)
_CREDIT = re.compile(
    r"^\s*(?:به گزارش|به نقل از)\s+"
    r"(?P<name>(?:خبرگزاری|پایگاه خبری|خبرنگار|روزنامه|سایت خبری|باشگاه)?\s*[^\W\d_][^،؛:.\n]{1,38}?)\s*[،؛:]"
)
_SITE = re.compile(r"\s+[|\-–—»:]{1,2}\s+[^|\-–—»]{2,40}$")
_PLACE = re.compile(r"^(?:(?:خبرنگار|گروه)\b.*?\b(?=خبرگزاری|ایسنا|ایرنا|مهر|فارس|ایلنا)|سرویس\s\S+\s)")


@dataclass(frozen=True, slots=True)
class PageMeta:
    title: str
    published_at: datetime | None
    updated_at: datetime | None
    agency: str | None
    url: str


def read(tree: html.HtmlElement, url: str, zone: ZoneInfo, hint: Hint) -> PageMeta:
    """The page's own words about itself. Half-spaces stand as `page` put them."""
    metas = _metas(tree)
    linked = list(_json_ld(tree))
    published = (
        _hinted_date(tree, hint, zone)
        or _first_date([_linked(linked, "datePublished"), *(metas.get(name, "") for name in _PUBLISHED_META)], zone)
        or _printed_date(tree, zone)
    )
    updated = _first_date([_linked(linked, "dateModified"), *(metas.get(name, "") for name in _UPDATED_META)], zone)
    return PageMeta(_title(tree, metas, linked), published, updated, _agency(tree, hint), _address(tree, metas, url))


def _metas(tree: html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = meta.get("content") or ""
        if name and content:
            found.setdefault(name.strip().lower(), content[:2000])
    return found


def _json_ld(tree: html.HtmlElement) -> Iterator[dict[str, object]]:
    """The objects of the page's JSON-LD that are articles."""
    for script in tree.xpath("//script[@type='application/ld+json']")[:10]:
        try:
            data = json.loads((script.text or "")[:200_000], strict=False)
        except (ValueError, RecursionError):
            continue
        queue = [data]
        for _ in range(200):
            if not queue:
                break
            thing = queue.pop(0)
            if isinstance(thing, list):
                queue.extend(thing[:50])
            elif isinstance(thing, dict):
                if "Article" in str(thing.get("@type", "")) or "Posting" in str(thing.get("@type", "")):
                    yield thing
                queue.extend(value for key, value in thing.items() if key in {"@graph", "mainEntity", "itemListElement"})


def _linked(things: list[dict[str, object]], name: str) -> str:
    return next((value for thing in things if isinstance(value := thing.get(name), str) and value), "")


def _title(tree: html.HtmlElement, metas: dict[str, str], linked: list[dict[str, object]]) -> str:
    """The headline: the only <h1>, else what the page tells machines, else <title> without the site's name."""
    heads = [head for head in (one_line(text_of(h1)) for h1 in tree.xpath("//h1")[:20]) if len(head) > 8]
    said = one_line(_linked(linked, "headline")) or next((one_line(metas[name]) for name in _TITLE_META if metas.get(name)), "")
    if len(heads) == 1:
        return heads[0]
    match = next((head for head in heads if head in said or said in head), "") if said else ""
    if match or said:
        return match or _SITE.sub("", said)
    titles = tree.xpath("//title")
    return _SITE.sub("", one_line(text_of_title(titles[0]))) if titles else (heads[0] if heads else "")


def text_of_title(element: etree._Element) -> str:
    return "".join(element.itertext())


def _hinted_date(tree: html.HtmlElement, hint: Hint, zone: ZoneInfo) -> datetime | None:
    return _first_date([_words(found) for found in tree.xpath(hint.date)[:5]], zone) if hint.date else None


def _printed_date(tree: html.HtmlElement, zone: ZoneInfo) -> datetime | None:
    for place in _DATE_PLACES:
        found = _first_date([_words(thing) for thing in tree.xpath(place)[:12]], zone)
        if found:
            return found
    return None


def _words(thing: object) -> str:
    text = text_of(thing) if isinstance(thing, etree._Element) else str(thing)
    short = " ".join(text.split())
    return short if len(short) <= 90 else ""


def _first_date(texts: list[str], zone: ZoneInfo) -> datetime | None:
    return next((found for text in texts if text and (found := parse_date(text, zone)) is not None), None)


def _agency(tree: html.HtmlElement, hint: Hint) -> str | None:
    """The agency that the page credits: where the hint says, else «به گزارش X،» at the head of the first paragraphs."""
    if hint.agency:
        named = [_words(found) for found in tree.xpath(hint.agency)[:3]]
        if any(named):
            return next(filter(None, named))
    for paragraph in tree.xpath("//p[string-length(normalize-space()) > 30]")[:8]:
        match = _CREDIT.match(" ".join(text_of(paragraph).split()))
        if match:
            return _PLACE.sub("", match.group("name")).strip() or None
    return None


def _address(tree: html.HtmlElement, metas: dict[str, str], url: str) -> str:
    links = tree.xpath("//link[@rel='canonical']/@href")
    return canonical(str(links[0]) if links else metas.get("og:url", ""), url)
