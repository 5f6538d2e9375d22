"""Archives: walked at the publisher, handed over between a collector and a bot, taken in from files."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from concurrent.futures import BrokenExecutor
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.cli.collect import _appending
from jobs.analysis.analyser import Analyser
from jobs.analysis.lexicon import ensure_lexicon
from jobs.backfill import Filling, backfill
from jobs.examine import examine, find_feed
from jobs.export import hand_over
from jobs.extract.archive import items_of_list
from jobs.extract.discover import feeds_of_page
from jobs.extract.sitemap import is_sitemap, parse_sitemap
from jobs.fetch import FetchError
from jobs.fill import Step, Walk, fill, page_address, parse_since
from jobs.handover import read_row
from jobs.publishers import Archive
from storage import articles, sources, statements
from storage.database import migrate
from storage.errors import InputError
from storage.records import ArticleState, NewSource, SourceState
from tests.jobs.support import config, database
from tests.jobs.test_collect import TEXT, Bench, Site, analyser, bench, page, running

__all__ = ["analyser", "bench"]  # fixtures

PAGES = "{base}/archive?pi={{page}}&dy={{day}}&mn={{month}}&yr={{year}}"


def test_a_day_is_asked_for_in_its_jalali_date() -> None:
    """Templates name Jalali days, with leading zeros where the house wants them."""
    assert page_address("/a/{year}/{month:02}/{day:02}/{page}", date(2026, 3, 31), 2) == "/a/1405/01/11/2"


def test_since_is_read_in_both_calendars() -> None:
    """ISO or Jalali; nonsense and days to come are told."""
    today = date(2026, 4, 1)
    assert parse_since("2026-03-21", today) == parse_since("1405-01-01", today) == date(2026, 3, 21)
    assert parse_since(None, today) == date(2025, 4, 1)
    for wrong in ("yesterday", "2026-13-01", "2027-01-01", "1404-12-31"):
        with pytest.raises(InputError):
            parse_since(wrong, today)


def test_the_articles_of_a_list_are_found() -> None:
    """Links to articles on the same site, each once, with the longest text as title; menus and other sites left out."""
    page = """<ul><li><a href="/news/1001/x"><img></a><a href="/news/1001/x">خبر نمونهٔ یکم</a></li>
    <li><a href="https://www.news.example/news/1002">خبر نمونهٔ دوم</a></li><li><a href="/service/politics">سیاسی</a></li>
    <li><a href="https://other.example/news/1003">دیگر</a></li></ul>"""
    found = items_of_list(page.encode(), "https://news.example/archive", r"/news/\d+")
    assert [(item.url, item.title) for item in found] == [
        ("https://news.example/news/1001/x", "خبر نمونهٔ یکم"),
        ("https://www.news.example/news/1002", "خبر نمونهٔ دوم"),
    ]


def test_sitemaps_of_every_kind_are_read() -> None:
    """Index, plain, news, gzipped: addresses, titles, times."""
    inner = b"<loc>https://news.example/s1.xml</loc><lastmod>2026-03-31</lastmod>"
    index = b"<sitemapindex><sitemap>" + inner + b"</sitemap></sitemapindex>"
    (entry,) = parse_sitemap(index, "https://news.example/sitemap.xml")
    assert (entry.url, entry.is_sitemap) == ("https://news.example/s1.xml", True)
    news = (
        '<?xml version="1.0"?><urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        "<url><loc>https://news.example/خبر</loc>"
        "<news:news><news:publication_date>2026-03-31T12:00:00+03:30</news:publication_date>"
        "<news:title>نمونه &amp; خبر</news:title>"
        "</news:news></url></urlset>"
    ).encode()
    for data in (news, gzip.compress(news)):
        assert is_sitemap(data)
        (entry,) = parse_sitemap(data, "https://news.example/sitemap.xml")
        assert (entry.title, entry.at) == ("نمونه & خبر", datetime(2026, 3, 31, 8, 30, tzinfo=UTC))
    assert not is_sitemap(b"<rss></rss>")


def test_a_page_names_its_feeds_the_likeliest_first() -> None:
    """Declared feeds before linked ones, the feed of everything first, feeds of comments last; then the usual addresses."""
    page = """<head><link rel="alternate" type="application/rss+xml" title="نظرات" href="/comments/feed">
    <link rel="alternate" type="application/rss+xml" title="همه اخبار" href="/fa/rss/allnews"></head>
    <body><a href="/fa/rss/1">RSS</a><a href="/news/2">خبر</a></body>"""
    found = feeds_of_page(page.encode(), "https://news.example/")
    assert found[:3] == (
        "https://news.example/fa/rss/allnews",
        "https://news.example/comments/feed",
        "https://news.example/fa/rss/1",
    )
    assert "https://news.example/feed/" in found


async def test_an_archive_is_walked_back_and_goes_on_where_it_was(bench: Bench) -> None:
    """Each day's pages until one brings nothing new; a day that was walked to its end is not asked for again."""
    async with running(Site()) as site:
        await bench.add(site)
        for day in (9, 10, 11, 12):
            links = "".join(f"<a href='/news/{day}00{n}'>خبر نمونهٔ {day}-{n}</a>" for n in range(3))
            site.pages[f"/archive/1405/1/{day}/1"] = (200, links.encode())
        archive = Archive(site.url + "/archive/{year}/{month}/{day}/{page}", r"/news/\d+")
        steps: list[Step] = []
        async with bench.db.read() as r:
            source = await sources.get(r, "sample")
        assert source is not None
        settings = config(bench.folder, fetch_allow_private=True)
        walk = Walk(bench.db, bench.fetcher, settings, bench.clock, steps.append)
        assert await fill(walk, source, archive, date(2026, 3, 29)) == 12
        assert [(step.done, step.total) for step in steps] == [(1, 4), (2, 4), (3, 4), (4, 4)]
        site.asked.clear()
        assert await fill(walk, source, archive, date(2026, 3, 29)) == 0
        assert {path for path in site.asked if path.startswith("/archive")} == {"/archive/1405/1/12/1", "/archive/1405/1/12/2"}
        async with bench.db.read() as r:
            due = await articles.due(r, bench.clock(), 100)
    assert len(due) == 12
    assert due[0].url.endswith(tuple(f"/news/1200{n}" for n in range(3)))


