"""What the griffie recorded as having happened: nothing is ever assumed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from zkl_bot.kennis.model import Id

VastleggingSoort = Literal["opzegging", "gereed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Vastlegging:
    """A notice of opzegging (of a gemeente, on a local day) or a gebeurtenis that is done.

    What was recorded by mistake is withdrawn (`ingetrokken`), never wiped: revisions only go up.
    """

    id: Id
    soort: VastleggingSoort
    gebeurtenis: Id
    """What is done, or of a notice the deadline it met: `opzegging-2026`."""
    gemeente: Id | None = None
    datum: date
    door: str
    aangemaakt: datetime
    ingetrokken: datetime | None = None

    @property
    def gewijzigd(self) -> datetime:
        """When it was last changed: recorded, or withdrawn."""
        return self.ingetrokken or self.aangemaakt

    @property
    def revisie(self) -> int:
        """How many changes it stands for."""
        return 1 if self.ingetrokken is None else 2
