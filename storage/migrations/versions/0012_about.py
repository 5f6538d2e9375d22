"""Who is spoken about, in a follow of somebody who speaks."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("subscriptions", sa.Column("about", sa.Text()))


def downgrade() -> None:
    op.drop_column("subscriptions", "about")
