"""Counting what came of each message."""

import pytest
from prometheus_client import CollectorRegistry, Counter

from zkl_bot.channels.gemeten import Gemeten
from zkl_bot.channels.kanaal import Tijdelijk, Verzending
from zkl_bot.texts.bericht import Bericht


class Kapot:
    """A channel that fails when asked to."""

    naam = "proef"
    tegelijk = 1
    langste = 1.0

    async def send(self, verzending: Verzending) -> None:
        if verzending.adres == "weg":
            raise Tijdelijk("even niet")


async def test_every_result_is_counted_and_passed_on() -> None:
    registry = CollectorRegistry()
    teller = Counter("bezorgingen", "x", ["kanaal", "uitkomst"], registry=registry)
    kanaal = Gemeten(Kapot(), teller)
    await kanaal.send(Verzending("hier", Bericht("x")))
    await kanaal.send(Verzending("hier", Bericht("x")))
    with pytest.raises(Tijdelijk):
        await kanaal.send(Verzending("weg", Bericht("x")))

    def count(uitkomst: str) -> float | None:
        return registry.get_sample_value(
            "bezorgingen_total", {"kanaal": "proef", "uitkomst": uitkomst}
        )

    assert (kanaal.naam, count("verzonden"), count("tijdelijk")) == ("proef", 2.0, 1.0)
