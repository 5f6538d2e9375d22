"""What `make bench` and `make prove` share: modules found by name, run one after the other, tables printed."""

from __future__ import annotations

import importlib
import sys
import time
import traceback
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

console = Console(width=118, highlight=False)


class Violation(AssertionError):  # noqa: N818 — a property that does not hold
    """A property does not hold, or a figure is below its floor; the text says which and by how much."""


def require(holds: bool, what: str) -> None:
    """Raises `Violation` where a property does not hold."""
    if not holds:
        raise Violation(what)


def show(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Prints a table; numbers to the right."""
    table = Table(title=title, title_justify="left")
    filled = [[str(cell) for cell in row] for row in rows]
    for number, column in enumerate(columns):
        numeric = number > 0 and all(row[number][:1].isdigit() for row in filled if row[number])
        table.add_column(column, justify="right" if numeric else "left")
    for row in filled:
        table.add_row(*row)
    console.print(table)


def run_all(prefix: str, wanted: Sequence[str]) -> int:
    """Runs `run()` of every module `<prefix>_*.py` beside this one (only those named in `wanted`, where it names some).

    Gives the exit code: 1 where a property or floor was violated or a module failed; the others run all the same.
    """
    here = Path(__file__).parent
    names = sorted(path.stem for path in here.glob(f"{prefix}_*.py"))
    chosen = [name for name in names if not wanted or name in wanted or name.removeprefix(f"{prefix}_") in wanted]
    unknown = [name for name in wanted if name not in names and f"{prefix}_{name}" not in names]
    if unknown:
        console.print(f"No such module: {', '.join(unknown)}. There are: {', '.join(names)}", style="red")
        return 2
    failed = [name for name in chosen if not _run(name)]
    if failed:
        console.print(f"Not shown: {', '.join(failed)}", style="bold red")
        return 1
    console.print(f"All shown: {', '.join(chosen)}", style="bold green")
    return 0


def _run(name: str) -> bool:
    console.rule(name)
    start = time.monotonic()
    try:
        importlib.import_module(f"tests.bench.{name}").run()
    except Violation as violation:
        console.print(f"violated: {violation}", style="bold red")
        return False
    except Exception:  # noqa: BLE001 — one that breaks must not keep the others from running
        traceback.print_exc(file=sys.stdout)
        return False
    console.print(f"{name}: {time.monotonic() - start:.0f} s", style="dim")
    return True
