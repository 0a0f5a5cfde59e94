from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

from tests.fakes.gesprek import (
    GRIFFIE,
    NU,
    FakeRaadpleging,
    Gesprekspartner,
    knoppen,
    woorden,
)
from tests.gesprek.conftest import MaakWereld
from zkl_bot.agenda.stroom import build_agenda
from zkl_bot.agenda.vastlegging import Vastlegging
from zkl_bot.gesprek.effecten import (
    BeantwoordCorrectie,
    Importeer,
    LegVast,
    MaakUitnodiging,
    TrekRolIn,
    TrekVastleggingIn,
)
from zkl_bot.gesprek.invoer import Bestand
from zkl_bot.gesprek.raadpleging import OpenCorrectie, Rolhouder, Verschil
from zkl_bot.kennis.herinneringsregel import Deadline
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Tekst


def test_uitnodigen_makes_a_code_of_which_only_the_hash_is_kept(griffie: Gesprekspartner) -> None:
    griffie.typt("/uitnodigen")
    griffie.drukt("u:raadslid")
    reactie = griffie.drukt("u:raadslid:heemstede")
    code_hash = sha256(b"geheim-123").hexdigest()
    vervalt = NU + timedelta(days=14)
    assert reactie.effecten == (MaakUitnodiging(code_hash, "raadslid", "heemstede", vervalt),)
    assert "https://t.me/zkl_bot?start=geheim-123" in woorden(reactie)
    assert "https://zkl.example/uitnodiging/geheim-123" in woorden(reactie)
    assert "geheim-123" not in str(reactie.stand)


def test_uitnodigen_in_one_line(griffie: Gesprekspartner) -> None:
    effect = griffie.typt("/uitnodigen ambtenaar Zandvoort").effecten[0]
    assert isinstance(effect, MaakUitnodiging)
    assert (effect.rol, effect.gemeente) == ("ambtenaar", "zandvoort")


def test_uitnodigen_says_which_roles_there_are(griffie: Gesprekspartner) -> None:
    assert woorden(griffie.typt("/uitnodigen keizer")) == (
        "“keizer” is geen rol. Kies uit: raadslid, ambtenaar, griffie, collegelid. "
        "Bijvoorbeeld: /uitnodigen raadslid."
    )


def test_a_role_is_withdrawn_after_a_question(maak_wereld: MaakWereld) -> None:
    houders = (Rolhouder(7, "raadslid", "heemstede", NU),)
    partner = Gesprekspartner(maak_wereld(FakeRaadpleging(houders=houders)), GRIFFIE)
    assert knoppen(partner.drukt("ur")) == {"Trek #7 in": "ur:7"}
    assert partner.drukt("ur:7").effecten == ()
    assert partner.drukt("ur:7:ja").effecten == (TrekRolIn(7),)
    assert partner.drukt("ur:8:ja").effecten == ()


GEREED = Vastlegging(
    id="gereed-evaluatie-2023",
    soort="gereed",
    gebeurtenis="evaluatie-2023",
    datum=date(2026, 11, 20),
    door="griffie haarlem #1",
    aangemaakt=NU,
)


def test_gereed_records_and_can_be_undone(griffie: Gesprekspartner) -> None:
    reactie = griffie.typt("/gereed evaluatie-2023")
    assert reactie.effecten == (LegVast(GEREED),)
    assert griffie.drukt("od:1").effecten == (TrekVastleggingIn("gereed-evaluatie-2023"),)
    assert griffie.drukt("od:1").effecten == ()


def test_gereed_records_a_deadline_of_the_griffie(maak_wereld: MaakWereld, kennis: Kennis) -> None:
    deadline = Deadline(id="jaarplan", titel=Tekst(nl="Jaarplan", en="Plan"), op="1 december")
    rules = kennis.herinneringen.model_copy(update={"deadlines": (deadline,)})
    agenda = build_agenda(replace(kennis, herinneringen=rules), [], (), now=NU)
    griffie = Gesprekspartner(replace(maak_wereld(), agenda=agenda), GRIFFIE)
    assert "Jaarplan" in woorden(griffie.typt("/gereed"))
    (effect,) = griffie.typt("/gereed jaarplan-2026").effecten
    assert isinstance(effect, LegVast)
    assert (effect.vastlegging.id, effect.vastlegging.gemeente) == ("gereed-jaarplan-2026", None)


def test_gereed_says_what_was_recorded_before(maak_wereld: MaakWereld) -> None:
    partner = Gesprekspartner(maak_wereld(vastleggingen=(GEREED,)), GRIFFIE)
    reactie = partner.typt("/gereed evaluatie-2023")
    assert reactie.effecten == ()
    assert woorden(reactie).startswith("Dit stond al als gereed")


