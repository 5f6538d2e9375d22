"""Publishers, their articles, and the stories these tell."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, Utc

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    _sources()
    _stories()
    _articles()
    _article_revisions()
    _article_marks()


def _sources() -> None:
    op.create_table(
        "sources",
        sa.Column("id", Id, nullable=False),
        sa.Column("slug", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("home_url", sa.Text(), nullable=False),
        sa.Column("feed_url", sa.Text(), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("route", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("interval_s", sa.Integer(), nullable=False),
        sa.Column("next_check_at", Utc()),
        sa.Column("lease_until", Utc()),
        sa.Column("failures", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("failing_since", Utc()),
        sa.Column("last_error", sa.Text()),
        sa.Column("last_item_at", Utc()),
        sa.PrimaryKeyConstraint("id", name="pk_sources"),
        sa.UniqueConstraint("slug", name="uq_sources_slug"),
    )
    op.create_index("ix_sources_state_next_check_at", "sources", ["state", "next_check_at"])


def _stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", Id, nullable=False),
        sa.Column("first_at", Utc(), nullable=False),
        sa.Column("last_at", Utc(), nullable=False),
        sa.Column("ready_at", Utc(), nullable=False),
        sa.Column("revision", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("matched_revision", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("due_at", Utc()),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    op.create_index(
        "ix_stories_due",
        "stories",
        ["due_at"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index("ix_stories_last_at", "stories", ["last_at"])


def _articles() -> None:
    op.create_table(
        "articles",
        sa.Column("id", Id, nullable=False),
        sa.Column("source_id", Id, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), server_default="", nullable=False),
        sa.Column("content", sa.Text(), server_default="", nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("published_at", Utc()),
        sa.Column("agency", sa.Text()),
        sa.Column("found_at", Utc(), nullable=False),
        sa.Column("fetched_at", Utc()),
        sa.Column("story_id", Id),
        sa.Column("joined_at", Utc()),
        sa.Column("attempts", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("due_at", Utc()),
        sa.Column("error", sa.Text()),
        sa.Column("revision", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("summary_only", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("body", sa.Text(), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name="fk_articles_source_id"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], name="fk_articles_story_id"),
        sa.PrimaryKeyConstraint("id", name="pk_articles"),
        sa.UniqueConstraint("source_id", "key", name="uq_articles_source_id_key"),
    )
    op.create_index(
        "ix_articles_due",
        "articles",
        ["state", "due_at"],
        sqlite_where=sa.text("due_at IS NOT NULL"),
        postgresql_where=sa.text("due_at IS NOT NULL"),
    )
    op.create_index("ix_articles_found_at", "articles", ["found_at"])
    op.create_index("ix_articles_story_id", "articles", ["story_id"])
    op.create_index("ix_articles_url", "articles", ["url"])


def _article_revisions() -> None:
    op.create_table(
        "article_revisions",
        sa.Column("article_id", Id, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("seen_at", Utc(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_article_revisions_article_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", "revision", name="pk_article_revisions"),
    )


def _article_marks() -> None:
    op.create_table(
        "article_marks",
        sa.Column("mark", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article_id", Id, autoincrement=False, nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_article_marks_article_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("mark", "article_id", name="pk_article_marks"),
    )
    op.create_index("ix_article_marks_article_id", "article_marks", ["article_id"])


def downgrade() -> None:
    op.drop_table("article_marks")
    op.drop_table("article_revisions")
    op.drop_table("articles")
    op.drop_table("stories")
    op.drop_table("sources")
