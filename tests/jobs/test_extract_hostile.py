"""Feeds and pages that were made to harm: no crash, no hang, nothing expands, nothing is executed."""

from __future__ import annotations

import json
from contextlib import suppress

import pytest

from jobs.extract import FeedError, extract_page, parse_feed
from jobs.extract.plain import one_line, paragraphs
from tests.jobs import mutations

URL = "https://news.example/rss"
SAMPLE = 400
"""Mutated files in `make test`; `make prove` reads 20,000."""


def test_mutated_feeds_and_pages_neither_crash_nor_hang() -> None:
    """A sample of the mutations, each read by everything that might read it. The limit of two seconds is held in `make prove`."""
    assert list(mutations.run(SAMPLE, seed=1, limit_s=60.0)) == []


def _rss(title: str, dtd: str) -> bytes:
    item = f"<item><title>{title}</title><link>https://news.example/1</link></item>"
    return f"<?xml version='1.0'?>{dtd}<rss version='2.0'><channel><title>x</title>{item}</channel></rss>".encode()


@pytest.mark.parametrize(
    "dtd",
    [
        "<!DOCTYPE lolz [" + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "lol"}">' for n in range(10)) + "]>",
        '<!DOCTYPE x [<!ENTITY l9 "' + "A" * 50_000 + '">]>',
        '<!DOCTYPE x [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1/x.dtd"> %p;]>',
        '<!DOCTYPE x SYSTEM "http://127.0.0.1/evil.dtd">',
        "<!DOCTYPE x [<!ENTITY l9 'unterminated",
    ],
    ids=["billion laughs", "quadratic blow-up", "external file", "parameter entity", "external DTD", "unterminated"],
)
def test_entities_never_expand(dtd: str) -> None:
    """Entities of the document's own are not defined for the parser: nothing grows, no file and no address is opened."""
    try:
        feed = parse_feed(_rss("&l9;" * 3, dtd), URL)
    except FeedError:
        return
    assert all(len(item.title) < 100 and "root:" not in item.title for item in feed.items)


@pytest.mark.parametrize(
    "data",
    [
        b"<rss><channel>" + b"<item><title>x</title><link>https://news.example/%d</link></item>" * 30_000 + b"</channel></rss>",
        b"<rss><channel>" + b"<item>" * 100_000,
        b"<rss " + b"a='b' " * 100_000 + b"><channel><item><title>x</title></item></channel></rss>",
        b"<rss><channel><item><title>" + b"<b>" * 100_000 + b"x</title></item></channel></rss>",
        b"<rss><channel><item><title>" + b"&amp;" * 400_000 + b"</title></item></channel></rss>",
        b"<rss><channel><item><pubDate>" + b" " * 400_000 + b"</pubDate></item></channel></rss>",
        b"<rss><channel><item><description>" + b"&lt;a href=&quot;" * 100_000 + b"</description></item></channel></rss>",
        json.dumps({"version": "1", "items": [{"id": n, "url": "/x"} for n in range(50_000)]}).encode(),
        b"[" * 200_000,
        b'{"items": ' + b"[" * 100_000,
        b"<?xml version='1.0'" + b" " * 400_000,
        b"\0" * 400_000,
    ],
    ids=lambda data: f"{data[:24]!r}…",
)
def test_large_and_deep_feeds_are_bounded(data: bytes) -> None:
    """At most a thousand items, and an answer: a feed or a refusal."""
    with suppress(FeedError):
        assert len(parse_feed(data, URL).items) <= 1000


@pytest.mark.parametrize(
    "data",
    [
        b"<table><tr><td>" * 50_000,
        b"<div>" * 200_000 + "متن نمونه".encode() * 100,
        b"<p>" + "نمونه ".encode() * 200_000,
        b"<a href='" * 50_000,
        b"<h1>" * 50_000,
        b"<script type='application/ld+json'>" + b"[" * 200_000 + b"</script>",
        b"<meta property='og:title' content='" + b"x" * 1_000_000 + b"'>",
        b"<p>" + "به گزارش ".encode() * 20_000 + b"</p>",
        b"<time>" + "۱۴۰۵ ".encode() * 50_000 + b"</time>",
        b"<!--" * 100_000,
        b"\xd9" * 300_000,
    ],
    ids=lambda data: f"{data[:24]!r}…",
)
def test_large_and_deep_pages_are_bounded(data: bytes) -> None:
    """A page of nothing but brackets gives an article or none, never more text than there was."""
    page = extract_page(data, URL)
    assert len(page.text) <= len(data)


def test_nothing_executable_is_kept() -> None:
    """Scripts, styles, handlers and frames are no text."""
    markup = "<p onclick='x()'>نمونه</p><script>alert(1)</script><style>p{}</style><iframe src='x'>frame</iframe><p>دوم</p>"
    assert paragraphs(markup) == "نمونه\nدوم"
    assert one_line("&lt;script&gt;x&lt;/script&gt; <b>نمونه</b>") == "x نمونه"


def test_html_is_called_what_it_is() -> None:
    """A login page where a feed should be is named so, with a remedy."""
    with pytest.raises(FeedError, match="a web page, not a feed"):
        parse_feed(b"<!DOCTYPE html><html><body>login</body></html>", URL)
    with pytest.raises(FeedError, match="neither RSS, Atom nor JSON Feed"):
        parse_feed(b"hello", URL)
