"""/metrics: what this process counted, and how the outbox stands, as Prometheus text."""

from collections import Counter
from collections.abc import Iterator
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
from zkl_bot.web.omgeving import omgeving_of


def oldest_due(session: Session, now: datetime) -> float:
    """How many seconds the row that waits longest is over its time; 0 when none is."""
    query = select(func.min(Uitgaand.verstuur_vanaf)).where(
        col(Uitgaand.stand).in_(("wachtend", "geclaimd", "onderweg")),
        col(Uitgaand.verstuur_vanaf) <= now,
    )
    first = session.exec(query).one()
    return max(0.0, (now - first).total_seconds()) if first is not None else 0.0


class Opname(Collector):
    """One reading of what is not counted by this process itself."""

    def __init__(self, statussen: Counter[int], standen: dict[str, int], oudste: float) -> None:
        self._statussen = statussen
        self._standen = standen
        self._oudste = oudste

    def collect(self) -> Iterator[Metric]:
        """The families."""
        feeds = CounterMetricFamily(
            "zkl_feed_verzoeken", "Requests for calendars by status.", labels=["status"]
        )
        for status, aantal in sorted(self._statussen.items()):
            feeds.add_metric([str(status)], aantal)
        yield feeds
        rows = GaugeMetricFamily(
            "zkl_outbox_rijen", "Rows of the outbox by state.", labels=["stand"]
        )
        for stand, aantal in self._standen.items():
            rows.add_metric([stand], aantal)
        yield rows
        yield GaugeMetricFamily(
            "zkl_outbox_oudste_seconds",
            "How long the row that waits longest is over its time.",
            self._oudste,
        )


def metrics(request: Request) -> Response:
    """Everything, in one text."""
    omgeving = omgeving_of(request)
    with reading(omgeving.dienst.engine) as session:
        standen = outbox_lezen.counts(session)
        oudste = oldest_due(session, omgeving.now)
    registry = CollectorRegistry()
    registry.register(Opname(request.app.state.feed_statussen, standen, oudste))
    body = generate_latest(omgeving.dienst.metingen.registry) + generate_latest(registry)
    headers = {"Content-Type": CONTENT_TYPE_LATEST, "Cache-Control": "no-store"}
    return Response(body, headers=headers)


ROUTES = [Route("/metrics", metrics)]
