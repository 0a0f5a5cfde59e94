"""A meeting as a row of the database, there and back, and as plain JSON for the audit."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Table

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.store import tables

TABEL: Table = tables.Bijeenkomst.__table__  # type: ignore[attr-defined]
NAMEN = tuple(field.name for field in fields(Bijeenkomst))
KOLOMMEN = tuple(TABEL.c[naam] for naam in NAMEN)
"""What to select for `from_row`."""

_ADMINISTRATIE = frozenset({"aangemaakt", "gewijzigd", "wijzigingen", "herkomst_stempel", "id"})
"""What follows from a change itself, or what only the import keeps."""


def from_row(row: Sequence[Any]) -> Bijeenkomst:
    """The meeting a row of KOLOMMEN stands for."""
    values: dict[str, Any] = dict(zip(NAMEN, row, strict=True))
    values["acties"] = tuple(values["acties"])
    values["wijzigingen"] = tuple(values["wijzigingen"])
    if values["geo"] is not None:
        breedte, lengte = values["geo"].split(";")
        values["geo"] = float(breedte), float(lengte)
    return Bijeenkomst(**values)


def to_values(bijeenkomst: Bijeenkomst) -> dict[str, Any]:
    """The row of a meeting, by column."""
    values: dict[str, Any] = {naam: getattr(bijeenkomst, naam) for naam in NAMEN}
    values["acties"] = list(bijeenkomst.acties)
    values["wijzigingen"] = list(bijeenkomst.wijzigingen)
    if bijeenkomst.geo is not None:
        values["geo"] = ";".join(map(str, bijeenkomst.geo))
    return values


def difference(
    oud: Bijeenkomst | None, nieuw: Bijeenkomst
) -> tuple[dict[str, Any] | None, dict[str, Any]]:
    """What differs, before and after, as JSON; None before what is new."""
    before = to_values(oud) if oud else dict[str, Any]()
    pairs = {
        naam: (_json(before.get(naam)), _json(value))
        for naam, value in to_values(nieuw).items()
        if naam not in _ADMINISTRATIE and before.get(naam) != value
    }
    names = sorted(naam for naam, (was, wordt) in pairs.items() if was != wordt)
    now = {naam: pairs[naam][1] for naam in names}
    return ({naam: pairs[naam][0] for naam in names} if oud else None), now


def _json(value: Any) -> Any:
    """As plain JSON; what is empty, or no, as None."""
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    return None if value in (None, [], False) else value
