"""Which statements a briefing shows: whoever read it hears of a correction."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Id

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "briefed",
        sa.Column("story_id", Id, autoincrement=False, nullable=False),
        sa.Column("delivery_id", Id, autoincrement=False, nullable=False),
        sa.Column("statement_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name="fk_briefed_delivery_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "delivery_id", name="pk_briefed"),
    )
    op.create_index("ix_briefed_delivery_id", "briefed", ["delivery_id"])


def downgrade() -> None:
    op.drop_table("briefed")
