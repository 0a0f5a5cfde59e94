import shutil
from pathlib import Path

import pytest

from zkl_bot.cli.voorraad import Voorraad, cache_folder
from zkl_bot.kennis.fout import DataFault
from zkl_bot.kennis.load import SHIPPED


def names(kast: Path) -> list[str]:
    return sorted(file.name for file in kast.iterdir())


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "data"))


def test_voorraad_gives_back_what_it_kept(data: Path, tmp_path: Path) -> None:
    made = Voorraad(data, tmp_path / "kast").boek("nl")
    kept = Voorraad(data, tmp_path / "kast").boek("nl")

    assert [p.id for p in kept.passages] == [p.id for p in made.passages]
    assert kept.kennis == made.kennis
    vraag = "wie betaalt de fietspaden"
    assert kept.vormen.compare(vraag) == made.vormen.compare(vraag)
    assert kept.index.match(["fiets"]) == made.index.match(["fiets"])


def test_voorraad_is_made_anew_when_a_fact_changes(data: Path, tmp_path: Path) -> None:
    kast = tmp_path / "kast"
    Voorraad(data, kast).boek("nl")
    before = names(kast)
    file = data / "recept.yaml"
    file.write_text(file.read_text("utf-8") + "\n# veranderd\n", "utf-8")
    Voorraad(data, kast).boek("nl")

    assert len(before) == len(names(kast)) == 1
    assert before != names(kast)


def test_voorraad_that_others_may_write_to_is_not_read(data: Path, tmp_path: Path) -> None:
    kast = tmp_path / "kast"
    Voorraad(data, kast).boek("nl")
    (file,) = kast.iterdir()
    file.write_bytes(b"cos\nsystem\n(S'false'\ntR.")
    file.chmod(0o666)

    assert Voorraad(data, kast).boek("nl").passages


def test_voorraad_that_is_broken_is_made_anew(data: Path, tmp_path: Path) -> None:
    kast = tmp_path / "kast"
    Voorraad(data, kast).boek("nl")
    (file,) = kast.iterdir()
    file.write_bytes(b"half")

    assert Voorraad(data, kast).boek("nl").passages
    assert file.stat().st_size > 1_000_000


def test_voorraad_works_where_nothing_can_be_kept(data: Path, tmp_path: Path) -> None:
    no_folder = tmp_path / "bestand"
    no_folder.write_text("")

    assert Voorraad(data, no_folder / "kast").boek("nl").passages


def test_voorraad_tells_what_is_wrong_in_the_data(data: Path, tmp_path: Path) -> None:
    (data / "recept.yaml").write_text("{", "utf-8")

    with pytest.raises(DataFault):
        Voorraad(data, tmp_path / "kast").boek("nl")


def test_cache_folder_follows_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/tmp/kast")
    assert cache_folder() == Path("/var/tmp/kast/zkl_bot")
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", "/home/griffier")
    assert cache_folder() == Path("/home/griffier/.cache/zkl_bot")
