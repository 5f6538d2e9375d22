"""Admins, what they are in the middle of, newsrooms of channels, pushes that survive a restart, troubles told of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, Utc

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _pushes()
    op.create_table(
        "admins",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name="pk_admins"),
    )
    op.create_table(
        "awaited",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "chat_id", name="pk_awaited"),
    )
    op.create_table(
        "troubles",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("since", Utc(), nullable=False),
        sa.Column("told_at", Utc()),
        sa.PrimaryKeyConstraint("name", name="pk_troubles"),
    )
    _newsrooms()


def _pushes() -> None:
    for column in (
        sa.Column("started_at", Utc()),
        sa.Column("after_chat_id", sa.BigInteger()),
        sa.Column("expanded", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("owed", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("told_at", Utc()),
    ):
        op.add_column("pushes", column)
    op.create_index("ix_pushes_state", "pushes", ["state"])
    for name, columns, where in (
        ("ix_deliveries_push", ["key", "state"], "kind = 'push'"),
        ("ix_deliveries_held", ["id"], "state = 'held'"),
    ):
        op.create_index(name, "deliveries", columns, sqlite_where=sa.text(where), postgresql_where=sa.text(where))


def _newsrooms() -> None:
    op.create_table(
        "newsrooms",
        sa.Column("channel_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("editors_id", sa.BigInteger(), nullable=False),
        sa.Column("editors_thread", sa.BigInteger(), nullable=False),
        sa.Column("style", sa.JSON(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.PrimaryKeyConstraint("channel_id", name="pk_newsrooms"),
    )
    op.create_table(
        "automatic_follows",
        sa.Column("subscription_id", Id, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscriptions.id"], name="fk_automatic_follows_subscription_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("subscription_id", name="pk_automatic_follows"),
    )
    op.create_table(
        "drafts",
        sa.Column("delivery_id", Id, autoincrement=False, nullable=False),
        sa.Column("editors_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("by", sa.BigInteger()),
        sa.Column("name", sa.Text()),
        sa.Column("at", Utc(), nullable=False),
        sa.ForeignKeyConstraint(["delivery_id"], ["deliveries.id"], name="fk_drafts_delivery_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("delivery_id", name="pk_drafts"),
    )


def downgrade() -> None:
    for table in ("drafts", "automatic_follows", "newsrooms", "troubles", "awaited", "admins"):
        op.drop_table(table)
    op.drop_index("ix_deliveries_held", table_name="deliveries")
    op.drop_index("ix_deliveries_push", table_name="deliveries")
    op.drop_index("ix_pushes_state", table_name="pushes")
    for column in ("told_at", "message_id", "owed", "expanded", "after_chat_id", "started_at"):
        op.drop_column("pushes", column)
