"""Results as a CSV file that spreadsheets open rightly, and that can do nothing there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from bot import texts
from bot.render.story import View, attribution
from bot.render.writing import day
from bot.texts import admin, asking
from storage.records import Statement

_BOM = "\ufeff"
"""By which Excel knows UTF-8."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def csv_of(statements: Iterable[Statement], view: View) -> bytes:
    """One row for each statement under a row of Persian column names; UTF-8 with a byte order mark, CRLF line ends."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(asking.CSV_COLUMNS)
    for statement in statements:
        writer.writerow([safe(cell) for cell in _row(statement, view)])
    return (_BOM + written.getvalue()).encode()


def safe(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before what would begin one, however it is indented."""
    shown = "".join(character for character in cell if character not in "\x00\u200e\u200f\ufeff")
    return f"'{shown}" if shown.lstrip(" \n\u00a0\u200c").startswith(_FORMULA) else shown


def _row(statement: Statement, view: View) -> tuple[str, ...]:
    who = attribution(statement, view)
    said = statement.said_at.astimezone(view.zone)
    join = texts.LIST_COMMA.join
    return (
        said.isoformat(timespec="minutes") if statement.dated else "",
        day(statement.said_at, view.zone, view.now, view.digits) if statement.dated else "",
        who.name,
        statement.speaker_role or "",
        admin.ACTS.get(statement.act, admin.SAYS),
        asking.CSV_KINDS.get(statement.kind, ""),
        statement.text,
        statement.occasion or "",
        join(view.naming.country(code) for code in statement.countries),
        join(view.naming.topic(topic) for topic in statement.topics),
        statement.source_name,
        statement.url,
    )
