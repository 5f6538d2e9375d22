"""Questions without an answer, kept only when three different chats asked the same."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "unanswered",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("question", sa.String(length=64), nullable=False),
        sa.Column("askers", sa.JSON(), nullable=False),
        sa.Column("text", sa.Text()),
        sa.PrimaryKeyConstraint("day", "question", name="pk_unanswered"),
    )
    op.create_table(
        "salts",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("salt", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_salts"),
    )


def downgrade() -> None:
    op.drop_table("salts")
    op.drop_table("unanswered")
