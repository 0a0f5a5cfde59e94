"""What stands in for programs while the documents are tried out: `dubbels.py NAME ARGUMENTS…`.

The shell of a block finds these first. Each does the real thing where that can be done here, and
else checks that what is asked exists; it never says yes to what it does not know.

| program | here |
|---|---|
| zkl-bot | the real one; `serve` goes to the background and is waited for |
| curl | the real one; the address in the documents becomes that of the service under test |
| python | the real one, with -m; `bench` only says what it can |
| pytest | the real one, which only collects |
| ruff | what it would look at must exist |
| make | the real one with -n: the targets and what they run must exist, nothing is installed |
| docker | `compose` is checked against compose.yaml; what runs in a container runs here |
| systemctl, journalctl, sudo | verbs and units are checked |
"""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import yaml

from bench.__main__ import ONDERDELEN

ROOT = Path(__file__).resolve().parent.parent.parent
ADRES = "http://127.0.0.1:8080"
"""Where the documents say the service is."""
POSTGRES = "postgresql://zkl:wachtwoord@127.0.0.1/zkl"
"""The database the documents name."""
HOME = "/var/lib/zkl"
"""Where the state lives in a container."""
UNITS = frozenset({"zkl-bot", "zkl-bot.service"})
COMPOSE = frozenset(
    {"up", "down", "ps", "logs", "exec", "run", "stop", "start", "build", "pull", "cp"}
)
"""What of `docker compose` the documents may use."""


class Onbekend(Exception):
    """Raised for what this stand-in does not know."""


def _here() -> str:
    return f"http://127.0.0.1:{os.environ['ZKL_PORT']}"


def _real(program: str, *arguments: str) -> int:
    """Runs a program, our own or that of the machine, and gives its status."""
    return subprocess.run([program, *arguments], check=False).returncode


def _live(seconds: float = 60.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"{_here()}/health/live", timeout=2):
                return True
        except OSError:
            time.sleep(0.1)
    return False


def zkl_bot(arguments: list[str]) -> int:
    """The real command."""
    if os.environ.get("ZKL_DATABASE_URL", "").startswith(POSTGRES):
        os.environ["ZKL_DATABASE_URL"] = os.environ["DOCS_POSTGRES"]
    command = [sys.executable, "-m", "zkl_bot", *arguments]
    if arguments != ["serve"]:
        return subprocess.run(command, check=False).returncode
    with Path(os.environ["DOCS_LOG"]).open("ab") as log:
        served = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True)
    with Path(os.environ["DOCS_PIDS"]).open("a", encoding="utf-8") as pids:
        pids.write(f"{served.pid}\n")
    return 0 if _live() else 1


def python(arguments: list[str]) -> int:
    """The real one; of a benchmark and of making pictures it only looks whether they exist."""
    match arguments:
        case ["-m", "bench", *parts]:
            if not set(parts) <= set(ONDERDELEN):
                raise Onbekend(f"bench {' '.join(parts)}")
            return _real(sys.executable, "-m", "bench", "--help")
        case ["-m", "tests.docs.plaatjes"]:
            return 0 if (ROOT / "tests" / "docs" / "plaatjes.py").is_file() else 1
        case ["-m", *_]:
            return _real(sys.executable, *arguments)
    raise Onbekend(f"python {' '.join(arguments)}")


def pytest(arguments: list[str]) -> int:
    """Only which tests there are."""
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    return subprocess.run(
        [*command, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, check=False
    ).returncode


def ruff(arguments: list[str]) -> int:
    """What it looks at must exist."""
    if arguments[:1] not in (["check"], ["format"]):
        raise Onbekend(f"ruff {' '.join(arguments)}")
    return 0 if all((ROOT / a).exists() for a in arguments[1:] if not a.startswith("-")) else 1


def curl(arguments: list[str]) -> int:
    """The real curl, on the service under test; a status of 400 or more is a failure."""
    if not any(ADRES in a for a in arguments):
        raise Onbekend(f"curl to something else than {ADRES}")
    changed = [a.replace(ADRES, _here()) for a in arguments]
    return _real("/usr/bin/curl", "--silent", "--show-error", "--fail-with-body", *changed)


def make(arguments: list[str]) -> int:
    """The real make, only looking."""
    return subprocess.run(
        ["/usr/bin/make", "-n", "-C", str(ROOT), *arguments], stdout=subprocess.DEVNULL, check=False
    ).returncode


def docker(arguments: list[str]) -> int:
    """`docker compose …` and `docker build …`, against the files there are."""
    if arguments[:1] == ["build"]:
        return 0 if (ROOT / "Dockerfile").is_file() and "." in arguments else 1
    if arguments[:1] != ["compose"]:
        raise Onbekend(f"docker {' '.join(arguments)}")
    services = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
    verb, rest = arguments[1], arguments[2:]
    if verb not in COMPOSE:
        raise Onbekend(f"docker compose {verb}")
    # An option with a value of its own has it behind "=", so the first plain word is a service.
    named = [a for a in rest if not a.startswith("-")]
    if verb in ("exec", "run"):
        if not named or named[0] not in services:
            raise Onbekend(f"no such service: {named[:1]}")
        inside = rest[rest.index(named[0]) + 1 :]
        # In a container `run` gives its arguments to the entry point, which is zkl-bot.
        words = inside[1:] if inside[:1] == ["zkl-bot"] else inside
        words = [word.replace(HOME, os.environ["ZKL_HOME"]) for word in words]
        return zkl_bot(words) if verb == "run" or inside[:1] == ["zkl-bot"] else _unknown(inside)
    if verb == "cp":
        return 0
    unknown = [word.partition("=")[0] for word in named if word.partition("=")[0] not in services]
    if unknown:
        raise Onbekend(f"no such service: {unknown}")
    return 0


def _unknown(words: list[str]) -> int:
    raise Onbekend(f"in a container: {' '.join(words)}")


def systemctl(arguments: list[str]) -> int:
    """Units must be ours."""
    verbs = {"enable", "start", "stop", "restart", "status", "daemon-reload"}
    words = [a for a in arguments if not a.startswith("-")]
    if not words or words[0] not in verbs or not set(words[1:]) <= UNITS:
        raise Onbekend(f"systemctl {' '.join(arguments)}")
    return 0


def journalctl(arguments: list[str]) -> int:
    """The log of our unit."""
    if not set(arguments) & UNITS and not any(a.partition("=")[2] in UNITS for a in arguments):
        raise Onbekend(f"journalctl {' '.join(arguments)}")
    return 0


def sudo(arguments: list[str]) -> int:
    """What it runs must be something we know."""
    if not arguments or arguments[0] not in DUBBELS:
        raise Onbekend(f"sudo {' '.join(arguments)}")
    return DUBBELS[arguments[0]](arguments[1:])


DUBBELS: dict[str, Callable[[list[str]], int]] = {
    "zkl-bot": zkl_bot,
    "curl": curl,
    "python": python,
    "pytest": pytest,
    "ruff": ruff,
    "make": make,
    "docker": docker,
    "systemctl": systemctl,
    "journalctl": journalctl,
    "sudo": sudo,
}


def main(naam: str, arguments: list[str]) -> int:
    """Stands in for a program."""
    try:
        return DUBBELS[naam](arguments)
    except Onbekend as fault:
        print(f"{naam}: {fault}", file=sys.stderr)
        return 125


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
