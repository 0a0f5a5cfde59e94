"""The agenda as this process holds it, made anew when the database or the day changed."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from threading import Lock

from sqlalchemy import Engine
from sqlmodel import Session

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.agenda.behandeling import Behandeling
from zkl_bot.agenda.sprong import Sprong
from zkl_bot.agenda.stroom import build_agenda
from zkl_bot.agenda.vastlegging import Vastlegging
from zkl_bot.agenda.volgen import Stap, make_stap, take_stap
from zkl_bot.clock import AMSTERDAM, Clock
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id
from zkl_bot.schedule.regels.due import Regelset, make_regelset
from zkl_bot.store import behandelingen, bijeenkomsten, vastleggingen, versies
from zkl_bot.store.engine import reading
from zkl_bot.store.spoor import Spoor


def load_agenda(
    session: Session, kennis: Kennis, *, now: datetime, tot: date | None = None
) -> Agenda:
    """The agenda of what stands in the database; see `build_agenda`."""
    return build_agenda(
        kennis,
        bijeenkomsten.everything(session),
        vastleggingen.everything(session),
        now=now,
        tot=tot,
        behandelingen=behandelingen.everything(session),
    )


class AgendaStand:
    """Keeps one Agenda; `then` hears of a new one before anyone else can get it.

    And how it came from the one before, where that is known. `before` may read what else goes by
    the version of the agenda.

    Safe to use from several threads.
    """

    def __init__(
        self,
        kennis: Kennis,
        engine: Engine,
        clock: Clock,
        then: Callable[[Agenda, Sprong | None], None],
        before: Callable[[Session], None],
    ) -> None:
        self._kennis = kennis
        self._engine = engine
        self._clock = clock
        self._then = then
        self._before = before
        self._lock = Lock()
        self._key: tuple[int, date] | None = None
        self._agenda = Agenda(())
        self._vastleggingen: tuple[Vastlegging, ...] = ()
        self._regelset = make_regelset(kennis)

    def current(self) -> Agenda:
        """The agenda as last made; touches no database but the first time."""
        if self._key is None:
            self.refresh()
        return self._agenda

    def regelset(self) -> Regelset:
        """The reminder rules that belong with it: they leave out what was recorded as done."""
        if self._key is None:
            self.refresh()
        return self._regelset

    def refresh(self) -> bool:
        """Makes the agenda anew if it is out of date; whether it was. Reads the database."""
        with self._lock, reading(self._engine) as session:
            key = (versies.current(session, versies.AGENDA), self._today())
            if key == self._key:
                return False
            self._before(session)
            agenda = load_agenda(session, self._kennis, now=self._clock())
            self._vastleggingen = vastleggingen.everything(session)
            regelset = make_regelset(self._kennis, self._vastleggingen)
            if self._key is not None and agenda == self._agenda:
                agenda = self._agenda  # a new day, the same agenda: what hangs on it stays valid
            self._then(agenda, None)
            self._agenda, self._regelset, self._key = agenda, regelset, key
            return True

    def step(self, spoor: Spoor) -> Stap | None:
        """What a transaction of this process, not committed yet, does to the agenda.

        None when it changed more than one meeting, or when others changed the calendar since
        this process looked.
        """
        enige = spoor.enige
        with self._lock:
            agenda, key = self._agenda, self._key
        if enige is None or key is None or key != (enige[0] - 1, self._today()):
            return None
        _, oud, nieuw = enige
        return make_stap(agenda, self._kennis, oud, nieuw)

    def take(self, spoor: Spoor, stap: Stap, behandelingen: Mapping[Id, Behandeling]) -> bool:
        """Makes the agenda after a step that is committed now, without reading all there is.

        Whether it could: not when the agenda was made anew meanwhile. `behandelingen` are those
        of the besprekingen it concerns.
        """
        [versie] = spoor.nummers
        with self._lock:
            if self._key is None or self._agenda is not stap.van or self._key[0] != versie - 1:
                return False
            sprong = take_stap(stap, self._kennis, self._vastleggingen, behandelingen)
            self._then(sprong.naar, sprong)
            self._agenda, self._key = sprong.naar, (versie, self._key[1])
            return True

    def _today(self) -> date:
        return self._clock().astimezone(AMSTERDAM).date()
