"""All feeds of one agenda: rendered once per gebeurtenis, joined when asked for, then kept."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from threading import RLock

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.feeds.kalender import Body, make_body, render_kop
from zkl_bot.feeds.kalenders import ARCHIEF, Kalender, all_kalenders
from zkl_bot.feeds.keuze import Keuze, personal_kalender
from zkl_bot.feeds.opties import STANDAARD, Opties
from zkl_bot.feeds.render import render_gebeurtenis
from zkl_bot.feeds.venster import Regel, month_of, split_regels, start_of
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id, Taal

MAX_PERSONAL = 500
"""How many personal feeds are kept ready; others are joined when asked for."""

_Sleutel = tuple[str | Keuze, Opties]


@dataclass(frozen=True, slots=True)
class _Stand:
    """A feed (and its archive) as made from one agenda in one month."""

    agenda: Agenda
    maand: date
    body: Body
    archief: Body


class Feeds:
    """Every feed and every option. Safe to use from several threads.

    `basis` (aware) is since when these facts and this version of the program are in use:
    no feed says it is older than that. `base_url` goes into links.
    """

    def __init__(self, kennis: Kennis, base_url: str, *, basis: datetime) -> None:
        self.kennis = kennis
        self.base_url = base_url
        self.kalenders = all_kalenders(kennis)
        self.versie = 0
        """Goes up with every update; what was made before is then to be asked for again."""
        self._basis = basis.astimezone(UTC).replace(microsecond=0)
        self._agenda = Agenda(())
        self._maand = month_of(basis)
        self._changed = self._basis
        self._lines: dict[Opties, dict[Id, bytes | None]] = {}
        self._koppen: dict[tuple[Id, Opties, bool], bytes] = {}
        self._stand: dict[_Sleutel, _Stand] = {}
        self._personal: OrderedDict[_Sleutel, None] = OrderedDict()
        self._lock = RLock()

    def update(self, agenda: Agenda, now: datetime) -> None:
        """From now on the feeds show this agenda, in the month of `now` (aware)."""
        with self._lock:
            if agenda is self._agenda and month_of(now) == self._maand:
                return
            changed = self._forget_changed(agenda)
            self._agenda, self._maand = agenda, month_of(now)
            moments = [g.gewijzigd for g in changed if g.gewijzigd and g.gewijzigd <= now]
            latest = max([self._changed, *moments])
            self._changed = latest.astimezone(UTC).replace(microsecond=0)
            self.versie += 1

    def _forget_changed(self, agenda: Agenda) -> list[Gebeurtenis]:
        """What is new or different; its bytes are no longer good."""
        same = set(map(id, self._agenda.gebeurtenissen))
        other = [g for g in agenda.gebeurtenissen if id(g) not in same]
        changed = [g for g in other if self._agenda.by_id(g.id) != g]
        for lines in self._lines.values():
            for gebeurtenis in changed:
                lines.pop(gebeurtenis.id, None)
        return changed

    def body(self, naam: str, opties: Opties = STANDAARD) -> Body | None:
        """The feed of this name ("pho", "pho-archief"), or None when there is none."""
        kalender = self.kalenders.get(naam)
        if kalender is not None:
            return self._get(naam, kalender, opties).body
        kalender = self.kalenders.get(naam.removesuffix(ARCHIEF))
        if kalender is None or not naam.endswith(ARCHIEF):
            return None
        return self._get(kalender.naam, kalender, opties).archief

    def personal(self, keuze: Keuze, opties: Opties = STANDAARD) -> Body:
        """The personal feed of this selection, whoever asks for it."""
        with self._lock:
            sleutel: _Sleutel = (keuze, opties)
            self._personal[sleutel] = None
            self._personal.move_to_end(sleutel)
            while len(self._personal) > MAX_PERSONAL:
                oldest, _ = self._personal.popitem(last=False)
                self._stand.pop(oldest, None)
            return self._get(keuze, personal_kalender(keuze), opties).body

    def single(self, id: Id, taal: Taal = "nl") -> bytes | None:
        """One gebeurtenis as a file, or None when it has no place in a calendar."""
        body = self.single_body(id, Opties(taal=taal))
        return body.tekst if body else None

    def single_body(self, id: Id, opties: Opties = STANDAARD) -> Body | None:
        """One gebeurtenis as a feed of its own, or None when it has no place in a calendar."""
        with self._lock:
            gebeurtenis = self._agenda.by_id(id)
            regels = self._regels([gebeurtenis], opties) if gebeurtenis else []
            if gebeurtenis is None or not regels:
                return None
            kalender = Kalender(id, gebeurtenis.titel, gebeurtenis.titel, lambda g: True)
            kop = self._kop(kalender, opties, archief=False)
            since = max(self._basis, gebeurtenis.gewijzigd or self._basis).replace(microsecond=0)
            return make_body(kop, regels, gewijzigd=since)

    def selection(self, kalender: Kalender) -> list[Gebeurtenis]:
        """What a feed holds, vague or not: of a bespreking and its meeting only the meeting."""
        chosen = [g for g in self._agenda.gebeurtenissen if kalender.bevat(g)]
        if not any(g.bijeenkomst for g in chosen):
            return chosen
        ids = {g.id for g in chosen if g.soort == "bijeenkomst"}
        return [g for g in chosen if g.bijeenkomst not in ids]

    def _get(self, sleutel: str | Keuze, kalender: Kalender, opties: Opties) -> _Stand:
        with self._lock:
            earlier = self._stand.get((sleutel, opties))
            if earlier and earlier.agenda is self._agenda and earlier.maand == self._maand:
                return earlier
            stand = self._make(kalender, opties, earlier)
            self._stand[(sleutel, opties)] = stand
            return stand

    def _make(self, kalender: Kalender, opties: Opties, earlier: _Stand | None) -> _Stand:
        regels = self._regels(self.selection(kalender), opties)
        recent, older = split_regels(regels, self._maand)
        # Where the window cuts, the bytes also change when the month does.
        since = max(self._changed, start_of(self._maand)) if older else self._changed
        body, archief = (earlier.body, earlier.archief) if earlier else (None, None)
        return _Stand(
            self._agenda,
            self._maand,
            self._join(kalender, opties, recent, body, since),
            self._join(kalender, opties, older, archief, since, archief=True),
        )

    def _regels(self, gebeurtenissen: Sequence[Gebeurtenis], opties: Opties) -> list[Regel]:
        """Each with its bytes, made when first asked for since it changed."""
        # A sure moment looks the same whatever `vaag` says.
        sure = self._lines.setdefault(Opties(taal=opties.taal), {})
        vague = self._lines.setdefault(opties, {})
        regels: list[Regel] = []
        for gebeurtenis in gebeurtenissen:
            lines = vague if gebeurtenis.start is None else sure
            id = gebeurtenis.id
            line = (
                lines[id] if id in lines else lines.setdefault(id, self._line(gebeurtenis, opties))
            )
            if line is not None:
                regels.append((gebeurtenis, line))
        return regels

    def _join(
        self,
        kalender: Kalender,
        opties: Opties,
        regels: Sequence[Regel],
        earlier: Body | None,
        since: datetime,
        *,
        archief: bool = False,
    ) -> Body:
        if earlier is not None and not regels and not earlier.aantal:
            return earlier
        kop = self._kop(kalender, opties, archief=archief)
        known = earlier.blokken if earlier else None
        body = make_body(kop, regels, gewijzigd=since, earlier=known)
        if earlier is None:
            return body
        if earlier.etag == body.etag:
            return earlier
        # Bytes that changed must say so, also when what changed most is no longer in them.
        return replace(body, gewijzigd=max(since, earlier.gewijzigd + timedelta(seconds=1)))

    def _kop(self, kalender: Kalender, opties: Opties, *, archief: bool) -> bytes:
        if kalender.naam not in self.kalenders:
            return render_kop(kalender, opties, archief=archief, url=f"{self.base_url}/")
        sleutel = (kalender.naam, opties, archief)
        if sleutel not in self._koppen:
            kop = render_kop(kalender, opties, archief=archief, url=f"{self.base_url}/")
            self._koppen[sleutel] = kop
        return self._koppen[sleutel]

    def _line(self, gebeurtenis: Gebeurtenis, opties: Opties) -> bytes | None:
        return render_gebeurtenis(
            gebeurtenis,
            kennis=self.kennis,
            base_url=self.base_url,
            opties=opties,
            uid_of=self._uid_of,
        )

    def _uid_of(self, id: Id) -> str | None:
        gebeurtenis = self._agenda.by_id(id)
        return gebeurtenis.uid if gebeurtenis else None
