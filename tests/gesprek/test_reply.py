import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fakes.gesprek import GRIFFIE, RAADSLID, Gesprekspartner, knoppen, woorden
from tests.gesprek.conftest import MaakWereld
from zkl_bot.gesprek.gesprekken import COMMANDOS, FORMULIEREN, KNOPPEN
from zkl_bot.gesprek.invoer import Invoer, Persoon
from zkl_bot.gesprek.reply import clean, needs_beheerder, reply
from zkl_bot.texts.delen import html_units

SLORDIG = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
INTERFACE = re.findall(
    r"\w+",
    """start help acties actie trekker agenda kalender tijdlijn volg herinneringen opzegging
    evaluatie convenant bronnen taal instellingen mijngegevens vergeetmij privacy annuleer
    bijeenkomst verplaats afgelast uitnodigen import gereed""",
)
GRIFFIE_COMMANDOS = sorted(c.naam for c in COMMANDOS.values() if c.griffie)
GEEN_VRAAG = (
    "Ik zie geen vraag; ik lees alleen tekst. Typ uw vraag in gewone woorden, bijvoorbeeld: "
    "Wie trekt actie 1?"
)
NEE = (
    "Dat kan alleen de griffie. Werkt u bij een griffie? Vraag een collega om een uitnodiging. "
    "Al het andere staat in /help."
)


@pytest.mark.parametrize(
    ("tekst", "knop", "nodig"),
    [
        ("/vergeetmij", None, True),
        ("/start vergeetmij", None, True),
        (None, "c:vergeetmij", True),
        (None, "vm:3", True),
        ("/volg", None, False),
        ("/volg@zkl_test_bot ", None, False),
        ("/volg actie 9", None, False),
        ("/start volg", None, False),
        (None, "c:volg", False),
        (None, "c:instellingen", False),
        ("vergeetmij", None, False),
        (None, "v:alles:alles:1", False),
        (None, "onzin", False),
        (None, None, False),
    ],
)
def test_needs_beheerder_tells_what_is_for_who_manages_a_group(
    tekst: str | None, knop: str | None, nodig: bool
) -> None:
    assert needs_beheerder(tekst, knop) is nodig


def test_commandos_are_those_of_the_interface() -> None:
    assert [c for c in COMMANDOS if c not in INTERFACE] == []
    assert [c for c in INTERFACE if c not in COMMANDOS] == []


@pytest.mark.parametrize("commando", GRIFFIE_COMMANDOS)
@pytest.mark.parametrize("persoon", [Persoon(), RAADSLID])
def test_reply_refuses_the_griffies_commands_to_others_in_a_friendly_way(
    maak_wereld: MaakWereld, commando: str, persoon: Persoon
) -> None:
    ander = Gesprekspartner(maak_wereld(), persoon)
    for reactie in (
        ander.typt(f"/{commando}"),
        ander.typt(f"/{commando}@zkl_bot x"),
        ander.typt(f"/start {commando}"),
        ander.drukt(f"c:{commando}"),
    ):
        assert (woorden(reactie), reactie.effecten) == (NEE, ())


@pytest.mark.parametrize("prefix", sorted(p for p, (g, _) in KNOPPEN.items() if g.griffie))
def test_reply_refuses_the_griffies_buttons_to_others(
    publiek: Gesprekspartner, prefix: str
) -> None:
    reactie = publiek.drukt(f"{prefix}:1:ok")
    assert (woorden(reactie), reactie.effecten) == (NEE, ())


def test_reply_refuses_a_file_of_others(publiek: Gesprekspartner) -> None:
    assert woorden(publiek.stuurt("a.ics", b"x")) == NEE


@pytest.mark.parametrize("commando", GRIFFIE_COMMANDOS)
def test_reply_sends_the_griffie_from_a_group_to_a_private_chat(
    maak_wereld: MaakWereld, commando: str
) -> None:
    groep = Gesprekspartner(maak_wereld(), GRIFFIE, groep=True)
    assert woorden(groep.typt(f"/{commando}")) == (
        "Dat kan alleen de griffie. Bent u dat? Stuur mij dit dan in een gesprek met ons tweeën."
    )


def test_reply_ends_a_form_of_somebody_who_lost_the_role(maak_wereld: MaakWereld) -> None:
    wereld = maak_wereld()
    eerst = Gesprekspartner(wereld, GRIFFIE)
    eerst.typt("/bijeenkomst")
    daarna = Gesprekspartner(wereld, Persoon(abonnee=1), stand=eerst.stand)
    assert woorden(daarna.typt("pho")) == NEE
    assert "formulier" not in daarna.stand


