"""Articles are looked at again; hosts' turns and their robots.txt are shared by all processes."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Utc

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for column in (
        sa.Column("look_at", Utc()),
        sa.Column("looks", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("doubt", sa.String(length=64)),
    ):
        op.add_column("articles", column)
    op.create_index(
        "ix_articles_look_at",
        "articles",
        ["look_at"],
        sqlite_where=sa.text("look_at IS NOT NULL"),
        postgresql_where=sa.text("look_at IS NOT NULL"),
    )
    op.create_table(
        "hosts",
        sa.Column("host", sa.Text(), nullable=False),
        sa.Column("next_at", Utc(), nullable=False),
        sa.Column("paused_until", Utc()),
        sa.PrimaryKeyConstraint("host", name="pk_hosts"),
    )
    op.create_table(
        "robots",
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("until", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("origin", name="pk_robots"),
    )


def downgrade() -> None:
    op.drop_table("robots")
    op.drop_table("hosts")
    op.drop_index("ix_articles_look_at", "articles")
    for name in ("doubt", "last_modified", "etag", "looks", "look_at"):
        op.drop_column("articles", name)
