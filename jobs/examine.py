"""Looking at one publisher without storing anything: which feed a page has, and what of it would be kept."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from jobs.extract import Feed, FeedError, extract_page, parse_feed
from jobs.extract.discover import feeds_of_page
from jobs.extract.sitemap import is_sitemap, items_of_sitemap
from jobs.fetch import Fetcher, FetchError, Response
from jobs.fetch.url import readable
from jobs.publishers import hint_of
from storage.errors import InputError
from storage.records import NewSource

_TRIES = 8


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed and the address at which it was found."""

    url: str
    feed: Feed


async def find_feed(fetcher: Fetcher, url: str, route: str, timezone: str) -> FoundFeed:
    """The feed at `url`, or the one that the page there has; with items, else it is not taken for one.

    Raises:
        FetchError: `url` itself cannot be fetched.
        InputError: there is no feed; or no such time zone.
    """
    try:
        zone = ZoneInfo(timezone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise InputError(f"there is no time zone {timezone!r}", "Write a name of the IANA list, such as Asia/Tehran") from error
    response = await fetcher.get(url, route=route)
    feed = _read(response, zone)
    if feed is not None:
        return FoundFeed(response.moved_to or url, feed)
    for candidate in feeds_of_page(response.body, response.url, response.content_type)[:_TRIES]:
        try:
            answer = await fetcher.get(candidate, route=route)
        except FetchError:
            continue
        feed = _read(answer, zone)
        if feed is not None and feed.items:
            return FoundFeed(answer.moved_to or candidate, feed)
    raise InputError(f"no feed was found at {url}", "Give the address of its feed, or of its sitemap")


def _read(response: Response, zone: ZoneInfo) -> Feed | None:
    if is_sitemap(response.body):
        return items_of_sitemap(response.body, response.url, response.content_type, zone)
    try:
        return parse_feed(response.body, response.url, response.content_type, zone)
    except FeedError:
        return None


async def examine(fetcher: Fetcher, source: NewSource) -> list[str]:
    """What a source gives, line by line, for a person.

    Raises:
        FetchError, InputError: as `find_feed`.
    """
    found = await find_feed(fetcher, source.feed_url, source.route, source.timezone)
    feed = found.feed
    dated = [item.published_at for item in feed.items if item.published_at]
    lines = [
        f"feed: {readable(found.url)}",
        f"title: {feed.title or '-'}",
        f"items: {len(feed.items)}, with a time: {len(dated)}, with text: {sum(bool(item.content) for item in feed.items)}, "
        f"left out: {feed.dropped}",
    ]
    if dated:
        lines.append(f"from {min(dated):%Y-%m-%d %H:%M} to {max(dated):%Y-%m-%d %H:%M} UTC")
    if not feed.items:
        return lines
    item = feed.items[0]
    lines += ["", f"newest: {item.title}", f"address: {readable(item.url)}"]
    try:
        response = await fetcher.get(item.url, route=source.route)
    except FetchError as error:
        return [*lines, f"its page cannot be had: {error}"]
    page = extract_page(response.body, response.url, response.content_type, ZoneInfo(source.timezone), hint_of(source.slug))
    words = len(page.text.split())
    lines += [
        f"time on the page: {page.published_at:%Y-%m-%d %H:%M} UTC" if page.published_at else "time on the page: none",
        f"agency credited: {page.agency or '-'}",
        f"text: {words} words, {page.text.count(chr(0x200C))} half-spaces",
        "",
        *page.text.split("\n")[:3],
    ]
    return lines
