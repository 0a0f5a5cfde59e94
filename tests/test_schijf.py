"""A disk that is full to the last byte: questions are answered, changes refused, and all by itself
is as before once there is room."""

import os
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import missing
from tests.fakes.serve import GEDULD, Serve, get

RUIMTE = 6 * 1024 * 1024
"""Bytes on the disk of this test."""


@pytest.fixture
def schijf(tmp_path: Path) -> Iterator[Path]:
    """A small disk in memory, which only root may make."""
    map = tmp_path / "schijf"
    map.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("only root makes disks")
    command = [mount, "-t", "tmpfs", "-o", f"size={RUIMTE}", "tmpfs", str(map)]
    if subprocess.run(command, check=False, capture_output=True).returncode != 0:
        missing("no disk can be mounted here")
    yield map
    subprocess.run(["umount", "--lazy", str(map)], check=True)


def fill(file: Path) -> None:
    """Until not one byte more fits."""
    with open(file, "ab", buffering=0) as out:
        for size in (65536, 4096, 512, 1):
            try:
                while True:
                    out.write(b"x" * size)
            except OSError:
                continue


def make_feed(base: str) -> int:
    """Something that is kept; its status."""
    body = "&".join(f"acties=actie-{n}" for n in range(1, 10)).encode()
    try:
        with urllib.request.urlopen(f"{base}/kalenders/persoonlijk", body, GEDULD) as reply:
            status: int = reply.status
            return status
    except urllib.error.HTTPError as refusal:
        return refusal.code if "De dienst is er even niet." in refusal.read().decode() else 0


@pytest.mark.zwaar
def test_disk_that_is_full_to_the_last_byte_is_outlived(serve: Any, schijf: Path) -> None:
    service: Serve = serve(schijf)
    base = service.url()
    assert make_feed(base) == 200
    fill(schijf / "vuller")
    refused = [make_feed(base) for _ in range(20)]
    answers = [get(f"{base}{pad}")[0] for pad in ("/vraag?q=Wie+trekt+actie+9%3F", "/agenda",
               "/vraag?q=Wie+won+de+Tour%3F", "/kalender/alles.ics")]  # fmt: skip
    ready, why = get(f"{base}/health/ready")
    (schijf / "vuller").unlink()
    again = [make_feed(base) for _ in range(20)]
    assert (refused, answers, again) == ([503] * 20, [200] * 4, [200] * 20)
    assert ready == 503
    assert "geen ruimte" in why
    assert get(f"{base}/health/ready")[0] == 200
    assert service.stop() == 0


@pytest.mark.zwaar
def test_changes_alone_do_not_fill_a_small_disk(serve: Any, schijf: Path) -> None:
    service: Serve = serve(schijf)
    base = service.url()
    (schijf / "vuller").write_bytes(b"x" * (RUIMTE - 3 * 1024 * 1024))
    assert {make_feed(base) for _ in range(55)} == {200}
    log = sum(file.stat().st_size for file in schijf.glob("*-wal"))
    assert log < 2 * 1024 * 1024
    assert service.stop() == 0
