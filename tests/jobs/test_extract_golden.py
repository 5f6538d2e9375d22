"""Golden pairs: a file for each oddity, and beside it the article that must be read from it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from jobs.extract import extract_page, parse_feed
from jobs.extract.hints import Hint

GOLDEN = Path(__file__).parents[1] / "golden"
FEEDS = sorted(path for path in GOLDEN.glob("feeds/*.json") if not path.name.endswith(".feed.json"))
PAGES = sorted(GOLDEN.glob("pages/*.json"))


def test_there_are_enough_pairs() -> None:
    """At least 25 feeds and 25 pages, one per oddity."""
    assert len(FEEDS) >= 25
    assert len(PAGES) >= 25


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.stem)
def test_a_feed_gives_its_items(path: Path) -> None:
    """Every item with its address, title, time, summary and content; each with a key of its own."""
    expected = json.loads(path.read_text(encoding="utf-8"))
    data = (path.parent / expected["file"]).read_bytes()
    feed = parse_feed(data, "https://news.example/rss", expected["content_type"])
    fields = ("title", "url", "published_at", "summary", "content")
    found = [
        {
            **{name: getattr(item, name) for name in fields},
            "published_at": item.published_at.isoformat() if item.published_at else None,
        }
        for item in feed.items
    ]
    assert found == expected["items"]
    assert feed.title == expected["title"]
    assert len({item.key for item in feed.items}) == len(feed.items)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_gives_its_article(path: Path) -> None:
    """Title, time, agency and exactly the author's text: half-spaces kept, nothing of the page around it."""
    expected = json.loads(path.read_text(encoding="utf-8"))
    data = (path.parent / expected["file"]).read_bytes()
    page = extract_page(data, "https://news.example/news/101", expected["content_type"], hint=Hint(**expected["hint"]))
    assert page.text.split("\n") == expected["text"]
    assert page.title == expected["title"]
    assert (page.published_at.isoformat() if page.published_at else None) == expected["published_at"]
    assert page.agency == expected["agency"]
