from datetime import UTC, datetime, timedelta

import pytest

from tests.fakes.gesprek import (
    GRIFFIE,
    RAADSLID,
    FakeRaadpleging,
    Gesprekspartner,
    knoppen,
    woorden,
)
from tests.gesprek.conftest import MaakWereld
from zkl_bot.feeds.kalenders import all_kalenders
from zkl_bot.gesprek.invoer import Persoon
from zkl_bot.gesprek.raadpleging import FeedTelling
from zkl_bot.kennis.kennis import Kennis

ZOMER = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
WINTER = datetime(2026, 11, 19, 22, 30, tzinfo=UTC)
TELLINGEN = (
    FeedTelling("abonnement", "apple", 7, WINTER),
    FeedTelling("oud<b>", "overig", 1, WINTER),
    FeedTelling("pho", "google", 2, ZOMER),
    FeedTelling("pho", "outlook", 40, WINTER),
    FeedTelling("pho", "overig", 1, WINTER + timedelta(minutes=5)),
    FeedTelling("pho-archief", "nextcloud", 1, WINTER),
    FeedTelling("gebeurtenis", "thunderbird", 3, WINTER),
)
KNOP = "📊 Hoe vaak opgehaald?"


@pytest.fixture
def opgehaald(maak_wereld: MaakWereld) -> Gesprekspartner:
    return Gesprekspartner(maak_wereld(FakeRaadpleging(tellingen=TELLINGEN)), GRIFFIE)


def test_kalender_tells_the_griffie_how_often_each_feed_was_fetched(
    opgehaald: Gesprekspartner, kennis: Kennis
) -> None:
    reactie = opgehaald.drukt(knoppen(opgehaald.typt("/kalender"))[KNOP])
    pho = all_kalenders(kennis)["pho"].titel.nl
    kop, *feeds, niet = woorden(reactie).split("\n\n")
    assert kop.startswith("Hoe vaak de kalenders zijn opgehaald\nPer soort programma.")
    assert feeds == [
        f"{pho} (pho.ics)\n"
        "• Outlook: 40 keer, laatst op 19 november 2026, 23:30\n"
        "• Google: 2 keer, laatst op 2 juli 2026, 00:30\n"
        "• Ander programma: 1 keer, laatst op 19 november 2026, 23:35",
        f"{pho} (pho-archief.ics)\n• Nextcloud: 1 keer, laatst op 19 november 2026, 23:30",
        "Eigen kalenders, alle samen\n• Apple: 7 keer, laatst op 19 november 2026, 23:30",
        "Losse gebeurtenissen, alle samen\n"
        "• Thunderbird: 3 keer, laatst op 19 november 2026, 23:30",
        "oud<b>\n• Ander programma: 1 keer, laatst op 19 november 2026, 23:30",
    ]
    assert niet == f"{len(all_kalenders(kennis)) - 1} kalenders zijn nog nooit opgehaald."
    assert reactie.effecten == ()


def test_kalender_tells_it_in_english(maak_wereld: MaakWereld) -> None:
    english = Persoon(abonnee=1, rol="griffie", taal="en")
    partner = Gesprekspartner(maak_wereld(FakeRaadpleging(tellingen=TELLINGEN)), english)
    verteld = woorden(partner.drukt(knoppen(partner.typt("/kalender"))["📊 How often fetched?"]))
    assert "• Outlook: 40 times, last on 19 November 2026, 23:30" in verteld
    assert "• Another program: 1 time, last on 19 November 2026, 23:35" in verteld


def test_kalender_says_when_nothing_was_fetched_yet(griffie: Gesprekspartner) -> None:
    assert woorden(griffie.drukt("kf")) == (
        "Er is nog geen kalender opgehaald. Zodra een agendaprogramma dat doet, ziet u het hier."
    )


@pytest.mark.parametrize("persoon", [Persoon(), RAADSLID, Persoon(abonnee=4, rol="ambtenaar")])
def test_only_the_griffie_sees_how_often_feeds_were_fetched(
    opgehaald: Gesprekspartner, persoon: Persoon
) -> None:
    opgehaald.persoon = persoon
    assert KNOP not in knoppen(opgehaald.typt("/kalender"))
    assert woorden(opgehaald.drukt("kf")).startswith("Dat kan alleen de griffie.")


def test_a_group_does_not_see_how_often_feeds_were_fetched(opgehaald: Gesprekspartner) -> None:
    opgehaald.groep = True
    assert KNOP not in knoppen(opgehaald.typt("/kalender"))
    assert woorden(opgehaald.drukt("kf")).startswith("Dat kan alleen de griffie. Bent u dat?")