async def test_without_an_archive_the_sitemaps_are_walked(bench: Bench) -> None:
    """robots.txt names a sitemap, that names others; what is older than asked for is left out."""
    async with running(Site()) as site:
        await bench.add(site)
        site.pages["/robots.txt"] = (200, f"Sitemap: {site.url}/sitemap.xml\n".encode())
        inner = f"<sitemap><loc>{site.url}/s1.xml</loc><lastmod>2026-03-31</lastmod></sitemap>"
        old = f"<sitemap><loc>{site.url}/s0.xml</loc><lastmod>2020-03-31</lastmod></sitemap>"
        site.pages["/sitemap.xml"] = (200, f"<sitemapindex>{inner}{old}</sitemapindex>".encode())
        listed = "".join(f"<url><loc>{site.url}/news/{n}</loc><lastmod>2026-03-{n}</lastmod></url>" for n in (28, 30, 31))
        site.pages["/s1.xml"] = (200, f"<urlset>{listed}</urlset>".encode())
        async with bench.db.read() as r:
            source = await sources.get(r, "sample")
        assert source is not None
        settings = config(bench.folder, fetch_allow_private=True)
        walk = Walk(bench.db, bench.fetcher, settings, bench.clock, lambda _: None)
        assert await fill(walk, source, Archive(), date(2026, 3, 29)) == 2
        assert "/s0.xml" not in site.asked


async def test_an_unknown_archive_is_told(bench: Bench) -> None:
    """Neither pages nor sitemaps: one line with what to do."""
    async with running(Site()) as site:
        await bench.add(site)
        async with bench.db.read() as r:
            source = await sources.get(r, "sample")
        assert source is not None
        walk = Walk(bench.db, bench.fetcher, config(bench.folder, fetch_allow_private=True), bench.clock, lambda _: None)
        with pytest.raises(InputError, match="backfill"):
            await fill(walk, source, Archive(), date(2026, 3, 29))


async def test_a_publisher_that_cannot_be_reached_is_called_that(bench: Bench) -> None:
    """Nothing answers: neither «no sitemap» nor «0 articles» is what is told."""
    async with running(Site()) as site:
        await bench.add(site)
    async with bench.db.read() as r:
        source = await sources.get(r, "sample")
    assert source is not None
    walk = Walk(bench.db, bench.fetcher, config(bench.folder, fetch_allow_private=True), bench.clock, lambda _: None)
    for archive in (Archive(), Archive(sitemaps=(f"{source.home_url}sitemap.xml",))):
        with pytest.raises(FetchError, match="cannot be reached"):
            await fill(walk, source, archive, date(2026, 3, 29))


