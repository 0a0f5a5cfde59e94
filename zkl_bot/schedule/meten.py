"""How late the jobs begin, and when they last ended well, for /metrics."""

from collections.abc import Callable
from datetime import UTC, datetime

from apscheduler.events import (
    EVENT_JOB_EXECUTED,
    EVENT_JOB_SUBMITTED,
    JobExecutionEvent,
    JobSubmissionEvent,
)
from apscheduler.schedulers.base import BaseScheduler
from prometheus_client import Gauge


def _taak(job: str) -> str:
    """The task of a job: the one that runs it at the start counts as any other time of it."""
    return job.partition(",")[0]


def meter(
    scheduler: BaseScheduler,
    vertraging: Gauge,
    gelopen: Gauge,
    real_clock: Callable[[], datetime] = lambda: datetime.now(UTC),
) -> None:
    """Sets the gauges (label: the task) whenever a job begins and ends."""

    def begun(event: JobSubmissionEvent) -> None:
        planned = event.scheduled_run_times[0]
        late = (real_clock() - planned).total_seconds()
        vertraging.labels(_taak(event.job_id)).set(max(0.0, late))

    def ended(event: JobExecutionEvent) -> None:
        gelopen.labels(_taak(event.job_id)).set(real_clock().timestamp())

    scheduler.add_listener(begun, EVENT_JOB_SUBMITTED)
    scheduler.add_listener(ended, EVENT_JOB_EXECUTED)
