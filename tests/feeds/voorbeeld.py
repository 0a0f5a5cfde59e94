"""A small world to make feeds of: made-up facts, two editions, and gebeurtenissen of all kinds."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from zkl_bot.agenda.agenda import Agenda, sorted_agenda
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.feeds.feeds import Feeds
from zkl_bot.kennis.bron import Bron, Paragraaf
from zkl_bot.kennis.convenant import Convenant, Gremium, Orgaan
from zkl_bot.kennis.document import Collegebericht, Kader, Recept
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Onderwerp, Tekst, Vindplaats
from zkl_bot.kennis.partij import Partij
from zkl_bot.kennis.periode import dag, parse_periode
from zkl_bot.kennis.werkplan import Actie, Betrokkenheid, Hoofdopgave, Werkplan

BASE = "https://zkl.example"
NOW = datetime(2022, 3, 1, 9, tzinfo=UTC)
MADE = datetime(2022, 1, 10, 8, 30, tzinfo=UTC)


def both(words: str) -> Tekst:
    return Tekst(nl=words, en=f"{words} (en)")


PLAATS = Vindplaats(bron="plan", paragraaf="7.1")


def _werkplan(id: str, voorvoegsel: str, begin: date) -> Werkplan:
    return Werkplan(
        id=id,
        titel=both("Werkplan"),
        bron="plan",
        voorvoegsel=voorvoegsel,
        begin=begin,
        jaren=f"{begin.year}-{begin.year + 2}",
        hoofdopgaven=(
            Hoofdopgave(
                id="natuur",
                titel=both("Natuur, water; en recreatie"),
                nummer=1,
                kleur="forestgreen",
                vindplaats=PLAATS,
            ),
            Hoofdopgave(
                id="verkeer", titel=both("Verkeer"), nummer=2, kleur="teal", vindplaats=PLAATS
            ),
        ),
        acties=tuple(
            Actie(
                id=f"{voorvoegsel}actie-{n}",
                titel=both(f"Iets doen aan {n}"),
                nummer=n,
                kort=both(f"Iets {n}"),
                kern=both("De kern."),
                hoofdopgave="natuur" if n == 1 else "verkeer",
                betrokkenen=(Betrokkenheid(partij="duindorp", rol="trekker", vindplaats=PLAATS),),
                vindplaats=PLAATS,
            )
            for n in (1, 2)
        ),
    )


def _onderwerp(id: str) -> Onderwerp:
    return Onderwerp(id=id, titel=both(id))


KENNIS = Kennis(
    bronnen=(
        Bron(
            id="plan",
            titel="Het plan",
            naam=Tekst(nl="Plan", en="Plan"),
            soort="werkplan",
            datum=date(2021, 7, 9),
            datum_toelichting=both("zo"),
            vastgesteld_door=both("de raden"),
            paragrafen=(Paragraaf(id="7.1", aanduiding=Tekst(nl="§7.1", en="§7.1"), titel="Iets"),),
        ),
    ),
    partijen=(
        Partij(id="duindorp", naam=both("Duindorp"), soort="gemeente", deelnemer=True),
        Partij(id="zeestad", naam=both("Zeestad"), soort="gemeente", deelnemer=True),
    ),
    convenant=Convenant(
        id="convenant",
        titel=both("Convenant"),
        bron="plan",
        partijen=("duindorp", "zeestad"),
        organen=(Orgaan(id="raden", titel=both("Raden"), vindplaats=PLAATS),),
        gremia=tuple(
            Gremium(id=id, naam=both(naam), kalender=kalender, orgaan="raden")
            for id, naam, kalender in (
                ("raadsbijeenkomst", "Raadsbijeenkomst", "raadsbijeenkomsten"),
                ("raadsbijeenkomst-ijmond", "Raadsbijeenkomst met IJmond", "raadsbijeenkomsten"),
                ("pho", "PHO", "pho"),
            )
        ),
        regels=(),
        opzegging=_onderwerp("opzegging"),
        evaluatie=_onderwerp("evaluatie"),
        toetreding=_onderwerp("toetreding"),
    ),
    werkplannen=(
        _werkplan("plan-2", "later-", date(2024, 1, 1)),
        _werkplan("plan-1", "", date(2021, 1, 1)),
    ),
    kader=Kader(id="kader", titel=both("Kader"), bron="plan", punten=(), vervolg=()),
    collegebericht=Collegebericht(id="bericht", titel=both("Bericht"), bron="plan", onderdelen=()),
    recept=Recept(id="recept", titel=both("Recept"), bron="plan", ingredienten=(), sprekers=()),
    begrippen=(),
    synoniemen=(),
    onduidelijkheden=(),
)


def gebeurtenis(id: str = "iets", **changes: Any) -> Gebeurtenis:
    """A raadsbijeenkomst on 22 June 2022, unless told otherwise."""
    start = datetime(2022, 6, 22, 17, 30, tzinfo=UTC)
    given: dict[str, Any] = {
        "id": id,
        "soort": "bijeenkomst",
        "titel": both("Raadsbijeenkomst"),
        "periode": dag(date(2022, 6, 22)),
        "start": start,
        "eind": start + timedelta(hours=3),
        "gremium": "raadsbijeenkomst",
        "plaats": "Raadhuis, Duindorp",
        "uid": f"{id}@zkl_bot",
        "aangemaakt": MADE,
        "gewijzigd": MADE,
    }
    return Gebeurtenis(**given | changes)


def vaag(id: str, woorden: str, **changes: Any) -> Gebeurtenis:
    """Something the documents place in a period."""
    given: dict[str, Any] = {
        "soort": "bespreking",
        "titel": both(f"Bespreking {id}"),
        "periode": parse_periode(woorden),
        "start": None,
        "eind": None,
        "gremium": None,
        "plaats": None,
        "acties": ("actie-1",),
        "hoofdopgaven": ("natuur",),
        "gemeenten": ("duindorp",),
        "toelichting": both("Waarom; en hoe, met een \\N en een \\n."),
        "vindplaatsen": (PLAATS,),
    }
    return gebeurtenis(id, **given | changes)


ALLES: tuple[Gebeurtenis, ...] = (
    gebeurtenis("raad-1", acties=("actie-1",), hoofdopgaven=("natuur",), geo=(52.35, 4.62)),
    gebeurtenis(
        "raad-2",
        start=datetime(2022, 12, 7, 19, tzinfo=UTC),
        eind=None,
        periode=dag(date(2022, 12, 7)),
        status="geannuleerd",
        revisie=2,
        wijzigingen=("19:30 → 20:00",),
        gewijzigd=datetime(2022, 2, 20, 12, tzinfo=UTC),
    ),
    gebeurtenis(
        "raad-dag",
        start=None,
        eind=None,
        hele_dag=True,
        periode=dag(date(2022, 9, 14)),
        url="https://raad.example/stukken?x=ü y",
        organisator="zeestad",
    ),
    gebeurtenis(
        "raad-3",
        behandelt=("bespreking-zeker",),
        acties=("actie-2",),
        hoofdopgaven=("verkeer",),
        titel=both("Raad: “Ruimte” 🌳 voor; alles, en \\ meer " * 9),
        plaats="zaal\n" * 90,
    ),
    vaag("bespreking-1", "derde kwartaal 2022"),
    vaag("bespreking-ntb", "n.t.b."),
    vaag("bespreking-2", "medio 2022", acties=("actie-2",), hoofdopgaven=("verkeer", "natuur")),
    vaag(
        "bespreking-zeker",
        "22 juni 2022",
        acties=("actie-2",),
        hoofdopgaven=("verkeer",),
        start=datetime(2022, 6, 22, 17, 30, tzinfo=UTC),
        eind=datetime(2022, 6, 22, 20, 30, tzinfo=UTC),
        bijeenkomst="raad-3",
        was=parse_periode("medio 2022"),
        revisie=1,
    ),
    vaag("opzegging-2022", "31 december 2022", soort="opzegging", acties=(), gemeenten=()),
    vaag("evaluatie", "2023", soort="evaluatie", acties=(), hoofdopgaven=(), gemeenten=()),
    vaag("oud", "1 mei 2009", soort="verleden", gremium="raadsbijeenkomst", acties=()),
)
AGENDA: Agenda = sorted_agenda(ALLES)


def make_feeds(agenda: Agenda = AGENDA, now: datetime = NOW) -> Feeds:
    """Feeds of an agenda, as at `now`."""
    feeds = Feeds(KENNIS, BASE, basis=datetime(2022, 1, 1, tzinfo=UTC))
    feeds.update(agenda, now)
    return feeds