async def test_a_collector_hands_over_and_a_bot_takes_in_once(bench: Bench, analyser: Analyser, tmp_path: Path) -> None:
    """What one naql writes another reads: the same articles under the same sources, however often the file is given."""
    out = io.StringIO()
    async with running(Site()) as site:
        site.publish("1", "خبر نمونه")
        site.publish("2", "خبر نمونهٔ دوم", TEXT.replace("چهل", "پنجاه"))
        await bench.add(site)
        settings = config(bench.folder, fetch_allow_private=True)
        assert await hand_over(bench.db, bench.fetcher, bench.clock, settings, out) == 2
        assert await hand_over(bench.db, bench.fetcher, bench.clock, settings, out) == 0
    file = tmp_path / "handed.jsonl"
    file.write_text(out.getvalue() + "no json\n{}\n", encoding="utf-8")
    (tmp_path / "other").mkdir()
    async with database(tmp_path / "other") as other:
        filling = Filling(other, config(tmp_path), bench.clock, lambda: analyser, lambda *_: None)
        first = await backfill(filling, file)
        second = await backfill(filling, file)
        async with other.read() as r:
            article = await articles.by_url(r, f"{site.url}/news/1")
            source = await sources.get(r, "sample")
            assert article is not None
            found = await statements.of_article(r, article.id)
    assert (first.new, first.known, first.bad) == (2, 0, 2)
    assert (second.new, second.known) == (0, 2)
    assert article.state is ArticleState.ANALYSED
    assert found
    assert source is not None
    assert source.feed_url == f"{site.url}/feed"


