import json
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from tests.fakes.gesprek import (
    NU,
    RAADSLID,
    FakeRaadpleging,
    Gesprekspartner,
    knoppen,
    woorden,
)
from tests.gesprek.conftest import MaakWereld
from zkl_bot.feeds.keuze import Keuze
from zkl_bot.gesprek.effecten import (
    MaakFeed,
    NeemUitnodiging,
    NoteerCorrectie,
    NoteerOpenVraag,
    StelUit,
    StopVolgen,
    VergeetMij,
    Volg,
    ZetTaal,
    ZetVoorkeur,
)
from zkl_bot.gesprek.invoer import Persoon
from zkl_bot.gesprek.raadpleging import GeldigeUitnodiging
from zkl_bot.texts.plain import to_plain

CODE = "abc_DEF-123"
HASH = sha256(CODE.encode()).hexdigest()
WERKT_NIET = (
    "Deze uitnodiging werkt niet (meer). Vraag de griffie om een nieuwe. "
    "Vragen stellen kan altijd, zonder uitnodiging."
)


def met_uitnodiging(maak_wereld: MaakWereld, persoon: Persoon | None = None) -> Gesprekspartner:
    geldig = {HASH: GeldigeUitnodiging("raadslid", "heemstede")}
    return Gesprekspartner(maak_wereld(FakeRaadpleging(uitnodigingen=geldig)), persoon or Persoon())


def test_start_takes_an_invitation(maak_wereld: MaakWereld) -> None:
    reactie = met_uitnodiging(maak_wereld).typt(f"/start {CODE}")
    assert reactie.effecten == (NeemUitnodiging(HASH),)
    assert woorden(reactie).startswith("Gelukt: u bent nu raadslid (Heemstede).")


@pytest.mark.parametrize("code", ["x", "abcdefgh", CODE.upper(), "a" * 65, "<b>", "../../etc"])
def test_start_answers_every_wrong_code_alike(maak_wereld: MaakWereld, code: str) -> None:
    reactie = met_uitnodiging(maak_wereld).typt(f"/start {code}")
    assert (woorden(reactie), reactie.effecten) == (WERKT_NIET, ())


def test_start_asks_before_it_takes_a_role_away(maak_wereld: MaakWereld) -> None:
    partner = met_uitnodiging(maak_wereld, Persoon(abonnee=1, rol="griffie", gemeente="haarlem"))
    reactie = partner.typt(f"/start {CODE}")
    assert reactie.effecten == ()
    assert woorden(reactie).startswith("U bent nu griffie.")
    assert partner.drukt("start:ja").effecten == (NeemUitnodiging(HASH),)


def test_start_keeps_an_invitation_somebody_does_not_need(maak_wereld: MaakWereld) -> None:
    reactie = met_uitnodiging(maak_wereld, RAADSLID).typt(f"/start {CODE}")
    assert reactie.effecten == ()
    assert woorden(reactie).startswith("U bent al raadslid (Heemstede).")


def test_start_takes_no_invitation_in_a_group(maak_wereld: MaakWereld) -> None:
    partner = met_uitnodiging(maak_wereld)
    partner.groep = True
    assert partner.typt(f"/start {CODE}").effecten == ()


@pytest.mark.parametrize(
    ("link", "begin"),
    [("actie-9", "Actie 9:"), ("opzegging-2026", "Laatste dag om het convenant")],
)
def test_start_follows_a_deep_link(publiek: Gesprekspartner, link: str, begin: str) -> None:
    assert woorden(publiek.typt(f"/start {link}")).startswith(begin)


def test_volg_follows_and_stops(publiek: Gesprekspartner) -> None:
    reactie = publiek.typt("/volg actie 9")
    assert reactie.effecten == (Volg("actie", "actie-9"),)
    assert knoppen(reactie)["Ongedaan maken"] == "v:actie:actie-9:0"
    publiek.persoon = Persoon(abonnee=3, volgt=frozenset({("actie", "actie-9")}))
    assert publiek.drukt("v:actie:actie-9:0").effecten == (StopVolgen("actie", "actie-9"),)
    assert publiek.typt("/volg actie 9").effecten == ()


@pytest.mark.parametrize(
    ("getypt", "effect"),
    [
        ("alles", Volg("alles", "alles")),
        ("wonen", Volg("hoofdopgave", "wonen")),
        ("pho", Volg("gremium", "pho")),
        ("Zandvoort", Volg("gemeente", "zandvoort")),
        ("fietspaden", Volg("actie", "actie-9")),
    ],
)
def test_volg_knows_what_can_be_followed(
    publiek: Gesprekspartner, getypt: str, effect: Volg
) -> None:
    assert publiek.typt(f"/volg {getypt}").effecten == (effect,)


def test_volg_says_on_the_page_where_it_can_be_done(maak_wereld: MaakWereld) -> None:
    web = Gesprekspartner(maak_wereld(), kanaal="web")
    for reactie in (web.typt("/volg alles"), web.drukt("v:alles:alles:1")):
        assert reactie.effecten == ()
        assert "https://t.me/zkl_bot" in woorden(reactie)


