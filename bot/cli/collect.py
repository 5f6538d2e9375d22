"""`naql collect` and `naql backfill`: one round of collecting; archives and handed-over articles taken in."""

from __future__ import annotations

import asyncio
import functools
import io
import os
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

from storage.errors import InputError

if TYPE_CHECKING:
    from jobs.collect import CollectReport
    from storage.database import Database


def collect(
    to: Annotated[
        str | None, typer.Option("--to", metavar="FILE", help="hand articles over as JSON Lines; - is standard output")
    ] = None,
    only: Annotated[list[str] | None, typer.Option("--only", metavar="SLUG", help="these sources, due or not")] = None,
) -> None:
    """Read the publishers once: what is due is fetched, analysed and stored, or handed over with --to."""
    asyncio.run(_collect(to, only))


async def _collect(to: str | None, only: list[str] | None) -> None:
    from bot.cli.compose import configuration, now, open_database, open_parts, set_up_logging
    from jobs.collect import collect as collect_once
    from jobs.fetch import Fetcher
    from jobs.publishers import shipped_sources
    from jobs.turns import DatabaseTurns
    from storage import sources

    config = configuration()
    set_up_logging(config.log_level)
    if only:
        async with open_database(config) as db:
            await _expect_sources(db, only)
    if to is not None:
        from jobs.export import hand_over

        async with open_database(config) as db, Fetcher(config, shared=DatabaseTurns(db, now)) as fetcher:
            async with db.write() as s:
                await sources.sync(s, shipped_sources())
            with nullcontext(sys.stdout) if to == "-" else _appending(to) as out:
                count = await hand_over(db, fetcher, now, config, out, only=only)
        print(f"articles handed over: {count}", file=sys.stderr)
        return
    async with open_parts(config) as parts, Fetcher(config, shared=DatabaseTurns(parts.db, now)) as fetcher:
        report = await collect_once(parts.db, fetcher, parts.analyser, now, config, only=only, budget_s=None)
    _tell(report)


async def _expect_sources(db: Database, slugs: list[str]) -> None:
    from jobs.publishers import shipped_sources
    from storage import sources

    async with db.write() as s:
        await sources.sync(s, shipped_sources())
        known = {source.slug for source in await sources.list_all(s)}
    for slug in slugs:
        if slug not in known:
            raise InputError(f"there is no source {slug}", "naql sources list shows them")


def _appending(path: str) -> TextIO:
    """The file, open to be written on. A line that broke off (the writer was killed) is ended first: the next one is whole."""
    try:
        file = Path(path).open("a+b")  # noqa: SIM115 — the caller closes it, through the text that is made of it
        if file.tell() and Path(path).is_file():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")
        return io.TextIOWrapper(file, encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be written ({error.strerror})", "Name a file that you may write to") from error


def _tell(report: CollectReport) -> None:
    print(
        f"sources checked: {len(report.sources)}, failed: {len(report.failed)} · articles found: {report.found}, "
        f"fetched: {report.pages.fetched}, from the feed: {report.pages.from_feed} · looked at again: {report.again.seen}, "
        f"changed: {report.again.changed}, gone: {report.again.gone + report.pages.gone} · "
        f"statements: {report.analysis.statements} · messages owed: {report.owed}"
    )
    for source in report.failed:
        print(f"  {source.slug}: {source.error}")


def _size(file: str) -> int | None:
    return os.stat(file).st_size if file != "-" and os.path.isfile(file) else None


def backfill(
    files: Annotated[list[str], typer.Argument(metavar="FILE…", help="JSON Lines, gzipped or not; - is standard input")],
    workers: Annotated[int, typer.Option(help="processes that analyse", min=1, max=64)] = 1,
    dask: Annotated[str | None, typer.Option(metavar="ADDRESS", help="a Dask scheduler that analyses instead")] = None,
) -> None:
    """Take an archive, or what `naql collect --to` wrote, into the database. Resumable: what is known is passed over,
    and the stories are found in a pass of their own, which goes on where it was."""
    if dask is not None:
        raise InputError("--dask needs the package distributed, which is not installed", "Use --workers N on this machine")
    asyncio.run(_backfill(files, workers))


async def _backfill(files: list[str], workers: int) -> None:
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    from bot.cli.compose import configuration, edited_catalogue, make_analyser, now, open_database, set_up_logging
    from jobs.backfill import Filling
    from jobs.backfill import backfill as take_in

    config = configuration()
    set_up_logging(config.log_level)
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[rows]} rows"), TimeRemainingColumn())
    async with open_database(config) as db:
        make = functools.partial(make_analyser, config.data_dir, await edited_catalogue(db))
        with Progress(*columns, transient=not sys.stderr.isatty()) as bar:
            for file in files:
                size = _size(file)
                task = bar.add_task(Path(file).name, total=size, rows=0)

                def told(rows: int, position: int, task: int = task) -> None:
                    bar.update(task, completed=position, rows=rows)  # type: ignore[arg-type]  # TaskID is an int

                def grouped(done: int, of: int, task: int = task) -> None:
                    told_of = {"description": "stories", "completed": done, "total": of, "rows": done}
                    bar.update(task, **told_of)  # type: ignore[arg-type]  # TaskID is an int

                report = await take_in(Filling(db, config, now, make, told, grouped), Path(file), workers)
                print(f"{file}: {report.read} rows, {report.new} new, {report.known} known, {report.bad} unreadable")
                if report.busy:
                    print(f"  {report.busy} in another process's hands; if it died, give the file again in five minutes")
                if report.first_error:
                    print(f"  the first: {report.first_error}")
