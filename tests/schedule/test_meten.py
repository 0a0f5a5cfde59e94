"""How late jobs begin, and when they last ended well."""

from datetime import UTC, datetime, timedelta

from apscheduler.events import JobExecutionEvent, JobSubmissionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from prometheus_client import CollectorRegistry, Gauge

from zkl_bot.schedule.meten import meter

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_gauges_follow_the_events_of_a_job() -> None:
    registry = CollectorRegistry()
    late = Gauge("vertraging", "x", ["taak"], registry=registry)
    ended = Gauge("gelopen", "x", ["taak"], registry=registry)
    scheduler = AsyncIOScheduler()
    meter(scheduler, late, ended, lambda: NOW)
    planned = [NOW - timedelta(seconds=3)]
    scheduler._dispatch_event(JobSubmissionEvent(2**15, "plan", None, planned))
    scheduler._dispatch_event(JobExecutionEvent(2**12, "plan", None, planned[0]))
    assert registry.get_sample_value("vertraging", {"taak": "plan"}) == 3.0
    assert registry.get_sample_value("gelopen", {"taak": "plan"}) == NOW.timestamp()


def test_first_time_of_a_task_counts_as_any_other() -> None:
    registry = CollectorRegistry()
    late = Gauge("vertraging", "x", ["taak"], registry=registry)
    ended = Gauge("gelopen", "x", ["taak"], registry=registry)
    scheduler = AsyncIOScheduler()
    meter(scheduler, late, ended, lambda: NOW)
    scheduler._dispatch_event(JobSubmissionEvent(2**15, "plan, at the start", None, [NOW]))
    scheduler._dispatch_event(JobExecutionEvent(2**12, "plan, at the start", None, NOW))
    told = [(s.name, s.labels, s.value) for m in registry.collect() for s in m.samples]
    assert told == [
        ("vertraging", {"taak": "plan"}, 0.0),
        ("gelopen", {"taak": "plan"}, NOW.timestamp()),
    ]
