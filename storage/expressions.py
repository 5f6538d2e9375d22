"""SQL that SQLite and PostgreSQL say differently, and lists too long for one statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Insert, Table, TableValuedAlias, func
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.expression import ColumnElement
from sqlalchemy.sql.functions import GenericFunction

Value = TypeVar("Value")


class split_words(GenericFunction[Any]):  # noqa: N801 (SQLAlchemy names a function by its class)
    """The space-separated words of a text, as rows of one column."""

    inherit_cache = True
    name = "split_words"


@compiles(split_words, "sqlite")
def _sqlite(element: split_words, compiler: Any, **options: Any) -> str:
    # json_quote makes a string literal of JSON of the whole; its spaces then become the borders between the elements.
    inner = compiler.process(element.clauses, **options)
    return f"""json_each('[' || replace(json_quote({inner}), ' ', '","') || ']')"""


@compiles(split_words, "postgresql")
def _postgresql(element: split_words, compiler: Any, **options: Any) -> str:
    return f"LATERAL (SELECT string_to_table({compiler.process(element.clauses, **options)}, ' ') AS value)"


def words_of(column: ColumnElement[Any]) -> TableValuedAlias:
    """A table of the words in `column`, one row (`value`) for each, to be joined laterally."""
    return func.split_words(column).table_valued("value", name="word", joins_implicitly=True)


def insert_new(dialect: str, table: Table) -> Insert:
    """An INSERT that leaves out the rows that a unique constraint refuses."""
    if dialect == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()


def in_parts(values: Sequence[Value], size: int = 500) -> Iterator[Sequence[Value]]:
    """`values` in parts that an IN list may hold."""
    for begin in range(0, len(values), size):
        yield values[begin : begin + size]
