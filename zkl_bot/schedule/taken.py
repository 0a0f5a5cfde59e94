"""The recurring tasks, each stateless: the clock ticks, the database remembers."""

import os
import secrets
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from socket import gethostname
from time import monotonic
from typing import Any

import structlog
from sqlalchemy import Engine
from sqlmodel import Session, col, delete, select

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.clock import AMSTERDAM
from zkl_bot.schedule.berichten import Schrijver
from zkl_bot.schedule.controle import Wereldbeeld
from zkl_bot.schedule.plan import plan
from zkl_bot.schedule.regels.due import Regelset
from zkl_bot.schedule.regels.momenten import at_local
from zkl_bot.schedule.wijzigen import tell
from zkl_bot.store import (
    afmeldingen,
    leases,
    outbox,
    outbox_lezen,
    outbox_vullen,
    peilen,
    planning,
    snelheid,
    terugkoppeling,
    versies,
)
from zkl_bot.store.abonnees import ZONDER_BEZORGING
from zkl_bot.store.engine import reading, session
from zkl_bot.store.tables import Abonnee, Sleutel, Uitgaand

log = structlog.get_logger(__name__)

PLAN_OPNIEUW = timedelta(seconds=60)
"""After how long is planned again though nothing changed, by either clock: time goes by."""
PLAN_LEASE = timedelta(seconds=30)
"""How long others wait to plan for a process that died; planning twice at once does no harm."""
PAS = timedelta(minutes=5)
"""How long ago (by the injected clock) somebody planned at the most, where all are at work."""
REAP_GAT = 15.0
"""Seconds between two times of taking back after which something was wrong: several rounds."""
MELDTIJD = time(8, 30)
"""When the griffie hears of what could not be sent and, on Mondays, what had no answer: local,
and only when there is something."""
WEEK = timedelta(days=7)
BEWAARD = timedelta(days=400)
"""How long the outbox and the links in mails are kept: past a year, the longest rhythm there is."""


def new_owner() -> str:
    """A name for this process that no other has."""
    return f"{gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


