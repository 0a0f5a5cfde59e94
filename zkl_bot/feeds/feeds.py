"""All feeds of one agenda: rendered once per gebeurtenis, joined when asked for, then kept."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from threading import RLock

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.agenda.sprong import Sprong, make_sprong
from zkl_bot.feeds.kalender import NIETS, Body, make_body, render_kop
from zkl_bot.feeds.kalenders import ARCHIEF, Kalender, all_kalenders
from zkl_bot.feeds.keuze import Keuze, personal_kalender
from zkl_bot.feeds.opties import STANDAARD, Opties
from zkl_bot.feeds.regels import Regel, Regels, make_regels
from zkl_bot.feeds.render import render_gebeurtenis
from zkl_bot.feeds.venster import month_of, split_regels, start_of
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
    bot: str | None
    regels: Regels
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
        self._bot: str | None = None
        self._maand = month_of(basis)
        self._sprong = make_sprong(self._agenda, self._agenda)
        self._changed = self._basis
        self._lines: dict[Opties, dict[Id, bytes | None]] = {}
        self._koppen: dict[tuple[Id, Opties, bool], bytes] = {}
        self._stand: dict[_Sleutel, _Stand] = {}
        self._personal: OrderedDict[_Sleutel, None] = OrderedDict()
        self._ongezien: set[Id] = set()
        self._is_begun = False
        self._lock = RLock()

    def update(self, agenda: Agenda, now: datetime, sprong: Sprong | None = None) -> None:
        """From now on the feeds show this agenda, in the month of `now` (aware).

        `sprong` is how it came from the one before, where the caller knows.
        """
        with self._lock:
            if agenda is self._agenda and month_of(now) == self._maand:
                return
            if sprong is None or sprong.van is not self._agenda:
                sprong = make_sprong(self._agenda, agenda)
            self._note_new(sprong)
            changed = [g for g in sprong.erbij if self._agenda.by_id(g.id) != g]
            for lines in self._lines.values():
                for gebeurtenis in changed:
                    lines.pop(gebeurtenis.id, None)
            self._agenda, self._maand, self._sprong = agenda, month_of(now), sprong
            moments = [g.gewijzigd for g in changed if g.gewijzigd and g.gewijzigd <= now]
            latest = max([self._changed, *moments])
            self._changed = latest.astimezone(UTC).replace(microsecond=0)
            self.versie += 1

    def is_ongezien(self, id: Id) -> bool:
        """Whether surely nobody got a gebeurtenis from here: it is new, and no feed with it, nor
        its own file, was made yet. Of what was there when this process began nobody knows.
        """
        return id in self._ongezien

    def hand_out(self) -> None:
        """All there is goes to somebody, in another form than a feed. Waits for nothing."""
        self._ongezien.clear()

    def _note_new(self, sprong: Sprong) -> None:
        if self._is_begun:
            self._ongezien |= {g.id for g in sprong.erbij if sprong.van.by_id(g.id) is None}
        self._ongezien -= {g.id for g in sprong.weg if sprong.naar.by_id(g.id) is None}
        self._is_begun = True

    def has(self, naam: str) -> bool:
        """Whether there is a feed of this name."""
        return naam in self.kalenders or (
            naam.endswith(ARCHIEF) and naam.removesuffix(ARCHIEF) in self.kalenders
        )

    def set_bot(self, bot: str | None, since: datetime) -> None:
        """From now on entries lead to this Telegram bot (its @name), which is known `since`."""
        with self._lock:
            if bot == self._bot:
                return
            self._bot = bot
            self._lines.clear()
            self._changed = max(self._changed, since.astimezone(UTC).replace(microsecond=0))
            self.versie += 1

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
            regels = self._regels([gebeurtenis] if gebeurtenis else [], opties)
            if gebeurtenis is None or not regels:
                return None
            kalender = Kalender(id, gebeurtenis.titel, gebeurtenis.titel, lambda g: True)
            kop = self._kop(kalender, opties, archief=False)
            since = max(self._basis, gebeurtenis.gewijzigd or self._basis).replace(microsecond=0)
            return make_body(kop, make_regels(regels), gewijzigd=since)

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
            if earlier and self._is_now(earlier):
                return earlier
            stand = self._make(kalender, opties, earlier)
            self._stand[(sleutel, opties)] = stand
            return stand

    def _is_now(self, stand: _Stand) -> bool:
        return stand.agenda is self._agenda and (stand.maand, stand.bot) == (self._maand, self._bot)

    def _make(self, kalender: Kalender, opties: Opties, earlier: _Stand | None) -> _Stand:
        regels = self._followed(kalender, opties, earlier)
        recent, older = split_regels(regels, self._maand)
        # Where the window cuts, the bytes also change when the month does; and some gebeurtenissen
        # come every year, a few years ahead.
        begin = self._maand if older else self._maand.replace(month=1)
        since = max(self._changed, start_of(begin))
        body, archief = (earlier.body, earlier.archief) if earlier else (None, None)
        return _Stand(
            self._agenda,
            self._maand,
            self._bot,
            regels,
            self._join(kalender, opties, recent, body, since),
            self._join(kalender, opties, older, archief, since, archief=True),
        )

    def _followed(self, kalender: Kalender, opties: Opties, earlier: _Stand | None) -> Regels:
        """All lines of a feed: those of the agenda before with what changed, where that will do."""
        sprong = self._sprong
        if earlier is None or earlier.bot != self._bot:
            return make_regels(self._regels(self.selection(kalender), opties))
        if earlier.agenda is self._agenda:
            return earlier.regels
        if earlier.agenda is not sprong.van or not sprong.is_los:
            return make_regels(self._regels(self.selection(kalender), opties))
        regels = earlier.regels.copy()
        for gebeurtenis in sprong.weg:
            regels.drop(gebeurtenis)
        for regel in self._regels([g for g in sprong.erbij if kalender.bevat(g)], opties):
            regels.put(*regel)
        return regels

    def _regels(self, gebeurtenissen: Sequence[Gebeurtenis], opties: Opties) -> list[Regel]:
        """Each with its bytes, made when first asked for since it changed."""
        # A sure moment looks the same whatever `vaag` says.
        sure = self._lines.setdefault(Opties(taal=opties.taal), {})
        vague = self._lines.setdefault(opties, {})
        found: list[Regel] = []
        for gebeurtenis in gebeurtenissen:
            lines = vague if gebeurtenis.start is None else sure
            id = gebeurtenis.id
            line = (
                lines[id] if id in lines else lines.setdefault(id, self._line(gebeurtenis, opties))
            )
            if line is not None:
                found.append((gebeurtenis, line))
        return found

    def _join(
        self,
        kalender: Kalender,
        opties: Opties,
        regels: Regels,
        earlier: Body | None,
        since: datetime,
        *,
        archief: bool = False,
    ) -> Body:
        if earlier is not None and not regels and not earlier.aantal:
            return earlier
        kop = self._kop(kalender, opties, archief=archief)
        known = earlier.aanloop if earlier else NIETS
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
        self._ongezien.discard(gebeurtenis.id)
        return render_gebeurtenis(
            gebeurtenis,
            kennis=self.kennis,
            base_url=self.base_url,
            opties=opties,
            uid_of=self._uid_of,
            bot=self._bot,
        )

    def _uid_of(self, id: Id) -> str | None:
        gebeurtenis = self._agenda.by_id(id)
        return gebeurtenis.uid if gebeurtenis else None
