import asyncio
from datetime import timedelta
from typing import Any

from sqlmodel import select

from tests.schedule.proef import BASE, NU, Proef, meeting
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.channels.kanaal import Blijvend, Verzending
from zkl_bot.schedule.deliver import Bezorger
from zkl_bot.schedule.zending import Maker
from zkl_bot.store import aanmelding, abonnees, outbox_lezen
from zkl_bot.store.engine import reading, session
from zkl_bot.store.tables import Abonnee
from zkl_bot.texts.bericht import Bijlage


class Brievenbus:
    """A channel that keeps what it is given."""

    naam = "email"
    tegelijk = 4
    langste = 60.0

    def __init__(self) -> None:
        self.got: list[Verzending] = []
        self.fout: Exception | None = None

    async def send(self, verzending: Verzending) -> None:
        if self.fout:
            raise self.fout
        self.got.append(verzending)


def _ics(gebeurtenis: Gebeurtenis) -> Bijlage | None:
    return Bijlage(f"{gebeurtenis.id}.ics", "text/calendar", b"BEGIN:VCALENDAR")


def _bezorger(proef: Proef, bus: Brievenbus) -> Bezorger:
    maker = Maker(proef.engine, proef.taken.eigenaar, proef.taken.wereld, BASE, _ics)
    return Bezorger(maker, bus, lambda: proef.now)


async def test_mail_has_a_subject_a_calendar_and_links_that_work(sqlite: Any) -> None:
    proef, bus = Proef(sqlite), Brievenbus()
    proef.add(meeting())
    proef.people(1, kanaal="email", adres="a@example.nl")
    proef.due_now(1)
    await _bezorger(proef, bus).run()
    (mail,) = bus.got
    assert (mail.adres, mail.onderwerp) == ("a@example.nl", "Raadsbijeenkomst Zuid-Kennemerland")
    assert [b.naam for b in mail.bericht.bijlagen] == ["bijeenkomst-1.ics"]
    assert mail.bericht.knoppen == ()
    assert mail.afmeld_url is not None
    geheim = mail.afmeld_url.removeprefix(f"{BASE}/afmelden/")
    assert f'<a href="{BASE}/voorkeuren/{geheim}">' in mail.bericht.html
    with reading(sqlite) as opened:
        found = abonnees.by_secret(opened, geheim)
        assert found is not None
        assert found.adres == "a@example.nl"


async def test_unconfirmed_address_gets_the_mail_that_asks_and_nothing_else(sqlite: Any) -> None:
    proef, bus = Proef(sqlite), Brievenbus()
    proef.add(meeting())
    with session(sqlite) as opened:
        aanmelding.request(opened, "a@example.nl", "c" * 64, "nl", now=NU - timedelta(hours=1))
    proef.due_now(1)
    await _bezorger(proef, bus).run()
    (mail,) = bus.got
    assert mail.onderwerp == "Bevestig uw e-mailadres"
    assert f"{BASE}/bevestig/" in mail.bericht.html
    assert mail.afmeld_url is None


async def test_mailbox_that_is_gone_is_dead_and_paused(sqlite: Any) -> None:
    proef, bus = Proef(sqlite), Brievenbus()
    proef.add(meeting())
    proef.people(1, kanaal="email", adres="a@example.nl")
    proef.due_now(1)
    bus.fout = Blijvend("de mailserver weigert: 550", pauze=True)
    await _bezorger(proef, bus).run()
    with reading(sqlite) as opened:
        lines = [(r.stand, r.reden) for r in outbox_lezen.lines(opened)]
        paused = opened.exec(select(Abonnee.gepauzeerd)).all()
    assert lines == [("dood", "de mailserver weigert: 550")]
    assert paused == ["de mailserver weigert: 550"]


async def test_surprise_in_a_channel_is_tried_again(sqlite: Any) -> None:
    proef, bus = Proef(sqlite), Brievenbus()
    proef.add(meeting())
    proef.people(1, kanaal="email", adres="a@example.nl")
    proef.due_now(1)
    bus.fout = RuntimeError("x")
    await _bezorger(proef, bus).run()
    with reading(sqlite) as opened:
        lines = [(r.stand, r.reden) for r in outbox_lezen.lines(opened)]
    assert lines == [("wachtend", "onverwachte fout (RuntimeError)")]


class Traag(Brievenbus):
    """A channel on which each call takes until `done` is set."""

    def __init__(self) -> None:
        super().__init__()
        self.done = asyncio.Event()
        self.full = asyncio.Event()
        self._begun = 0

    async def send(self, verzending: Verzending) -> None:
        self._begun += 1
        if self._begun == self.tegelijk:
            self.full.set()
        await self.done.wait()
        await super().send(verzending)


async def test_stopping_with_a_full_queue_waits_for_calls_under_way_only(sqlite: Any) -> None:
    proef, bus = Proef(sqlite), Traag()
    proef.add(meeting())
    for number in range(30):
        proef.people(1, kanaal="email", adres=f"a{number}@example.nl")
    proef.due_now(30)
    bezorger = _bezorger(proef, bus)
    busy = asyncio.create_task(bezorger.send_due())
    async with asyncio.timeout(30):
        await bus.full.wait()
        bezorger.stop()
        bus.done.set()
        await busy
        await bezorger.finished()
    assert len(bus.got) == bus.tegelijk
    with reading(sqlite) as opened:
        standen = [r.stand for r in outbox_lezen.lines(opened)]
    assert (standen.count("verzonden"), standen.count("wachtend")) == (4, 26)
