"""The fields of a meeting while it is being filled in: plain JSON, so that they can be kept."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.agenda.stroom import uid_of
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.model import Id

Velden = dict[str, Any]
"""gremium, onderwerp, dag (ISO), tijd and eind ("19:30"), plaats, acties, url, status."""


def to_velden(bijeenkomst: Bijeenkomst) -> Velden:
    """What can be edited of a meeting; times are local."""
    return {
        "gremium": bijeenkomst.gremium,
        "onderwerp": bijeenkomst.onderwerp,
        "dag": bijeenkomst.dag.isoformat(),
        "tijd": _local(bijeenkomst.start),
        "eind": _local(bijeenkomst.eind) if bijeenkomst.start else None,
        "plaats": bijeenkomst.plaats,
        "acties": list(bijeenkomst.acties),
        "url": bijeenkomst.url,
        "status": bijeenkomst.status,
    }


def apply_velden(bijeenkomst: Bijeenkomst, velden: Mapping[str, Any]) -> Bijeenkomst:
    """The meeting with these fields in place of its own; what is not named stays."""
    new = to_velden(bijeenkomst) | dict(velden)
    dag = date.fromisoformat(new["dag"])
    start = _moment(dag, new["tijd"])
    eind = _moment(dag, new["eind"]) if start else None
    if start is None and bijeenkomst.start is None and dag == bijeenkomst.dag:
        eind = bijeenkomst.eind  # the last of its whole days
    if start and eind and eind <= start:
        eind = _moment(dag + timedelta(days=1), new["eind"])  # it runs past midnight
    return replace(
        bijeenkomst,
        gremium=new["gremium"],
        onderwerp=new["onderwerp"],
        dag=dag,
        start=start,
        eind=eind,
        plaats=new["plaats"],
        acties=tuple(new["acties"] or ()),
        url=new["url"],
        status=new["status"],
    )


def make_bijeenkomst(
    id: Id, velden: Mapping[str, Any], *, gemeente: Id | None, now: datetime
) -> Bijeenkomst:
    """A new meeting out of filled-in fields, organised by this municipality."""
    empty = Bijeenkomst(
        id=id,
        uid=uid_of(id),
        gremium=velden["gremium"],
        dag=date.fromisoformat(velden["dag"]),
        gemeente=gemeente,
        aangemaakt=now,
        gewijzigd=now,
    )
    return apply_velden(empty, {k: v for k, v in velden.items() if k in to_velden(empty)})


def _local(moment: datetime | None) -> str | None:
    return moment.astimezone(AMSTERDAM).strftime("%H:%M") if moment else None


def _moment(dag: date, tijd: str | None) -> datetime | None:
    if not tijd:
        return None
    return datetime.combine(dag, time.fromisoformat(tijd), AMSTERDAM).astimezone(UTC)