@pytest.mark.parametrize(
    ("getypt", "antwoord"),
    [
        ("", GEEN_VRAAG),
        ("\u202e\x00\x1b\u200b", GEEN_VRAAG),
        (
            "x" * 10_000,
            "Dat is te lang voor mij (10000 tekens). Stel uw vraag in één of twee zinnen.",
        ),
        (
            "/agneda",
            "Dat commando ken ik niet. Bedoelt u /agenda? Met /help ziet u alles wat ik kan.",
        ),
        ("/q!@#", "Dat commando ken ik niet. Met /help ziet u alles wat ik kan."),
    ],
)
def test_reply_says_what_to_do_with_what_it_cannot_use(
    publiek: Gesprekspartner, getypt: str, antwoord: str
) -> None:
    assert woorden(publiek.typt(getypt)) == antwoord


@pytest.mark.parametrize("data", ["", "x", "zz:1", "ag:1", "v:::", "g:~", "q:", "k:1", "h:5:x"])
def test_reply_takes_made_up_buttons_in_its_stride(publiek: Gesprekspartner, data: str) -> None:
    reactie = publiek.drukt(data or "?")
    assert len(reactie.berichten) == 1
    assert reactie.effecten == ()


def test_reply_offers_to_go_on_after_a_side_step(griffie: Gesprekspartner) -> None:
    griffie.typt("/bijeenkomst")
    reactie = griffie.typt("/bronnen")
    assert woorden(reactie).endswith("U was nog ergens mee bezig. Wilt u verder?")
    assert knoppen(reactie) == {"Ga verder": "f:verder", "Stop ermee": "c:annuleer"}
    assert woorden(griffie.drukt("f:verder")) == "Wat voor bijeenkomst wordt het?"


@pytest.mark.parametrize("naam", sorted(FORMULIEREN))
def test_annuleer_always_stops(maak_wereld: MaakWereld, naam: str) -> None:
    formulier = {"naam": naam, "nummer": 1, "velden": {}, "sinds": "2026-11-20T11:59:00+01:00"}
    stand = {"formulier": formulier}
    partner = Gesprekspartner(maak_wereld(), GRIFFIE, stand=stand)
    assert woorden(partner.typt("/annuleer")) == "Gestopt. Er is niets veranderd."
    assert "formulier" not in partner.stand


def test_clean_keeps_words_and_emoji() -> None:
    assert clean(" wíé\u0301 \u202etrekt\n👩\u200d🚒 \x1b[1m ") == "wíé\u0301 trekt\n👩\u200d🚒 [1m"


def _is_sound(invoer: Invoer, stand: dict[str, object], partner: Gesprekspartner) -> None:
    """Whatever comes in, what goes back can be sent, kept, and said again."""
    reactie = reply(invoer, stand, partner.wereld)
    assert reactie.berichten
    assert all(html_units(b.html) > 0 for b in reactie.berichten)
    assert json.loads(json.dumps(reactie.stand)) == reactie.stand
    assert reply(invoer, stand, partner.wereld) == reactie


@SLORDIG
@given(st.text(max_size=80) | st.sampled_from([f"/{c} " for c in COMMANDOS]), st.text(max_size=40))
def test_reply_is_sound_for_any_text(griffie: Gesprekspartner, begin: str, rest: str) -> None:
    _is_sound(Invoer(GRIFFIE, tekst=begin + rest), {}, griffie)


@SLORDIG
@given(
    st.sampled_from([*KNOPPEN, "c", "zz"]),
    st.lists(
        st.sampled_from(["1", "ok", "d", "m", "a", "e", "s", "20270112", "99999999", "actie-9"])
        | st.text(max_size=12),
        max_size=4,
    ),
    st.sampled_from(
        [None, "/bijeenkomst", "/bijeenkomst pho", "/vergeetmij", "wie trekt actie 9?"]
    ),
)
def test_reply_is_sound_for_any_button(
    griffie: Gesprekspartner, prefix: str, parts: list[str], eerst: str | None
) -> None:
    griffie.stand = {}
    if eerst:
        griffie.typt(eerst)
    _is_sound(Invoer(GRIFFIE, knop=":".join([prefix, *parts])), griffie.stand, griffie)


@SLORDIG
@given(st.sampled_from(sorted(COMMANDOS)), st.booleans(), st.sampled_from(["telegram", "web"]))
def test_reply_speaks_english_too(
    griffie: Gesprekspartner, commando: str, groep: bool, kanaal: str
) -> None:
    persoon = Persoon(abonnee=1, rol="griffie", gemeente="haarlem", taal="en")
    invoer = Invoer(persoon, tekst=f"/{commando}", groep=groep, kanaal=kanaal)  # type: ignore[arg-type]
    _is_sound(invoer, {}, griffie)
