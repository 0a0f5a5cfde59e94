import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from tests.fakes.gesprek import (
    GRIFFIE,
    NU,
    PHO,
    FakeRaadpleging,
    Gesprekspartner,
    knoppen,
    woorden,
)
from tests.gesprek.conftest import MaakWereld
from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.gesprek.effecten import (
    Effect,
    MaakBijeenkomst,
    NeemBijeenkomstTerug,
    WijzigBijeenkomst,
)
from zkl_bot.gesprek.raadpleging import Bekendheid
from zkl_bot.texts.plain import to_plain

NIEUW = Bijeenkomst(
    id="bijeenkomst-nieuw",
    uid="bijeenkomst-nieuw@zkl_bot",
    gremium="pho",
    dag=date(2027, 1, 13),
    start=datetime(2027, 1, 13, 9, tzinfo=UTC),
    onderwerp="wonen",
    plaats="Haarlem",
    gemeente="haarlem",
    aangemaakt=NU,
    gewijzigd=NU,
)


def test_bijeenkomst_in_one_line_goes_straight_to_the_preview(griffie: Gesprekspartner) -> None:
    reactie = griffie.typt("/bijeenkomst pho wonen 13-1-2027 10:00 Haarlem")
    assert woorden(reactie) == (
        "Zo komt het in de agenda:\n\n"
        "Portefeuillehoudersoverleg: wonen\n"
        "🗓 woensdag 13 januari 2027, 10:00\n"
        "📍 Haarlem\n"
        "📋 geen acties op de agenda\n\n"
        "12 mensen krijgen bericht."
    )
    assert reactie.effecten == ()


def test_bijeenkomst_is_made_when_confirmed(griffie: Gesprekspartner) -> None:
    griffie.typt("/bijeenkomst pho wonen 13-1-2027 10:00 Haarlem")
    reactie = griffie.drukt("b:1:ok")
    assert reactie.effecten == (MaakBijeenkomst(NIEUW),)
    assert knoppen(reactie) == {"↩ Maak ongedaan": "od:2", "Bekijk": "g:bijeenkomst-nieuw"}
    assert "formulier" not in reactie.stand


def test_bijeenkomst_step_by_step_survives_being_kept_between_any_two_steps(
    griffie: Gesprekspartner,
) -> None:
    steps = [
        ("/bijeenkomst", "Wat voor bijeenkomst wordt het?"),
        ("!b:1:g:pho", "Waar gaat het over? Typ het onderwerp, bijvoorbeeld: wonen."),
        ("wonen", "Op welke dag? Kies hieronder, of typ bijvoorbeeld: di 12 jan 19.30."),
        ("!b:1:m:202701", "Op welke dag? Kies hieronder, of typ bijvoorbeeld: di 12 jan 19.30."),
        (
            "!b:1:d:20270113",
            "Hoe laat, op woensdag 13 januari 2027? Kies, of typ bijvoorbeeld: 19.30-21.30.",
        ),
        ("!b:1:t:1000", "Waar is het? Typ de plaats."),
        ("Haarlem", "Welke acties staan op de agenda? Druk op de nummers, of typ ze: 3, 9."),
        ("!b:1:a", "Is er een link naar de stukken? Plak hem hier."),
        ("!b:1:s:url", "Zo komt het in de agenda:"),
    ]
    for getypt, antwoord in steps:
        griffie.stand = json.loads(json.dumps(griffie.stand))  # as the database gives it back
        reactie = griffie.drukt(getypt[1:]) if getypt[0] == "!" else griffie.typt(getypt)
        assert woorden(reactie).splitlines()[0] == antwoord
    assert griffie.drukt("b:1:ok").effecten == (MaakBijeenkomst(NIEUW),)


def test_a_button_of_a_step_before_asks_the_open_step_again_and_changes_nothing(
    griffie: Gesprekspartner,
) -> None:
    """Pressed twice in haste, or once more because the answer did not come."""
    griffie.typt("/bijeenkomst agendacommissie 13-1-2027")
    assert woorden(griffie.drukt("b:1:s:tijd")) == "Waar is het? Typ de plaats."
    for data in ("b:1:s:tijd", "b:1:t:1930", "b:1:d:20270114", "b:1:onzin"):
        assert woorden(griffie.drukt(data)) == "Waar is het? Typ de plaats."
    velden = griffie.stand["formulier"]["velden"]
    assert (velden["dag"], velden["tijd"], "plaats" in velden) == ("2027-01-13", None, False)
    griffie.drukt("b:1:s:plaats")
    griffie.drukt("b:1:a")
    griffie.drukt("b:1:s:url")
    assert woorden(griffie.drukt("b:1:s:url")).startswith("Zo komt het in de agenda:")


