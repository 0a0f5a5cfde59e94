"""What changed about a meeting, from what somebody knew to what is now. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

Beeld = Mapping[str, Any]
"""What people see of a meeting; see `store.wijzigingen.beeld`."""

Soort = Literal["nieuw", "geannuleerd", "hersteld", "verplaatst", "agenda", "gewijzigd"]


@dataclass(frozen=True, slots=True)
class Wijziging:
    """One notice. `oud` is None for a new meeting; `correctie`: it is again as it was before."""

    oud: Beeld | None
    nieuw: Beeld
    correctie: bool = False

    @property
    def soort(self) -> Soort:
        """What it comes down to: the change that matters most."""
        if self.oud is None:
            return "nieuw"
        if self.oud["status"] != self.nieuw["status"]:
            return "geannuleerd" if self.nieuw["status"] == "geannuleerd" else "hersteld"
        if any(self.oud[name] != self.nieuw[name] for name in ("dag", "start", "eind", "plaats")):
            return "verplaatst"
        return "agenda" if self.oud["acties"] != self.nieuw["acties"] else "gewijzigd"

    @property
    def nieuwe_acties(self) -> tuple[str, ...]:
        """What came on the agenda."""
        known = self.oud["acties"] if self.oud else ()
        return tuple(a for a in self.nieuw["acties"] if a not in known)

    @property
    def vervallen_acties(self) -> tuple[str, ...]:
        """What went off the agenda."""
        return tuple(a for a in (self.oud or self.nieuw)["acties"] if a not in self.nieuw["acties"])


@dataclass(frozen=True, slots=True)
class Plaatsing:
    """When and where, for people: the local day, the moments, the place."""

    dag: date
    start: datetime | None
    eind: datetime | None
    plaats: str | None


def placed(beeld: Beeld) -> Plaatsing:
    """When and where a meeting is, out of what is kept."""
    start, eind = beeld["start"], beeld["eind"]
    return Plaatsing(
        date.fromisoformat(beeld["dag"]),
        datetime.fromisoformat(start) if start else None,
        datetime.fromisoformat(eind) if eind else None,
        beeld["plaats"],
    )


def merge_notices(inhouden: Sequence[Mapping[str, Any]]) -> Wijziging | None:
    """Notices of one meeting that were not sent yet, oldest first, as one.

    From what the person knew first to what they are to know last; None when that is the same,
    or when a meeting they never heard of was cancelled.
    """
    oud, nieuw = inhouden[0]["oud"], inhouden[-1]["nieuw"]
    if oud == nieuw or (oud is None and nieuw["status"] == "geannuleerd"):
        return None
    return Wijziging(oud, nieuw, bool(inhouden[-1]["correctie"]))
