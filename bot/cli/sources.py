"""`naql sources …`: who is read. Added by the address of a page, checked, filled with their archive, exchanged as OPML."""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer

from storage.errors import InputError

app = typer.Typer(
    name="sources",
    help="Publishers: list, add, remove, check, fill, export, import.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
Slug = Annotated[str, typer.Argument(metavar="SLUG", help="as `naql sources list` shows it")]


@app.command("list")
def list_() -> None:
    """Every source: its state, when it is asked next, what is wrong with it."""
    asyncio.run(_list())


async def _list() -> None:
    from bot.cli.compose import configuration, open_database
    from jobs.publishers import shipped_sources
    from storage import sources

    config = configuration()
    async with open_database(config) as db:
        async with db.write() as s:
            await sources.sync(s, shipped_sources())
        async with db.read() as r:
            found = await sources.list_all(r)
    for source in found:
        newest = f"{source.last_item_at:%Y-%m-%d %H:%M}" if source.last_item_at else "nothing yet"
        trouble = f"  failing since {source.failing_since:%Y-%m-%d %H:%M}: {source.last_error}" if source.failing_since else ""
        rhythm = f"every {source.interval_s // 60:>3} min"
        print(f"{source.slug:<16} {source.state:<8} {source.route:<8} {rhythm}  {newest:<17} {source.feed_url}")
        if trouble:
            print(trouble)


@app.command()
def add(
    url: Annotated[str, typer.Argument(help="a feed, a page that has one, or a sitemap")],
    name: Annotated[str | None, typer.Option(help="as readers see it; else the feed's title")] = None,
    slug: Annotated[str | None, typer.Option(help="small Latin letters, digits, hyphens; else from the host")] = None,
    route: Annotated[str, typer.Option(help="direct, or names of ROUTES to try in order")] = "direct",
    timezone: Annotated[str, typer.Option(help="of times that name no zone")] = "Asia/Tehran",
) -> None:
    """Read a publisher: finds the feed of a page by itself."""
    asyncio.run(_add(url, name, slug, route, timezone))


async def _add(url: str, name: str | None, slug: str | None, route: str, timezone: str) -> None:
    from bot.cli.compose import configuration, open_database
    from jobs.examine import find_feed
    from jobs.extract.opml import free_slug, is_slug, slug_of
    from jobs.fetch import Fetcher
    from storage import sources
    from storage.records import NewSource, SourceState

    if slug is not None and not is_slug(slug):
        raise InputError(f"--slug {slug} is no slug", "Small Latin letters, digits and hyphens")
    config = configuration()
    async with Fetcher(config) as fetcher:
        found = await find_feed(fetcher, url if "://" in url else f"https://{url}", route, timezone)
    async with open_database(config) as db, db.write() as s:
        known = await sources.list_all(s, removed=True)
        double = next((source for source in known if source.feed_url == found.url), None)
        if double is not None and double.state is not SourceState.REMOVED:
            raise InputError(f"that feed is read already, as {double.slug}")
        # A feed that was removed comes back as itself; another's slug would give the articles of that one this one's name.
        again = double.slug if double is not None else free_slug(slug_of(found.url), {source.slug for source in known})
        chosen = slug or again
        new = NewSource(chosen, name or found.feed.title or chosen, found.feed.home_url or found.url, found.url, timezone, route)
        await sources.add(s, new)
        await sources.set_state(s, chosen, SourceState.ACTIVE)
    print(f"{chosen}: {new.name}, {len(found.feed.items)} items, {found.url}")


@app.command()
def remove(slug: Slug) -> None:
    """Stop reading a source. Its articles stay; it does not come back with an upgrade."""
    asyncio.run(_remove(slug))


async def _remove(slug: str) -> None:
    from bot.cli.compose import configuration, open_database
    from jobs.publishers import shipped_sources
    from storage import sources
    from storage.records import SourceState

    async with open_database(configuration()) as db, db.write() as s:
        await sources.sync(s, shipped_sources())
        if not await sources.set_state(s, slug, SourceState.REMOVED):
            raise InputError(f"there is no source {slug}", "naql sources list shows them")
    print(f"{slug} is not read any more")


@app.command()
def check(target: Annotated[str, typer.Argument(metavar="SLUG|URL", help="a source, or any address")]) -> None:
    """Fetch one feed and its newest article, and say what would be kept. Nothing is stored."""
    asyncio.run(_check(target))


async def _check(target: str) -> None:
    from bot.cli.compose import configuration, open_database
    from jobs.examine import examine
    from jobs.fetch import Fetcher
    from jobs.publishers import shipped_sources
    from storage import sources
    from storage.records import NewSource

    config = configuration()
    source: NewSource | None = None
    if "://" in target:
        source = NewSource("check", target, target, target)
    else:
        async with open_database(config) as db:
            async with db.write() as s:
                await sources.sync(s, shipped_sources())
            async with db.read() as r:
                known = await sources.get(r, target)
        if known is None:
            raise InputError(f"there is no source {target}", "naql sources list shows them")
        source = NewSource(known.slug, known.name, known.home_url, known.feed_url, known.timezone, known.route)
    async with Fetcher(config) as fetcher:
        for line in await examine(fetcher, source):
            print(line)


@app.command()
def fill(
    slug: Slug,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="2025-03-21 or 1404-01-01; else a year back")] = None,
) -> None:
    """Walk a publisher's archive back to a date. Polite, so it takes its time; resumable."""
    asyncio.run(_fill(slug, since))


