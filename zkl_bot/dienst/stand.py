"""The agenda as this process holds it, made anew when the database or the day changed."""

from collections.abc import Callable
from datetime import date, datetime
from threading import Lock

from sqlalchemy import Engine
from sqlmodel import Session

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.agenda.stroom import build_agenda
from zkl_bot.clock import AMSTERDAM, Clock
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.schedule.regels.due import Regelset, make_regelset
from zkl_bot.store import behandelingen, bijeenkomsten, vastleggingen, versies
from zkl_bot.store.engine import reading


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

    Safe to use from several threads.
    """

    def __init__(
        self, kennis: Kennis, engine: Engine, clock: Clock, then: Callable[[Agenda], None]
    ) -> None:
        self._kennis = kennis
        self._engine = engine
        self._clock = clock
        self._then = then
        self._lock = Lock()
        self._key: tuple[int, date] | None = None
        self._agenda = Agenda(())
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
            today = self._clock().astimezone(AMSTERDAM).date()
            key = (versies.current(session, versies.AGENDA), today)
            if key == self._key:
                return False
            agenda = load_agenda(session, self._kennis, now=self._clock())
            regelset = make_regelset(self._kennis, vastleggingen.everything(session))
            if self._key is not None and agenda == self._agenda:
                agenda = self._agenda  # a new day, the same agenda: what hangs on it stays valid
            self._then(agenda)
            self._agenda, self._regelset, self._key = agenda, regelset, key
            return True
