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
    [
        ("actie-9", "Actie 9:"),
        ("opzegging-2026", "Laatste dag om het convenant"),
        ("project-bereikbare-steden-mijlpaal-groen-licht", "Definitief groen licht"),
    ],
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
        ("opzegging", Volg("convenant", "opzegging")),
        ("evaluatie van het convenant", Volg("convenant", "evaluatie")),
    ],
)
def test_volg_knows_what_can_be_followed(
    publiek: Gesprekspartner, getypt: str, effect: Volg
) -> None:
    assert publiek.typt(f"/volg {getypt}").effecten == (effect,)


@pytest.mark.parametrize(
    ("gevraagd", "knop", "naam"),
    [
        ("/opzegging", "v:convenant:opzegging:1", "Uit het convenant stappen"),
        ("Wanneer is de evaluatie?", "v:convenant:evaluatie:1", "Evaluatie van het convenant"),
        ("/evaluatie", "v:convenant:evaluatie:1", "Evaluatie van het convenant"),
        ("/start opzegging-2027", "v:convenant:opzegging:1", "Uit het convenant stappen"),
    ],
)
def test_volg_under_an_answer_on_the_covenant_follows_just_that(
    publiek: Gesprekspartner, gevraagd: str, knop: str, naam: str
) -> None:
    assert knoppen(publiek.typt(gevraagd))["🔔 Volg"] == knop
    reactie = publiek.drukt(knop)
    _, soort, onderwerp, _ = knop.split(":")
    assert reactie.effecten == (Volg(soort, onderwerp),)
    assert woorden(reactie) == (
        f"U volgt nu alleen dit: {naam}. U krijgt bericht als er iets komt of verandert."
    )


def test_volg_of_what_belongs_to_nothing_else_follows_only_that(maak_wereld: MaakWereld) -> None:
    partner = Gesprekspartner(maak_wereld(now=datetime(2022, 5, 1, tzinfo=UTC)))
    assert knoppen(partner.typt("/start werkplan-einde"))["🔔 Volg"] == (
        "v:gebeurtenis:werkplan-einde:1"
    )
    assert partner.drukt("v:gebeurtenis:werkplan-einde:1").effecten == (
        Volg("gebeurtenis", "werkplan-einde"),
    )
    partner.persoon = Persoon(abonnee=3, volgt=frozenset({("gebeurtenis", "werkplan-einde")}))
    overzicht = partner.typt("/volg")
    assert "• Looptijd van het werkplan eindigt" in woorden(overzicht)
    assert knoppen(overzicht)["✅ Looptijd van het werkplan eindigt"] == (
        "v:gebeurtenis:werkplan-einde:0"
    )
    assert partner.drukt("v:gebeurtenis:werkplan-einde:0").effecten == (
        StopVolgen("gebeurtenis", "werkplan-einde"),
    )


def test_what_is_over_and_belongs_to_nothing_has_no_button_to_follow_it(
    publiek: Gesprekspartner,
) -> None:
    assert "🔔 Volg" not in knoppen(publiek.typt("/start werkplan-einde"))


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


def test_vraag_without_an_answer_is_kept_without_addresses_and_long_numbers(
    publiek: Gesprekspartner,
) -> None:
    vraag = "Eet de kwantumkikker a@b.example, 06-12 34 56 78 of 123456789 op 01-02-2027?"
    assert publiek.typt(vraag).effecten == (
        NoteerOpenVraag("Eet de kwantumkikker […] […] of […] op 01-02-2027?"),
    )


def test_suggestions_come_back_as_questions(publiek: Gesprekspartner) -> None:
    suggesties = [
        data
        for data in knoppen(publiek.typt("Welke kleur heeft de kwantumkikker?")).values()
        if data.startswith("q:")
    ]
    assert suggesties
    for data in suggesties:
        assert woorden(publiek.drukt(data))


def test_vraag_keeps_no_word_that_the_sources_do_not_have(publiek: Gesprekspartner) -> None:
    publiek.typt("Jan-Willem Kwakkelstra (0612345678) vraagt: wie trekt actie 9?")
    assert "actie#9" in publiek.stand["eerder"]["vraag"]["verwijzingen"]
    kept = json.dumps(publiek.stand).lower()
    assert [w for w in ("jan", "willem", "kwakkel", "0612") if w in kept] == []


def test_klopt_niet_files_a_correction(publiek: Gesprekspartner) -> None:
    antwoord = publiek.typt("Wie trekt actie 9?")
    klopt_niet = knoppen(antwoord)["Klopt niet?"]
    assert klopt_niet == "k:=Wie trekt actie 9?"
    kort = to_plain(antwoord.berichten[0].html)[:300]
    assert publiek.drukt(klopt_niet, kort).effecten == ()
    assert publiek.typt("Dat is Velsen").effecten == (
        NoteerCorrectie("Wie trekt actie 9?", kort, "Dat is Velsen"),
    )
    assert "formulier" not in publiek.stand