async def _fill(slug: str, since: str | None) -> None:
    from rich.progress import Progress

    from bot.cli.compose import configuration, now, open_database
    from jobs import fill as walking
    from jobs.fetch import Fetcher
    from jobs.publishers import Archive, of_source, shipped_sources
    from jobs.turns import DatabaseTurns
    from storage import sources

    config = configuration()
    async with open_database(config) as db, Fetcher(config, shared=DatabaseTurns(db, now)) as fetcher:
        async with db.write() as s:
            await sources.sync(s, shipped_sources())
            source = await sources.get(s, slug)
        if source is None:
            raise InputError(f"there is no source {slug}", "naql sources list shows them")
        publisher = of_source(slug)
        day = walking.parse_since(since, now().astimezone(config.zone).date())
        with Progress() as bar:
            task = bar.add_task(source.name, total=None)

            def told(step: walking.Step) -> None:
                bar.update(
                    task, completed=step.done, total=step.total, description=f"{source.name} {step.at[-40:]}: {step.found}"
                )

            walk = walking.Walk(db, fetcher, config, now, told)
            found = await walking.fill(walk, source, publisher.archive if publisher else Archive(), day)
    print(f"{found} articles noted; naql collect, or the running service, fetches them")


@app.command("export")
def export(file: Annotated[str, typer.Argument(metavar="FILE", help="OPML; - is standard output")] = "-") -> None:
    """Write the sources as OPML."""
    text = asyncio.run(_opml())
    if file == "-":
        sys.stdout.write(text)
        return
    try:
        Path(file).write_text(text, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{file} cannot be written ({error.strerror})", "Name a file that you may write to") from error


async def _opml() -> str:
    from bot.cli.compose import configuration, open_database
    from jobs.extract.opml import write_opml
    from jobs.publishers import shipped_sources
    from storage import sources

    async with open_database(configuration()) as db:
        async with db.write() as s:
            await sources.sync(s, shipped_sources())
        async with db.read() as r:
            return write_opml(await sources.list_all(r))


@app.command("import")
def import_(file: Annotated[str, typer.Argument(metavar="FILE", help="OPML; - is standard input")]) -> None:
    """Read every feed that an OPML file names. Feeds that are known stay as they are."""
    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as error:
        raise InputError(f"{file} cannot be read ({error.strerror})", "Give an OPML file, or -") from error
    asyncio.run(_import(data))


async def _import(data: bytes) -> None:
    from dataclasses import replace

    from bot.cli.compose import configuration, open_database
    from jobs.extract.opml import free_slug, parse_opml
    from storage import sources
    from storage.records import SourceState

    named = parse_opml(data)
    added = 0
    async with open_database(configuration()) as db, db.write() as s:
        known = await sources.list_all(s, removed=True)
        slugs, feeds = {source.slug for source in known}, {source.feed_url: source for source in known}
        for new in named:
            same = feeds.get(new.feed_url)
            if same is not None and same.state is not SourceState.REMOVED:
                continue
            slug = same.slug if same is not None else free_slug(new.slug, slugs)
            await sources.add(s, replace(new, slug=slug))
            slugs.add(slug)
            added += 1
    print(f"{added} sources added, {len(named) - added} known")
