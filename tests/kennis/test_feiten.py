"""The shipped facts hold what the documents hold: counted, and each with a place that exists."""

import os
import re
from collections import Counter
from pathlib import Path

from tests.conftest import missing
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.load import SHIPPED
from zkl_bot.kennis.model import Vindplaats
from zkl_bot.kennis.verwijzing import walk

ROOT = Path(__file__).resolve().parent.parent.parent


def test_werkplan_has_five_hoofdopgaven_and_nine_acties(kennis: Kennis) -> None:
    assert [h.id for h in kennis.werkplan.hoofdopgaven] == [
        "landschap", "economie", "wonen", "klimaat", "bereikbaarheid",
    ]  # fmt: skip
    assert [(a.nummer, a.vindplaats.paragraaf, a.hoofdopgave) for a in kennis.acties] == [
        (1, "3.1", "landschap"),
        (2, "3.2", "landschap"),
        (3, "4.1", "economie"),
        (4, "4.2", "economie"),
        (5, "5.1", "wonen"),
        (6, "5.2", "wonen"),
        (7, "6.1", "klimaat"),
        (8, "6.2", "klimaat"),
        (9, "7.1", "bereikbaarheid"),
    ]


def test_every_actie_tells_why_what_result_who_and_when(kennis: Kennis) -> None:
    wanted = {"waarom", "wat", "resultaat", "wie", "wanneer"}
    lacking = {a.id: wanted - {f.soort for f in a.feiten} for a in kennis.acties}
    assert {id: soorten for id, soorten in lacking.items() if soorten} == {}


def test_trekkers_are_those_of_the_sections(kennis: Kennis) -> None:
    roles = {a.id: {(b.partij, b.rol) for b in a.betrokkenen} for a in kennis.acties}
    assert {("provincie-noord-holland", "regie"), ("heemstede", "coordinerend")} <= roles["actie-1"]
    assert {
        ("nationaal-park-zuid-kennemerland", "trekker"),
        ("bloemendaal", "coordinerend"),
        ("provincie-noord-holland", "cofinancier"),
    } == roles["actie-2"]
    assert ("haarlem", "trekker") in roles["actie-3"]
    assert {("haarlem", "trekker"), ("zandvoort", "samenwerking")} == roles["actie-4"]
    assert roles["actie-5"] == roles["actie-6"] == set()
    assert roles["actie-7"] == {("bloemendaal", "trekker")}
    assert {("bloemendaal", "bestuurlijk-trekker"), ("haarlem", "ambtelijk-trekker")} <= roles[
        "actie-8"
    ]
    assert ("haarlem", "trekker") in roles["actie-9"]


def test_items_of_the_acties_are_all_there_each_with_who(kennis: Kennis) -> None:
    items = {
        a.id: {
            o.nummer: [b.partij for b in o.betrokkenen if b.rol == "trekker"] for o in a.onderdelen
        }
        for a in kennis.acties
        if a.onderdelen
    }
    assert items == {
        "actie-3": {"lijn 1": [], "lijn 2": []},
        "actie-5": {
            "1": [],
            "2a": ["haarlem"],
            "2b": ["haarlem"],
            "2c": ["bloemendaal", "zandvoort"],
            "2d": ["haarlem"],
            "2e": ["haarlem"],
            "2f": ["haarlem"],
            "2g": ["haarlem"],
        },
        "actie-6": {
            "Pact van Uitstroom": [],
            "1": ["bloemendaal", "haarlem", "ijmond"],
            "2": ["bloemendaal"],
        },
    }


def test_discussion_moments_are_those_of_the_text(kennis: Kennis) -> None:
    moments: dict[str, set[str]] = {a.id: set() for a in kennis.acties}
    for moment in kennis.momenten():
        if moment.soort == "bespreking":
            owner = [a.id for a in kennis.acties if moment in a.besprekingen]
            for actie in {*owner, *moment.acties}:
                moments[actie].add(moment.periode.label)
    wonen = {"medio 2022", "rondom de gemeenteraadsverkiezingen in 2022"}
    assert moments == {
        "actie-1": set(),
        "actie-2": {"medio 2022"},
        "actie-3": {"medio 2022"},
        "actie-4": {"september 2021", "in de loop van 2022"},
        "actie-5": wonen,
        "actie-6": wonen,
        "actie-7": {"1e kwartaal 2022"},
        "actie-8": {"begin derde kwartaal van 2022"},
        "actie-9": {"derde kwartaal van 2022"},
    }


def test_table_keeps_the_number_of_marks_and_no_quarter(kennis: Kennis) -> None:
    about = [row for row in kennis.werkplan.tabel if row.acties]
    assert [(row.acties, row.kruisjes) for row in about] == [
        (("actie-1",), None),
        (("actie-2",), 2),
        (("actie-3",), 2),
        (("actie-4",), 1),
        (("actie-5", "actie-6"), 2),
        (("actie-7",), None),
        (("actie-8",), 1),
        (("actie-9",), None),
    ]


def test_eight_koppelkansen_and_seven_vraagstukken(kennis: Kennis) -> None:
    assert [s.nummer for s in kennis.werkplan.koppelkansen] == list(range(1, 9))
    assert [s.nummer for s in kennis.werkplan.vraagstukken] == list(range(1, 8))
    for samenhang in (*kennis.werkplan.koppelkansen, *kennis.werkplan.vraagstukken):
        assert len(samenhang.hoofdopgaven) == 2, samenhang.id


