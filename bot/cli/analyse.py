"""`naql analyse` and `naql explain`: the analysis of archives and of one text, on files."""

from __future__ import annotations

import gzip
import json
import multiprocessing
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import IO, Annotated, cast

import typer

from storage.errors import InputError

_CHUNK = 32
"""Rows that a worker takes at once: enough to make the passing of them cheap, few enough to keep memory low."""


def analyse(
    source: Annotated[str, typer.Argument(metavar="IN", help="JSON Lines, gzipped or not; - is standard input")],
    target: Annotated[str, typer.Argument(metavar="OUT", help="JSON Lines, gzipped if it ends in .gz; - is standard output")],
    jobs: Annotated[int, typer.Option(help="processes", min=1)] = 1,
) -> None:
    """An archive analysed row by row, in order: who said what. A bad row gives {"id", "error"} and the rest goes on."""
    from bot.cli import compose

    data_dir = compose.configuration().data_dir
    with _reading(source) as rows, _writing(target) as out:
        for line in _progress(_analysed(rows, data_dir, jobs), source):
            out.write(line)


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="a text, its first line the title; - is standard input")],
    date: Annotated[str | None, typer.Option(help="the day of publication, as 2024-05-01")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object")] = False,
) -> None:
    """Which named rule found what on which stretch of the text, and why this speaker."""
    from bot.cli import compose
    from jobs.analysis.explain import explain_lines, explain_row
    from jobs.analysis.model import ArticleText
    from jobs.analysis.rows import day_of

    day = day_of(date)
    if date is not None and day is None:
        raise InputError(f"--date {date} is no day", "Write it as 2024-05-01")
    text = sys.stdin.read() if file == "-" else _text_of(file)
    title, _, body = text.lstrip("\ufeff").partition("\n")
    analysis = compose.make_analyser(compose.configuration().data_dir).analyse(ArticleText(title.strip(), body, day))
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


def _analysed(rows: Iterator[bytes], data_dir: Path, jobs: int) -> Iterator[str]:
    """A line for each row, in order."""
    if jobs == 1:
        _prepare(data_dir)
        yield from map(_line, rows)
        return
    _prepare(data_dir)  # the lexicon is compiled once, before the workers ask for it
    context = multiprocessing.get_context("spawn" if sys.platform != "linux" else "forkserver")
    with context.Pool(jobs, initializer=_prepare, initargs=(data_dir,)) as pool:
        for lines in pool.imap(_lines, _chunks(rows), chunksize=1):
            yield from lines


def _chunks(rows: Iterator[bytes]) -> Iterator[list[bytes]]:
    while chunk := list(islice(rows, _CHUNK)):
        yield chunk


_analyser: object = None


def _prepare(data_dir: Path) -> None:
    """The analyser of this process."""
    global _analyser
    from bot.cli import compose

    _analyser = compose.make_analyser(data_dir)


def _lines(rows: list[bytes]) -> list[str]:
    return [_line(row) for row in rows]


def _line(raw: bytes) -> str:
    from jobs.analysis.analyser import Analyser
    from jobs.analysis.rows import article_of, row_of

    assert isinstance(_analyser, Analyser)
    identity: object = None
    try:
        row = json.loads(raw)
        if not isinstance(row, dict):
            raise ValueError("the row is not a JSON object")
        identity = row.get("id")
        made = row_of(identity, _analyser.analyse(article_of(row)))
    except Exception as error:  # noqa: BLE001 - one bad row must not end an archive; the row says what was wrong
        made = {"id": identity, "error": f"{type(error).__name__}: {error}"}
    return json.dumps(made, ensure_ascii=False) + "\n"


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


def _opened(target: str) -> IO[str]:
    """A file to write; whoever asks closes it."""
    if target.endswith(".gz"):
        return cast(IO[str], gzip.open(target, "wt", encoding="utf-8"))
    return Path(target).open("w", encoding="utf-8")


@contextmanager
def _writing(target: str) -> Iterator[IO[str]]:
    if target == "-":
        yield sys.stdout
        return
    try:
        stream = _opened(target)
    except OSError as error:
        raise InputError(f"{target} cannot be written ({error.strerror})", "Name a file in a folder you may write to") from error
    with stream:
        yield stream


def _progress(lines: Iterator[str], source: str) -> Iterator[str]:
    """The lines, with a bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield from lines
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task(source, total=None)
        for line in lines:
            yield line
            progress.advance(task)
