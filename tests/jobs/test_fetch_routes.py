"""Routes over real proxies on loopback, with FETCH_ALLOW_PRIVATE off: names are resolved at the far end."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from jobs.fetch import Fetcher, FetchError, Limits, Trouble
from tests.jobs.hostile import FEED, HOST, Hostile, Names, hostile_server
from tests.jobs.proxies import Proxy, http_connect, socks5
from tests.jobs.support import config

LIMITS = Limits(connect_s=0.5, total_s=1.0, host_interval_s=0.0)


@pytest.fixture
async def server() -> AsyncIterator[Hostile]:
    async with hostile_server() as running:
        yield running


def known(server: Hostile) -> dict[str, tuple[str, int]]:
    return {"news.example": (HOST, server.port)}


def fetcher(routes: tuple[tuple[str, str], ...] = (), proxy: str = "") -> Fetcher:
    """A fetcher whose own resolver knows only filtered answers: whatever comes, came over a proxy."""
    resolver = Names({"*": [["10.10.34.36"]]})
    return Fetcher(config(routes=routes, fetch_proxy=proxy), limits=LIMITS, resolver=resolver)


async def test_socks5_resolves_names_at_the_far_end(server: Hostile) -> None:
    """The proxy on 127.0.0.1 is asked for the name, not for an address, and needs no FETCH_ALLOW_PRIVATE."""
    async with socks5(known(server)) as proxy, fetcher((("abroad", _url(proxy)),)) as fetching:
        response = await fetching.get("http://news.example/feed", route="abroad")
    assert response.body == FEED
    assert response.route == "abroad"
    assert set(proxy.asked) == {("news.example", 80)}


async def test_http_connect_is_used_for_plain_http_too(server: Hostile) -> None:
    """An HTTP proxy is asked to CONNECT, so it never sees what is read."""
    async with http_connect(known(server)) as proxy, fetcher((("iran", f"http://{HOST}:{proxy.port}"),)) as fetching:
        assert (await fetching.get("http://news.example/feed", route="iran")).body == FEED
    assert set(proxy.asked) == {("news.example", 80)}


async def test_routes_are_tried_in_order(server: Hostile) -> None:
    """Filtered here, refused by the first proxy, answered by the second."""
    async with socks5({}) as shut, socks5(known(server)) as open_:
        ways = (("iran", _url(shut)), ("abroad", _url(open_)))
        async with fetcher(ways) as fetching:
            response = await fetching.get("http://news.example/feed", route="direct,iran,abroad")
    assert response.route == "abroad"
    assert shut.asked


async def test_what_the_publisher_says_is_not_tried_on_another_route(server: Hostile) -> None:
    """A 500 is the publisher's answer, not the network's: the next route is left alone."""
    async with (
        socks5(known(server)) as first,
        socks5({}) as second,
        fetcher((("iran", _url(first)), ("abroad", _url(second)))) as fetching,
    ):
        with pytest.raises(FetchError, match="500"):
            await fetching.get("http://news.example/status?is=500", route="iran,abroad")
    assert second.asked == []


async def test_fetch_proxy_stands_for_direct(server: Hostile) -> None:
    """FETCH_PROXY sends everything that has no route of its own through the proxy."""
    async with socks5(known(server)) as proxy, fetcher(proxy=_url(proxy)) as fetching:
        assert (await fetching.get("http://news.example/feed")).body == FEED


async def test_a_route_that_is_not_named_means_direct() -> None:
    """The shipped publishers say iran and abroad; an operator without routes reads them directly."""
    async with fetcher() as fetching:
        with pytest.raises(FetchError, match="filtered on this network"):
            await fetching.get("http://news.example/feed", route="abroad")


async def test_a_private_literal_is_refused_through_a_proxy_too() -> None:
    """What can be told from the address alone is told before the proxy hears of it."""
    async with socks5({}) as proxy, fetcher((("abroad", _url(proxy)),)) as fetching:
        for host in ("127.0.0.1", "169.254.169.254", "[::1]", "localhost", "router.lan", "0x7f000001"):
            with pytest.raises(FetchError) as caught:
                await fetching.get(f"http://{host}/feed", route="abroad")
            assert caught.value.trouble is Trouble.ADDRESS
    assert proxy.asked == []


async def test_a_proxy_that_does_not_run_is_named() -> None:
    """The line says that it is the proxy, not the publisher."""
    async with fetcher((("abroad", f"socks5h://{HOST}:9"),)) as fetching:
        with pytest.raises(FetchError, match="proxy of abroad does not answer") as caught:
            await fetching.get("http://news.example/feed", route="abroad")
    assert caught.value.trouble is Trouble.PROXY
    assert caught.value.of_the_network


def _url(proxy: Proxy) -> str:
    return f"socks5h://{HOST}:{proxy.port}"