def test_vraag_answers_and_a_follow_up_refers_to_it(publiek: Gesprekspartner) -> None:
    assert "Haarlem" in woorden(publiek.typt("Wie trekt actie 9?"))
    vervolg = woorden(publiek.typt("en wanneer?"))
    assert "derde kwartaal van 2022" in vervolg
    assert "n.t.b." in vervolg


def test_vraag_forgets_the_subject_after_half_an_hour(maak_wereld: MaakWereld) -> None:
    eerst = Gesprekspartner(maak_wereld())
    eerst.typt("Wie trekt actie 9?")
    half_uur = timedelta(minutes=30)
    in_time = Gesprekspartner(maak_wereld(now=NU + half_uur), stand=eerst.stand)
    later = Gesprekspartner(
        maak_wereld(now=NU + half_uur + timedelta(seconds=1)), stand=eerst.stand
    )
    assert "derde kwartaal van 2022" in woorden(in_time.typt("en wanneer?"))
    assert "derde kwartaal van 2022" not in woorden(later.typt("en wanneer?"))
    assert "actie-9" not in json.dumps(later.stand)


def test_vraag_without_an_answer_is_kept_for_the_griffie(publiek: Gesprekspartner) -> None:
    reactie = publiek.typt("Welke kleur heeft de kwantumkikker?")
    assert reactie.effecten == (NoteerOpenVraag("Welke kleur heeft de kwantumkikker?"),)


def test_suggestions_come_back_as_questions(publiek: Gesprekspartner) -> None:
    suggesties = [
        data
        for data in knoppen(publiek.typt("Welke kleur heeft de kwantumkikker?")).values()
        if data.startswith("q:")
    ]
    assert suggesties
    for data in suggesties:
        assert woorden(publiek.drukt(data))


def test_klopt_niet_files_a_correction(publiek: Gesprekspartner) -> None:
    antwoord = publiek.typt("Wie trekt actie 9?")
    klopt_niet = knoppen(antwoord)["Klopt niet?"]
    publiek.drukt(klopt_niet)
    kort = to_plain(antwoord.berichten[0].html)[:300]
    assert publiek.typt("Dat is Velsen").effecten == (
        NoteerCorrectie("Wie trekt actie 9?", kort, "Dat is Velsen"),
    )
    assert publiek.drukt(klopt_niet).effecten == ()


def test_opzegging_calculates_with_the_reservation(publiek: Gesprekspartner) -> None:
    assert woorden(publiek.typt("/opzegging 1-12-2026")) == (
        "Opzeggen op dinsdag 1 december 2026\n"
        "• Uit het convenant vanaf 1 januari 2027.\n"
        "• Aangegane financiële verplichtingen lopen door tot en met 31 december 2027.\n\n"
        "Let op: “het jaar van opzegging” lees ik als het jaar waarin u opzegt. Leest u het als "
        "het jaar waarin de opzegging ingaat, dan is het tot en met 31 december 2028. De tekst "
        "laat beide toe.\n\nBestuursconvenant, §6"
    )


def test_opzegging_helps_with_a_date_that_does_not_exist(publiek: Gesprekspartner) -> None:
    reactie = publiek.typt("/opzegging 31-02-2027")
    assert woorden(reactie) == "De datum “31-02-2027” bestaat niet. Bedoelt u een van deze?"
    assert knoppen(reactie) == {
        "28-2-2027": "c:opzegging 28-02-2027",
        "1-3-2027": "c:opzegging 01-03-2027",
    }


def test_agenda_turns_pages(publiek: Gesprekspartner) -> None:
    eerste = publiek.typt("/agenda 2022")
    assert woorden(eerste).startswith("Agenda van 1 januari 2022 tot en met 31 december 2022 (1/3)")
    volgende = publiek.drukt(knoppen(eerste)["Volgende ▶"])
    assert "(2/3)" in woorden(volgende)
    assert "◀ Vorige" in knoppen(volgende)


def test_agenda_shows_a_meeting_and_not_the_bespreking_it_treats_as_well(
    publiek: Gesprekspartner,
) -> None:
    assert woorden(publiek.typt("/agenda januari 2027")).count("wonen") == 1


def test_actie_says_what_text_and_table_say(publiek: Gesprekspartner) -> None:
    kaart = woorden(publiek.typt("/actie 9"))
    assert "stond gepland voor derde kwartaal van 2022" in kaart
    assert "In de planningstabel staat: nader te bepalen (n.t.b.)." in kaart


def test_actie_with_an_unknown_number_says_which_there_are(publiek: Gesprekspartner) -> None:
    assert woorden(publiek.typt("/actie 99")) == (
        "Een actie “99” ken ik niet. De acties hebben de nummers 1 tot en met 9."
    )


