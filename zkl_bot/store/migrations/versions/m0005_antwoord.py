"""Answers that have not left yet, so that a process that dies takes none along."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version."""
    op.add_column("geziene_update", sa.Column("chat", sa.String(), nullable=True))
    op.add_column("geziene_update", sa.Column("antwoord", sa.JSON(), nullable=True))
    waiting = sa.text("chat IS NOT NULL")
    op.create_index(
        "ix_geziene_update_chat",
        "geziene_update",
        ["chat"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def downgrade() -> None:
    """Back to the version before."""
    op.drop_index("ix_geziene_update_chat", "geziene_update")
    op.drop_column("geziene_update", "antwoord")
    op.drop_column("geziene_update", "chat")
