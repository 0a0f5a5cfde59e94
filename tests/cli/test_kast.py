import os
import sys
from pathlib import Path

import pytest

from zkl_bot.cli.kast import BEWAARD, Kast, kasten


@pytest.fixture
def kast(tmp_path: Path) -> Kast:
    made = Kast(tmp_path / "cache" / "zkl_bot")
    assert made.put("boek", "a1", b"inhoud")
    return made


def test_kast_gives_back_what_was_made_of_the_same(kast: Kast) -> None:
    assert kast.get("boek", "a1") == b"inhoud"
    assert kast.get("boek", "b2") is None
    assert kast.get("sjablonen", "a1") is None


@pytest.mark.parametrize("content", [b"", b"half", bytes(32) + b"inhoud"])
def test_kast_gives_nothing_that_is_not_whole(kast: Kast, content: bytes) -> None:
    (kast.folder / "boek-a1").write_bytes(content)

    assert kast.get("boek", "a1") is None


@pytest.mark.parametrize("recht", [0o020, 0o002])
def test_kast_gives_nothing_that_others_may_write(kast: Kast, recht: int) -> None:
    file = kast.folder / "boek-a1"
    file.chmod(0o600 | recht)
    assert kast.get("boek", "a1") is None
    file.chmod(0o600)
    kast.folder.chmod(0o700 | recht)
    assert kast.get("boek", "a1") is None
    kast.folder.chmod(0o700)
    assert kast.get("boek", "a1") == b"inhoud"


def test_kast_gives_what_is_of_who_installed_the_program(
    kast: Kast, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)

    assert (Path(__file__).stat().st_uid, kast.get("boek", "a1")) == (owner, b"inhoud")


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give a file away")
def test_kast_gives_nothing_of_somebody_else(kast: Kast) -> None:
    os.chown(kast.folder / "boek-a1", 12345, 12345)

    assert kast.get("boek", "a1") is None


def test_kast_keeps_a_few_versions_of_each_thing(kast: Kast) -> None:
    kast.put("sjablonen", "a1", b"ander")
    os.utime(kast.folder / "boek-a1", ns=(0, 0))
    for number in range(5):
        kast.put("boek", f"c{number}", b"nieuw")
        os.utime(kast.folder / f"boek-c{number}", ns=(0, 10**18 + number))

    kept = sorted(file.name for file in kast.folder.iterdir())
    assert kept == ["boek-c2", "boek-c3", "boek-c4", "sjablonen-a1"]
    assert len(kept) == BEWAARD + 1


def test_kast_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "bestand").write_text("")

    assert not Kast(tmp_path / "bestand" / "kast").put("boek", "a1", b"inhoud")


@pytest.mark.parametrize(("shared", "rights"), [(False, (0o700, 0o600)), (True, (0o755, 0o644))])
def test_kast_is_for_others_to_read_only_when_shared(
    tmp_path: Path, shared: bool, rights: tuple[int, int]
) -> None:
    kast = Kast(tmp_path / "kast", shared)
    kast.put("boek", "a1", b"inhoud")
    found = (kast.folder, kast.folder / "boek-a1")

    assert tuple(path.stat().st_mode & 0o777 for path in found) == rights


def test_kasten_are_beside_what_is_installed_and_where_caches_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / ".cache" / "zkl_bot"
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(sys, "prefix", "/opt/zkl")
    beside = Kast(Path("/opt/zkl/var/cache/zkl_bot"), shared=True)
    assert kasten() == [beside, Kast(own)]
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    assert kasten() == [Kast(own)]
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/tmp/kast")
    assert kasten() == [Kast(Path("/var/tmp/kast/zkl_bot"))]
