"""When what a dialogue remembers is to be forgotten. Pure; the store holds itself to it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from zkl_bot.gesprek.reactie import Stand

VRAAG_BLIJFT = timedelta(minutes=30)
"""How long a follow-up still refers to what was last talked about, and a correction that is
being typed is kept."""
FORMULIER_BLIJFT = timedelta(hours=24)
"""How long a form half filled in waits for its next step."""
CORRECTIE = "correctie"
"""The form that holds what somebody asked: it is kept no longer than a follow-up."""
_VROEGER = ("onderwerp", "gevraagd")
"""What former versions kept, the words of questions among it."""


def prune(stand: Stand, now: datetime) -> Stand:
    """The same without what had its time before `now` (aware)."""
    gone = {naam for naam, moment in _moments(stand) if moment < now}
    return {naam: deel for naam, deel in stand.items() if naam not in gone | set(_VROEGER)}


def next_moment(stand: Stand) -> datetime | None:
    """When the next part of it is to be forgotten; None for what may stay as long as the rest."""
    return min((moment for _, moment in _moments(stand)), default=None)


def _moments(stand: Stand) -> Iterator[tuple[str, datetime]]:
    if eerder := stand.get("eerder"):
        yield "eerder", datetime.fromisoformat(eerder["sinds"]) + VRAAG_BLIJFT
    if formulier := stand.get("formulier"):
        blijft = VRAAG_BLIJFT if formulier["naam"] == CORRECTIE else FORMULIER_BLIJFT
        yield "formulier", datetime.fromisoformat(formulier["sinds"]) + blijft
    if ongedaan := stand.get("ongedaan"):
        yield "ongedaan", datetime.fromisoformat(ongedaan["tot"])
