"""What Alembic runs: the migrations, on the connection that `zkl_bot.store.migrate` hands over."""

from typing import Any, Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel.sql.sqltypes import AutoString

from zkl_bot.store.kolommen import UtcDateTime
from zkl_bot.store.tables import Bijeenkomst


def _render(kind: str, item: Any, _: AutogenContext) -> str | Literal[False]:
    """A migration names plain column types, so that it keeps working when our own change."""
    if kind == "type" and isinstance(item, AutoString):
        return "sa.String()"
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    return False


config = context.config
context.configure(
    connection=config.attributes["connection"],
    target_metadata=Bijeenkomst.metadata,
    render_as_batch=True,
    render_item=_render,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
