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
