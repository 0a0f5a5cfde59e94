"""The image: linted, its steps done in a clean root, and what comes of them run as a container."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from sqlmodel import select

from tests.conftest import missing
from tests.fakes.botapi import FakeBotApi
from tests.fakes.container import (
    ROOT,
    Bouw,
    EngineMissing,
    build,
    container,
    read_dockerfile,
    run_in,
)
from tests.schedule.proef import NU, Proef, meeting
from zkl_bot.store import outbox_lezen
from zkl_bot.store.engine import make_engine, reading
from zkl_bot.store.openen import open_database
from zkl_bot.store.tables import Abonnee, Uitgaand

STOP_SECONDEN = 10.0
"""What is promised, and what Docker gives by default."""
HALF = (
    b"POST /kalenders/persoonlijk HTTP/1.1\r\nHost: x\r\nContent-Length: 50\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n\r\nacties="
)
"""A form of which the rest never comes."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_linter_finds_nothing() -> None:
    hadolint = Path(sys.executable).parent / "hadolint"
    if not hadolint.exists():
        missing("hadolint is not installed (it is in requirements-dev.lock)")
    done = subprocess.run(
        [hadolint, "--no-color", "Dockerfile"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_both_stages_are_of_one_base_without_a_registry() -> None:
    stages = read_dockerfile((ROOT / "Dockerfile").read_text(encoding="utf-8"))
    (base,) = {stage.base for stage in stages}
    assert base.startswith("python:3.")
    assert "slim" in base
    assert [stage.naam for stage in stages] == ["build", ""]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Bouw:
    try:
        return build(tmp_path_factory.mktemp("image"))
    except EngineMissing as absent:
        missing(str(absent))


@pytest.fixture
def home(built: Bouw, tmp_path: Path) -> Path:
    """A volume as an engine makes it: of whom the image gives it to."""
    made = tmp_path / "home"
    made.mkdir()
    uid, gid = map(int, built.user.split(":"))
    os.chown(made, uid, gid)
    return made


@pytest.fixture
def api() -> Iterator[FakeBotApi]:
    with FakeBotApi(per_chat=0, per_second=100_000, latency=0.5) as opened:
        yield opened


@pytest.mark.zwaar
class TestImage:
    """What the image does; making a clean root is for root only."""

    __test__ = os.geteuid() == 0

    def test_image_serves_without_root_or_rights_on_a_file_system_it_cannot_write_to(
        self, built: Bouw, home: Path
    ) -> None:
        env = {"ZKL_PORT": str(free_port()), "ZKL_HOST": "127.0.0.1"}
        with container(built, home, env=env) as running:
            base = running.until(r'"url": "(http://[^"]+)", "event": "service serves"')
            status = running.status()
            page = httpx.get(f"{base}/vraag", params={"q": "Wie trekt actie 9?"})
            feed = httpx.get(f"{base}/kalender/alles.ics")
            health = run_in(built, home, *built.health, env=env, entrypoint=())
            letters = "from zkl_bot.handlers.beeld import has_letters as h; print(h('DejaVu Sans'))"
            font = run_in(built, home, "python", "-c", letters, entrypoint=())
            writes = {
                pad: run_in(built, home, "touch", f"{pad}/proef", entrypoint=())[0] == 0
                for pad in ("/", "/opt/zkl", "/etc", "/usr", "/var/lib/zkl", "/tmp")
            }
            assert running.stop(STOP_SECONDEN) == 0, running.err
        assert status["Uid"].split() == ["10001"] * 4
        assert status["Groups"] == ""
        assert (status["NSpid"].split()[-1], status["NoNewPrivs"]) == ("1", "1")
        assert {int(status[cap], 16) for cap in ("CapEff", "CapPrm", "CapBnd", "CapInh")} == {0}
        assert (page.status_code, feed.status_code, health[0]) == (200, 200, 0)
        assert "Haarlem" in page.text
        assert font == (0, "True\n")
        assert [pad for pad, can in writes.items() if can] == ["/var/lib/zkl", "/tmp"]
        assert run_in(built, home, *built.health, env=env, entrypoint=())[0] != 0
        assert "Traceback" not in running.err

    def test_image_stops_in_time_with_everything_under_way(
        self, built: Bouw, home: Path, api: FakeBotApi
    ) -> None:
        uid, gid = map(int, built.user.split(":"))
        file = home / "zkl.sqlite"
        engine = open_database(f"sqlite:///{file}")
        proef = Proef(engine)
        proef.add(meeting())
        proef.people(200)
        proef.due_now(200)
        engine.dispose()
        for made in home.iterdir():
            os.chown(made, uid, gid)
        env = {
            "ZKL_PORT": str(free_port()),
            "ZKL_HOST": "127.0.0.1",
            "ZKL_NOW": NU.isoformat(),
            "ZKL_TELEGRAM_TOKEN": api.token,
            "ZKL_TELEGRAM_API_URL": api.url,
        }
        with container(built, home, env=env) as running:
            running.until(r'"url": "(http://[^"]+)", "event": "service serves"')
            at = ("127.0.0.1", int(env["ZKL_PORT"]))
            api.wait_for(count=3, timeout=60)
            kept, slow, silent, reader = (socket.create_connection(at, 30) for _ in range(4))
            kept.sendall(b"GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
            assert kept.recv(15) == b"HTTP/1.1 200 OK"
            slow.sendall(HALF)
            silent.sendall(b"GET / HTT")
            reader.sendall(b"GET /kalender/alles.ics HTTP/1.1\r\nHost: x\r\n\r\n" * 40)
            assert running.stop(STOP_SECONDEN) == 0, running.err
            for client in (kept, slow, silent, reader):
                client.close()
        assert "Traceback" not in running.err
        engine = make_engine(f"sqlite:///{file}")
        with reading(engine) as opened:
            standen = outbox_lezen.counts(opened)
            sent = set(opened.exec(select(Abonnee.adres).join(Uitgaand).where(
                Uitgaand.stand == "verzonden")))  # fmt: skip
        assert standen["onderweg"] == 0
        assert sent == {str(d.chat) for d in api.deliveries}
        assert len(api.deliveries) == len(sent)
        assert standen["wachtend"] + standen["geclaimd"] > 0
        engine.dispose()

    def test_image_told_to_stop_before_it_began_stops(self, built: Bouw, home: Path) -> None:
        env = {"ZKL_PORT": str(free_port()), "ZKL_HOST": "127.0.0.1"}
        with container(built, home, env=env) as running:
            end = time.monotonic() + STOP_SECONDEN * 6
            while not list(home.iterdir()):  # the lock is there: it has begun to read
                assert time.monotonic() < end
                time.sleep(0.02)
            assert running.stop(STOP_SECONDEN) == 0, running.err
        assert "Traceback" not in running.err

    def test_image_has_every_command_compose_and_the_operator_use(
        self, built: Bouw, home: Path
    ) -> None:
        volume = built.volumes[0]
        assert run_in(built, home, "migrate")[0] == 0
        asked = run_in(built, home, "ask", "--json", "Wie trekt actie 9?")
        assert json.loads(asked[1])["kind"] == "antwoord"
        assert run_in(built, home, "backup", f"{volume}/kopie")[0] == 0
        elders = {"ZKL_HOME": f"{volume}/elders"}
        assert run_in(built, home, "restore", f"{volume}/kopie", env=elders)[0] == 0
        assert (home / "elders" / "zkl.sqlite").exists()


if os.geteuid() != 0:

    @pytest.mark.zwaar
    def test_image_as_root() -> None:
        """The same tests, by who may do them."""
        sudo = shutil.which("sudo")
        if sudo is None or subprocess.run([sudo, "-n", "true"], check=False).returncode != 0:
            missing("a clean root file system can only be made by root")
        asked = {k: v for k, v in os.environ.items() if k.startswith(("PIP_", "ZKL_TEST_"))}
        pairs = [f"{key}={value}" for key, value in asked.items()]
        tests = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", __file__]
        command = [sudo, "-n", "env", *pairs, *tests, "-k", "TestImage"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
