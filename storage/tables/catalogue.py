"""The catalogue of people, offices and bodies, and what admins changed."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Boolean, Column, ForeignKey, Integer, String, Table, Text, UniqueConstraint, false, text

from storage.columns import Id, Utc
from storage.tables.base import metadata

people = Table(
    "people",
    metadata,
    Column("slug", Text, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("country", String(2)),
    Column("edited", Boolean, nullable=False, server_default=false()),
    Column("data", JSON, nullable=False),
)
"""The catalogue: people, offices and bodies. `edited`: an operator changed it, seeding leaves it alone."""

person_aliases = Table(
    "person_aliases",
    metadata,
    Column("slug", Text, ForeignKey("people.slug", ondelete="CASCADE", onupdate="CASCADE"), primary_key=True),
    Column("alias", Text, primary_key=True),
    Column("folded", Text, nullable=False, index=True),
)

offices_held = Table(
    "offices_held",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person", Text, ForeignKey("people.slug", ondelete="CASCADE", onupdate="CASCADE"), nullable=False, index=True),
    Column("office", Text, ForeignKey("people.slug", ondelete="CASCADE", onupdate="CASCADE"), nullable=False, index=True),
    Column("since", String(10)),
    Column("until", String(10)),
    Column("acting", Boolean, nullable=False, server_default=false()),
    Column("edited", Boolean, nullable=False, server_default=false()),
)

candidates = Table(
    "candidates",
    metadata,
    Column("id", Id, primary_key=True),
    Column("name", Text, nullable=False),
    Column("folded", Text, nullable=False),
    Column("role", Text),
    Column("country", String(2)),
    Column("seen", Integer, nullable=False, server_default=text("0")),
    Column("first_at", Utc, nullable=False),
    Column("last_at", Utc, nullable=False),
    Column("evidence", JSON, nullable=False),
    Column("state", String(16), nullable=False),
    UniqueConstraint("folded", "role"),
)
"""Speakers who are not in the catalogue yet, with the statements that speak for them (`evidence`: statement ids)."""

audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Utc, nullable=False),
    Column("admin_id", BigInteger, nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", JSON, nullable=False),
)
"""What an admin changed, when."""
