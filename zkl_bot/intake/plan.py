"""What an import would change: the source beside what is known, field by field. Pure.

What the griffie changed by hand stays; where the source then changes the same thing, that is a
conflict: it is said, and nothing is overwritten unless somebody asks for it.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from typing import Any

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.clock import AMSTERDAM
from zkl_bot.intake.opgave import IntakeFault, Lezing
from zkl_bot.intake.toewijzen import to_bijeenkomst
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id

VELDEN = (
    "dag",
    "start",
    "eind",
    "titel",
    "onderwerp",
    "plaats",
    "geo",
    "url",
    "omschrijving",
    "gremium",
    "gemeente",
    "acties",
    "status",
)
"""What a source may set. When is one thing: day, start and end go together."""
_WANNEER = ("dag", "start", "eind")


@dataclass(frozen=True, slots=True)
class Wijziging:
    """A known meeting, as it is and as it would be; `velden` says what differs."""

    oud: Bijeenkomst
    nieuw: Bijeenkomst
    velden: tuple[str, ...]

    @property
    def is_annulering(self) -> bool:
        """Whether it cancels the meeting."""
        return self.oud.status == "gepland" and self.nieuw.status == "geannuleerd"


@dataclass(frozen=True, slots=True)
class Conflict:
    """A meeting edited by hand, of which the source changed the same: `velden`."""

    oud: Bijeenkomst
    bron: Bijeenkomst
    velden: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All an import would do. `bijgewerkt` are notes the import keeps for itself."""

    herkomst: str
    nieuw: tuple[Bijeenkomst, ...] = ()
    gewijzigd: tuple[Wijziging, ...] = ()
    conflicten: tuple[Conflict, ...] = ()
    verdwenen: tuple[Bijeenkomst, ...] = ()
    """Still to come, from this source, and no longer in it. They stay as they are."""
    ongewijzigd: int = 0
    bijgewerkt: tuple[Bijeenkomst, ...] = ()
    niet_herkend: tuple[Bijeenkomst, ...] = ()
    """New, with the default gremium since no rule recognised them."""
    waarschuwingen: tuple[str, ...] = ()

    @property
    def is_leeg(self) -> bool:
        """Nothing people would notice."""
        return not (self.nieuw or self.gewijzigd)


def stamp(bijeenkomst: Bijeenkomst) -> str:
    """A digest of each field, so that later is seen who changed what since."""
    return ",".join(f"{veld}:{_digest(bijeenkomst, veld)}" for veld in VELDEN)


def _digest(bijeenkomst: Bijeenkomst, veld: str) -> str:
    value: Any = getattr(bijeenkomst, veld)
    return sha256(json.dumps(value, default=str).encode()).hexdigest()[:10]


def make_plan(
    lezing: Lezing,
    known: Sequence[Bijeenkomst],
    kennis: Kennis,
    *,
    herkomst: str,
    now: datetime,
    new_id: Callable[[], Id],
    overschrijf: bool = False,
) -> Plan:
    """The plan for one source. `known` are all meetings there are; `now` is aware.

    With `overschrijf` the source wins over what was changed by hand. Raises IntakeFault.
    """
    by_uid = {b.uid: b for b in known}
    added, changed, conflicts = list[Bijeenkomst](), list[Wijziging](), list[Conflict]()
    noted, unknown = list[Bijeenkomst](), list[Bijeenkomst]()
    same = 0
    for opgave in lezing.opgaven:
        try:
            bron, recognised = to_bijeenkomst(
                opgave, kennis, id=new_id(), herkomst=herkomst, now=now
            )
        except ValueError as fault:
            raise IntakeFault(str(fault), opgave.regel) from None
        bron = replace(bron, herkomst_stempel=stamp(bron))
        oud = by_uid.get(opgave.uid)
        if oud is None:
            added.append(bron)
            unknown += [] if recognised else [bron]
            continue
        nieuw, differ, clash = _merge(oud, bron, overschrijf=overschrijf)
        if clash:
            conflicts.append(Conflict(oud, bron, clash))
        if differ:
            changed.append(Wijziging(oud, nieuw, differ))
        elif nieuw != oud:
            noted.append(nieuw)
        same += not differ and not clash
    return Plan(
        herkomst=herkomst,
        nieuw=tuple(added),
        gewijzigd=tuple(changed),
        conflicten=tuple(conflicts),
        verdwenen=_vanished(lezing, known, herkomst, now),
        ongewijzigd=same,
        bijgewerkt=tuple(noted),
        niet_herkend=tuple(unknown),
        waarschuwingen=lezing.waarschuwingen,
    )


def _merge(
    oud: Bijeenkomst, bron: Bijeenkomst, *, overschrijf: bool
) -> tuple[Bijeenkomst, tuple[str, ...], tuple[str, ...]]:
    """The meeting as it would be, which fields then differ, and which are in conflict."""
    earlier = _parse(oud.herkomst_stempel)
    now = {veld: _digest(bron, veld) for veld in VELDEN}
    taken: dict[str, Any] = {}
    clash: list[str] = []
    for group in (_WANNEER, *((veld,) for veld in VELDEN if veld not in _WANNEER)):
        if all(getattr(oud, veld) == getattr(bron, veld) for veld in group):
            continue
        by_source = any(earlier.get(veld) != now[veld] for veld in group)
        by_hand = any(earlier.get(veld) != _digest(oud, veld) for veld in group)
        if not by_source:
            continue
        if by_hand and not overschrijf:
            clash += [veld for veld in group if getattr(oud, veld) != getattr(bron, veld)]
            for veld in group:
                now[veld] = earlier.get(veld, "-")  # so that it is said again next time
            continue
        taken |= {veld: getattr(bron, veld) for veld in group}
    differ = tuple(veld for veld in taken if taken[veld] != getattr(oud, veld))
    if oud.herkomst is not None or not clash:
        taken["herkomst"] = bron.herkomst
    stempel = ",".join(f"{veld}:{now[veld]}" for veld in VELDEN)
    return replace(oud, **taken, herkomst_stempel=stempel), differ, tuple(clash)


def _parse(stempel: str | None) -> Mapping[str, str]:
    pairs = (part.partition(":") for part in (stempel or "").split(",") if part)
    return {veld: digest for veld, _, digest in pairs}


def _vanished(
    lezing: Lezing, known: Sequence[Bijeenkomst], herkomst: str, now: datetime
) -> tuple[Bijeenkomst, ...]:
    given = {opgave.uid for opgave in lezing.opgaven}
    today = now.astimezone(AMSTERDAM).date()
    return tuple(
        b
        for b in known
        if b.herkomst == herkomst
        and b.status == "gepland"
        and b.dag >= today
        and b.uid not in given
        and (lezing.volledig or b.uid in lezing.verwijderd)
    )
