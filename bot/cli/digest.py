"""`naql digest`: the digest of one article, in the terminal."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated

import typer


def digest(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text file, its first line the title; - is standard input.")],
    day: Annotated[str, typer.Option("--date", metavar="D", help="The day of publication, as 2025-10-07.")] = "",
) -> None:
    """The digest of one article: who said what, and which countries it speaks of."""
    from bot.cli.alone import configuration, make_analyser
    from jobs.analysis.catalogue import shipped_catalogue
    from jobs.analysis.model import ArticleText
    from storage.errors import InputError

    text = read_article(file)
    title, _, body = text.strip("\n\ufeff").partition("\n")
    if not body.strip():
        raise InputError(f"{file} holds no article", "Write the title on the first line and the text below it")
    config = configuration()
    analysis = make_analyser(config.data_dir).analyse(ArticleText(title, body, day_of(day)))
    print(analysis.digest.text)
    catalogue = shipped_catalogue()
    if analysis.countries:
        print("، ".join(catalogue.name_of(code) for code in analysis.countries))


def day_of(text: str) -> date | None:
    """An ISO date; none where nothing was given.

    Raises:
        InputError: it is no date.
    """
    from storage.errors import InputError

    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"--date is {text!r}", "Write it as 2025-10-07") from None


def read_article(file: str) -> str:
    """The text of a file, or of standard input for «-».

    Raises:
        InputError: it cannot be read, or is no UTF-8 text.
    """
    from storage.errors import InputError

    try:
        data = sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
        return data.decode("utf-8-sig")
    except OSError as error:
        raise InputError(
            f"{file} cannot be read ({error.strerror})", "Give the path of a text file, or - for standard input"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is not UTF-8 text", "Convert it, for example with iconv -f windows-1256 -t utf-8") from error
