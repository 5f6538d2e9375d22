"""Who runs the installation, what they are in the middle of, newsrooms of channels, and troubles that were told of."""

from __future__ import annotations

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, ForeignKeyConstraint, String, Table, Text

from storage.columns import Id, Utc
from storage.tables.base import metadata

admins = Table(
    "admins",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("role", String(16), nullable=False),
    Column("name", Text, nullable=False),
    Column("by", BigInteger, nullable=False),
    Column("at", Utc, nullable=False),
)
"""Those whom an owner appointed. The owners themselves stand in the settings, so that nobody can take their place here."""

awaited = Table(
    "awaited",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("payload", JSON, nullable=False),
    Column("at", Utc, nullable=False),
)
"""What an admin's next message in a chat answers («متن را بفرستید»)."""

newsrooms = Table(
    "newsrooms",
    metadata,
    Column("channel_id", BigInteger, primary_key=True, autoincrement=False),
    Column("editors_id", BigInteger, nullable=False),
    Column("editors_thread", BigInteger, nullable=False),
    Column("style", JSON, nullable=False),
    Column("by", BigInteger, nullable=False),
    Column("at", Utc, nullable=False),
)
"""Which group's editors decide what a channel publishes, and the channel's house style. No row: the channel has no editors."""

automatic_follows = Table(
    "automatic_follows",
    metadata,
    Column("subscription_id", Id, ForeignKey("subscriptions.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
)
"""Follows of a channel whose digests are published without an editor, because the owner said so."""

drafts = Table(
    "drafts",
    metadata,
    Column("delivery_id", Id, primary_key=True, autoincrement=False),
    Column("editors_id", BigInteger, nullable=False),
    Column("state", String(16), nullable=False),
    Column("by", BigInteger),
    Column("name", Text),
    Column("at", Utc, nullable=False),
    ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name="fk_drafts_delivery_id", ondelete="CASCADE"),
)
"""A held delivery of a channel as its editors see it: what was decided, by whom."""

troubles = Table(
    "troubles",
    metadata,
    Column("name", String(64), primary_key=True),
    Column("since", Utc, nullable=False),
    Column("told_at", Utc),
)
"""What is wrong with the installation at present; `told_at`: the admins know. The row goes when it is over."""

by_hand = Table(
    "by_hand",
    metadata,
    Column("article_id", Id, ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    Column("text", String(64), primary_key=True),
    Column("changes", JSON, nullable=False),
)
"""What editors changed about a statement, by its article and a hash of its words: it holds when the article is analysed again."""
