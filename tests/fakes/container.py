"""The Dockerfile without a container engine: its steps in a clean root, and what it makes, running.

A fresh Debian stands in for the base image. Every step is done as written, by chroot; what comes of
it runs as a container would: alone with its process number, without root and without rights, on a
file system it cannot write to but for its volume. Network and host are shared.
"""

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
PROGRAMS = ("mmdebstrap", "unshare", "chroot", "setpriv")
GEDULD = 300


class EngineMissing(Exception):
    """Raised when this machine cannot make a clean root."""


@dataclass
class Stage:
    """One FROM and what follows it."""

    base: str
    naam: str
    steps: list[tuple[str, str]] = field(default_factory=list)

    def last(self, kind: str) -> str:
        """The argument of the last instruction of a kind."""
        return [rest for name, rest in self.steps if name == kind][-1]


def read_dockerfile(text: str) -> list[Stage]:
    """The stages. Comments go, continued lines are joined."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n", " ", "\n".join(lines))
    stages: list[Stage] = []
    for line in filter(None, map(str.strip, joined.splitlines())):
        kind, _, rest = line.partition(" ")
        if kind == "FROM":
            base, _, naam = rest.partition(" AS ")
            stages.append(Stage(base.strip(), naam.strip()))
        else:
            stages[-1].steps.append((kind, " ".join(rest.split())))
    return stages


def _run(*command: str, **kw: object) -> None:
    done = subprocess.run(  # type: ignore[call-overload]
        command, capture_output=True, text=True, timeout=GEDULD, check=False, **kw
    )
    assert done.returncode == 0, f"{shlex.join(command)}\n{done.stdout}{done.stderr}"


def make_base(target: Path) -> None:
    """A fresh Debian with Python, as the base image has it. Raises EngineMissing."""
    absent = [name for name in PROGRAMS if shutil.which(name, path=PATH) is None]
    if absent:
        raise EngineMissing(f"no {', '.join(absent)} (Debian: apt-get install mmdebstrap)")
    if os.geteuid() != 0:
        raise EngineMissing("a clean root file system can only be made by root")
    release = Path("/etc/os-release").read_text(encoding="utf-8")
    suite = re.search(r"^VERSION_CODENAME=(\w+)$", release, re.MULTILINE)
    if suite is None:
        raise EngineMissing("this is no Debian")
    known = ("/etc/apt/sources.list", "/etc/apt/sources.list.d/debian.sources")
    sources = [name for name in known if Path(name).is_file() and Path(name).stat().st_size]
    packages = "python3,python3-venv,python3-pip,ca-certificates,passwd,util-linux"
    _run("mmdebstrap", "--quiet", "--variant=apt", f"--include={packages}", suite[1], str(target),
         *sources, cwd="/")  # fmt: skip
    # As in the base image: `python` is there, and pip may install where it is told to.
    (target / "usr/local/bin/python").symlink_to("/usr/bin/python3")
    for marker in target.glob("usr/lib/python3*/EXTERNALLY-MANAGED"):
        marker.unlink()
    shutil.copy("/etc/resolv.conf", target / "etc/resolv.conf")


class Bouw:
    """Does the steps of one stage in a root of its own."""

    def __init__(self, stage: Stage, root: Path, earlier: Mapping[str, Path], wheels: Path) -> None:
        self.root, self._earlier, self._wheels = root, earlier, wheels
        self.env = {"PATH": PATH}
        self.workdir = "/"
        self.user = "0:0"
        self.entrypoint: list[str] = []
        self.command: list[str] = []
        self.health: list[str] = []
        self.volumes: list[str] = []
        for kind, rest in stage.steps:
            getattr(self, f"_{kind.lower()}")(rest)

    def _run(self, rest: str) -> None:
        # What is installed comes from the host's own pip, checked against the same hashes.
        mounts = f"mount -t proc proc {self.root}/proc && mount --bind /dev {self.root}/dev"
        mounts += f" && mkdir -p {self.root}/wheels"
        mounts += f" && mount --bind {self._wheels} {self.root}/wheels"
        inside = f"cd {self.workdir} && {rest}"
        env = self.env | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/wheels", "LC_ALL": "C.UTF-8"}
        pairs = [f"{key}={value}" for key, value in env.items()]
        enter = shlex.join(["chroot", str(self.root), "env", "-i", *pairs, "sh", "-ec", inside])
        _run("unshare", "--mount", "sh", "-ec", f"{mounts} && {enter}")

    def _copy(self, rest: str) -> None:
        parts = rest.split()
        origin = _context()
        if parts[0].startswith("--from="):
            origin = self._earlier[parts.pop(0).removeprefix("--from=")]
        *names, target = parts
        to = self.root / os.path.join(self.workdir, target).lstrip("/")
        for name in names:
            found = origin / name.lstrip("/")
            if not found.exists():
                raise AssertionError(f"COPY {name}: not there, or held back by .dockerignore")
            _copy_into(found, to, is_folder=target.endswith("/") or len(names) > 1)

    def _workdir(self, rest: str) -> None:
        self.workdir = rest
        (self.root / rest.lstrip("/")).mkdir(parents=True, exist_ok=True)

    def _env(self, rest: str) -> None:
        for pair in shlex.split(rest):
            key, _, value = pair.partition("=")
            self.env[key] = value.replace("$PATH", self.env["PATH"])

    def _user(self, rest: str) -> None:
        self.user = rest

    def _volume(self, rest: str) -> None:
        self.volumes.append(rest)

    def _entrypoint(self, rest: str) -> None:
        self.entrypoint = json.loads(rest)

    def _cmd(self, rest: str) -> None:
        self.command = json.loads(rest)

    def _healthcheck(self, rest: str) -> None:
        self.health = json.loads(rest[rest.index("CMD") + 3 :])

    def _label(self, rest: str) -> None:
        """Tells people; does nothing."""

    _expose = _stopsignal = _label


def _context() -> Path:
    return ROOT


def _allowed(path: Path) -> bool:
    """Whether .dockerignore, which holds back all but what it names, lets it through."""
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert lines[0] == "*"
    named = {line.removeprefix("!") for line in lines if line.startswith("!")}
    return path.relative_to(ROOT).parts[0] in named


def _copy_into(found: Path, to: Path, *, is_folder: bool) -> None:
    assert not found.is_relative_to(ROOT) or _allowed(found), f".dockerignore holds back {found}"
    if found.is_dir():
        ignore = shutil.ignore_patterns("__pycache__")
        shutil.copytree(found, to, symlinks=True, dirs_exist_ok=True, ignore=ignore)
        return
    if is_folder:
        to.mkdir(parents=True, exist_ok=True)
        to = to / found.name
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(found, to)


def fetch_wheels(target: Path) -> None:
    """Everything the locks name, by this machine's pip: its index, its certificates, its cache."""
    for lock in ("requirements.lock", "requirements-build.lock"):
        _run(sys.executable, "-m", "pip", "download", "--quiet", "--require-hashes", "--no-deps",
             "--only-binary=:all:", "--dest", str(target), "-r", lock, cwd=ROOT)  # fmt: skip


