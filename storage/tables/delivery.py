"""Chats, what they follow, what they are owed, what they asked and reported."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
)

from storage.columns import Id, Utc
from storage.tables.base import metadata

chats = Table(
    "chats",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("thread_id", BigInteger, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("state_reason", Text),
    Column("settings", JSON, nullable=False),
    Column("delete_after_h", Integer),
    Column("created_at", Utc, nullable=False),
    Column("last_briefing_at", Utc),
    Column("next_briefing_at", Utc),
    Index(None, "state", "next_briefing_at"),
)
"""`next_briefing_at` null: to be worked out (new, or the settings changed)."""


def _address() -> ForeignKeyConstraint:
    """What ties a row to its chat: it moves and goes with it."""
    return ForeignKeyConstraint(
        ["chat_id", "thread_id"], ["chats.chat_id", "chats.thread_id"], ondelete="CASCADE", onupdate="CASCADE"
    )


chat_sources_off = Table(
    "chat_sources_off",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("thread_id", BigInteger, primary_key=True, autoincrement=False),
    Column("source_id", Id, ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    _address(),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False),
    Column("key", Text, nullable=False),
    Column("who", Text),
    Column("who_as", String(8), nullable=False),
    Column("country", String(2)),
    Column("country_as", String(8), nullable=False),
    Column("topic", Text),
    Column("phrase", Text),
    Column("phrase_tokens", Text),
    Column("about", Text),
    Column("clauses", Integer, nullable=False),
    Column("match", Text, nullable=False),
    Column("alerts", Boolean, nullable=False),
    Column("muted", Boolean, nullable=False),
    Column("created_at", Utc, nullable=False),
    UniqueConstraint("chat_id", "thread_id", "key"),
    _address(),
)
"""`match`: the follow as a full-text expression, `clauses`: how many must hold (storage.terms.clauses, kept below)."""

subscription_terms = Table(
    "subscription_terms",
    metadata,
    Column("subscription_id", Id, ForeignKey("subscriptions.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("clause", Integer, primary_key=True, autoincrement=False),
    Column("term", Text, primary_key=True),
    Index(None, "term", "subscription_id", "clause"),
)
"""A follow holds for a statement when each of its clauses shares a term with it: relational division, one statement for all."""

deliveries = Table(
    "deliveries",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("key", Text, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("story_id", Id, index=True),
    Column("priority", Integer, nullable=False),
    Column("not_before", Utc, nullable=False),
    Column("expires_at", Utc),
    Column("state", String(16), nullable=False),
    Column("due_at", Utc),
    Column("sending", Boolean, nullable=False, server_default=false()),
    Column("attempts", Integer, nullable=False, server_default=text("0")),
    Column("doubts", Integer, nullable=False, server_default=text("0")),
    Column("worker", Text),
    Column("message_id", BigInteger),
    Column("reason", Text),
    Column("created_at", Utc, nullable=False),
    Column("sent_at", Utc),
    UniqueConstraint("chat_id", "thread_id", "key"),
    _address(),
    Index(
        "ix_deliveries_open",
        "priority",
        "not_before",
        "id",
        sqlite_where=text("due_at IS NOT NULL"),
        postgresql_where=text("due_at IS NOT NULL"),
    ),
    Index(
        "ix_deliveries_chat_open",
        "chat_id",
        "priority",
        "not_before",
        "id",
        sqlite_where=text("due_at IS NOT NULL"),
        postgresql_where=text("due_at IS NOT NULL"),
    ),
    Index(None, "chat_id", "kind", "not_before"),
    Index(None, "sent_at"),
    Index("ix_deliveries_push", "key", "state", sqlite_where=text("kind = 'push'"), postgresql_where=text("kind = 'push'")),
    Index("ix_deliveries_held", "id", sqlite_where=text("state = 'held'"), postgresql_where=text("state = 'held'")),
)
"""The outbox (docs/delivery.md draws the states). `due_at`: when it may be claimed next, while claimed the end of the lease,
null once settled. `doubts`: sends whose outcome nobody knows."""

briefed = Table(
    "briefed",
    metadata,
    Column("story_id", Id, primary_key=True, autoincrement=False),
    Column("delivery_id", Id, ForeignKey("deliveries.id", ondelete="CASCADE"), primary_key=True, autoincrement=False, index=True),
    Column("statement_id", BigInteger, nullable=False),
)
"""Which statement of a story a briefing shows: whoever read it hears of a correction. It goes with its delivery."""

pushes = Table(
    "pushes",
    metadata,
    Column("id", Id, primary_key=True),
    Column("admin_id", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("audience", JSON, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("created_at", Utc, nullable=False),
    Column("not_before", Utc, nullable=False),
    Column("settled_at", Utc),
    Column("started_at", Utc),
    Column("after_chat_id", BigInteger),
    Column("expanded", Boolean, nullable=False, server_default=false()),
    Column("owed", Integer, nullable=False, server_default=text("0")),
    Column("message_id", BigInteger),
    Column("told_at", Utc),
    Index(None, "state"),
)
"""Messages of admins to many chats. `after_chat_id`: how far the audience is in the outbox (`expanded`: all of it), `owed` how
many deliveries that made; `started_at`: when it was confirmed; `message_id`, `told_at`: the progress message, its last edit."""

reports = Table(
    "reports",
    metadata,
    Column("id", Id, primary_key=True),
    Column("statement_id", BigInteger, ForeignKey("statements.id", ondelete="CASCADE"), nullable=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False),
    Column("what", String(16), nullable=False),
    Column("state", String(16), nullable=False),
    Column("at", Utc, nullable=False),
    UniqueConstraint("statement_id", "chat_id", "what"),
    _address(),
)
"""«نقل نادرست است»: which statement a reader says is wrong, and in what."""

questions = Table(
    "questions",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("thread_id", BigInteger, nullable=False),
    Column("payload", JSON, nullable=False),
    Column("asked_at", Utc, nullable=False, index=True),
)
"""What the buttons under an answer refer to: the question as it was understood, never as it was typed. Pruned after a month."""
