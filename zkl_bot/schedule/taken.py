"""The recurring tasks, each stateless: the clock ticks, the database remembers."""

import os
import secrets
from collections.abc import Callable
from datetime import datetime, time, timedelta
from socket import gethostname
from time import monotonic

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
from zkl_bot.store import leases, outbox, outbox_lezen, planning, snelheid, versies
from zkl_bot.store.engine import reading, session
from zkl_bot.store.tables import Abonnee, Sleutel, Uitgaand

log = structlog.get_logger(__name__)

PLAN_OPNIEUW = 60.0
"""Seconds (real time) after which is planned again though nothing changed: time goes by."""
PLAN_LEASE = timedelta(minutes=2)
MELDTIJD = time(8, 30)
"""When the griffie hears of what could not be sent: local, on days that there is something."""
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
        self._plan_again = 0.0

    def wereld(self) -> Wereldbeeld:
        """The agenda, rules and words as they are now."""
        return Wereldbeeld(self._agenda(), self._regelset(), self._schrijver)

    def plan_if_changed(self) -> None:
        """Plans at once when the agenda or somebody's choices changed, and else now and then."""
        with reading(self.engine) as opened:
            names = (versies.AGENDA, versies.ABONNEES)
            seen = tuple(versies.current(opened, name) for name in names)
        if seen != self._planned_for or monotonic() >= self._plan_again:
            self.plan()
            self._planned_for = seen
            self._plan_again = monotonic() + PLAN_OPNIEUW

    def plan(self) -> None:
        """Brings the outbox up to date; one replica at a time."""
        with session(self.engine) as opened:
            if not leases.take(opened, "plan", self.eigenaar, PLAN_LEASE):
                return
        made = plan(self.engine, self._agenda(), self._regelset(), now=self._clock())
        with session(self.engine) as opened:
            leases.release(opened, "plan", self.eigenaar)
        if made:
            log.info("planned", rows=made)

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
            if freed:
                log.info("taken back", rows=freed)

    def reap(self) -> None:
        """Takes back what a process that died had, and ends what is of no use any more."""
        with session(self.engine) as opened:
            freed = outbox.reap(opened)
            gone = outbox.expire(opened, now=self._clock())
        if freed or gone:
            log.info("reaped", taken_back=freed, expired=gone)

    def report_dead(self) -> None:
        """Tells the griffie once a day what could not be sent, only when there is something."""
        now = self._clock()
        vandaag = now.astimezone(AMSTERDAM).date()
        if now < at_local(vandaag, MELDTIJD):
            return
        with session(self.engine) as opened:
            since = at_local(vandaag - timedelta(days=1), MELDTIJD)
            dead = outbox_lezen.dead_since(opened, since)
            if not dead:
                return
            regels = [{"reden": reden, "aantal": aantal} for reden, aantal in dead]
            griffie = opened.exec(select(Abonnee.id).where(Abonnee.rol == "griffie")).all()
            outbox.add_many(
                opened,
                [{"abonnee": id, "verstuur_vanaf": now} for id in griffie],
                regel=planning.MELDING,
                gebeurtenis="dood",
                sleutel=vandaag.isoformat(),
                revisie=0,
                vervalt=now + timedelta(days=1),
                inhoud={"template": "melding_dood", "data": {"regels": regels}},
                now=now,
            )

    def clean_up(self) -> None:
        """Forgets what has had its time."""
        before = self._clock() - BEWAARD
        with session(self.engine) as opened:
            snelheid.clean_up(opened, timedelta(hours=1))
            opened.exec(delete(Sleutel).where(col(Sleutel.aangemaakt) < before))
            _forget_outbox(opened, before)


def _forget_outbox(opened: Session, before: datetime) -> None:
    done = ("verzonden", "dood", "vervallen")
    opened.exec(
        delete(Uitgaand).where(col(Uitgaand.stand).in_(done), col(Uitgaand.vervalt) < before)
    )
