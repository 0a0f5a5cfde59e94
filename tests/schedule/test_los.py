from datetime import datetime, time, timedelta
from typing import Any

from sqlmodel import select

from tests.fakes.botapi import FakeBotApi
from tests.schedule.proef import NU, SNEL, WAAROM, Proef
from zkl_bot.channels.telegram import TelegramKanaal
from zkl_bot.clock import AMSTERDAM
from zkl_bot.store import outbox_vullen, terugkoppeling
from zkl_bot.store.engine import reading, session
from zkl_bot.store.tables import Abonnee, Uitgaand

MAANDAG = datetime.combine(NU.date(), time(8, 30), AMSTERDAM)
VOETNOOT = "Wie het vroeg, is niet bewaard. Na 90 dagen worden de vragen gewist."


def ask(proef: Proef, *vragen: tuple[str, datetime]) -> None:
    with session(proef.engine) as opened:
        for tekst, moment in vragen:
            terugkoppeling.note_open_vraag(opened, tekst, now=moment)


def said(api: FakeBotApi, chat: int) -> list[str]:
    return [d.bare for d in api.deliveries if d.chat == chat]


async def test_griffie_gets_the_questions_of_last_week_on_monday_and_once(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.people(1, rol="griffie", adres="77")
    proef.people(1, rol="raadslid", adres="88")
    week, second = timedelta(days=7), timedelta(seconds=1)
    ask(
        proef,
        ("te oud", MAANDAG - week - second),
        ("Wat kost een <paspoort>?", MAANDAG - week),
        ("wat kost een <PASPOORT>", MAANDAG - timedelta(days=2)),
        ("Wie is de baas?", MAANDAG - second),
        ("te nieuw", MAANDAG),
    )
    for moment in (MAANDAG - second, MAANDAG, MAANDAG + timedelta(days=3)):
        proef.now = moment
        proef.taken.report_questions()
        await proef.bezorger(kanaal, SNEL).run()
        assert len(said(api, 77)) == (0 if moment < MAANDAG else 1)
    assert said(api, 77) == [
        "Vorige week bleven 3 vragen zonder antwoord\n"
        "• Wat kost een <paspoort>? (2×)\n"
        f"• Wie is de baas?\n\n{VOETNOOT}{WAAROM}"
    ]
    assert said(api, 88) == []


async def test_list_of_a_busy_week_fits_in_one_message(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.people(1, rol="griffie", adres="77")
    ask(proef, *((f"{n} {'é<' * 149}", MAANDAG - timedelta(hours=n)) for n in range(1, 100)))
    proef.now = MAANDAG
    proef.taken.report_questions()
    await proef.bezorger(kanaal, SNEL).run()
    (lijst,) = said(api, 77)
    assert lijst.startswith("Vorige week bleven 99 vragen zonder antwoord")
    assert f"En nog {99 - lijst.count('•')} andere." in lijst


async def test_a_week_without_open_questions_is_no_message(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.people(1, rol="griffie", adres="77")
    proef.taken.report_questions()
    await proef.bezorger(kanaal, SNEL).run()
    assert said(api, 77) == []


def file(proef: Proef) -> int:
    with session(proef.engine) as opened:
        made = terugkoppeling.note_correctie(
            opened, "Wie trekt actie 9?", "Haarlem", "nee: <Velsen>", abonnee=None, now=NU
        )
        assert made is not None
        assert made.id is not None
        griffie = opened.exec(select(Abonnee.id)).all()
        outbox_vullen.add_many(
            opened,
            [{"abonnee": id, "verstuur_vanaf": NU} for id in griffie],
            regel="melding",
            gebeurtenis=f"correctie-{made.id}",
            sleutel="nieuw",
            revisie=0,
            vervalt=NU + timedelta(days=1),
            inhoud={"template": "correctie_nieuw", "correctie": made.id},
            now=NU,
        )
        return made.id


async def test_correction_comes_with_buttons_to_answer_it(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.people(1, rol="griffie", adres="77")
    nummer = file(proef)
    await proef.bezorger(kanaal, SNEL).run()
    assert said(api, 77) == [
        f"Correctie {nummer}: iemand vindt dat een antwoord niet klopt\n"
        "Vraag: Wie trekt actie 9?\nAntwoord: Haarlem\nOpmerking: nee: <Velsen>" + WAAROM
    ]
    data = [b["callback_data"] for b in api.deliveries[0].buttons]
    assert data == [f"kc:a:{nummer}", f"kc:s:{nummer}"]


async def test_correction_is_not_sent_to_who_is_no_longer_griffie_nor_when_it_is_dealt_with(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.people(1, rol="griffie", adres="77")
    proef.people(1, rol="raadslid", adres="88")
    nummer = file(proef)
    with session(sqlite) as opened:
        terugkoppeling.settle_correctie(opened, nummer, None, now=NU)
    await proef.bezorger(kanaal, SNEL).run()
    assert api.deliveries == []
    with reading(sqlite) as opened:
        ended = {(row.stand, row.reden) for row in opened.exec(select(Uitgaand))}
    assert ended == {("vervallen", "intussen niet meer nodig")}
