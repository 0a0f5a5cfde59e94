"""What importing again brings up reaches the griffie, and each thing once."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from sqlmodel import select

from tests.fakes.botapi import FakeBotApi
from tests.schedule.conftest import api, kanaal, sqlite
from tests.schedule.proef import NU, SNEL, WAAROM, Proef, kennis, meeting
from zkl_bot.channels.telegram import TelegramKanaal
from zkl_bot.dienst.bronmelding import tell_griffie
from zkl_bot.intake.opgave import IntakeFault
from zkl_bot.intake.plan import Conflict, Plan
from zkl_bot.store.engine import reading, session
from zkl_bot.store.tables import Uitgaand

__all__ = ["api", "kanaal", "sqlite"]  # fixtures

URL = "https://raad.example/geheim-123/agenda.ics"
WEG = replace(meeting(1), titel="PHO <Wonen>")
WEG_NL = "Staat niet meer in de bron, blijft staan: 3 november 2026, 19:30: PHO <Wonen>"
HAND = Conflict(meeting(2), meeting(2), ("plaats",))
HAND_NL = (
    "Met de hand gewijzigd, niet overschreven: 3 november 2026, 19:30: "
    "Raadsbijeenkomst Zuid-Kennemerland (plaats)"
)


def tell(proef: Proef, outcome: Plan | IntakeFault) -> None:
    with session(proef.engine) as opened:
        tell_griffie(opened, URL, outcome, kennis(), now=proef.now)


def rows(proef: Proef) -> list[tuple[int, list[str]]]:
    with reading(proef.engine) as opened:
        found = opened.exec(select(Uitgaand).order_by("id")).all()
    return [(row.abonnee, [r["nl"] for r in row.inhoud["data"]["regels"]]) for row in found]


def test_each_thing_is_told_once_to_the_griffie_only(sqlite: Any) -> None:
    proef = Proef(sqlite)
    proef.people(1, rol="griffie", adres="77")
    proef.people(1, rol="raadslid", adres="88")
    plan = Plan(herkomst=URL, verdwenen=(WEG,))
    tell(proef, Plan(herkomst=URL))
    tell(proef, plan)
    tell(proef, plan)
    tell(proef, replace(plan, conflicten=(HAND,)))
    assert rows(proef) == [(1, [WEG_NL]), (1, [HAND_NL])]


def test_what_goes_on_is_told_again_after_a_month(sqlite: Any) -> None:
    proef = Proef(sqlite)
    proef.people(1, rol="griffie", adres="77")
    for days in (0, 1, 29, 31):
        proef.now = NU + timedelta(days=days)
        tell(proef, IntakeFault("de host raad.example is niet te bereiken"))
    reden = "Lezen lukte niet: de host raad.example is niet te bereiken"
    assert rows(proef) == [(1, [reden])] * 2


def test_many_things_come_in_turns(sqlite: Any) -> None:
    proef = Proef(sqlite)
    proef.people(1, rol="griffie", adres="77")
    plan = Plan(herkomst=URL, waarschuwingen=tuple(f"regel {n}" for n in range(25)))
    for _ in range(4):
        tell(proef, plan)
    assert [len(regels) for _, regels in rows(proef)] == [10, 10, 5]


async def test_the_griffie_reads_it_without_the_address(
    sqlite: Any, api: FakeBotApi, kanaal: TelegramKanaal
) -> None:
    proef = Proef(sqlite)
    proef.people(1, rol="griffie", adres="77")
    proef.people(1, rol="griffie", adres="78", taal="en")
    tell(proef, Plan(herkomst=URL, verdwenen=(WEG,)))
    await proef.bezorger(kanaal, SNEL).run()
    said = {d.chat: d.bare for d in api.deliveries}
    english, why = said[78].split("\n\n")
    assert why.startswith("You get this in your role: clerk's office of Heemstede.")
    assert {77: said[77], 78: english} == {
        77: f"De agenda van raad.example is opnieuw gelezen. Kijkt u even?\n– {WEG_NL}{WAAROM}",
        78: "The agenda of raad.example was read again. Could you take a look?\n"
        "– No longer in the source, kept: 3 November 2026, 19:30: PHO <Wonen>",
    }
