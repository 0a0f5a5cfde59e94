import shutil
from pathlib import Path

import pytest

from zkl_bot.kennis.fout import DataFault, Fout
from zkl_bot.kennis.load import SHIPPED, load_kennis

WERKPLAN = "werkplannen/2021-2023.yaml"


@pytest.fixture
def map(tmp_path: Path) -> Path:
    """A copy of the shipped data, to be spoilt."""
    shutil.copytree(SHIPPED, tmp_path / "data")
    return tmp_path / "data"


def spoil(map: Path, naam: str, old: str, new: str) -> None:
    file = map / naam
    text = file.read_text(encoding="utf-8")
    assert old in text, f"{old!r} is not in {naam}"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def faults(map: Path) -> list[Fout]:
    with pytest.raises(DataFault) as fault:
        load_kennis(map)
    return fault.value.fouten


@pytest.mark.parametrize(
    ("naam", "old", "new", "pad", "melding"),
    [
        pytest.param(
            "convenant.yaml", "titel:", "titl:", "titl", "onbekend veld", id="misspelled-field"
        ),
        pytest.param(
            WERKPLAN,
            '    vindplaats: {bron: werkplan-2021-2023, paragraaf: "1"}\n',
            "",
            "feiten[0].vindplaats",
            "dit veld ontbreekt",
            id="missing-vindplaats",
        ),
        pytest.param(
            WERKPLAN,
            'paragraaf: "1"}',
            'paragraaf: "99"}',
            "feiten[0].vindplaats.paragraaf",
            "werkplan-2021-2023 heeft geen paragraaf '99'; wel:",
            id="unknown-section",
        ),
        pytest.param(
            WERKPLAN,
            "vindplaats: {bron: werkplan-2021-2023",
            "vindplaats: {bron: werkplan-1999",
            "feiten[0].vindplaats.bron",
            "onbekende bron 'werkplan-1999'",
            id="unknown-source",
        ),
        pytest.param(
            "vraagvormen/convenant.yaml",
            "feit: agendacommissie-leden",
            "feit: agendacommissie-lieden",
            ".feit",
            "onbekend feit 'agendacommissie-lieden'",
            id="unknown-fact",
        ),
        pytest.param(
            WERKPLAN,
            "- id: werkplan-op-verzoek",
            "- id: werkplan-wat",
            "feiten[1].id",
            "de id 'werkplan-wat' bestaat al",
            id="double-id",
        ),
        pytest.param(
            WERKPLAN,
            "soort: definitie",
            "soort: mening",
            "feiten[0].soort",
            "verwacht 'wie', 'wanneer'",
            id="unknown-kind",
        ),
        pytest.param(
            "convenant.yaml",
            'periode: "1 januari 2021"',
            'periode: "31 februari 2021"',
            "momenten[0].periode",
            "geen bestaande dag",
            id="day-that-does-not-exist",
        ),
        pytest.param(
            "convenant.yaml",
            "partijen: [bloemendaal,",
            "partijen: [bloemendal,",
            "partijen",
            "onbekende partij 'bloemendal'",
            id="unknown-party",
        ),
        pytest.param(
            WERKPLAN,
            "begin: 2021-01-01",
            "begin: ooit",
            "begin",
            "datum",
            id="no-date",
        ),
        pytest.param(
            "partijen.yaml",
            "  - id: haarlem\n",
            "  - id: bloemendaal\n",
            "partijen[1].id",
            "dubbele id 'bloemendaal'",
            id="double-party",
        ),
        pytest.param(
            WERKPLAN, "nummer: 1\n", "nummer: een\n", "nummer", "geheel getal", id="no-number"
        ),
    ],
)
def test_planted_fault_is_named_with_file_path_and_expectation(
    map: Path, naam: str, old: str, new: str, pad: str, melding: str
) -> None:
    spoil(map, naam, old, new)
    found = faults(map)
    named = [(f.bestand, f.pad.endswith(pad), melding in f.melding) for f in found]
    assert (naam, True, True) in named, found
    assert all(f.regel > 0 for f in found)


def test_line_of_a_fault_is_the_line_it_stands_on(map: Path) -> None:
    spoil(map, "convenant.yaml", 'periode: "1 januari 2021"', 'periode: "ooit"')
    lines = (map / "convenant.yaml").read_text(encoding="utf-8").splitlines()
    (fault,) = faults(map)
    assert lines[fault.regel - 1].strip() == 'periode: "ooit"'


@pytest.mark.parametrize(
    ("content", "melding"),
    [
        (b"bronnen: [a, b", "geen geldige YAML"),
        (b"bronnen: []\nbronnen: []\n", "staat er twee keer"),
        (b"bronnen: \xff\n", "geen UTF-8"),
        (b"!!python/object/apply:os.system ['true']", "geen geldige YAML"),
        (b"", "velden"),
    ],
)
def test_file_that_is_no_proper_yaml_is_named(map: Path, content: bytes, melding: str) -> None:
    (map / "bronnen.yaml").write_bytes(content)
    found = faults(map)
    assert [f.bestand for f in found] == ["bronnen.yaml"]
    assert melding in found[0].melding


def test_missing_file_and_missing_folder_are_named(map: Path, tmp_path: Path) -> None:
    (map / "kader.yaml").unlink()
    assert [(f.bestand, f.melding) for f in faults(map)] == [
        ("kader.yaml", "het bestand ontbreekt")
    ]
    assert [f.melding for f in faults(tmp_path / "nergens")] == ["deze map bestaat niet"]


def test_faults_in_several_files_are_told_together(map: Path) -> None:
    spoil(map, "convenant.yaml", "titel:", "titl:")
    spoil(map, "kader.yaml", "titel:", "titl:")
    assert {f.bestand for f in faults(map)} == {"convenant.yaml", "kader.yaml"}


def test_second_edition_leads_and_the_first_stays(map: Path) -> None:
    text = (map / WERKPLAN).read_text(encoding="utf-8")
    first = load_kennis(map)
    later = text.replace("begin: 2021-01-01", "begin: 2027-01-01", 1)
    (map / "werkplannen/2027-2030.yaml").write_text(later, encoding="utf-8")
    clashes = {f.bestand for f in faults(map)}
    assert clashes == {"werkplannen/2027-2030.yaml"}  # ids are for ever: a copy has none of its own
    (map / "werkplannen/2027-2030.yaml").unlink()
    assert load_kennis(map) == first
