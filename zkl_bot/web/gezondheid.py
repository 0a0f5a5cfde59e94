"""/health: whether the process lives, and whether it can do its work."""

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import structlog
from sqlalchemy import text
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from zkl_bot.dienst import Dienst
from zkl_bot.store import schema
from zkl_bot.web.fouten import WEG
from zkl_bot.web.omgeving import omgeving_of

Check = Callable[[Dienst], str | None]
"""What is wrong, in one Dutch sentence without secrets; None when all is well."""

KRAP = 1024 * 1024
"""Bytes on the disk of the database under which it cannot go on for long."""

log = structlog.get_logger(__name__)


def live(request: Request) -> Response:
    """The process answers; nothing else is looked at."""
    return JSONResponse({"status": "ok"}, headers={"Cache-Control": "no-store"})


def ready(request: Request) -> Response:
    """200 when all that is set up works, otherwise 503; the JSON says which does and which not."""
    dienst = omgeving_of(request).dienst
    faults = {naam: _run(naam, partial(check, dienst)) for naam, check in CHECKS.items()}
    faults |= {naam: _run(naam, check) for naam, check in dienst.controles.items()}
    checks = {naam: fault or "ok" for naam, fault in faults.items()}
    in_orde = not any(faults.values())
    return JSONResponse(
        {"status": "ok" if in_orde else "niet gereed", "onderdelen": checks},
        status_code=200 if in_orde else 503,
        headers={"Cache-Control": "no-store"},
    )


def _run(naam: str, check: Callable[[], str | None]) -> str | None:
    try:
        return check()
    except Exception as fault:
        # Any failure here is an outcome; its words may hold an address, so only its kind is told.
        log.warning("not ready", check=naam, fault=type(fault).__name__)
        if isinstance(fault, WEG):
            return "De database is niet te bereiken, of te druk."
        return f"mislukt ({type(fault).__name__})"


def _database(dienst: Dienst) -> str | None:
    with dienst.engine.connect().execution_options(reads_only=True) as connection:
        connection.execute(text("SELECT 1"))
    if dienst.engine.dialect.name == "sqlite":
        # A full disk is not to be seen by reading, and nobody wants to write to find out.
        map = Path(dienst.engine.url.database or ".").parent
        if shutil.disk_usage(map).free < KRAP:
            return "Er is bijna geen ruimte meer op de schijf."
    return None


def _migraties(dienst: Dienst) -> str | None:
    schema.version(dienst.engine)  # what fails here may name an address: see `_run`
    try:
        schema.check_schema(dienst.engine)
    except schema.SchemaFault as fault:
        return str(fault)
    return None


CHECKS: dict[str, Check] = {"database": _database, "migraties": _migraties}
"""What every service has; `Dienst.controles` adds Telegram and mail where they are set up."""

ROUTES = [Route("/health/live", live), Route("/health/ready", ready)]