def test_bijeenkomst_asks_which_year_near_new_year(maak_wereld: MaakWereld) -> None:
    partner = Gesprekspartner(maak_wereld(now=datetime(2026, 12, 28, 12, tzinfo=UTC)), GRIFFIE)
    reactie = partner.typt("/bijeenkomst pho wonen 12-1 10:00 Haarlem")
    assert woorden(reactie) == "Welk jaar bedoelt u met “wonen 12-1 10:00 Haarlem”?"
    assert knoppen(reactie) == {
        "dinsdag 12 januari 2027": "b:1:d:20270112:ja",
        "woensdag 12 januari 2028": "b:1:d:20280112:ja",
    }
    vervolg = partner.drukt("b:1:d:20270112:ja")
    assert partner.stand["formulier"]["velden"]["plaats"] == "Haarlem"
    assert "Welke acties" in woorden(vervolg)


@pytest.mark.parametrize(
    ("getypt", "antwoord"),
    [
        ("31-2-2027", "De dag in “31-2-2027” bestaat niet. Bedoelt u een van deze?"),
        (
            "1-3-2020",
            "zondag 1 maart 2020 is al voorbij. Bedoelt u die dag toch? Typ anders een andere.",
        ),
        (
            "ooit",
            "In “ooit” herken ik geen dag. Typ bijvoorbeeld: di 12 jan 19.30, of 12-1-2027.",
        ),
    ],
)
def test_bijeenkomst_asks_again_for_a_day_that_cannot_be(
    griffie: Gesprekspartner, getypt: str, antwoord: str
) -> None:
    griffie.typt("/bijeenkomst agendacommissie")
    assert woorden(griffie.typt(getypt)) == antwoord
    assert griffie.stand["formulier"]["velden"]["_stap"] == "dag"


@pytest.mark.parametrize("tijd", ["25:00", "19:75", "25.00", "25 uur", "19:30-25:00"])
def test_bijeenkomst_refuses_a_time_that_does_not_exist_and_loses_nothing(
    griffie: Gesprekspartner, tijd: str
) -> None:
    reactie = griffie.typt(f"/bijeenkomst pho wonen 13-1-2027 {tijd} Haarlem")
    gezegd = [to_plain(b.html) for b in reactie.berichten]
    assert gezegd == [
        f"“{tijd.rpartition('-')[2]}” is geen tijd: een dag loopt van 0.00 tot 23.59 uur. "
        "Wat u verder typte, staat er wel in.",
        "Hoe laat, op woensdag 13 januari 2027? Kies, of typ bijvoorbeeld: 19.30-21.30.",
    ]
    assert woorden(griffie.typt("10:00")) == (
        "Zo komt het in de agenda:\n\n"
        "Portefeuillehoudersoverleg: wonen\n"
        "🗓 woensdag 13 januari 2027, 10:00\n"
        "📍 Haarlem\n"
        "📋 geen acties op de agenda\n\n"
        "12 mensen krijgen bericht."
    )


def test_bijeenkomst_refuses_a_time_that_does_not_exist_at_every_step(
    griffie: Gesprekspartner,
) -> None:
    griffie.typt("/bijeenkomst agendacommissie")
    reactie = griffie.typt("di 12 jan 2027 25:00")
    assert [to_plain(b.html) for b in reactie.berichten] == [
        "“25:00” is geen tijd: een dag loopt van 0.00 tot 23.59 uur. "
        "Wat u verder typte, staat er wel in.",
        "Hoe laat, op dinsdag 12 januari 2027? Kies, of typ bijvoorbeeld: 19.30-21.30.",
    ]
    assert woorden(griffie.typt("19:75")) == (
        "“19:75” is geen tijd: een dag loopt van 0.00 tot 23.59 uur. "
        "Typ bijvoorbeeld: 19.30, of 19.30-21.30."
    )
    assert woorden(griffie.typt("19:30")) == "Waar is het? Typ de plaats."
    assert woorden(griffie.typt("25:00")) == (
        "“25:00” is een tijd, geen plaats. Waar is het? "
        "De tijd wijzigt u zo meteen, bij het voorbeeld."
    )
    assert griffie.stand["formulier"]["velden"]["_stap"] == "plaats"


