"""Chats, what they follow, and what they are owed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, Utc

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _chats()
    _chat_sources_off()
    _subscriptions()
    _subscription_terms()
    _deliveries()
    _pushes()
    _reports()


def _chats() -> None:
    op.create_table(
        "chats",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("state_reason", sa.Text()),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("delete_after_h", sa.Integer()),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("last_briefing_at", Utc()),
        sa.Column("next_briefing_at", Utc()),
        sa.PrimaryKeyConstraint("chat_id", "thread_id", name="pk_chats"),
    )
    op.create_index("ix_chats_state_next_briefing_at", "chats", ["state", "next_briefing_at"])


def _chat_sources_off() -> None:
    op.create_table(
        "chat_sources_off",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("thread_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("source_id", Id, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id", "thread_id"],
            ["chats.chat_id", "chats.thread_id"],
            name="fk_chat_sources_off_chat_id_thread_id",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_chat_sources_off_source_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "thread_id", "source_id", name="pk_chat_sources_off"),
    )


def _subscriptions() -> None:
    op.create_table(
        "subscriptions",
        sa.Column("id", Id, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("who", sa.Text()),
        sa.Column("who_as", sa.String(length=8), nullable=False),
        sa.Column("country", sa.String(length=2)),
        sa.Column("country_as", sa.String(length=8), nullable=False),
        sa.Column("topic", sa.Text()),
        sa.Column("phrase", sa.Text()),
        sa.Column("phrase_tokens", sa.Text()),
        sa.Column("clauses", sa.Integer(), nullable=False),
        sa.Column("match", sa.Text(), nullable=False),
        sa.Column("alerts", sa.Boolean(), nullable=False),
        sa.Column("muted", sa.Boolean(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id", "thread_id"],
            ["chats.chat_id", "chats.thread_id"],
            name="fk_subscriptions_chat_id_thread_id",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_subscriptions"),
        sa.UniqueConstraint("chat_id", "thread_id", "key", name="uq_subscriptions_chat_id_thread_id_key"),
    )


def _subscription_terms() -> None:
    op.create_table(
        "subscription_terms",
        sa.Column("subscription_id", Id, autoincrement=False, nullable=False),
        sa.Column("clause", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("term", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscriptions.id"], name="fk_subscription_terms_subscription_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("subscription_id", "clause", "term", name="pk_subscription_terms"),
    )
    op.create_index(
        "ix_subscription_terms_term_subscription_id_clause", "subscription_terms", ["term", "subscription_id", "clause"]
    )


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("id", Id, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("story_id", Id),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("not_before", Utc(), nullable=False),
        sa.Column("expires_at", Utc()),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("due_at", Utc()),
        sa.Column("sending", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("doubts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("worker", sa.Text()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("reason", sa.Text()),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("sent_at", Utc()),
        sa.ForeignKeyConstraint(
            ["chat_id", "thread_id"],
            ["chats.chat_id", "chats.thread_id"],
            name="fk_deliveries_chat_id_thread_id",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name="pk_deliveries"),
        sa.UniqueConstraint("chat_id", "thread_id", "key", name="uq_deliveries_chat_id_thread_id_key"),
    )
    op.create_index("ix_deliveries_chat_id_kind_not_before", "deliveries", ["chat_id", "kind", "not_before"])
    op.create_index(
        "ix_deliveries_chat_open",
        "deliveries",
        ["chat_id", "priority", "not_before", "id"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index(
        "ix_deliveries_open",
        "deliveries",
        ["priority", "not_before", "id"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index("ix_deliveries_sent_at", "deliveries", ["sent_at"])
    op.create_index("ix_deliveries_story_id", "deliveries", ["story_id"])


def _pushes() -> None:
    op.create_table(
        "pushes",
        sa.Column("id", Id, nullable=False),
        sa.Column("admin_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("audience", sa.JSON(), nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("created_at", Utc(), nullable=False),
        sa.Column("not_before", Utc(), nullable=False),
        sa.Column("settled_at", Utc()),
        sa.PrimaryKeyConstraint("id", name="pk_pushes"),
    )


def _reports() -> None:
    op.create_table(
        "reports",
        sa.Column("id", Id, nullable=False),
        sa.Column("statement_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=False),
        sa.Column("what", sa.String(length=16), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(
            ["chat_id", "thread_id"],
            ["chats.chat_id", "chats.thread_id"],
            name="fk_reports_chat_id_thread_id",
            onupdate="CASCADE",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name="fk_reports_statement_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_reports"),
        sa.UniqueConstraint("statement_id", "chat_id", "what", name="uq_reports_statement_id_chat_id_what"),
    )


def downgrade() -> None:
    op.drop_table("reports")
    op.drop_table("pushes")
    op.drop_table("deliveries")
    op.drop_table("subscription_terms")
    op.drop_table("subscriptions")
    op.drop_table("chat_sources_off")
    op.drop_table("chats")
