"""Questions without an answer, before and after three chats asked the same."""

from __future__ import annotations

from sqlalchemy import JSON, Column, Date, String, Table, Text

from storage.tables.base import metadata

unanswered = Table(
    "unanswered",
    metadata,
    Column("day", Date, primary_key=True),
    Column("question", String(64), primary_key=True),
    Column("askers", JSON, nullable=False),
    Column("text", Text),
)
"""Of a day: hashes of a question and of those who asked it, under a salt that is thrown away with the day. `text` stands only
where three different chats asked it; then the askers' hashes are gone."""

salts = Table("salts", metadata, Column("day", Date, primary_key=True), Column("salt", String(64), nullable=False))
"""The salt of a day's hashes."""
