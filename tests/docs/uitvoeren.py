"""Carries out the blocks of one document, in order, in a place of its own.

To add a kind of block: a function that takes a Plaats and a Blok and raises AssertionError, and a
line in SOORTEN.
"""

import configparser
import csv
import json
import os
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml
from jinja2 import Environment

from tests.docs.blokken import ROOT, Blok
from tests.docs.dubbels import DUBBELS
from zkl_bot.settings import Settings

NU = "2026-11-20T12:00:00"
"""The moment the documents are about."""
TOKEN = "123456:AbCdEfGhIjKlMnOpQrStUvWxYz0123456789"
"""The bot's, also in the documents."""
SECONDEN = 120


@dataclass
class Plaats:
    """A folder as somebody has it who unpacked the project, and the environment of its shell."""

    map: Path
    env: dict[str, str]

    def run(self, script: str) -> subprocess.CompletedProcess[str]:
        """Runs a script in bash; stops at the first command that fails."""
        return subprocess.run(
            ["/bin/bash", "-euo", "pipefail", "-c", script],
            cwd=self.map,
            env=self.env,
            capture_output=True,
            text=True,
            timeout=SECONDEN,
            check=False,
        )

    def close(self) -> None:
        """Stops what the blocks started; what stopped by itself was not meant to."""
        pids, log = Path(self.env["DOCS_PIDS"]), Path(self.env["DOCS_LOG"])
        for pid in pids.read_text(encoding="utf-8").split() if pids.exists() else ():
            try:
                os.kill(int(pid), signal.SIGTERM)
            except ProcessLookupError:
                raise AssertionError(f"the service stopped:\n{log.read_text()[-3000:]}") from None


def make_plaats(home: Path, *, postgres: str = "", telegram: str = "") -> Plaats:
    """The place; nothing in it can reach what is outside but what the stand-ins let through."""
    map, bin = home / "zkl_bot", home / "bin"
    (map / ".venv" / "bin").mkdir(parents=True)
    bin.mkdir()
    shutil.copytree(ROOT / "data", map / "data")
    shutil.copytree(ROOT / "docs", map / "docs")
    shutil.copytree(ROOT / "zkl_bot", map / "zkl_bot", ignore=shutil.ignore_patterns("*.pyc"))
    for name in ("Makefile", ".env.example", "compose.yaml", "Dockerfile", "bench", "tests"):
        (map / name).symlink_to(ROOT / name)
    for naam in DUBBELS:
        for place in (bin, map / ".venv" / "bin"):
            _write_dubbel(place / naam, naam)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    env = {
        "PATH": f"{bin}:/usr/bin:/bin",
        "HOME": str(home),
        "LANG": "C.UTF-8",
        "PYTHONPATH": f"{map}:{ROOT}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "ZKL_HOME": str(map / "var"),
        "ZKL_PORT": str(port),
        "ZKL_NOW": NU,
        "DOCS_LOG": str(home / "log"),
        "DOCS_PIDS": str(home / "pids"),
        "DOCS_POSTGRES": postgres,
    }
    if telegram:
        env |= {"ZKL_TELEGRAM_API_URL": telegram, "ZKL_TELEGRAM_TOKEN": TOKEN}
    return Plaats(map, env)


def _write_dubbel(path: Path, naam: str) -> None:
    dubbels = Path(__file__).resolve().parent / "dubbels.py"
    path.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{dubbels}" {naam} "$@"\n')
    path.chmod(path.stat().st_mode | stat.S_IEXEC)


# --- the kinds of block ---------------------------------------------------------------------------


def run_sh(plaats: Plaats, blok: Blok) -> None:
    """Commands to run; each must succeed."""
    done = plaats.run(blok.inhoud)
    assert done.returncode == 0, f"{blok}\n{done.stdout}{done.stderr}"


def run_console(plaats: Plaats, blok: Blok) -> None:
    """Commands behind "$ ", and what is then seen; "…" stands for what may differ."""
    for command, expected in exchanges(blok.inhoud):
        done = plaats.run(f"exec 2>&1\n{command}")
        assert done.returncode == 0, f"{blok}: {command}\n{done.stdout}"
        pattern = ".*?".join(re.escape(part) for part in expected.strip().split("…"))
        seen = done.stdout.strip()
        assert re.fullmatch(pattern, seen, re.DOTALL), f"{blok}: {command}\nnu: {seen}"