def build(map: Path) -> Bouw:
    """Does the whole Dockerfile; the last stage. Raises EngineMissing."""
    stages = read_dockerfile((ROOT / "Dockerfile").read_text(encoding="utf-8"))
    wheels, base = map / "wheels", map / "base"
    with ThreadPoolExecutor() as both:
        fetching = both.submit(fetch_wheels, wheels)
        make_base(base)
        fetching.result()
    roots: dict[str, Path] = {}
    for number, stage in enumerate(stages):
        root = map / f"root{number}"
        if number == len(stages) - 1:
            base.rename(root)
        else:
            _run("cp", "-a", str(base), str(root))
        made = Bouw(stage, root, roots, wheels)
        roots[stage.naam] = root
    for root in roots.values():
        if root != made.root:
            shutil.rmtree(root)
    return made


class Container:
    """A process in what was built."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.err = ""

    @property
    def pid(self) -> int:
        """The process number outside, of what is number one inside."""
        end = time.monotonic() + 30
        while (found := self._child()) is None:
            assert time.monotonic() < end
            time.sleep(0.02)
        return found

    def _child(self) -> int | None:
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        found = children.read_text().split() if children.exists() else []
        return int(found[0]) if found else None

    def status(self) -> dict[str, str]:
        """What the kernel says of the process."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}

    def until(self, pattern: str) -> str:
        """Reads what it says until that comes."""
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self.err += line
            if match := re.search(pattern, line):
                return match[1]
        raise AssertionError(self.err)

    def stop(self, seconds: float) -> int:
        """SIGTERM to number one; its exit status. Fails when that takes longer."""
        os.kill(self.pid, signal.SIGTERM)
        self.err += self.process.communicate(timeout=seconds)[1]
        return self.process.returncode

    def kill(self) -> None:
        """Ends it at once. What changed its user no longer dies with who began it, and would
        hold what it writes to open.
        """
        if self.process.poll() is not None:
            return
        if child := self._child():
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)
        self.process.kill()
        self.process.communicate(timeout=GEDULD)


@contextmanager
def container(
    built: Bouw,
    home: Path,
    *command: str,
    env: Mapping[str, str] | None = None,
    entrypoint: Sequence[str] | None = None,
) -> Iterator[Container]:
    """Runs the image's command, or another, with `home` as its volume."""
    (volume,) = built.volumes
    root = built.root
    uid, gid = built.user.split(":")
    pairs = [f"{k}={v}" for k, v in (built.env | dict(env or {})).items()]
    words = [*(built.entrypoint if entrypoint is None else entrypoint)]
    words += command or built.command
    inside = f"cd {built.workdir} && exec {shlex.join(words)}"
    setpriv = ["setpriv", f"--reuid={uid}", f"--regid={gid}", "--clear-groups", "--no-new-privs",
               "--bounding-set=-all", "--inh-caps=-all"]  # fmt: skip
    enter = ["chroot", str(root), *setpriv, "env", "-i", *pairs, "sh", "-c", inside]
    script = " && ".join(
        [
            f"mount --bind {root} {root}",
            f"mount -t proc proc {root}/proc",
            f"mount --bind /dev {root}/dev",
            f"mount -t tmpfs tmpfs {root}/tmp",
            f"mount --bind {home} {root}{volume}",
            f"mount -o remount,bind,ro {root}",
            f"exec {shlex.join(enter)}",
        ]
    )
    process = subprocess.Popen(
        ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-ec", script],
        cwd="/",
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    running = Container(process)
    try:
        yield running
    finally:
        running.kill()


def run_in(
    built: Bouw,
    home: Path,
    *command: str,
    env: Mapping[str, str] | None = None,
    entrypoint: Sequence[str] | None = None,
) -> tuple[int, str]:
    """The exit status of a command in a container of its own, and all it said."""
    with container(built, home, *command, env=env, entrypoint=entrypoint) as running:
        out, err = running.process.communicate(timeout=GEDULD)
        return running.process.returncode, out + err
