"""Forgetting what has had its time: people, dialogues, invitations, questions."""

from datetime import datetime, timedelta

from sqlmodel import Session

from zkl_bot.store import abonnees, gesprekken, terugkoppeling, uitnodigingen
from zkl_bot.store.vergeten import forget

GESPREK = timedelta(days=1)
"""How long is kept where a dialogue stands, and which updates were handled."""
UITNODIGING = timedelta(days=30)
"""How long an invitation is kept after it expired."""
TERUGKOPPELING = timedelta(days=90)
"""How long open questions are kept, and corrections that were dealt with."""

CORRECTIE = timedelta(days=365)
"""How long a correction is kept that nobody deals with."""


def clean_up(session: Session, *, stil: timedelta, now: datetime) -> None:
    """Deletes what is past its term at `now`; `stil` is how long the silent are kept."""
    gesprekken.clean_up(session, before=now - GESPREK)
    uitnodigingen.clean_up(session, before=now - UITNODIGING)
    terugkoppeling.clean_up(session, before=now - TERUGKOPPELING, correcties=now - CORRECTIE)
    for abonnee in abonnees.silent(session, before=now - stil):
        forget(session, abonnee, now=now)