def test_gereed_records_a_notice_after_showing_what_follows(griffie: Gesprekspartner) -> None:
    griffie.drukt("go:haarlem")
    vraag = griffie.typt("1-11-2026")
    assert "Dan is Haarlem uit het convenant vanaf 1 januari 2027" in woorden(vraag)
    assert vraag.effecten == ()
    opzegging = Vastlegging(
        id="opzegging-haarlem-2026",
        soort="opzegging",
        gebeurtenis="opzegging-2026",
        gemeente="haarlem",
        datum=date(2026, 11, 1),
        door="griffie haarlem #1",
        aangemaakt=NU,
    )
    assert griffie.drukt("go:haarlem:ok:20261101").effecten == (LegVast(opzegging),)
    assert griffie.drukt("go:haarlem:ok:20261101").effecten == ()


def test_gereed_refuses_a_notice_of_tomorrow(griffie: Gesprekspartner) -> None:
    griffie.drukt("go:haarlem")
    assert woorden(griffie.typt("21-11-2026")).startswith("Die dag moet nog komen.")


VERSCHIL = Verschil(nieuw=("PHO wonen, 12 januari 2027",), waarschuwingen=("regel 3: geen plaats",))


def test_import_shows_what_changes_before_it_does(maak_wereld: MaakWereld) -> None:
    wereld = maak_wereld(FakeRaadpleging(verschillen={"a.ics": VERSCHIL}))
    partner = Gesprekspartner(wereld, GRIFFIE)
    reactie = partner.stuurt("a.ics", b"BEGIN:VCALENDAR")
    assert woorden(reactie) == (
        "Dit verandert er\n\nNieuw (1)\n• PHO wonen, 12 januari 2027\n\n"
        "Let op (1)\n• regel 3: geen plaats"
    )
    assert partner.drukt("im:1").effecten == (Importeer(Bestand("a.ics", b"BEGIN:VCALENDAR")),)
    assert partner.drukt("im:1").effecten == ()


def test_import_shows_the_difference_anew_when_the_agenda_changed(
    maak_wereld: MaakWereld,
) -> None:
    partner = Gesprekspartner(
        maak_wereld(FakeRaadpleging(verschillen={"a.ics": VERSCHIL})), GRIFFIE
    )
    partner.stuurt("a.ics", b"x")
    anders = Verschil(gewijzigd=("PHO wonen: 10:00 → 11:00",))
    later = Gesprekspartner(
        maak_wereld(FakeRaadpleging(verschillen={"a.ics": anders})), GRIFFIE, stand=partner.stand
    )
    reactie = later.drukt("im:1")
    assert reactie.effecten == ()
    assert woorden(reactie).startswith("De agenda is intussen veranderd.")
    assert later.drukt("im:1").effecten == (Importeer(Bestand("a.ics", b"x")),)


def test_import_refuses_what_is_no_calendar_and_what_is_too_large(
    griffie: Gesprekspartner,
) -> None:
    assert woorden(griffie.stuurt("foto.jpg", b"\xff\xd8")) == (
        "Dit is geen agenda of tabel. Stuur een bestand dat eindigt op .ics of .csv."
    )
    for naam, inhoud in (("leeg.CSV", b""), ("export", b"\xef\xbb\xbfBEGIN:VCALENDAR")):
        assert woorden(griffie.stuurt(naam, inhoud)) == (
            "Dit bestand kan ik niet gebruiken. Er staan geen bijeenkomsten in.\n"
            "Stuur een agenda (.ics) of een tabel (.csv)."
        )
    assert "te groot" in woorden(griffie.stuurt("a.ics", b"x" * 1_000_001))


def test_correcties_are_answered_or_closed(maak_wereld: MaakWereld) -> None:
    klachten = (OpenCorrectie(4, "Wie trekt actie 9?", "Haarlem", "sinds kort niet meer"),)
    partner = Gesprekspartner(maak_wereld(FakeRaadpleging(klachten=klachten)), GRIFFIE)
    assert knoppen(partner.typt("/gereed"))["Correcties (1)"] == "kc"
    assert knoppen(partner.drukt("kc")) == {"Antwoord": "kc:a:4", "Klaar": "kc:s:4"}
    partner.drukt("kc:a:4")
    assert partner.typt("Dat klopt, dank u.").effecten == (
        BeantwoordCorrectie(4, "Dat klopt, dank u."),
    )
    assert partner.drukt("kc:s:4").effecten == (BeantwoordCorrectie(4, None),)
    assert woorden(partner.drukt("kc:s:5")) == "Deze correctie is al afgehandeld."
