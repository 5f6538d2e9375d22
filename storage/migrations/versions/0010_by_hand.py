"""What editors changed about statements holds when their article is analysed again."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Id

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "by_hand",
        sa.Column("article_id", Id, autoincrement=False, nullable=False),
        sa.Column("text", sa.String(length=64), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_by_hand_article_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("article_id", "text", name="pk_by_hand"),
    )


def downgrade() -> None:
    op.drop_table("by_hand")