def test_bijeenkomst_keeps_a_place_typed_without_a_day(griffie: Gesprekspartner) -> None:
    griffie.typt("/bijeenkomst pho wonen 10:00 Haarlem")
    griffie.typt("13-1-2027")
    velden = griffie.stand["formulier"]["velden"]
    assert (velden["onderwerp"], velden["tijd"], velden["plaats"]) == ("wonen", "10:00", "Haarlem")


def test_bijeenkomst_escapes_html_in_a_place(griffie: Gesprekspartner) -> None:
    reactie = griffie.typt("/bijeenkomst pho wonen 13-1-2027 10:00 <b>Raadhuis</b> & co")
    assert "📍 &lt;b&gt;Raadhuis&lt;/b&gt; &amp; co" in reactie.berichten[0].html


def test_bijeenkomst_warns_of_another_meeting_a_holiday_and_the_weekend(
    griffie: Gesprekspartner,
) -> None:
    zelfde_dag = woorden(griffie.typt("/bijeenkomst agendacommissie 12-1-2027 19:30 Zandvoort"))
    feestdag = woorden(griffie.typt("/bijeenkomst agendacommissie 27-4-2027 19:30 Zandvoort"))
    weekend = woorden(griffie.typt("/bijeenkomst agendacommissie 16-1-2027 19:30 Zandvoort"))
    assert "⚠️ Op dezelfde dag: Portefeuillehoudersoverleg" in zelfde_dag
    assert "⚠️ Dit is een feestdag." in feestdag
    assert "⚠️ Dit valt in het weekend." in weekend


@pytest.mark.parametrize(
    ("getypt", "gezegd"),
    [
        ("28-3-2027 02:30", "Die nacht gaat de klok vooruit. De tijd die u koos, is er dan niet"),
        ("31-10-2027 02:30", "Die nacht gaat de klok terug. Dit uur is er dan twee keer"),
        ("31-10-2027 03:30", None),
    ],
)
def test_bijeenkomst_says_what_the_clock_does_to_a_time(
    griffie: Gesprekspartner, getypt: str, gezegd: str | None
) -> None:
    voorbeeld = woorden(griffie.typt(f"/bijeenkomst agendacommissie {getypt} Zandvoort"))
    assert re.findall(r"⚠️ (Die nacht[^;]*);", voorbeeld) == ([gezegd] if gezegd else [])


def test_bijeenkomst_ignores_the_buttons_of_an_older_form(griffie: Gesprekspartner) -> None:
    griffie.typt("/bijeenkomst pho wonen 13-1-2027 10:00 Haarlem")
    griffie.typt("/bijeenkomst pho groen 14-1-2027 10:00 Haarlem")
    reactie = griffie.drukt("b:1:ok")
    assert reactie.effecten == ()
    assert woorden(reactie) == (
        "Deze knop hoort bij iets dat al klaar of gestopt is. "
        "Begin opnieuw met /bijeenkomst of /verplaats."
    )


def test_bijeenkomst_is_undone_within_ten_minutes_only(maak_wereld: MaakWereld) -> None:
    raadpleging = FakeRaadpleging(bijeenkomsten={NIEUW.id: NIEUW})
    partner = Gesprekspartner(maak_wereld(), GRIFFIE)
    partner.typt("/bijeenkomst pho wonen 13-1-2027 10:00 Haarlem")
    partner.drukt("b:1:ok")
    in_time = Gesprekspartner(
        maak_wereld(raadpleging, NU + timedelta(minutes=10)), GRIFFIE, stand=partner.stand
    )
    too_late = Gesprekspartner(
        maak_wereld(raadpleging, NU + timedelta(minutes=11)), GRIFFIE, stand=partner.stand
    )
    assert in_time.drukt("od:2").effecten == (NeemBijeenkomstTerug(NIEUW.id, 0),)
    assert too_late.drukt("od:2").effecten == ()
    assert "Ongedaan maken kan tien minuten lang" in woorden(too_late.drukt("od:2"))


