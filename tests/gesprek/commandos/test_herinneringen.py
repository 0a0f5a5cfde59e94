"""The buttons under a reminder."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.fakes.gesprek import (
    GRIFFIE,
    PHO,
    RAADSLID,
    FakeRaadpleging,
    Gesprekspartner,
    knoppen,
    woorden,
)
from tests.gesprek.conftest import MaakWereld
from zkl_bot.gesprek.effecten import LegVast, StelUit, TrekVastleggingIn
from zkl_bot.gesprek.invoer import Persoon
from zkl_bot.gesprek.raadpleging import Herinnerd
from zkl_bot.gesprek.reactie import Reactie


def _herinnerd(regel: str, gebeurtenis: str) -> FakeRaadpleging:
    return FakeRaadpleging(herinneringen={8: Herinnerd(gebeurtenis, ((regel, gebeurtenis),))})


OPZEGGING = _herinnerd("opzegging", "opzegging-2026")


def test_morgen_sends_a_reminder_again_tomorrow_at_nine(maak_wereld: MaakWereld) -> None:
    partner = Gesprekspartner(maak_wereld(OPZEGGING), RAADSLID)
    morgen_negen = datetime(2026, 11, 21, 8, tzinfo=UTC)
    assert partner.drukt("h:8:morgen").effecten == (StelUit(8, morgen_negen),)
    assert partner.drukt("h:9:morgen").effecten == ()


def test_morgen_keeps_the_quiet_hours(maak_wereld: MaakWereld) -> None:
    wereld = maak_wereld(OPZEGGING)
    persoon = replace(RAADSLID, voorkeuren={"stil": ["20:00", "10:30"]})
    half_elf = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
    assert Gesprekspartner(wereld, persoon).drukt("h:8:morgen").effecten == (StelUit(8, half_elf),)


def test_morgen_says_when_it_would_be_too_late(maak_wereld: MaakWereld) -> None:
    raadpleging = _herinnerd("pho", PHO.id)
    wereld = replace(maak_wereld(raadpleging), now=datetime(2027, 1, 11, 12, tzinfo=UTC))
    persoon = Persoon(abonnee=5, rol="college", voorkeuren={"tijd": "12:00"})
    reactie = Gesprekspartner(wereld, persoon).drukt("h:8:morgen")
    assert (reactie.effecten, woorden(reactie)) == (
        (),
        "Op dinsdag 12 januari 2027, 12:00 is het al voorbij. "
        "Daarom komt deze herinnering niet nog een keer.",
    )


AMBTENAAR = Persoon(abonnee=5, rol="ambtenaar", gemeente="heemstede")


def _recorded(reactie: Reactie) -> list[str]:
    return [e.vastlegging.id for e in reactie.effecten if isinstance(e, LegVast)]


@pytest.mark.parametrize(
    ("wie", "data", "expected"),
    [
        (RAADSLID, "h:8:gereed", []),
        (GRIFFIE, "h:8:gereed", ["gereed-opzegging-2026"]),
        (AMBTENAAR, "h:8:gereed", ["gereed-opzegging-2026-heemstede"]),
        (AMBTENAAR, "h:8:gereed:heemstede", ["gereed-opzegging-2026-heemstede"]),
        (AMBTENAAR, "h:8:gereed:haarlem", []),
        (AMBTENAAR, "h:8:gereed:heemstede:haarlem", []),
        (AMBTENAAR, "h:9:gereed", []),
    ],
)
def test_gereed_under_a_reminder_is_for_griffie_and_ambtenaar(
    maak_wereld: MaakWereld, wie: Persoon, data: str, expected: list[str]
) -> None:
    assert _recorded(Gesprekspartner(maak_wereld(OPZEGGING), wie).drukt(data)) == expected


def test_gereed_that_was_made_up_under_a_meeting_records_nothing(maak_wereld: MaakWereld) -> None:
    wereld = maak_wereld(_herinnerd("pho", PHO.id))
    reactie = Gesprekspartner(wereld, AMBTENAAR).drukt("h:8:gereed")
    assert (_recorded(reactie), woorden(reactie)[:28]) == ([], "Deze knop werkt niet meer. S")


def test_gereed_of_who_belongs_to_no_gemeente_asks_for_which(maak_wereld: MaakWereld) -> None:
    partner = Gesprekspartner(maak_wereld(OPZEGGING), Persoon(abonnee=5, rol="ambtenaar"))
    vraag = partner.drukt("h:8:gereed")
    assert vraag.effecten == ()
    assert woorden(vraag).startswith("Voor welke gemeente is dit gereed?")
    assert knoppen(vraag) == {
        "Bloemendaal": "h:8:gereed:bloemendaal",
        "Haarlem": "h:8:gereed:haarlem",
        "Heemstede": "h:8:gereed:heemstede",
        "Zandvoort": "h:8:gereed:zandvoort",
    }
    reactie = partner.drukt("h:8:gereed:haarlem")
    assert _recorded(reactie) == ["gereed-opzegging-2026-haarlem"]
    assert "Nog niet gereed: Bloemendaal, Heemstede, Zandvoort." in woorden(reactie)
    assert _recorded(partner.drukt("h:8:gereed:utrecht")) == []


def test_gereed_of_one_gemeente_is_said_of_that_one_only(maak_wereld: MaakWereld) -> None:
    wereld = maak_wereld(OPZEGGING)
    eerst = Gesprekspartner(wereld, AMBTENAAR).drukt("h:8:gereed")
    gedaan = replace(wereld.regelset, gereed=frozenset({("opzegging-2026", "heemstede")}))
    daarna = Gesprekspartner(replace(wereld, regelset=gedaan), AMBTENAAR).drukt("h:8:gereed")
    titel = "Laatste dag om het convenant op te zeggen per 1 januari 2027"
    assert woorden(eerst) == (
        f"Vastgelegd als gereed voor Heemstede: {titel}.\n"
        "U en uw collega's krijgen hier geen herinneringen meer over."
    )
    assert woorden(daarna) == f"Dit stond al als gereed voor Heemstede: {titel}."


def test_gereed_can_be_undone_by_who_said_so(maak_wereld: MaakWereld) -> None:
    partner = Gesprekspartner(maak_wereld(OPZEGGING), AMBTENAAR)
    undo = knoppen(partner.drukt("h:8:gereed"))["↩ Maak ongedaan"]
    assert partner.drukt(undo).effecten == (TrekVastleggingIn("gereed-opzegging-2026-heemstede"),)
