"""What a record of something that happened looks like, made in a dialogue."""

from datetime import date

from zkl_bot.agenda.opzegging import deadline_id, melding_id
from zkl_bot.agenda.vastlegging import Vastlegging
from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.kennis.model import Id


def gereed(beurt: Beurt, gebeurtenis: Id, gemeente: Id | None = None) -> Vastlegging:
    """That a gebeurtenis is done, for one gemeente or for all, recorded today by who is talking."""
    return Vastlegging(
        id=f"gereed-{gebeurtenis}-{gemeente}" if gemeente else f"gereed-{gebeurtenis}",
        soort="gereed",
        gebeurtenis=gebeurtenis,
        gemeente=gemeente,
        datum=beurt.wereld.vandaag,
        door=beurt.persoon.wie,
        aangemaakt=beurt.wereld.now,
    )


def opzegging(beurt: Beurt, gemeente: Id, melding: date) -> Vastlegging:
    """That a municipality gave notice on `melding`, a local day."""
    return Vastlegging(
        id=melding_id(gemeente, melding.year),
        soort="opzegging",
        gebeurtenis=deadline_id(melding.year),
        gemeente=gemeente,
        datum=melding,
        door=beurt.persoon.wie,
        aangemaakt=beurt.wereld.now,
    )