@pytest.mark.parametrize(
    ("bekend", "effect", "gezegd"),
    [
        ("nergens", NeemBijeenkomstTerug(NIEUW.id, 0), "de bijeenkomst staat nergens meer."),
        (
            "opgehaald",
            WijzigBijeenkomst(replace(NIEUW, status="geannuleerd"), 0),
            "Zij blijft als geannuleerd in de agenda staan",
        ),
        (
            "verteld",
            WijzigBijeenkomst(replace(NIEUW, status="geannuleerd"), 0),
            "Wie er bericht van kreeg, hoort ook dit.",
        ),
    ],
)
def test_a_new_meeting_is_undone_by_who_may_know_of_it(
    maak_wereld: MaakWereld, bekend: Bekendheid, effect: Effect, gezegd: str
) -> None:
    raadpleging = FakeRaadpleging(bijeenkomsten={NIEUW.id: NIEUW}, bekend=bekend)
    partner = Gesprekspartner(maak_wereld(raadpleging), GRIFFIE)
    partner.typt("/bijeenkomst pho wonen 13-1-2027 10:00 Haarlem")
    partner.drukt("b:1:ok")
    reactie = partner.drukt("od:2")
    assert reactie.effecten == (effect,)
    assert gezegd in woorden(reactie)


def test_verplaats_shows_old_and_new_and_keeps_the_rest(griffie: Gesprekspartner) -> None:
    griffie.typt("/verplaats")
    griffie.drukt("wk:v:bijeenkomst-pho1")
    voorbeeld = griffie.typt("13-1-2027 14:00-16:00")
    verplaatst = replace(
        PHO,
        dag=date(2027, 1, 13),
        start=datetime(2027, 1, 13, 13, tzinfo=UTC),
        eind=datetime(2027, 1, 13, 15, tzinfo=UTC),
    )
    assert "🗓 dinsdag 12 januari 2027, 10:00–12:00" in woorden(voorbeeld)
    assert "🗓 woensdag 13 januari 2027, 14:00–16:00" in woorden(voorbeeld)
    assert griffie.drukt("w:1:ok").effecten == (WijzigBijeenkomst(verplaatst, 0),)


def test_verplaats_in_one_line(griffie: Gesprekspartner) -> None:
    reactie = griffie.typt("/verplaats bijeenkomst-pho1 13-1-2027 14:00")
    assert "🗓 woensdag 13 januari 2027, 14:00" in woorden(reactie)


def test_verplaats_takes_the_day_and_refuses_a_time_that_does_not_exist(
    griffie: Gesprekspartner,
) -> None:
    reactie = griffie.typt("/verplaats bijeenkomst-pho1 13-1-2027 25:00")
    gezegd = [to_plain(b.html) for b in reactie.berichten]
    assert "“25:00” is geen tijd" in gezegd[1]
    assert "🗓 woensdag 13 januari 2027, 10:00–12:00" in gezegd[2]


def test_verplaats_shows_where_it_stands_when_an_older_button_is_pressed(
    griffie: Gesprekspartner,
) -> None:
    griffie.typt("/verplaats bijeenkomst-pho1")
    griffie.drukt("w:1:e:plaats")
    assert woorden(griffie.drukt("w:1:t:1930")) == "Waar is het? Typ de plaats."
    griffie.typt("Zandvoort")
    assert woorden(griffie.drukt("w:1:s:plaats")).startswith("Nu\n")
    assert griffie.stand["formulier"]["velden"]["nieuw"]["plaats"] == "Zandvoort"


def test_verplaats_changes_place_agenda_and_link(griffie: Gesprekspartner) -> None:
    griffie.typt("/verplaats bijeenkomst-pho1")
    griffie.drukt("w:1:e:plaats")
    griffie.typt("Zandvoort")
    griffie.drukt("w:1:e:acties")
    griffie.typt("3 en 9")
    griffie.drukt("w:1:e:url")
    griffie.typt("https://stukken.example/1")
    anders = replace(
        PHO, plaats="Zandvoort", acties=("actie-3", "actie-9"), url="https://stukken.example/1"
    )
    assert griffie.drukt("w:1:ok").effecten == (WijzigBijeenkomst(anders, 0),)


