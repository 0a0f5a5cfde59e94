"""When what a dialogue remembers is to be forgotten; what former versions kept goes at once."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version."""
    op.add_column("gesprek", sa.Column("vervalt", sa.DateTime(timezone=True), nullable=True))
    op.create_index("ix_gesprek_vervalt", "gesprek", ["vervalt"])
    # Every dialogue is looked at as soon as the service runs: it may hold words of questions.
    op.execute("UPDATE gesprek SET vervalt = gewijzigd")


def downgrade() -> None:
    """Back to the version before."""
    op.drop_index("ix_gesprek_vervalt", "gesprek")
    op.drop_column("gesprek", "vervalt")
