"""The pure rules of fetching: addresses, robots.txt, intervals, pace."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.fetch import FetchError
from jobs.fetch.address import parse, refusal
from jobs.fetch.freshness import backoff_s, fresh_for_s, next_interval_s, retry_after_s, spread
from jobs.fetch.pace import Pace
from jobs.fetch.robots import parse_robots
from jobs.fetch.url import canonical, check, readable

NOW = datetime(2026, 4, 1, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("HTTP://News.Example:80/a", "http://news.example/a"),
        ("https://news.example", "https://news.example/"),
        ("https://news.example/خبر", "https://news.example/%D8%AE%D8%A8%D8%B1"),
        ("https://news.example/%d8%ae%d8%a8%d8%b1", "https://news.example/%D8%AE%D8%A8%D8%B1"),
        ("https://news.example/a%2Fb?x=%20y", "https://news.example/a%2Fb?x=%20y"),
        ("https://news.example/100%", "https://news.example/100%25"),
        ("https://news.example/a?utm_source=x&id=1&utm_medium=y#z", "https://news.example/a?id=1"),
        ("//news.example/a", "https://news.example/a"),
        ("\n\t/a b ", "https://base.example/a%20b"),
        ("https://خبر.ایران/", "https://xn--ngblk.xn--mgba3a4f16a/"),
        ("mailto:a@b", ""),
        ("http://[broken", ""),
        ("", "https://base.example/feed"),
    ],
)
def test_an_address_has_one_form(written: str, known: str) -> None:
    """However a publisher writes an address, it is known by one form, and that form is its own."""
    assert canonical(written, "https://base.example/feed") == known
    assert canonical(known) == known


def test_persian_addresses_can_be_read() -> None:
    """For people the letters come back."""
    assert readable(canonical("https://news.example/خبر‌ها")) == "https://news.example/خبر‌ها"


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_addresses(text: str) -> None:
    """Any text is an http address in its one form, or none; checking it either gives an address or says why not."""
    known = canonical(text, "https://base.example/")
    assert known == "" or canonical(known) == known
    with suppress(FetchError):
        assert check(text).startswith(("http://", "https://"))


@given(st.ip_addresses())
def test_only_global_addresses_are_connected_to(address) -> None:  # type: ignore[no-untyped-def]  # either kind of address
    """The standard library's idea of a global address is never undercut."""
    if refusal(address) is None:
        assert address.is_global
        assert not address.is_multicast


def test_public_addresses_are_not_refused() -> None:
    """Ordinary addresses of both kinds pass."""
    assert [refusal(parse(a)) for a in ("8.8.8.8", "2a00:1450:4001:81b::200e", "185.143.233.1")] == [None] * 3  # type: ignore[arg-type]  # they are addresses


def test_robots_longest_rule_decides() -> None:
    """RFC 9309: the longest rule that fits, allow before disallow, our own group before everybody's."""
    rules = parse_robots(
        "User-agent: *\nDisallow: /private/\nAllow: /private/feed\nDisallow: /*.pdf$\nCrawl-delay: 7\nSitemap: https://x/s.xml\n"
    )
    allowed = {
        path: rules.allows(f"https://news.example{path}") for path in ("/", "/private/x", "/private/feed", "/a.pdf", "/a.pdf?x")
    }
    assert allowed == {"/": True, "/private/x": False, "/private/feed": True, "/a.pdf": False, "/a.pdf?x": True}
    assert (rules.delay_s, rules.sitemaps) == (7.0, ("https://x/s.xml",))
    ours = parse_robots("User-agent: *\nDisallow: /\n\nUser-agent: naql\nDisallow:\n")
    assert ours.allows("https://news.example/feed")
    assert not parse_robots("User-agent: other\nUser-agent: *\nDisallow: /خبر").allows(
        "https://news.example/%D8%AE%D8%A8%D8%B1/1"
    )


