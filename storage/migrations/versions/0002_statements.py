"""Statements, their texts, and what they are found by."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, Utc, Words
from storage.migrations.full_text import CREATE_SQLITE, DROP_SQLITE

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _statements()
    _statement_texts()
    _term_counts()
    if op.get_bind().dialect.name == "sqlite":
        op.execute(CREATE_SQLITE)


def _statements() -> None:
    op.create_table(
        "statements",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_id", Id, nullable=False),
        sa.Column("source_id", Id, nullable=False),
        sa.Column("story_id", Id),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("said_at", Utc(), nullable=False),
        sa.Column("dated", sa.Boolean(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("negated", sa.Boolean(), nullable=False),
        sa.Column("coerced", sa.Boolean(), nullable=False),
        sa.Column("alert", sa.Boolean(), nullable=False),
        sa.Column("hidden", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("confidence", sa.Float(), nullable=False),
        sa.Column("weight", sa.Float(), nullable=False),
        sa.Column("speaker_kind", sa.String(length=16)),
        sa.Column("person", sa.Text()),
        sa.Column("office", sa.Text()),
        sa.Column("speaker_country", sa.String(length=2)),
        sa.Column("countries", Words(), nullable=False),
        sa.Column("topics", Words(), nullable=False),
        sa.Column("people", Words(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_statements_article_id", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_statements_source_id"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_statements_story_id"),
        sa.PrimaryKeyConstraint("id", name="pk_statements"),
        sa.UniqueConstraint("article_id", "position", name="uq_statements_article_id_position"),
    )
    op.create_index("ix_statements_story_id", "statements", ["story_id"])


def _statement_texts() -> None:
    op.create_table(
        "statement_texts",
        sa.Column("statement_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("cue", sa.JSON()),
        sa.Column("speaker_name", sa.Text()),
        sa.Column("speaker_role", sa.Text()),
        sa.Column("occasion", sa.Text()),
        sa.Column("via", sa.Text()),
        sa.Column("tokens", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["statement_id"], ["statements.id"], name="fk_statement_texts_statement_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("statement_id", name="pk_statement_texts"),
    )


def _term_counts() -> None:
    op.create_table(
        "term_counts",
        sa.Column("term", sa.Text(), nullable=False),
        sa.Column("statements", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("term", name="pk_term_counts"),
    )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        op.execute(DROP_SQLITE)
    op.drop_table("term_counts")
    op.drop_table("statement_texts")
    op.drop_table("statements")