def test_kalender_gives_a_personal_feed_of_what_they_follow(publiek: Gesprekspartner) -> None:
    publiek.persoon = Persoon(abonnee=3, volgt=frozenset({("actie", "actie-9")}))
    reactie = publiek.drukt("ka:mijn")
    keuze = Keuze(acties=("actie-9",))
    assert reactie.effecten == (MaakFeed(sha256(b"geheim-123").hexdigest(), keuze),)
    assert "https://zkl.example/kalender/abonnement/geheim-123.ics" in woorden(reactie)


def test_ics_button_sends_the_event(publiek: Gesprekspartner) -> None:
    bijlage = publiek.drukt("i:opzegging-2026").berichten[0].bijlagen[0]
    assert (bijlage.naam, bijlage.mime) == ("opzegging-2026.ics", "text/calendar")
    assert bijlage.inhoud.startswith(b"BEGIN:VCALENDAR")


def test_taal_speaks_the_new_language_at_once(publiek: Gesprekspartner) -> None:
    reactie = publiek.drukt("taal:en")
    assert reactie.effecten == (ZetTaal("en"),)
    assert woorden(reactie) == "From now on I speak English."


@pytest.mark.parametrize(
    ("data", "effecten"),
    [
        ("in:s:opzegging:0", (ZetVoorkeur("soort:opzegging", False),)),
        ("in:o:wekelijks", (ZetVoorkeur("overzicht", "wekelijks"),)),
        ("in:n:1", (ZetVoorkeur("stil", ["00:00", "00:00"]),)),
        ("in:n:0", (ZetVoorkeur("stil", None),)),
        ("in:t:0800", (ZetVoorkeur("tijd", "08:00"),)),
        ("in:t:0230", ()),
        ("in:s:onzin:0", ()),
        ("in:o:nooit", ()),
        (
            "in:d:14-7",
            (
                ZetVoorkeur("dagen:besprekingen", [14, 7]),
                ZetVoorkeur("dagen:bijeenkomsten", [14, 7]),
            ),
        ),
    ],
)
def test_instellingen_sets_what_exists(
    publiek: Gesprekspartner, data: str, effecten: tuple[ZetVoorkeur, ...]
) -> None:
    assert publiek.drukt(data).effecten == effecten


def test_herinneringen_say_why(maak_wereld: MaakWereld) -> None:
    ambtenaar = Persoon(abonnee=5, rol="ambtenaar", gemeente="heemstede")
    tekst = woorden(Gesprekspartner(maak_wereld(), ambtenaar).typt("/herinneringen"))
    assert tekst.startswith("Dit krijgt u")
    assert "U krijgt dit omdat" in tekst


def test_morgen_sends_a_reminder_again_tomorrow_at_nine(maak_wereld: MaakWereld) -> None:
    wereld = maak_wereld(FakeRaadpleging(herinneringen={8: "opzegging-2026"}))
    partner = Gesprekspartner(wereld, RAADSLID)
    morgen_negen = datetime(2026, 11, 21, 8, tzinfo=UTC)
    assert partner.drukt("h:8:morgen").effecten == (StelUit(8, morgen_negen),)
    assert partner.drukt("h:9:morgen").effecten == ()


def test_gereed_under_a_reminder_is_for_griffie_and_ambtenaar(maak_wereld: MaakWereld) -> None:
    wereld = maak_wereld(FakeRaadpleging(herinneringen={8: "opzegging-2026"}))
    assert Gesprekspartner(wereld, RAADSLID).drukt("h:8:gereed").effecten == ()
    ambtenaar = Persoon(abonnee=5, rol="ambtenaar", gemeente="heemstede")
    assert len(Gesprekspartner(wereld, ambtenaar).drukt("h:8:gereed").effecten) == 1


def test_mijngegevens_sends_all_of_it_as_json(maak_wereld: MaakWereld) -> None:
    bewaard = {"rol": "raadslid", "volgt": ["actie-9"]}
    partner = Gesprekspartner(maak_wereld(FakeRaadpleging(bewaard=bewaard)), RAADSLID)
    bijlage = partner.typt("/mijngegevens").berichten[0].bijlagen[0]
    assert (bijlage.naam, json.loads(bijlage.inhoud)) == ("mijngegevens.json", bewaard)


def test_vergeetmij_asks_first_and_then_forgets_the_dialogue_too(
    publiek: Gesprekspartner,
) -> None:
    publiek.typt("Wie trekt actie 9?")
    assert publiek.typt("/vergeetmij").effecten == ()
    assert publiek.drukt("vm:9").effecten == ()
    reactie = publiek.drukt("vm:1")
    assert (reactie.effecten, reactie.stand) == ((VergeetMij(),), {})


def test_tijdlijn_draws_and_tells_the_same(publiek: Gesprekspartner) -> None:
    reactie = publiek.typt("/tijdlijn")
    bijlage = reactie.berichten[0].bijlagen[0]
    assert (bijlage.mime, bijlage.beeld) == ("image/svg+xml", True)
    assert "9. Fietspadennetwerk" in bijlage.inhoud.decode()
    assert "9. Fietspadennetwerk" in woorden(reactie)
