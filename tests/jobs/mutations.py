"""Mutated feeds and pages: what a broken line, a careless newsroom or an attacker makes of the golden files."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jobs.extract import FeedError, extract_page, parse_feed
from jobs.extract.archive import items_of_list
from jobs.extract.discover import feeds_of_page
from jobs.extract.sitemap import items_of_sitemap

GOLDEN = Path(__file__).parents[1] / "golden"
URL = "https://news.example/"
_SPLICES = (
    b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<", b">", b"&", b"&#x", b"&#0;", b"\0", b"\xff\xfe", b"\xe2\x80\x8c", b"</item>",
    b"<item>",
    b"<!DOCTYPE x [<!ENTITY a 'b'>]>", b"<?xml version='1.0' encoding='utf-7'?>", b"<script>", b"</script>", b"<table><tr><td>",
    b"<p>" * 500, b"<div>" * 3000, b"A" * 5000, b"<b " + b"x=1 " * 2000, b"&zwnj;" * 500, b"<pubDate>" * 300, b"\xd9", b"'\"",
    b"<link", b" " * 5000, b"<a href='" + b"(" * 2000, b"<svg><math><style>", b"xml:base='//'",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slow:
    name: str
    seed: int
    seconds: float


def corpus() -> list[tuple[str, bytes]]:
    """The golden files, feeds and pages."""
    return [(path.name, path.read_bytes()) for path in sorted(GOLDEN.rglob("*")) if path.suffix in {".xml", ".html"}]


def mutate(data: bytes, chance: random.Random) -> bytes:
    """One to eight changes: cut, doubled, swapped, overwritten, spliced."""
    mutated = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(mutated) + 1)
        to = min(len(mutated), at + chance.randrange(1, 200))
        match chance.randrange(6):
            case 0:
                del mutated[at:to]
            case 1:
                mutated[at:at] = mutated[at:to] * chance.randint(1, 20)
            case 2:
                mutated[at:at] = chance.choice(_SPLICES)
            case 3:
                mutated[at:to] = chance.randbytes(to - at)
            case 4:
                del mutated[at:]
            case _:
                for _ in range(20):
                    if mutated:
                        mutated[chance.randrange(len(mutated))] = chance.randrange(256)
        del mutated[500_000:]
    return bytes(mutated)


def run(count: int, seed: int, limit_s: float) -> Iterator[Slow]:
    """Read `count` mutated files with everything that reads them; yields those that took longer than `limit_s`.

    What is raised apart from FeedError is a crash and comes out.
    """
    files = corpus()
    for number in range(count):
        name, data = files[number % len(files)]
        chance = random.Random(seed + number)
        mutated = mutate(data, chance)
        began = time.perf_counter()
        read(name, mutated, chance)
        took = time.perf_counter() - began
        if took > limit_s:
            yield Slow(name, seed + number, took)


def read(name: str, data: bytes, chance: random.Random) -> None:
    """Everything that may meet these bytes."""
    content_type = chance.choice(
        ["", "text/html; charset=utf-8", "text/xml; charset=windows-1256", "application/json; charset=nonsense"]
    )
    try:
        feed = parse_feed(data, URL, content_type)
        assert len({item.key for item in feed.items}) == len(feed.items)
        assert all(item.url.startswith(("http://", "https://")) for item in feed.items)
    except FeedError:
        pass
    if name.endswith(".html") or chance.randrange(4) == 0:
        page = extract_page(data, URL, content_type)
        assert "\u2e4f" not in page.text + page.title
    if chance.randrange(8) == 0:
        feeds_of_page(data, URL, content_type)
        items_of_list(data, URL, "", content_type)
        items_of_sitemap(data, URL, content_type)