def exchanges(inhoud: str) -> list[tuple[str, str]]:
    """The commands of a console block with what each prints; "> " goes on with a command."""
    found: list[tuple[list[str], list[str]]] = []
    for line in inhoud.splitlines():
        if line.startswith("$ "):
            found.append(([line[2:]], []))
        elif line.startswith("> ") and found and not found[-1][1]:
            found[-1][0].append(line[2:])
        else:
            assert found, f"before the first command: {line}"
            found[-1][1].append(line)
    return [("\n".join(command), "\n".join(out)) for command, out in found]


def run_python(plaats: Plaats, blok: Blok) -> None:
    """A program; or, with a path behind "python", a module to put there."""
    if blok.doel:
        _put(plaats, blok)
        compile(blok.inhoud, blok.doel, "exec")
        return
    done = subprocess.run(
        [sys.executable, "-c", blok.inhoud],
        cwd=plaats.map,
        env=plaats.env,
        capture_output=True,
        text=True,
        timeout=SECONDEN,
        check=False,
    )
    assert done.returncode == 0, f"{blok}\n{done.stdout}{done.stderr}"


def run_yaml(plaats: Plaats, blok: Blok) -> None:
    """With a path: a piece of that data file, put into its lists; the data must then be valid.

    `prometheus` and `alerts` are for Prometheus: every metric they name must exist.
    """
    piece = yaml.safe_load(blok.inhoud)
    if blok.doel == "alerts":
        _check_alerts(plaats, blok)
    elif blok.doel == "prometheus":
        (job,) = piece["scrape_configs"]
        assert job["metrics_path"] == "/metrics", str(blok)
    else:
        assert blok.doel.startswith("data/"), f"{blok}: which file is this a piece of?"
        path = plaats.map / blok.doel
        whole = yaml.safe_load(path.read_text(encoding="utf-8"))
        for key, items in piece.items():
            whole[key] += items
        path.write_text(yaml.safe_dump(whole, allow_unicode=True, sort_keys=False))
        done = plaats.run("zkl-bot check data")
        assert done.returncode == 0, f"{blok}\n{done.stdout}{done.stderr}"


def _check_alerts(plaats: Plaats, blok: Blok) -> None:
    exposed = plaats.run("curl http://127.0.0.1:8080/metrics").stdout
    known = set(re.findall(r"^# TYPE (\w+) ", exposed, re.MULTILINE))
    rules = [r for g in yaml.safe_load(blok.inhoud)["groups"] for r in g["rules"]]
    for rule in rules:
        named = set(re.findall(r"\bzkl_\w+", rule["expr"]))
        assert named, f"{blok}: {rule['alert']} looks at nothing of ours"
        assert named <= known, f"{blok}: {sorted(named - known)} is not measured"
        assert {"alert", "expr", "annotations"} <= set(rule), f"{blok}: {rule}"


def run_jinja(plaats: Plaats, blok: Blok) -> None:
    """A template, put in its place."""
    Environment(extensions=["jinja2.ext.i18n"]).parse(blok.inhoud)
    _put(plaats, blok)


def run_po(plaats: Plaats, blok: Blok) -> None:
    """Translations, put at the end of a catalog."""
    path = plaats.map / blok.doel
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{blok.inhoud}")
    done = plaats.run("python -m zkl_bot.texts.controle")
    assert done.returncode == 0, f"{blok}\n{done.stdout}{done.stderr}"


def run_diff(plaats: Plaats, blok: Blok) -> None:
    """A change to a file."""
    (plaats.map / "wijziging.diff").write_text(blok.inhoud, encoding="utf-8")
    done = plaats.run("git apply --verbose wijziging.diff")
    assert done.returncode == 0, f"{blok}\n{done.stderr}"


def run_env(plaats: Plaats, blok: Blok) -> None:
    """A .env file: every setting must exist, and have a value that is accepted."""
    path = plaats.map / ".env"
    path.write_text(blok.inhoud, encoding="utf-8")
    ours = [line for line in blok.inhoud.splitlines() if line.startswith("ZKL_")]
    names = {line.partition("=")[0].removeprefix("ZKL_").lower() for line in ours}
    assert names <= set(Settings.model_fields), f"{blok}: {names - set(Settings.model_fields)}"
    compose = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    others = re.findall(r"^(?!ZKL_)([A-Z_]+)=", blok.inhoud, re.MULTILINE)
    assert all(f"${{{name}" in compose for name in others), f"{blok}: {others}"
    Settings(_env_file=path)
    path.unlink()