def test_klopt_niet_looks_the_answer_up_when_the_message_is_not_there(
    publiek: Gesprekspartner,
) -> None:
    kort = to_plain(publiek.typt("Wie trekt actie 9?").berichten[0].html)[:300]
    publiek.drukt("k:=Wie trekt actie 9?")
    assert publiek.drukt("kz").effecten == (NoteerCorrectie("Wie trekt actie 9?", kort, None),)


@pytest.mark.parametrize("data", ["k", "k:", "k:=", "k:= ", "k:3f2a"])
def test_klopt_niet_of_a_made_up_button_files_nothing(publiek: Gesprekspartner, data: str) -> None:
    reactie = publiek.drukt(data)
    assert (reactie.effecten, "formulier" in reactie.stand) == ((), False)
    assert woorden(reactie).startswith("Bij welk antwoord hoort dit?")


def test_klopt_niet_carries_as_much_of_a_question_as_a_button_holds(
    publiek: Gesprekspartner,
) -> None:
    vraag = "Wie trekt actie 9, " + "het fietspadennetwerk é" * 5 + "?"
    data = knoppen(publiek.typt(vraag))["Klopt niet?"]
    assert len(data.encode()) <= 64
    assert vraag.startswith(data.removeprefix("k:=").removesuffix("…"))


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
    assert "stond gepland voor het derde kwartaal van 2022" in kaart
    assert "In de planningstabel staat: nader te bepalen (n.t.b.)." in kaart


def test_actie_with_an_unknown_number_says_which_there_are(publiek: Gesprekspartner) -> None:
    assert woorden(publiek.typt("/actie 99")) == (
        "Een actie “99” ken ik niet. De acties hebben de nummers 1 tot en met 9."
    )


@pytest.mark.parametrize(
    ("volgt", "keuze"),
    [
        ([], Keuze()),
        ([("alles", "alles"), ("convenant", "opzegging")], Keuze()),
        ([("actie", "actie-9")], Keuze(acties=("actie-9",))),
        ([("convenant", "opzegging")], Keuze(convenant=("opzegging",), deadlines=False)),
        (
            [("gebeurtenis", "bespreking-1"), ("convenant", "evaluatie")],
            Keuze(convenant=("evaluatie",), gebeurtenissen=("bespreking-1",), deadlines=False),
        ),
        (
            [("actie", "actie-9"), ("convenant", "opzegging")],
            Keuze(acties=("actie-9",), convenant=("opzegging",)),
        ),
        (
            [("gemeente", "haarlem"), ("gebeurtenis", "bespreking-1")],
            Keuze(gemeente="haarlem"),
        ),
    ],
)
def test_kalender_gives_a_personal_feed_of_what_they_follow(
    publiek: Gesprekspartner, volgt: list[tuple[str, str]], keuze: Keuze
) -> None:
    publiek.persoon = Persoon(abonnee=3, volgt=frozenset(volgt))
    reactie = publiek.drukt("ka:mijn")
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


@pytest.mark.parametrize(
    ("getypt", "effecten"),
    [
        ("tijd 8:30", (ZetVoorkeur("tijd", "08:30"),)),
        ("time 17.05", (ZetVoorkeur("tijd", "17:05"),)),
        ("stil van 20:00 tot 8:00", (ZetVoorkeur("stil", ["20:00", "08:00"]),)),
        (
            "dagen 10, 3",
            (
                ZetVoorkeur("dagen:besprekingen", [10, 3]),
                ZetVoorkeur("dagen:bijeenkomsten", [10, 3]),
            ),
        ),
        ("tijd 2:30", ()),
        ("dagen 999", ()),
        ("stil 20:00", ()),
        ("iets anders", ()),
        ("stil uit", (ZetVoorkeur("stil", ["00:00", "00:00"]),)),
        ("quiet on", (ZetVoorkeur("stil", None),)),
    ],
)
def test_instellingen_takes_what_is_typed(
    publiek: Gesprekspartner, getypt: str, effecten: tuple[ZetVoorkeur, ...]
) -> None:
    assert publiek.typt(f"/instellingen {getypt}").effecten == effecten


def test_instellingen_says_why_something_typed_cannot_be(publiek: Gesprekspartner) -> None:
    assert woorden(publiek.typt("/instellingen tijd 2:30")) == (
        "Dat kan niet: tussen 01:00 en 04:00 verspringt de klok; kies een andere tijd."
    )


def test_instellingen_says_that_it_did_not_understand(publiek: Gesprekspartner) -> None:
    begin = woorden(publiek.typt("/instellingen tijd half negen")).splitlines()[0]
    assert begin == "Dat begrijp ik niet; er is niets veranderd."


def test_instellingen_counts_one_day_as_one(publiek: Gesprekspartner) -> None:
    assert "Bijeenkomsten: 1 dag vooraf." in woorden(publiek.drukt("in:d:1"))


