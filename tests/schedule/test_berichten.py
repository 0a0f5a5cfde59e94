from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from tests.fakes.botapi_rules import parse_html
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.kennis.herinneringsregel import Herinneringsregel, Tijdstip
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Taal, Tekst
from zkl_bot.kennis.periode import dag, parse_periode
from zkl_bot.schedule.berichten import Lezer, Onderdeel, Schrijver
from zkl_bot.schedule.regels.ontvanger import Ontvanger
from zkl_bot.texts.render import Renderer

NU = datetime(2026, 6, 1, 12, tzinfo=UTC)
GRIFFIE = Ontvanger(rol="griffie", gemeente="haarlem")


@pytest.fixture(scope="module")
def schrijver(kennis: Kennis) -> Schrijver:
    return Schrijver(Renderer(kennis), "https://zkl.example.nl")


def _over(regel: Herinneringsregel, **fields: Any) -> Gebeurtenis:
    values: dict[str, Any] = {
        "id": "g-1",
        "soort": regel.soort,
        "titel": Tekst(nl="Titel <&>", en="Title <&>"),
        "periode": dag(date(2026, 6, 4)),
        "acties": ("actie-9",),
        "toelichting": Tekst(nl="Toelichting", en="Explanation"),
    }
    return Gebeurtenis(**(values | fields))


@pytest.mark.parametrize("taal", ["nl", "en"])
@pytest.mark.parametrize("waar", [{}, {"opnieuw": True}, {"aan_griffie": True}])
def test_every_rule_writes_a_message_telegram_takes(
    kennis: Kennis, schrijver: Schrijver, taal: Taal, waar: dict[str, bool]
) -> None:
    lezer = Lezer(GRIFFIE, taal)
    for regel in kennis.herinneringen.regels:
        for periode in (dag(date(2026, 6, 4)), parse_periode("2027"), parse_periode("2020")):
            over = _over(regel, periode=periode)
            onderdeel = schrijver.herinnering(
                regel, over, Tijdstip(**waar), lezer=lezer, now=NU, uitgaand=7
            )
            bericht = schrijver.bericht([onderdeel], lezer)
            bare = parse_html(bericht.html)
            assert over.titel.for_taal(taal) in bare
            assert regel.reden.for_taal(taal) in bare
            assert bericht.knoppen[-1][0].data == "h:7:morgen"


@pytest.mark.parametrize(
    ("op", "expected"),
    [
        (date(2026, 6, 1), "Vandaag"),
        (date(2026, 6, 2), "Morgen"),
        (date(2026, 6, 4), "Nog 3 dagen"),
        (date(2026, 6, 15), "Nog 2 weken"),
        (date(2026, 6, 17), "Nog 16 dagen"),
        (date(2026, 7, 27), "Nog 8 weken"),
        (date(2026, 7, 29), "Nog ruim 8 weken"),
        (date(2026, 12, 1), "Nog 6 maanden"),
        (date(2026, 12, 3), "Nog ruim 6 maanden"),
    ],
)
def test_time_left_is_true(kennis: Kennis, schrijver: Schrijver, op: date, expected: str) -> None:
    regel = next(r for r in kennis.herinneringen.regels if r.id == "opzegging")
    over = _over(regel, periode=dag(op), acties=())
    onderdeel = schrijver.herinnering(regel, over, Tijdstip(), lezer=Lezer(GRIFFIE), now=NU)
    assert parse_html(onderdeel.html).splitlines()[0] == f"{expected}: Titel <&>"


def _part(kennis: Kennis, schrijver: Schrijver, lezer: Lezer, number: int) -> Onderdeel:
    regel = next(r for r in kennis.herinneringen.regels if r.id == "evaluatie")
    over = replace(_over(regel), id=f"g-{number}", titel=Tekst(nl=f"T{number}", en="T"))
    return schrijver.herinnering(regel, over, Tijdstip(), lezer=lezer, now=NU, uitgaand=number)


def test_deadline_has_the_button_gereed_for_who_may_say_so(
    kennis: Kennis, schrijver: Schrijver
) -> None:
    def buttons(ontvanger: Ontvanger, count: int = 1, groep: bool = False) -> list[str | None]:
        lezer = Lezer(ontvanger, groep=groep)
        parts = [_part(kennis, schrijver, lezer, n + 1) for n in range(count)]
        return [k.data for rij in schrijver.bericht(parts, lezer).knoppen for k in rij]

    assert buttons(Ontvanger(rol="ambtenaar")) == ["h:1:gereed", "h:1:morgen"]
    assert buttons(Ontvanger(rol="raadslid")) == ["h:1:morgen"]
    assert buttons(Ontvanger(rol="griffie"), groep=True) == ["h:1:morgen"]
    assert buttons(GRIFFIE, count=2) == ["h:1:gereed", "h:2:gereed", "h:1:morgen"]


def test_nobody_is_said_to_have_done_what_a_gemeente_did(
    kennis: Kennis, schrijver: Schrijver
) -> None:
    regel = next(r for r in kennis.herinneringen.regels if r.id == "deadline")
    over = _over(regel, periode=dag(date(2026, 5, 29)), acties=())
    naar_griffie, nogmaals = Tijdstip(aan_griffie=True), Tijdstip(opnieuw=True)

    def words(tijdstip: Tijdstip, ontvanger: Ontvanger, *door: str) -> str:
        lezer = Lezer(ontvanger)
        deel = schrijver.herinnering(regel, over, tijdstip, lezer=lezer, now=NU, gereed_door=door)
        return parse_html(deel.html)

    assert "\nNiemand heeft dit als gereed gemeld." in words(naar_griffie, GRIFFIE)
    some = words(naar_griffie, GRIFFIE, "heemstede", "haarlem")
    assert "\nGereed gemeld voor: Haarlem, Heemstede.\n" in some
    assert "iemand" not in some
    ambtenaar = Ontvanger(rol="ambtenaar", gemeente="zandvoort")
    assert "\nUw gemeente heeft dit nog niet" in words(nogmaals, ambtenaar, "heemstede")


def test_mail_has_a_link_where_chat_has_a_command(kennis: Kennis, schrijver: Schrijver) -> None:
    lezer = Lezer(GRIFFIE, voorkeuren_url="https://zkl.example.nl/voorkeuren/x")
    html = schrijver.bericht([_part(kennis, schrijver, lezer, 1)], lezer).html
    assert (
        '<a href="https://zkl.example.nl/voorkeuren/x">Kies zelf wat u krijgt, of stop</a>' in html
    )
    assert "/instellingen" not in html


@pytest.mark.parametrize(
    ("bot", "voorkeuren_url", "volgt"),
    [
        ("zkl_bot", "https://zkl.example.nl/voorkeuren/x", True),
        ("zkl_bot", None, False),
        (None, "https://zkl.example.nl/voorkeuren/x", False),
    ],
)
def test_mail_leads_to_the_bot_once_it_has_a_name(
    kennis: Kennis, bot: str | None, voorkeuren_url: str | None, volgt: bool
) -> None:
    schrijver = Schrijver(Renderer(kennis), "https://zkl.example.nl", lambda: bot)
    lezer = Lezer(GRIFFIE, voorkeuren_url=voorkeuren_url)
    regel = kennis.herinneringen.regels[0]
    onderdeel = schrijver.herinnering(regel, _over(regel), Tijdstip(), lezer=lezer, now=NU)
    link = ' · <a href="https://t.me/zkl_bot?start=g-1">Volg dit in Telegram</a>'
    assert (link in onderdeel.html) is volgt