def test_covenant_has_its_parties_bodies_and_rules(kennis: Kennis) -> None:
    convenant = kennis.convenant
    assert convenant.partijen == ("bloemendaal", "haarlem", "heemstede", "zandvoort")
    assert {
        "raadsbijeenkomst", "raadsbijeenkomst-ijmond", "pho", "coordinatieoverleg",
        "agendacommissie", "procesteam",
    } <= {o.id for o in convenant.organen}  # fmt: skip
    assert [g.id for g in convenant.gremia] == [
        "raadsbijeenkomst", "raadsbijeenkomst-ijmond", "pho", "coordinatieoverleg",
        "agendacommissie",
    ]  # fmt: skip
    for onderwerp in (convenant.opzegging, convenant.evaluatie, convenant.toetreding):
        assert onderwerp.feiten, onderwerp.id
    assert {"inwerkingtreding", "geschillen", "beloften-aan-raden", "uitgangspunten", "doelen"} <= {
        r.id for r in convenant.regels
    }


def test_every_body_tells_who_or_how_often(kennis: Kennis) -> None:
    soorten = {o.id: {f.soort for f in o.feiten} for o in kennis.convenant.organen}
    assert "aantal" in soorten["raadsbijeenkomst"] & soorten["raadsbijeenkomst-ijmond"]
    assert {"wie", "aantal"} <= soorten["coordinatieoverleg"]
    assert "wie" in soorten["agendacommissie"] & soorten["procesteam"]


def test_kader_has_ten_points_and_the_other_documents_their_parts(kennis: Kennis) -> None:
    assert [p.nummer for p in kennis.kader.punten] == list(range(1, 11))
    assert kennis.kader.vervolg
    assert kennis.collegebericht.onderdelen
    assert len(kennis.recept.ingredienten) == 14
    assert {s.naam for s in kennis.recept.sprekers} == {
        "Hanneke Schipper", "Ilse Zaal", "Arthur van Dijk",
    }  # fmt: skip
    assert len(kennis.werkplan.projecten) == 4
    assert kennis.werkplan.criteria


def test_agenda_has_the_dated_moments_beside_the_discussions(kennis: Kennis) -> None:
    soorten = Counter(m.soort for m in kennis.momenten())
    assert soorten["bespreking"] == 9
    labels = {(m.soort, m.periode.label) for m in kennis.momenten()}
    assert {
        ("evaluatie", "2023"),
        ("evaluatie", "eind 2021"),
        ("evaluatie", "eind 2022"),
        ("mijlpaal", "eind 2021"),
        ("overleg", "2023"),
        ("einde", "1 januari 2023"),
        ("verleden", "19 mei 2021"),
        ("verleden", "9 juli 2021"),
    } <= labels


def test_what_is_unclear_keeps_both_sides(kennis: Kennis) -> None:
    unclear = {o.id: o for o in kennis.onduidelijkheden}
    table = {
        v.paragraaf for v in unclear["onduidelijk-actie-9-bespreking-tekst-tabel"].vindplaatsen
    }
    assert table == {"7.1", "8"}
    assert len(unclear) >= 26


def test_abbreviations_the_documents_never_explain_have_no_meaning(kennis: Kennis) -> None:
    unexplained = {b.id for b in kennis.begrippen if b.betekenis is None}
    assert {
        f"begrip-{a}" for a in ("wsp", "vbz", "pwn", "mirt", "szw", "lnv", "uwv", "vrk", "vng")
    } <= unexplained


def test_every_vindplaats_exists(kennis: Kennis) -> None:
    sections = {(b.id, p.id): set(p.punten) for b in kennis.bronnen for p in b.paragrafen}
    places = [
        model
        for value in vars(kennis).values()
        for item in (value if isinstance(value, tuple) else (value,))
        for _, model in walk(item)
        if isinstance(model, Vindplaats)
    ]
    assert len(places) > 800
    lost = [
        v
        for v in places
        if (v.bron, v.paragraaf) not in sections
        or (v.punt and v.punt not in sections[v.bron, v.paragraaf])
    ]
    assert lost == []


def test_every_section_of_every_document_is_used(kennis: Kennis) -> None:
    used = {(f.vindplaats.bron, f.vindplaats.paragraaf) for _, f in kennis.feiten()}
    assert {b.id for b in kennis.bronnen} == {bron for bron, _ in used}


def test_ids_of_facts_are_unique(kennis: Kennis) -> None:
    counted = Counter(feit.id for _, feit in kennis.feiten())
    assert [id for id, times in counted.items() if times > 1] == []


RUN = 14


def words(text: str) -> list[str]:
    return re.findall(r"[\w%&'-]+", re.sub(r"-\s*\n\s*", "-", text).lower())


def bronnen_map() -> Path:
    given = os.environ.get("ZKL_BRONNEN")
    map = Path(given) if given else ROOT.parent / "shared" / "bronnen"
    if not map.is_dir():
        missing("the source documents are not here; name their folder in ZKL_BRONNEN")
    return map


def test_no_sentence_of_a_document_is_copied() -> None:
    map = bronnen_map()
    runs = {
        tuple(found[i : i + RUN])
        for file in map.glob("*.txt")
        for found in [words(file.read_text(encoding="utf-8"))]
        for i in range(len(found) - RUN + 1)
    }
    copied = [
        f"{file.relative_to(SHIPPED)}:{number}"
        for file in sorted(SHIPPED.rglob("*.yaml"))
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1)
        if not re.match(r"\s*-?\s*(titel|naam)\s*:", line)
        for found in [words(line)]
        if any(tuple(found[i : i + RUN]) in runs for i in range(len(found) - RUN + 1))
    ]
    assert copied == []
