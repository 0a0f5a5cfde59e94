"""When a message ended without being sent, so that each is told to the griffie once."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version."""
    op.add_column("outbox", sa.Column("afgelopen", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    """Back to the version before."""
    op.drop_column("outbox", "afgelopen")
