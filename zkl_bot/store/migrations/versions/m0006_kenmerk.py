"""What the service came to know by itself and every process is to know, such as the bot's name."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "kenmerk",
        sa.Column("naam", sa.String(), nullable=False),
        sa.Column("waarde", sa.String(), nullable=False),
        sa.Column("sinds", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("naam", name="pk_kenmerk"),
    )


def downgrade() -> None:
    """Back to the version before."""
    op.drop_table("kenmerk")