def test_herinneringen_say_why(maak_wereld: MaakWereld) -> None:
    ambtenaar = Persoon(abonnee=5, rol="ambtenaar", gemeente="heemstede")
    wereld = maak_wereld()
    tekst = woorden(Gesprekspartner(wereld, ambtenaar).typt("/herinneringen"))
    kop, _, eerste, _, reden = tekst.splitlines()[:5]
    assert kop == "Dit krijgt u"
    assert eerste.endswith("09:00")
    assert reden in {r.reden.nl for r in wereld.kennis.herinneringen.regels}


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


@pytest.fixture
def groep(maak_wereld: MaakWereld) -> Gesprekspartner:
    bewaard = {"volgt": ["actie-9"]}
    wereld = maak_wereld(FakeRaadpleging(bewaard=bewaard))
    return Gesprekspartner(wereld, groep=True, beheerder=True)


def test_vergeetmij_in_a_group_asks_first_and_holds_up_nobody_s_questions(
    groep: Gesprekspartner,
) -> None:
    vraag = groep.typt("/vergeetmij")
    assert vraag.effecten == ()
    assert knoppen(vraag) == {"Ja, wis alles": "vm:1", "Nee, bewaar": "vm:1:nee"}
    assert "Haarlem" in woorden(groep.typt("Wie trekt actie 9?"))
    reactie = groep.drukt("vm:1")
    assert (reactie.effecten, reactie.stand) == ((VergeetMij(),), {})


def test_vergeetmij_in_a_group_can_be_thought_better_of(groep: Gesprekspartner) -> None:
    groep.typt("/vergeetmij")
    assert woorden(groep.drukt("vm:1:nee")) == "Er is niets gewist."
    assert groep.drukt("vm:1").effecten == ()


@pytest.mark.parametrize(
    ("beheerder", "gezegd"),
    [
        (False, "Dat kan alleen een beheerder van deze groep."),
        (None, "Ik kan nu niet zien of u deze groep beheert."),
    ],
)
@pytest.mark.parametrize("doet", ["/vergeetmij", "/start vergeetmij", "!vm:1", "!c:vergeetmij"])
def test_vergeetmij_in_a_group_is_for_who_manages_it(
    groep: Gesprekspartner, beheerder: bool | None, gezegd: str, doet: str
) -> None:
    groep.typt("/vergeetmij")
    groep.beheerder = beheerder
    reactie = groep.drukt(doet[1:]) if doet[0] == "!" else groep.typt(doet)
    assert woorden(reactie).startswith(gezegd)
    assert reactie.effecten == ()


@pytest.mark.parametrize(
    ("beheerder", "gezegd"),
    [
        (False, "Dat kan alleen een beheerder van deze groep. Gaat het om u zelf?"),
        (None, "Ik kan nu niet zien of u deze groep beheert."),
    ],
)
@pytest.mark.parametrize(
    "doet",
    [
        *("/instellingen tijd 8:00", "!in:o:wekelijks", "!in:t:0900", "/taal en", "!taal:en"),
    ],
)
def test_what_a_group_has_set_is_for_who_manages_it(
    groep: Gesprekspartner, beheerder: bool | None, gezegd: str, doet: str
) -> None:
    groep.beheerder = beheerder
    reactie = groep.drukt(doet[1:]) if doet[0] == "!" else groep.typt(doet)
    assert woorden(reactie).startswith(gezegd)
    assert reactie.effecten == ()
    groep.beheerder = True
    reactie = groep.drukt(doet[1:]) if doet[0] == "!" else groep.typt(doet)
    assert not woorden(reactie).startswith(("Dat kan alleen", "Ik kan nu niet"))


@pytest.mark.parametrize(
    ("commando", "gezegd"),
    [
        ("/volg", "Deze groep volgt nog niets."),
        ("/instellingen", "Uw herinneringen"),
        ("/taal", "Kies uw taal."),
    ],
)
def test_what_a_group_follows_and_has_set_all_in_it_may_see(
    groep: Gesprekspartner, commando: str, gezegd: str
) -> None:
    groep.beheerder = None
    assert woorden(groep.typt(commando)).startswith(gezegd)


def test_mijngegevens_and_privacy_in_a_group_are_about_the_group(groep: Gesprekspartner) -> None:
    reactie = groep.typt("/mijngegevens")
    assert woorden(reactie).startswith("Dit bestand bevat alles wat van deze groep is bewaard.")
    assert json.loads(reactie.berichten[0].bijlagen[0].inhoud) == {"volgt": ["actie-9"]}
    privacy = groep.typt("/privacy")
    assert woorden(privacy).startswith("Wat er van deze groep wordt bewaard\n")
    assert knoppen(privacy) == {"Wat is er bewaard?": "c:mijngegevens", "Wis alles": "c:vergeetmij"}


def test_tijdlijn_draws_and_tells_the_same(publiek: Gesprekspartner) -> None:
    reactie = publiek.typt("/tijdlijn")
    bijlage = reactie.berichten[0].bijlagen[0]
    assert (bijlage.mime, bijlage.beeld) == ("image/svg+xml", True)
    assert "9. Fietspadennetwerk" in bijlage.inhoud.decode()
    assert "9. Fietspadennetwerk" in woorden(reactie)