def run_ini(plaats: Plaats, blok: Blok) -> None:
    """A unit of systemd: what it runs and the files it names must make sense."""
    assert blok.doel == "zkl-bot.service", f"{blok}: what file is this?"
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read_string(blok.inhoud)
    service = unit["Service"]
    program, *arguments = service["ExecStart"].split()
    assert program.endswith("/.venv/bin/zkl-bot"), str(blok)
    done = plaats.run(f"zkl-bot {' '.join(arguments)} --help")
    assert done.returncode == 0, f"{blok}\n{done.stderr}"
    assert unit["Install"]["WantedBy"] == "multi-user.target", str(blok)


def run_nginx(plaats: Plaats, blok: Blok) -> None:
    """A site for nginx: braces and semicolons, and the headers the service believes."""
    assert blok.inhoud.count("{") == blok.inhoud.count("}"), str(blok)
    lines = [line.split("#")[0].strip() for line in blok.inhoud.splitlines()]
    assert all(line[-1] in "{};" for line in lines if line), str(blok)
    assert "proxy_pass http://127.0.0.1:8080;" in blok.inhoud, str(blok)
    for header in ("Host", "X-Forwarded-For", "X-Forwarded-Proto"):
        assert f"proxy_set_header {header} " in blok.inhoud, f"{blok}: {header}"


def run_csv(plaats: Plaats, blok: Blok) -> None:
    """A table that the import takes: every row becomes a meeting."""
    path = plaats.map / "tabel.csv"
    path.write_text(blok.inhoud, encoding="utf-8")
    rows = list(csv.DictReader(blok.inhoud.splitlines(), delimiter=";"))
    assert rows, f"{blok}: a table without rows"
    done = plaats.run("zkl-bot migrate >&2 && zkl-bot import --dry-run tabel.csv")
    assert done.returncode == 0, f"{blok}\n{done.stdout}{done.stderr}"
    assert all(row["Titel"].split()[0] in done.stdout for row in rows), f"{blok}\n{done.stdout}"
    assert len(re.findall(r"\b202\d\b", done.stdout)) >= len(rows), f"{blok}\n{done.stdout}"


def run_json(plaats: Plaats, blok: Blok) -> None:
    """JSON, one value or one on each line."""
    try:
        json.loads(blok.inhoud)
    except ValueError:
        for line in blok.inhoud.splitlines():
            json.loads(line)


def run_sql(plaats: Plaats, blok: Blok) -> None:
    """Statements for PostgreSQL, run on a real server."""
    from sqlalchemy import create_engine, text

    server = plaats.env["DOCS_POSTGRES"].rpartition("/")[0]
    engine = create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in filter(str.strip, blok.inhoud.split(";")):
            connection.execute(text(statement))
        connection.execute(text("DROP DATABASE zkl"))
        connection.execute(text("DROP ROLE zkl_dienst"))
    engine.dispose()


def run_text(plaats: Plaats, blok: Blok) -> None:
    """A drawing or a pattern for people: nothing to run, so nothing that looks like a command."""
    words = re.compile(
        r"^\s*(\$ |sudo |docker |make |curl |zkl-bot |pip |git |python )", re.MULTILINE
    )
    assert not words.search(blok.inhoud), f"{blok}: a command does not belong in a text block"


def _put(plaats: Plaats, blok: Blok) -> None:
    path = plaats.map / blok.doel
    assert path.resolve().is_relative_to(plaats.map.resolve()), f"{blok}: outside the project"
    assert path.parent.is_dir(), f"{blok}: {blok.doel} has no folder"
    path.write_text(blok.inhoud, encoding="utf-8")


SOORTEN: dict[str, Callable[[Plaats, Blok], None]] = {
    "sh": run_sh,
    "console": run_console,
    "python": run_python,
    "yaml": run_yaml,
    "jinja": run_jinja,
    "po": run_po,
    "diff": run_diff,
    "env": run_env,
    "ini": run_ini,
    "nginx": run_nginx,
    "csv": run_csv,
    "json": run_json,
    "sql": run_sql,
    "text": run_text,
}
"""By the language of a block: how it is tried out."""


def carry_out(plaats: Plaats, blok: Blok) -> None:
    """Tries out a block. Raises AssertionError, also for a language nobody knows how to try out."""
    assert blok.taal in SOORTEN, f"{blok}: «{blok.taal}» kan niet worden uitgevoerd of nagekeken"
    try:
        SOORTEN[blok.taal](plaats, blok)
    except AssertionError:
        raise
    except Exception as fault:
        raise AssertionError(f"{blok}: {type(fault).__name__}: {fault}") from fault
