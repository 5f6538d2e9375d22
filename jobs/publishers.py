"""The publishers that ship, and what is known of their pages: `publishers.toml` as values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from urllib.parse import urljoin

from jobs.extract.hints import NO_HINT, Hint
from storage.errors import ConfigError
from storage.records import NewSource


@dataclass(frozen=True, slots=True)
class Archive:
    """How a publisher's past is walked. `pages`: address of one day's list ({year} {month} {day} Jalali, {page} from 1), "" none.

    `item`: what an article's address contains, as a regular expression. `sitemaps`: absolute addresses.
    """

    pages: str = ""
    item: str = ""
    sitemaps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher as shipped. Without `feeds` the feed is found from `home_url` at the first check."""

    slug: str
    name: str
    home_url: str
    feeds: tuple[str, ...]
    timezone: str
    route: str
    hint: Hint
    archive: Archive

    @property
    def sources(self) -> tuple[NewSource, ...]:
        """One source for each feed: the publisher's slug, then slug-2 …"""
        return tuple(
            NewSource(f"{self.slug}-{n}" if n > 1 else self.slug, self.name, self.home_url, feed, self.timezone, self.route)
            for n, feed in enumerate(self.feeds or (self.home_url,), start=1)
        )


@cache
def shipped() -> tuple[Publisher, ...]:
    """The publishers of this version."""
    return parse(resources.files("jobs").joinpath("publishers.toml").read_text(encoding="utf-8"))


def shipped_sources() -> tuple[NewSource, ...]:
    """What `storage.sources.sync` is given at each start."""
    return tuple(source for publisher in shipped() for source in publisher.sources)


def of_source(slug: str) -> Publisher | None:
    """The shipped publisher to which a source's slug belongs; None for sources that an operator added."""
    by_slug = {publisher.slug: publisher for publisher in shipped()}
    return by_slug.get(slug) or by_slug.get(re.sub(r"-\d+$", "", slug))


def hint_of(slug: str) -> Hint:
    """What is known of the pages of a source."""
    publisher = of_source(slug)
    return publisher.hint if publisher else NO_HINT


def parse(text: str) -> tuple[Publisher, ...]:
    """The publishers that a publishers file names.

    Raises:
        ConfigError: naming the entry and what is wrong with it.
    """
    try:
        root = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"the publishers file is not TOML ({error})") from error
    houses = root.get("house", {})
    publishers = tuple(_publisher(entry, houses) for entry in root.get("publisher", []))
    slugs = [publisher.slug for publisher in publishers]
    for slug in slugs:
        if slugs.count(slug) > 1:
            raise ConfigError(f"two publishers are called {slug!r}", "Slugs are unique")
    return publishers


def _publisher(entry: Mapping[str, object], houses: Mapping[str, Mapping[str, object]]) -> Publisher:
    slug, home = str(entry.get("slug", "")), str(entry.get("home", ""))
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,40}", slug):
        raise ConfigError(f"a publisher's slug is {slug!r}", "Small Latin letters, digits and hyphens")
    if not home.startswith("https://") or not entry.get("name"):
        raise ConfigError(f"publisher {slug} has no name or no https home page")
    house: Mapping[str, object] = {}
    if entry.get("house"):
        if entry["house"] not in houses:
            raise ConfigError(f"publisher {slug} is of house {entry['house']!r}, which is not described")
        house = houses[str(entry["house"])]
    known = {**house, **entry}
    body, drop, date, agency = (str(known.get(name, "")) for name in ("body", "drop", "date", "agency"))
    hint = Hint(body, drop, date, agency, naive_gmt=bool(known.get("naive_gmt")))
    pages = str(known.get("archive", ""))
    archive = Archive(
        urljoin(home, pages) if pages else "",
        str(known.get("item", "")),
        tuple(urljoin(home, path) for path in _strings(known, "sitemaps")),
    )
    return Publisher(
        slug,
        str(entry["name"]),
        home,
        _strings(entry, "feeds"),
        str(entry.get("timezone", "Asia/Tehran")),
        str(entry.get("route", "direct")),
        hint,
        archive,
    )


def _strings(entry: Mapping[str, object], name: str) -> tuple[str, ...]:
    found = entry.get(name, [])
    return tuple(str(value) for value in found) if isinstance(found, list) else ()
