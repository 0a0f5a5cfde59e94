"""Meetings made for tests."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.clock import AMSTERDAM

MADE = datetime(2022, 1, 3, 9, tzinfo=UTC)
NU = datetime(2022, 3, 1, 9, tzinfo=UTC)


def maak(
    id: str, dag: date, *acties: str, tijd: time | None = time(19, 30), **extra: Any
) -> Bijeenkomst:
    """A raadsbijeenkomst of two hours, or without a `tijd` one of which only the day is known."""
    start = datetime.combine(dag, tijd, AMSTERDAM).astimezone(UTC) if tijd else None
    values: dict[str, Any] = {
        "id": id,
        "uid": f"{id}@test",
        "gremium": "raadsbijeenkomst",
        "dag": dag,
        "start": start,
        "eind": start + timedelta(hours=2) if start else None,
        "acties": acties,
        "aangemaakt": MADE,
        "gewijzigd": MADE,
    }
    return Bijeenkomst(**(values | extra))
