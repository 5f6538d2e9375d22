"""What Alembic runs: the revisions, on the connection that storage.migrations hands over. There is no offline mode."""

from __future__ import annotations

from typing import Any

from alembic import context

from storage.schema import metadata

FULL_TEXT = "statement_index"
"""The full-text index is a virtual table, which SQLAlchemy's metadata does not know; it brings tables of its own."""


def include_name(name: str | None, type_: str, _parents: Any) -> bool:
    """Leaves the full-text index out of comparisons with the metadata."""
    return not (type_ == "table" and (name or "").startswith(FULL_TEXT))


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    include_name=include_name,
    compare_server_default=False,
)
with context.begin_transaction():
    context.run_migrations()