@given(st.text(max_size=300), st.text(max_size=60))
def test_no_robots_txt_breaks_anything(text: str, path: str) -> None:
    """Whatever stands in robots.txt, an answer comes."""
    assert parse_robots(f"User-agent: *\n{text}").allows(canonical(path, "https://news.example/") or "https://news.example/") in {
        True,
        False,
    }


def _published(gap: timedelta, count: int = 10) -> list[datetime]:
    return [NOW - gap * number for number in range(count)]


def test_a_feed_is_asked_as_often_as_it_publishes() -> None:
    """Hourly news every half hour, a stream every two minutes, a weekly paper every hour; silence makes it rarer."""
    assert next_interval_s(600, _published(timedelta(hours=1)), 1, {}, None) == 1800
    assert next_interval_s(600, _published(timedelta(seconds=30)), 9, {}, None) == 120
    assert next_interval_s(600, _published(timedelta(days=7)), 1, {}, None) == 3600
    assert next_interval_s(600, [], 0, {}, None) == 900
    assert next_interval_s(600, [], 3, {}, None) == 300


def test_what_a_publisher_asks_for_makes_it_rarer_within_bounds() -> None:
    """Cache-Control, Expires and TTL are followed up to an hour, and never make it more frequent than the rhythm."""
    often = _published(timedelta(seconds=30))
    assert next_interval_s(120, often, 1, {"cache-control": "public, max-age=900"}, None) == 900
    assert next_interval_s(120, often, 1, {"cache-control": "max-age=999999"}, None) == 3600
    assert next_interval_s(120, often, 1, {}, 1800) == 1800
    assert next_interval_s(120, often, 1, {"cache-control": "no-cache, max-age=900"}, None) == 120
    expires = {"date": "Wed, 01 Apr 2026 08:00:00 GMT", "expires": "Wed, 01 Apr 2026 08:10:00 GMT"}
    assert fresh_for_s(expires) == 600


def test_back_off_grows_to_six_hours_and_stays_there() -> None:
    """Doubling from the interval, never more than six hours, Retry-After where it is longer."""
    pauses = [backoff_s(failures, 600) for failures in range(1, 20)]
    assert pauses[:4] == [600, 1200, 2400, 4800]
    assert pauses == sorted(pauses)
    assert pauses[-1] == 6 * 3600
    assert backoff_s(1, 600, 7200) == 7200
    assert backoff_s(1, 600, 10**9) == 6 * 3600
    assert 600 <= spread(600, "sample") <= 660


@pytest.mark.parametrize(
    ("value", "seconds"), [("120", 120.0), ("99999999999", 21600.0), ("-5", None), ("soon", None), ("", None)]
)
def test_retry_after_is_read_within_bounds(value: str, seconds: float | None) -> None:
    """Seconds up to six hours; nonsense is nothing."""
    assert retry_after_s({"retry-after": value}, NOW.timestamp()) == seconds
    date = {"retry-after": "Wed, 01 Apr 2026 08:05:00 GMT"}
    assert retry_after_s(date, NOW.timestamp()) == 300.0


async def test_one_host_is_asked_in_its_own_rhythm_and_hosts_do_not_wait_for_each_other() -> None:
    """Three requests to one host take two pauses; another host's goes at once; a paused host says for how long."""
    at = 100.0
    pace = Pace(0.05, monotonic=asyncio.get_running_loop().time)
    order: list[str] = []

    async def ask(host: str, name: str) -> None:
        async with pace.turn(host):
            order.append(name)

    await asyncio.gather(ask("a", "a1"), ask("a", "a2"), ask("a", "a3"), ask("b", "b1"))
    assert order.index("b1") < order.index("a2") < order.index("a3")
    standing = Pace(1.0, monotonic=lambda: at)
    await standing.pause("a", 30.0)
    assert (standing.paused_s("a"), standing.paused_s("b")) == (30.0, 0.0)
