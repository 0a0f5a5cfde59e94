"""Links with which somebody left, for mail programs ask to leave more than once."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "afmelding",
        sa.Column("hash", sa.String(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_afmelding"),
    )
    op.create_index("ix_afmelding_moment", "afmelding", ["moment"])


def downgrade() -> None:
    """Back to the version before."""
    op.drop_table("afmelding")
