"""`naql analyse` and `naql explain`: the analysis of archives and of one text, on files."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Annotated, cast

import typer

from storage.errors import InputError


def analyse(
    source: Annotated[str, typer.Argument(metavar="IN", help="JSON Lines, gzipped or not; - is standard input")],
    target: Annotated[str, typer.Argument(metavar="OUT", help="JSON Lines, gzipped if it ends in .gz; - is standard output")],
    jobs: Annotated[int, typer.Option(help="processes", min=1)] = 1,
) -> None:
    """An archive analysed row by row, in order, with the shipped catalogue: who said what.

    A bad row gives {"id", "error"} and the rest goes on.
    """
    from bot.cli import alone
    from bot.cli.archive import analysing

    data_dir = alone.configuration().data_dir
    with _reading(source) as rows, analysing(alone.make_analyser, data_dir, jobs) as analysed, _writing(target) as out:
        for lines in _progress(analysed(rows), source):
            out.write(lines)


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="a text, its first line the title; - is standard input")],
    date: Annotated[str | None, typer.Option(help="the day of publication, as 2024-05-01")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object")] = False,
) -> None:
    """Which named rule found what on which stretch of the text, and why this speaker."""
    from bot.cli import alone
    from jobs.analysis.explain import explain_lines, explain_row
    from jobs.analysis.model import ArticleText
    from jobs.analysis.rows import day_of

    day = day_of(date)
    if date is not None and day is None:
        raise InputError(f"--date {date} is no day", "Write it as 2024-05-01")
    text = sys.stdin.read() if file == "-" else _text_of(file)
    title, _, body = text.lstrip("\ufeff").partition("\n")
    analysis = alone.make_analyser(alone.configuration().data_dir).analyse(ArticleText(title.strip(), body, day))
    if as_json:
        sys.stdout.write(json.dumps(explain_row(analysis, body), ensure_ascii=False, indent=2) + "\n")
        return
    for line in explain_lines(analysis):
        sys.stdout.write(line + "\n")


def _text_of(file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise InputError(f"{file} cannot be read ({error.strerror})", "Name a text file, or - for standard input") from error


@contextmanager
def _reading(source: str) -> Iterator[Iterator[bytes]]:
    """The rows of a file that are not blank."""
    try:
        with (
            sys.stdin.buffer if source == "-" else gzip.open(source, "rb") if source.endswith(".gz") else Path(source).open("rb")
        ) as stream:
            yield (line for line in stream if line.strip())
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise InputError(
            f"{source} cannot be read ({error.strerror})", "Name a JSON Lines file, or - for standard input"
        ) from error


def _opened(target: str) -> IO[bytes]:
    """A file to write; whoever asks closes it."""
    if target.endswith(".gz"):
        return cast(IO[bytes], gzip.open(target, "wb"))
    return Path(target).open("wb")


@contextmanager
def _writing(target: str) -> Iterator[IO[bytes]]:
    if target == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        stream = _opened(target)
    except OSError as error:
        raise InputError(f"{target} cannot be written ({error.strerror})", "Name a file in a folder you may write to") from error
    with stream:
        yield stream


def _progress(chunks: Iterator[bytes], source: str) -> Iterator[bytes]:
    """The chunks of lines, with a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from chunks
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(source, total=None)
        for lines in chunks:
            yield lines
            progress.advance(task, lines.count(b"\n"))
