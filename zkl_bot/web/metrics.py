"""/metrics: what this process counted, and how the outbox stands, as Prometheus text."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector, CollectorRegistry
from sqlalchemy import func
from sqlmodel import Session, col, select
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zkl_bot.store import outbox_lezen
from zkl_bot.store.engine import reading
from zkl_bot.store.tables import Uitgaand
from zkl_bot.web.fouten import WEG
from zkl_bot.web.omgeving import Omgeving, omgeving_of


def oldest_due(session: Session, now: datetime) -> float:
    """How many seconds the row that waits longest is over its time; 0 when none is."""
    query = select(func.min(Uitgaand.verstuur_vanaf)).where(
        col(Uitgaand.stand).in_(("wachtend", "geclaimd", "onderweg")),
        col(Uitgaand.verstuur_vanaf) <= now,
    )
    first = session.exec(query).one()
    return max(0.0, (now - first).total_seconds()) if first is not None else 0.0


@dataclass(frozen=True, slots=True)
class Outbox:
    """How it stands: rows by state, and the seconds the oldest is over its time."""

    standen: dict[str, int]
    oudste: float


def read_outbox(omgeving: Omgeving) -> Outbox | None:
    """How it stands; None while the database is away, which is just when the rest is looked at."""
    try:
        with reading(omgeving.dienst.engine) as session:
            return Outbox(outbox_lezen.counts(session), oldest_due(session, omgeving.now))
    except WEG:
        return None


class Opname(Collector):
    """One reading of what is not counted by this process itself."""

    def __init__(self, statussen: Counter[int], outbox: Outbox | None) -> None:
        self._statussen = statussen
        self._outbox = outbox

    def collect(self) -> Iterator[Metric]:
        """The families."""
        feeds = CounterMetricFamily(
            "zkl_feed_verzoeken", "Requests for calendars by status.", labels=["status"]
        )
        for status, aantal in sorted(self._statussen.items()):
            feeds.add_metric([str(status)], aantal)
        yield feeds
        yield GaugeMetricFamily(
            "zkl_database_bereikbaar",
            "1 when the database answers, 0 when it is away.",
            float(self._outbox is not None),
        )
        if self._outbox is None:
            return
        rows = GaugeMetricFamily(
            "zkl_outbox_rijen", "Rows of the outbox by state.", labels=["stand"]
        )
        for stand, aantal in self._outbox.standen.items():
            rows.add_metric([stand], aantal)
        yield rows
        yield GaugeMetricFamily(
            "zkl_outbox_oudste_seconds",
            "How long the row that waits longest is over its time.",
            self._outbox.oudste,
        )


def metrics(request: Request) -> Response:
    """Everything, in one text."""
    omgeving = omgeving_of(request)
    registry = CollectorRegistry()
    registry.register(Opname(request.app.state.kalender.statussen, read_outbox(omgeving)))
    body = generate_latest(omgeving.dienst.metingen.registry) + generate_latest(registry)
    headers = {"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"}
    return Response(body, headers=headers)


ROUTES = [Route("/metrics", metrics)]
