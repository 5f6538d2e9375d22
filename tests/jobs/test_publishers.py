"""The publishers that ship, and how sources are exchanged."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli.sources import app
from jobs import publishers
from jobs.extract.opml import parse_opml, slug_of, write_opml
from jobs.fetch.url import canonical
from storage import sources
from storage.errors import ConfigError, InputError
from storage.records import NewSource, SourceState
from tests.jobs.support import database


def test_at_least_twenty_publishers_ship_well_formed() -> None:
    """Unique slugs, https home pages, addresses in their one form, expressions that compile."""
    shipped = publishers.shipped()
    assert len(shipped) >= 20
    assert len({publisher.slug for publisher in shipped}) == len(shipped)
    for publisher in shipped:
        assert canonical(publisher.home_url) == publisher.home_url
        assert all(canonical(feed) == feed for feed in publisher.feeds)
        assert publisher.route in {"iran", "abroad", "direct"}
        if publisher.archive.pages:
            assert publisher.archive.pages.format(year=1405, month=1, day=2, page=3).startswith(publisher.home_url)


def test_what_is_known_of_a_house_is_found_by_the_source() -> None:
    """A source's slug leads to its publisher's hints; an operator's own source has none."""
    assert publishers.hint_of("isna").body
    assert publishers.of_source("isna-2") == publishers.of_source("isna")
    assert publishers.of_source("own") is None


@pytest.mark.parametrize(
    "text",
    [
        "[[publisher]",
        '[[publisher]]\nslug = "A B"\nname = "x"\nhome = "https://x.example/"',
        '[[publisher]]\nslug = "ab"\nname = "x"\nhome = "http://x.example/"',
        '[[publisher]]\nslug = "ab"\nname = "x"\nhome = "https://x.example/"\nhouse = "none"',
        2 * '[[publisher]]\nslug = "ab"\nname = "x"\nhome = "https://x.example/"\n',
    ],
)
def test_a_broken_publishers_file_is_told_in_one_line(text: str) -> None:
    """The entry and what is wrong with it."""
    with pytest.raises(ConfigError) as caught:
        publishers.parse(text)
    assert "\n" not in str(caught.value)


async def test_what_an_operator_removed_never_comes_back(tmp_path: Path) -> None:
    """The shipped list is put in at each start; a removed source stays removed, a changed one stays changed."""
    async with database(tmp_path) as db:
        async with db.write() as s:
            await sources.sync(s, publishers.shipped_sources())
            await sources.set_state(s, "isna", SourceState.REMOVED)
            await sources.add(s, NewSource("irna", "ایرنا", "https://www.irna.ir/", "https://www.irna.ir/rss/tp/1"))
        async with db.write() as s:
            assert await sources.sync(s, publishers.shipped_sources()) == 0
        async with db.read() as r:
            listed = {source.slug: source for source in await sources.list_all(r)}
    assert "isna" not in listed
    assert listed["irna"].feed_url == "https://www.irna.ir/rss/tp/1"


async def test_opml_goes_out_and_comes_back(tmp_path: Path) -> None:
    """What is exported is imported as it was: slug, name, zone and route too."""
    new = NewSource(
        "sample", 'نمونه & "نقل"', "https://news.example/", "https://news.example/rss?a=1&b=2", "Europe/Paris", "abroad,direct"
    )
    async with database(tmp_path) as db:
        async with db.write() as s:
            await sources.add(s, new)
        async with db.read() as r:
            text = write_opml(await sources.list_all(r))
    assert parse_opml(text.encode()) == (new,)


def test_opml_of_others_is_read() -> None:
    """Nested outlines, single quotes, doubles, feeds without a title; slugs are made up and unique."""
    text = (
        "<opml><body><outline text='گروه'><outline type='rss' title='الف' xmlUrl='https://www.sample-news.ir/rss'/>"
        '<outline text="ب" xmlUrl="https://sample-news.ir/fa/rss"/><outline xmlUrl="https://www.sample-news.ir/rss"/></outline></body></opml>'
    )
    found = parse_opml(text.encode())
    assert [(source.slug, source.name) for source in found] == [("sample-news", "الف"), ("sample-news-2", "ب")]
    assert slug_of("https://7sobh.example/feed") == "source-7sobh"
    with pytest.raises(InputError, match="names no feed"):
        parse_opml(b"<html></html>")


def test_a_slip_in_an_opml_file_stops_no_source() -> None:
    """A zone that there is not and a slug that is none give way to what is usual; an address that is none is left out."""
    text = (
        '<opml><outline text="الف" xmlUrl="https://sample-news.ir/rss" naql:slug="UPPER CASE!" naql:timezone="Nope/No"/>'
        '<outline xmlUrl="javascript:alert(1)"/></opml>'
    )
    found = parse_opml(text.encode())
    assert [(one.slug, one.timezone) for one in found] == [("sample-news", "Asia/Tehran")]


def test_a_slug_of_a_removed_source_is_not_given_to_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its articles are still there and would bear the other's name; the removed feed itself comes back as what it was."""
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "")
    runner, file = CliRunner(), tmp_path / "feeds.opml"

    def take_in(*feeds: str) -> None:
        file.write_text("".join(f'<outline xmlUrl="{feed}"/>' for feed in feeds), encoding="utf-8")
        done = runner.invoke(app, ["import", str(file)])
        assert done.exit_code == 0, done.output

    take_in("https://sample-news.ir/rss")
    assert runner.invoke(app, ["remove", "sample-news"]).exit_code == 0
    take_in("https://sample-news.com/other")
    assert "sample-news-2 " in runner.invoke(app, ["list"]).output
    take_in("https://sample-news.ir/rss")
    listed = runner.invoke(app, ["list"]).output
    assert {line.split()[0] for line in listed.splitlines() if "sample-news." in line} == {"sample-news", "sample-news-2"}