class Taken:
    """What the jobs do. All methods use the database; call them in a thread."""

    def __init__(
        self,
        engine: Engine,
        agenda: Callable[[], Agenda],
        regelset: Callable[[], Regelset],
        schrijver: Schrijver,
        clock: Callable[[], datetime],
    ) -> None:
        self.engine = engine
        self.eigenaar = new_owner()
        self._agenda = agenda
        self._regelset = regelset
        self._schrijver = schrijver
        self._clock = clock
        self._planned_for: tuple[int, ...] = ()
        self._planned_at: tuple[float, datetime] | None = None
        self._reaped = float("-inf")

    def wereld(self) -> Wereldbeeld:
        """The agenda, rules and words as they are now."""
        return Wereldbeeld(self._agenda(), self._regelset(), self._schrijver)

    def plan_if_changed(self) -> None:
        """Plans at once when the agenda or somebody's choices changed, and else now and then."""
        with reading(self.engine) as opened:
            names = (versies.AGENDA, versies.ABONNEES)
            seen = tuple(versies.current(opened, name) for name in names)
        if seen != self._planned_for or self._is_plan_old():
            at = (monotonic(), self._clock())
            self.plan()
            self._planned_for, self._planned_at = seen, at

    def _is_plan_old(self) -> bool:
        if self._planned_at is None:
            return True
        real, now = self._planned_at
        gone = max(timedelta(seconds=monotonic() - real), abs(self._clock() - now))
        return gone >= PLAN_OPNIEUW

    def plan(self) -> None:
        """Brings the outbox up to date; one replica at a time."""
        with session(self.engine) as opened:
            if not leases.take(opened, "plan", self.eigenaar, PLAN_LEASE):
                return
        try:
            made = plan(self.engine, self._agenda(), self._regelset(), now=self._clock())
        finally:
            with session(self.engine) as opened:
                leases.release(opened, "plan", self.eigenaar)
        if made:
            log.info("planned", rows=made)

    def is_planned(self) -> bool:
        """Whether somebody planned lately, so that what is due for a person is all there."""
        with reading(self.engine) as opened:
            sinds = peilen.read(opened, peilen.PLAN)
        return sinds is not None and sinds >= self._clock() - PAS

    def tell(self) -> None:
        """Puts the notices of edits that came to rest in the outbox."""
        told = tell(self.engine, self._agenda(), self._regelset(), now=self._clock())
        if told:
            log.info("changes told", rows=told)

    def recover(self) -> None:
        """At the start: on SQLite what a former process left behind is nobody else's."""
        if self.engine.dialect.name == "sqlite":
            with session(self.engine) as opened:
                freed = outbox.abandon(opened)
                leases.clear(opened)
            if freed:
                log.info("taken back", rows=freed)

    def reap(self) -> None:
        """Takes back what a process that died had, and ends what is of no use any more.

        Not right after the database was away, or this process stood still: others may have
        outcomes to keep of which nobody knew yet.
        """
        with session(self.engine) as opened:
            before, self._reaped = self._reaped, monotonic()
            is_sure = self._reaped - before < REAP_GAT
            freed = outbox.reap(opened) if is_sure else 0
            gone = outbox.expire(opened, now=self._clock())
        if freed or gone:
            log.info("reaped", taken_back=freed, expired=gone)

    def report_dead(self) -> None:
        """Tells the griffie what could not be sent: once a day, from half past eight, and only
        when there is something; each message once.
        """
        now = self._clock()
        vandaag = now.astimezone(AMSTERDAM).date()
        if now < at_local(vandaag, MELDTIJD):
            return
        with session(self.engine) as opened:
            told = peilen.read(opened, peilen.DOOD, lock=True)
            if told is not None and told >= at_local(vandaag, time()):
                return
            dead = outbox_lezen.dead_since(opened, told or now - BEWAARD)
            if not dead:
                return
            peilen.write(opened, peilen.DOOD, now)
            regels = [{"reden": reden, "aantal": aantal} for reden, aantal in dead]
            inhoud = {"template": "melding_dood", "data": {"regels": regels}}
            _tell_griffie(opened, "dood", vandaag, timedelta(days=1), inhoud, now=now)

    def report_questions(self) -> None:
        """Gives the griffie the questions of last week that had no answer, if there are any."""
        now = self._clock()
        vandaag = now.astimezone(AMSTERDAM).date()
        maandag = vandaag - timedelta(days=vandaag.weekday())
        van, tot = (at_local(dag, MELDTIJD) for dag in (maandag - WEEK, maandag))
        if now < tot:
            return
        with session(self.engine) as opened:
            if not terugkoppeling.open_vragen(opened, since=van, before=tot):
                return
            week = {"van": van.isoformat(), "tot": tot.isoformat()}
            inhoud = {"template": "vragenlijst"} | week
            _tell_griffie(opened, "open-vragen", maandag, WEEK, inhoud, now=now)

    def clean_up(self) -> None:
        """Forgets what has had its time."""
        before = self._clock() - BEWAARD
        with session(self.engine) as opened:
            snelheid.clean_up(opened, timedelta(hours=1))
            opened.exec(delete(Sleutel).where(col(Sleutel.aangemaakt) < before))
            afmeldingen.clean_up(opened, before=before)
            _forget_outbox(opened, before)


def _tell_griffie(
    opened: Session,
    over: str,
    dag: date,
    geldig: timedelta,
    inhoud: dict[str, Any],
    *,
    now: datetime,
) -> None:
    """Puts one message about this in the outbox for everyone of the griffie, once for `dag`."""
    griffie = opened.exec(
        select(Abonnee.id).where(
            Abonnee.rol == "griffie", col(Abonnee.kanaal).not_in(ZONDER_BEZORGING)
        )
    ).all()
    outbox_vullen.add_many(
        opened,
        [{"abonnee": id, "verstuur_vanaf": now} for id in griffie],
        regel=planning.MELDING,
        gebeurtenis=over,
        sleutel=dag.isoformat(),
        revisie=0,
        vervalt=now + geldig,
        inhoud=inhoud,
        now=now,
    )


def _forget_outbox(opened: Session, before: datetime) -> None:
    done = ("verzonden", "dood", "vervallen")
    opened.exec(
        delete(Uitgaand).where(col(Uitgaand.stand).in_(done), col(Uitgaand.vervalt) < before)
    )
