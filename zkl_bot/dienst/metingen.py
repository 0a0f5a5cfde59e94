"""What this process counts, for /metrics: numbers only, nothing of who or what was asked."""

from collections.abc import Sequence
from datetime import datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, ProcessCollector

from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.antwoord import Antwoord
from zkl_bot.vragen.eerder import Eerder
from zkl_bot.vragen.vraagbaak import AgendaProtocol, Vraagbaak


class Metingen:
    """The counters of one service, each with what it tells."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.vragen = Counter(
            "zkl_vragen",
            "Questions by kind of answer; onbekend is unanswered.",
            ["kind"],
            registry=self.registry,
        )
        self.vragen_verloren = Counter(
            "zkl_vragen_verloren",
            "Questions without an answer that could not be kept for the griffie.",
            registry=self.registry,
        )
        self.geweigerd = Counter(
            "zkl_geweigerd",
            "Requests over the limit of their address.",
            registry=self.registry,
        )
        self.bezorgingen = Counter(
            "zkl_bezorgingen",
            "Deliveries tried by this process, by channel and result.",
            ["kanaal", "uitkomst"],
            registry=self.registry,
        )
        self.taak_vertraging = Gauge(
            "zkl_taak_vertraging_seconds",
            "How late a scheduled job last began.",
            ["taak"],
            registry=self.registry,
        )
        self.taak_gelopen = Gauge(
            "zkl_taak_gelopen_timestamp_seconds",
            "When a scheduled job last ended well.",
            ["taak"],
            registry=self.registry,
        )
        for kind in ("antwoord", "keuze", "onbekend", "hulp"):
            self.vragen.labels(kind)


class GeteldeVraagbaak(Vraagbaak):
    """The Vraagbaak of the service: the same answers, counted by kind."""

    def __init__(self, kennis: Kennis, metingen: Metingen) -> None:
        super().__init__(kennis)
        self._metingen = metingen
        self.ongeteld = Vraagbaak(kennis, self.boek)
        """The same, for what was answered and counted before and is only shown again."""

    def answer(
        self,
        vraag: str,
        *,
        now: datetime,
        taal: Taal = "nl",
        context: Sequence[str] = (),
        eerder: Eerder | None = None,
        agenda: AgendaProtocol | None = None,
    ) -> Antwoord:
        """The answer, counted."""
        antwoord = super().answer(
            vraag, now=now, taal=taal, context=context, eerder=eerder, agenda=agenda
        )
        self._metingen.vragen.labels(antwoord.kind).inc()
        return antwoord
