"""What articles are judged by when a story is looked for; marks of the former kind are forgotten."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, Utc

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "article_profiles",
        sa.Column("article_id", Id, autoincrement=False, nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("profile", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_article_profiles_article_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", name="pk_article_profiles"),
    )
    op.execute("DELETE FROM article_marks")


def downgrade() -> None:
    op.execute("DELETE FROM article_marks")
    op.drop_table("article_profiles")
