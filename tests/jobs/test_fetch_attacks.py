"""Every attack of the table against the real fetcher: none reaches a private address, none exceeds its limits."""

from __future__ import annotations

import asyncio
import ssl
import subprocess
import tracemalloc
from collections.abc import AsyncIterator
from pathlib import Path
from shutil import which

import pytest

from jobs.fetch import Fetcher, FetchError, Limits, Trouble
from tests.jobs.attacks import ATTACKS, OK
from tests.jobs.hostile import FEED, HOST, Hostile, Names, hostile_server
from tests.jobs.support import config

LIMITS = Limits(connect_s=2.0, total_s=3.0, max_bytes=1_000_000, host_interval_s=0.0)


def names() -> Names:
    return Names(
        {
            "hostile.example": [[HOST]],
            "busy.example": [[HOST]],
            "inside.example": [[HOST]],
            "inside6.example": [["::1"]],
            "filtered.example": [["10.10.34.35"]],
            "both.example": [["10.0.0.1", HOST]],
            "rebind.example": [["127.0.0.9"]],
        }
    )


@pytest.fixture
async def server() -> AsyncIterator[Hostile]:
    async with hostile_server() as running:
        yield running


@pytest.fixture
async def fetcher(server: Hostile) -> AsyncIterator[Fetcher]:
    async with Fetcher(config(), limits=LIMITS, resolver=names(), exempt=server.exempt) as made:
        yield made


async def outcome(fetcher: Fetcher, url: str) -> tuple[Trouble | str, str]:
    try:
        response = await fetcher.get(url)
    except FetchError as error:
        return error.trouble, str(error)
    assert len(response.body) <= LIMITS.max_bytes
    return OK, ""


async def test_no_attack_reaches_a_private_address_or_exceeds_its_limits(server: Hostile, fetcher: Fetcher) -> None:
    """All attacks at once: each comes to its outcome, in one clear line, and the canary on loopback is never connected to."""
    assert len(ATTACKS) >= 40
    found = await asyncio.wait_for(asyncio.gather(*(outcome(fetcher, attack.url(server)) for attack in ATTACKS)), 60)
    wrong = {a.name: came for a, came in zip(ATTACKS, found, strict=True) if came[0] not in a.outcome}
    assert not wrong
    assert server.touched == 0
    assert all("\n" not in line and len(line) < 400 for _, line in found)


async def test_bombs_end_at_the_limit_and_not_in_memory(server: Hostile, fetcher: Fetcher) -> None:
    """Twenty megabytes of zeros behind twenty kilobytes cost about the limit, not their size."""
    await outcome(fetcher, server.url("/feed"))
    tracemalloc.start()
    try:
        for bomb in ("/gzip_bomb", "/deflate_bomb", "/member_bomb", "/endless"):
            await fetcher.close()
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
            await outcome(fetcher, server.url(bomb))
            # The server's own twenty megabytes are made in this process too.
            assert tracemalloc.get_traced_memory()[1] - before < 20_000_000 + 6 * LIMITS.max_bytes
    finally:
        tracemalloc.stop()


async def test_a_name_that_changes_is_checked_where_it_is_connected(server: Hostile) -> None:
    """The first answer is harmless, the second is not (robots.txt, then the feed): the second is refused."""
    resolver = Names({"rebind.example": [[HOST], ["127.0.0.1"]]})
    elsewhere = frozenset({(HOST, server.port)})
    async with Fetcher(config(), limits=LIMITS, resolver=resolver, exempt=elsewhere) as fetcher:
        assert (await fetcher.get(f"http://rebind.example:{server.port}/feed")).body == FEED
    resolver = Names({"rebind.example": [["192.168.7.7"]]})
    async with Fetcher(config(), limits=LIMITS, resolver=resolver, exempt=elsewhere) as fetcher:
        assert (await outcome(fetcher, f"http://rebind.example:{server.port}/feed"))[0] is Trouble.ADDRESS


async def test_a_filtered_name_is_called_so_with_the_remedy(server: Hostile, fetcher: Fetcher) -> None:
    """10.10.34.x is what a filtering network answers: the operator is told of routes, not of private addresses."""
    with pytest.raises(FetchError, match=r"filtered on this network.*route"):
        await fetcher.get(f"http://filtered.example:{server.port}/feed")


async def test_what_a_server_sets_is_not_sent_back(server: Hostile, fetcher: Fetcher) -> None:
    """No cookie is kept: publishers cannot follow this reader."""
    await fetcher.get(server.url("/cookie"))
    await fetcher.get(server.url("/feed"))
    assert all("cookie" not in headers for _, headers in server.asked)


async def test_a_hanging_server_harms_nobody_else(server: Hostile, fetcher: Fetcher) -> None:
    """While many requests hang at one host, another host is answered."""
    hanging = [asyncio.create_task(outcome(fetcher, server.url("/hang"))) for _ in range(40)]
    await asyncio.sleep(0.1)
    assert (await asyncio.wait_for(outcome(fetcher, f"http://both.example:{server.port}/feed"), 2.5))[0] == OK
    assert not any(task.done() for task in hanging)
    for task in hanging:
        task.cancel()
    await asyncio.gather(*hanging, return_exceptions=True)


async def test_without_an_exemption_loopback_is_refused_and_with_the_setting_it_is_not(server: Hostile) -> None:
    """FETCH_ALLOW_PRIVATE is for tests and the sandbox: off by default."""
    async with Fetcher(config(), limits=LIMITS) as strict:
        assert (await outcome(strict, server.url("/feed", HOST)))[0] is Trouble.ADDRESS
    async with Fetcher(config(fetch_allow_private=True), limits=LIMITS) as loose:
        assert (await outcome(loose, server.url("/feed", HOST)))[0] == OK


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    if which("openssl") is None:
        pytest.skip("there is no openssl here to make a certificate with")
    folder = tmp_path_factory.mktemp("tls")
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=hostile.example"]
    subprocess.run(
        [*made, "-keyout", str(folder / "key"), "-out", str(folder / "cert")], check=True, capture_output=True, timeout=60
    )
    return folder


async def test_tls_errors_are_told_apart_and_never_ignored(certificate: Path) -> None:
    """A certificate that nobody signed, and plain HTTP where TLS is expected: both are TLS errors, nothing is read."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert", certificate / "key")
    async with hostile_server(tls=context) as server:
        async with Fetcher(config(), limits=LIMITS, resolver=names(), exempt=server.exempt) as fetcher:
            assert (await outcome(fetcher, server.url("/feed").replace("http:", "https:")))[0] is Trouble.TLS
        assert server.asked == []
    async with (
        hostile_server() as plain,
        Fetcher(config(), limits=LIMITS, resolver=names(), exempt=plain.exempt) as fetcher,
    ):
        assert (await outcome(fetcher, plain.url("/feed").replace("http:", "https:")))[0] in {
            Trouble.TLS,
            Trouble.CONNECT,
            Trouble.TIMEOUT,
        }
