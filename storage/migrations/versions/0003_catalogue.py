"""The catalogue of people, offices and bodies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.columns import Id, Utc

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _people()
    _person_aliases()
    _offices_held()
    _candidates()
    _audit()


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("country", sa.String(length=2)),
        sa.Column("edited", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("data", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("slug", name="pk_people"),
    )


def _person_aliases() -> None:
    op.create_table(
        "person_aliases",
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["slug"], ["people.slug"], name="fk_person_aliases_slug", onupdate="CASCADE", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("slug", "alias", name="pk_person_aliases"),
    )
    op.create_index("ix_person_aliases_folded", "person_aliases", ["folded"])


def _offices_held() -> None:
    op.create_table(
        "offices_held",
        sa.Column("id", Id, nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("since", sa.String(length=10)),
        sa.Column("until", sa.String(length=10)),
        sa.Column("acting", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("edited", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.ForeignKeyConstraint(
            ["office"], ["people.slug"], name="fk_offices_held_office", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person"], ["people.slug"], name="fk_offices_held_person", onupdate="CASCADE", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_offices_held"),
    )
    op.create_index("ix_offices_held_office", "offices_held", ["office"])
    op.create_index("ix_offices_held_person", "offices_held", ["person"])


def _candidates() -> None:
    op.create_table(
        "candidates",
        sa.Column("id", Id, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("role", sa.Text()),
        sa.Column("country", sa.String(length=2)),
        sa.Column("seen", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("first_at", Utc(), nullable=False),
        sa.Column("last_at", Utc(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_candidates"),
        sa.UniqueConstraint("folded", "role", name="uq_candidates_folded_role"),
    )


def _audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", Id, nullable=False),
        sa.Column("at", Utc(), nullable=False),
        sa.Column("admin_id", sa.BigInteger(), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )


def downgrade() -> None:
    op.drop_table("audit")
    op.drop_table("candidates")
    op.drop_table("offices_held")
    op.drop_table("person_aliases")
    op.drop_table("people")
