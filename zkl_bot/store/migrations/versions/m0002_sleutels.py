"""The secrets in the links of mails; fewer indexes on the outbox, which is written in bulk."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "sleutel",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("abonnee", sa.Integer(), nullable=False),
        sa.Column("aangemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["abonnee"], ["abonnee.id"], name="fk_sleutel_abonnee", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("hash", name="pk_sleutel"),
    )
    op.create_index("ix_sleutel_abonnee", "sleutel", ["abonnee"])
    op.create_index("ix_sleutel_aangemaakt", "sleutel", ["aangemaakt"])
    for column in ("abonnee", "gebeurtenis", "bundel"):
        op.drop_index(f"ix_outbox_{column}", "outbox")
    used = sa.text("bundel IS NOT NULL")
    op.create_index(
        "ix_outbox_bundel", "outbox", ["bundel"], sqlite_where=used, postgresql_where=used
    )


def downgrade() -> None:
    """Back to the version before."""
    op.drop_index("ix_outbox_bundel", "outbox")
    for column in ("abonnee", "gebeurtenis", "bundel"):
        op.create_index(f"ix_outbox_{column}", "outbox", [column])
    op.drop_table("sleutel")