async def test_an_archive_file_is_taken_in_with_what_it_has(tmp_path: Path, analyser: Analyser, bench: Bench) -> None:
    """Rows of an archive need only a body; gzip is unzipped; a source that came with it is not asked for news."""
    rows = [{"id": n, "title": f"نمونهٔ {n}", "body": TEXT, "date": "۱۱ فروردین ۱۴۰۵", "extra": 1} for n in range(5)]
    file = tmp_path / "archive.jsonl.gz"
    file.write_bytes(gzip.compress("\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()))
    told: list[int] = []
    filling = Filling(bench.db, config(tmp_path), bench.clock, lambda: analyser, lambda read, _: told.append(read))
    report = await backfill(filling, file)
    assert (report.read, report.new, told) == (5, 5, [5])
    async with bench.db.read() as r:
        source = await sources.get(r, "archive")
    assert source is not None
    assert source.state is SourceState.PAUSED


async def test_edits_and_withdrawals_are_handed_over_too(bench: Bench, analyser: Analyser, tmp_path: Path) -> None:
    """A collector looks again; another text under the same key is an edit over there, a page that is gone is gone."""
    settings, out = config(bench.folder, fetch_allow_private=True), io.StringIO()
    async with running(Site()) as site:
        for number in range(2):
            site.publish(str(number), f"خبر نمونهٔ {number}", TEXT.replace("چهل", ("چهل", "پنجاه")[number]))
        await bench.add(site)
        assert await hand_over(bench.db, bench.fetcher, bench.clock, settings, out) == 2
        site.pages["/news/0"] = (200, page("خبر نمونهٔ 0", TEXT + " وی گفت: «این جمله پس از انتشار افزوده شد.»"))
        del site.pages["/news/1"]
        counts = []
        for minutes in (61, 31, 400):
            bench.clock.forward(minutes=minutes)
            counts.append(await hand_over(bench.db, bench.fetcher, bench.clock, settings, out))
        assert counts == [1, 1, 0]
    file = tmp_path / "handed.jsonl"
    file.write_text(out.getvalue(), encoding="utf-8")
    (tmp_path / "other").mkdir()
    async with database(tmp_path / "other") as other:
        report = await backfill(Filling(other, config(tmp_path), bench.clock, lambda: analyser, lambda *_: None), file)
        async with other.read() as r:
            edited, gone = [await articles.by_url(r, f"{site.url}/news/{number}") for number in range(2)]
    assert (report.read, report.new) == (4, 3)
    assert edited is not None
    assert gone is not None
    assert (edited.revision, edited.state, gone.state) == (1, ArticleState.ANALYSED, ArticleState.GONE)
    assert "افزوده شد" in edited.body


async def test_what_a_crash_left_is_taken_up_when_its_lease_has_ended(bench: Bench, analyser: Analyser, tmp_path: Path) -> None:
    """Stored and claimed by a process that died: busy at first, analysed when the file is given again later."""
    file = _archive(tmp_path, 3)
    filling = Filling(bench.db, config(tmp_path), bench.clock, lambda: analyser, lambda *_: None)

    def dies() -> Analyser:
        raise MemoryError

    with pytest.raises(BrokenExecutor):
        await backfill(replace(filling, make_analyser=dies), file)
    report = await backfill(filling, file)
    assert (report.new, report.busy) == (0, 3)
    bench.clock.forward(minutes=6)
    report = await backfill(filling, file)
    assert (report.new, report.busy, report.known) == (3, 0, 0)
    assert (await backfill(filling, file)).known == 3


def test_two_processes_at_once_take_an_archive_in_once(tmp_path: Path) -> None:
    """`naql backfill`, with two workers and with one, at the same time on one SQLite file: every article is analysed once."""
    rows = 40
    file = _archive(tmp_path, rows)
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "DATA_DIR": str(tmp_path / "data"), "PYTHONUTF8": "1"}
    command = [sys.executable, "-m", "bot", "backfill", str(file), "--workers"]
    ensure_lexicon(tmp_path / "data")
    asyncio.run(migrate(f"sqlite+aiosqlite:///{tmp_path / 'data' / 'naql.sqlite3'}"))
    both = [
        subprocess.Popen([*command, workers], cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True)
        for workers in "21"
    ]
    try:
        said = [process.communicate(timeout=120)[0] for process in both]
    finally:
        for process in both:
            process.kill()  # nothing where it has ended
            process.communicate()
    assert [process.returncode for process in both] == [0, 0]
    assert sum(int(re.findall(r"(\d+) new", text)[0]) for text in said) == rows
    with closing(sqlite3.connect(tmp_path / "data" / "naql.sqlite3")) as connection:
        states = connection.execute("SELECT state, count(*) FROM articles GROUP BY state").fetchall()
        doubled = connection.execute("SELECT count(*) - count(DISTINCT article_id || ':' || position) FROM statements").fetchall()
        articles_with = connection.execute("SELECT count(DISTINCT article_id) FROM statements").fetchall()
    assert (states, doubled, articles_with) == ([("analysed", rows)], [(0,)], [(rows,)])


def _archive(folder: Path, rows: int) -> Path:
    file = folder / "archive.jsonl"
    numbers = ("چهل", "پنجاه", "شصت", "هفتاد")
    lines = [
        {"id": n, "title": f"نمونهٔ {n}", "body": TEXT.replace("چهل", numbers[n % 4]), "date": "2026-03-31"} for n in range(rows)
    ]
    file.write_text("\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8")
    return file


def test_a_line_that_broke_off_costs_no_other_line(tmp_path: Path) -> None:
    """A collector killed in the middle of a line: what the next one writes begins on a line of its own."""
    file = tmp_path / "handed.jsonl"
    for before, after in ((None, "new\n"), (b"", "new\n"), (b"old\n", "old\nnew\n"), (b'{"ti', '{"ti\nnew\n')):
        file.unlink(missing_ok=True)
        if before is not None:
            file.write_bytes(before)
        with _appending(str(file)) as out:
            out.write("new\n")
        assert file.read_text(encoding="utf-8") == after


def test_unreadable_rows_and_files_are_told_in_one_line(tmp_path: Path) -> None:
    """No JSON, no object, no body."""
    for line in ("{", "[]", '{"title": "x"}', "[" * 100_000):
        with pytest.raises(InputError):
            read_row(line)


async def test_a_missing_file_is_one_clear_line(tmp_path: Path, bench: Bench, analyser: Analyser) -> None:
    """The file and the remedy."""
    filling = Filling(bench.db, config(tmp_path), bench.clock, lambda: analyser, lambda *_: None)
    with pytest.raises(InputError, match="cannot be read"):
        await backfill(filling, tmp_path / "none.jsonl")


async def test_sources_add_finds_the_feed_and_check_shows_what_would_be_kept(bench: Bench) -> None:
    """From a home page to its feed; then the newest item with its page's text."""
    async with running(Site()) as site:
        site.publish("1", "خبر نمونهٔ یکم")
        site.pages["/"] = (200, b"<html><head><link rel='alternate' type='application/rss+xml' href='/feed'></head></html>")
        found = await find_feed(bench.fetcher, site.url, "direct", "Asia/Tehran")
        assert (found.url, found.feed.title, len(found.feed.items)) == (f"{site.url}/feed", "نمونه", 1)
        lines = await examine(bench.fetcher, NewSource("sample", "نمونه", site.url, found.url))
        assert "newest: خبر نمونهٔ یکم" in lines
        assert any("half-spaces" in line for line in lines)
        site.pages["/"] = (200, b"<html>nothing</html>")
        site.feed = b"nothing"
        with pytest.raises(InputError, match="no feed was found"):
            await find_feed(bench.fetcher, site.url, "direct", "Asia/Tehran")
