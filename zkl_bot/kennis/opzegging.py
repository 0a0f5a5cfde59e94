"""Leaving the covenant: from the day of the notice to its effect, and back.

The rule (convenant §6): a notice in writing to the coördinatieoverleg can only take effect on
1 January of the year after it, and the financial commitments that were entered into run on up
to and including the year after the year of opzegging. The covenant does not say whether that
"jaar van opzegging" is the year of the notice or the year of its effect; this module reads it
as the year of the notice, the natural reading, and gives the other one beside it, so that
whoever shows the outcome can make that reservation.
"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Opzegging:
    """What follows from one notice. All days are local (Europe/Amsterdam)."""

    melding: date
    """The day the written notice reaches the coördinatieoverleg."""

    @property
    def ingang(self) -> date:
        """The first day outside the covenant."""
        return date(self.melding.year + 1, 1, 1)

    @property
    def verplichtingen_tot_en_met(self) -> date:
        """The last day of the commitments, reading "jaar van opzegging" as that of the notice."""
        return date(self.melding.year + 1, 12, 31)

    @property
    def verplichtingen_andere_lezing(self) -> date:
        """The last day of the commitments when it is read as the year of effect."""
        return date(self.ingang.year + 1, 12, 31)


def last_day_for(vertrek: date) -> date:
    """The last day on which a notice still takes effect by `vertrek`.

    Leaving happens on 1 January only, so for any other day it is the 1 January before it.
    """
    return date(vertrek.year - 1, 12, 31)