def test_verplaats_tells_that_another_griffier_was_first_and_loses_nothing(
    maak_wereld: MaakWereld,
) -> None:
    eerst = Gesprekspartner(maak_wereld(), GRIFFIE)
    eerst.typt("/verplaats bijeenkomst-pho1")
    eerst.typt("13-1-2027 14:00")
    intussen = replace(PHO, plaats="Bloemendaal", revisie=1)
    wereld = maak_wereld(FakeRaadpleging(bijeenkomsten={PHO.id: intussen}))
    daarna = Gesprekspartner(wereld, GRIFFIE, stand=eerst.stand)
    reactie = daarna.drukt("w:1:ok")
    assert reactie.effecten == ()
    assert "intussen heeft iemand anders deze bijeenkomst gewijzigd" in woorden(reactie)
    assert "📍 Bloemendaal" in woorden(reactie)
    assert "🗓 woensdag 13 januari 2027, 14:00" in woorden(reactie)
    start = datetime(2027, 1, 13, 13, tzinfo=UTC)
    verplaatst = replace(intussen, dag=date(2027, 1, 13), start=start, eind=None)
    assert daarna.drukt("w:1:ok").effecten == (WijzigBijeenkomst(verplaatst, 1),)


def test_verplaats_takes_what_is_typed_after_another_griffier_was_first(
    maak_wereld: MaakWereld,
) -> None:
    eerst = Gesprekspartner(maak_wereld(), GRIFFIE)
    eerst.typt("/verplaats bijeenkomst-pho1")
    intussen = replace(PHO, plaats="Bloemendaal", url="https://nieuw.example", revisie=1)
    wereld = maak_wereld(FakeRaadpleging(bijeenkomsten={PHO.id: intussen}))
    daarna = Gesprekspartner(wereld, GRIFFIE, stand=eerst.stand)
    reactie = daarna.typt("13-1-2027")
    gezegd = [to_plain(b.html) for b in reactie.berichten]
    assert "intussen heeft iemand anders deze bijeenkomst gewijzigd" in gezegd[0]
    assert gezegd[1].count("📍 Bloemendaal") == 2
    assert "🗓 woensdag 13 januari 2027" in gezegd[1]
    verplaatst = replace(
        intussen,
        dag=date(2027, 1, 13),
        start=datetime(2027, 1, 13, 9, tzinfo=UTC),
        eind=datetime(2027, 1, 13, 11, tzinfo=UTC),
    )
    assert daarna.drukt("w:1:ok").effecten == (WijzigBijeenkomst(verplaatst, 1),)


def test_afgelast_keeps_what_another_griffier_changed(maak_wereld: MaakWereld) -> None:
    eerst = Gesprekspartner(maak_wereld(), GRIFFIE)
    eerst.typt("/afgelast bijeenkomst-pho1")
    intussen = replace(PHO, plaats="Bloemendaal", revisie=1)
    wereld = maak_wereld(FakeRaadpleging(bijeenkomsten={PHO.id: intussen}))
    daarna = Gesprekspartner(wereld, GRIFFIE, stand=eerst.stand)
    assert daarna.drukt("w:1:ok").effecten == ()
    af = replace(intussen, status="geannuleerd")
    assert daarna.drukt("w:1:ok").effecten == (WijzigBijeenkomst(af, 1),)


def test_verplaats_tells_that_it_was_cancelled_meanwhile(maak_wereld: MaakWereld) -> None:
    eerst = Gesprekspartner(maak_wereld(), GRIFFIE)
    eerst.typt("/verplaats bijeenkomst-pho1")
    af = replace(PHO, status="geannuleerd", revisie=1)
    wereld = maak_wereld(FakeRaadpleging(bijeenkomsten={PHO.id: af}))
    daarna = Gesprekspartner(wereld, GRIFFIE, stand=eerst.stand)
    reactie = daarna.typt("13-1-2027")
    assert reactie.effecten == ()
    assert woorden(reactie).startswith("Intussen heeft iemand anders deze bijeenkomst afgelast.")
    assert "formulier" not in daarna.stand


def test_afgelast_cancels_and_can_be_undone(maak_wereld: MaakWereld) -> None:
    partner = Gesprekspartner(maak_wereld(), GRIFFIE)
    assert woorden(partner.typt("/afgelast bijeenkomst-pho1")).endswith(
        "Gaat deze bijeenkomst niet door?"
    )
    af = replace(PHO, status="geannuleerd")
    assert partner.drukt("w:1:ok").effecten == (WijzigBijeenkomst(af, 0),)
    wereld = maak_wereld(FakeRaadpleging(bijeenkomsten={PHO.id: replace(af, revisie=1)}))
    daarna = Gesprekspartner(wereld, GRIFFIE, stand=partner.stand)
    assert daarna.drukt("od:2").effecten == (WijzigBijeenkomst(replace(PHO, revisie=1), 1),)
