"""Keeps jobs going when one fails, and remembers it for the health check."""

from asyncio import CancelledError
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from time import monotonic
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from zkl_bot.store.engine import is_away

log = structlog.get_logger(__name__)


WEG_TELT = 30.0
"""Seconds for which it counts that a job found no database. Some run once an hour only, and are
no sign that it is still away; those that run every few seconds say so again."""


@dataclass(frozen=True, slots=True)
class Mislukking:
    """Why a job failed, and up to when (monotonic) that counts; None: until it runs well."""

    reden: str
    tot: float | None = None


class Bewaking:
    """Which jobs failed when they last ran."""

    def __init__(self) -> None:
        self._failing: dict[str, Mislukking] = {}

    def guarded(
        self, naam: str, job: Callable[[], Coroutine[Any, Any, Any]]
    ) -> Callable[[], Coroutine[Any, Any, None]]:
        """The job, which now never raises.

        A database that is away is one line in the log when it goes and one when it is back; the
        rounds in between try again. One that is broken off at the end of the service is no fault.
        """

        async def run() -> None:
            try:
                await job()
            except SQLAlchemyError as fault:
                if is_away(fault):
                    self._fails(naam, type(fault).__name__)
                else:
                    log.exception("job failed", job=naam)
                    self._failing[naam] = Mislukking(type(fault).__name__)
            except CancelledError:
                # The scheduler would log it as a failure, with a stack.
                log.info("job broken off", job=naam)
            except Exception as fault:
                log.exception("job failed", job=naam)
                self._failing[naam] = Mislukking(type(fault).__name__)
            else:
                if self._failing.pop(naam, None):
                    log.info("job runs again", job=naam)

        return run

    def _fails(self, naam: str, reden: str) -> None:
        if naam not in self._failing:
            log.warning("job waits for the database", job=naam, reason=reden)
        self._failing[naam] = Mislukking(reden, monotonic() + WEG_TELT)

    def fault(self) -> str | None:
        """What is wrong, in one Dutch sentence; None when every job ran well."""
        now = monotonic()
        failing = [
            f"{naam} ({m.reden})"
            for naam, m in sorted(self._failing.items())
            if m.tot is None or m.tot > now
        ]
        if not failing:
            return None
        return f"Deze taken lukten de laatste keer niet: {', '.join(failing)}."
