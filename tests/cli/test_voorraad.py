import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest

from zkl_bot.cli.kast import Kast
from zkl_bot.cli.voorraad import Voorraad
from zkl_bot.kennis import load
from zkl_bot.kennis.fout import DataFault
from zkl_bot.kennis.load import SHIPPED
from zkl_bot.texts.render import Renderer


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "data"))


@pytest.fixture
def kasten(tmp_path: Path) -> list[Kast]:
    return [Kast(tmp_path / "kast")]


def names(kasten: Sequence[Kast]) -> list[str]:
    return sorted(file.name for kast in kasten for file in kast.folder.iterdir())


def test_voorraad_gives_back_what_it_kept(
    data: Path, kasten: list[Kast], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Voorraad(data, kasten).boek("nl")
    monkeypatch.delattr(load, "load_kennis")
    kept = Voorraad(data, kasten).boek("nl")

    assert [p.id for p in kept.passages] == [p.id for p in made.passages]
    assert kept.kennis == made.kennis
    vraag = "wie betaalt de fietspaden"
    assert kept.vormen.compare(vraag).tolist() == made.vormen.compare(vraag).tolist()
    assert kept.index.match(["fiets"]).tolist() == made.index.match(["fiets"]).tolist()


def test_voorraad_is_made_anew_when_a_fact_changes(data: Path, kasten: list[Kast]) -> None:
    Voorraad(data, kasten).boek("nl")
    before = names(kasten)
    file = data / "recept.yaml"
    file.write_text(file.read_text("utf-8") + "\n# veranderd\n", "utf-8")
    Voorraad(data, kasten).boek("nl")

    assert len(before) == 1
    assert len({*before, *names(kasten)}) == 2


def test_voorraad_that_is_broken_is_made_anew(data: Path, kasten: list[Kast]) -> None:
    voorraad = Voorraad(data, kasten)
    voorraad.boek("nl")
    (naam,) = names(kasten)
    _, _, versie = naam.rpartition("-")
    kasten[0].put("boek-nl", versie, b"no pickle at all")
    Voorraad(data, kasten).boek("nl")

    content = kasten[0].get("boek-nl", versie)
    assert content is not None
    assert len(content) > 1_000_000


def test_voorraad_is_kept_where_that_is_possible(data: Path, tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")
    none = Kast(tmp_path / "bestand" / "kast")
    places = [Kast(tmp_path / "een"), Kast(tmp_path / "twee")]

    assert Voorraad(data, [none]).boek("nl").passages
    assert Voorraad(data, [none, *places]).boek("nl").passages
    assert len(names(places[:1])) == 1
    assert not places[1].folder.exists()


def test_voorraad_tells_what_is_wrong_in_the_data(data: Path, kasten: list[Kast]) -> None:
    (data / "recept.yaml").write_text("{", "utf-8")

    with pytest.raises(DataFault):
        Voorraad(data, kasten).boek("nl")


def test_voorraad_has_the_templates_of_answers_compiled(
    data: Path, kasten: list[Kast], monkeypatch: pytest.MonkeyPatch
) -> None:
    voorraad = Voorraad(data, kasten)
    voorraad.sjablonen("nl")
    assert [naam.rpartition("-")[0] for naam in names(kasten)] == ["boek-nl", "sjablonen-nl"]
    monkeypatch.setattr("jinja2.Environment.compile", None)
    renderer = Renderer(voorraad.boek("nl").kennis, sjablonen=Voorraad(data, kasten).sjablonen)

    renderer.prepare("nl")
    assert renderer.render("antwoord/_bron", "nl", bronnen=()) == ""
