"""compose.yaml as Docker Compose reads it, and its proxy as a process on this machine."""

import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).resolve().parents[2]
_VARIABLE = re.compile(r"\$(?:\$|\{(?P<naam>[A-Z_]+)(?::(?P<soort>[-?])(?P<rest>[^}]*))?\})")


class ProxyMissing(Exception):
    """Raised when the machine has no HAProxy."""


class Proxy(NamedTuple):
    """The proxy as it runs."""

    base: str
    """Its address."""
    log: Path

    def sees(self, replica: int) -> bool:
        """Whether it sends requests to this replica, counted from one."""
        said = re.findall(rf"Server zkl/zkl{replica} is (UP|DOWN)", self.log.read_text("utf-8"))
        return not said or said[-1] == "UP"


def interpolate(text: str, env: Mapping[str, str]) -> str:
    """Fills in `${NAME:-default}` and `${NAME:?message}`. Raises KeyError for what must be set."""

    def value(match: re.Match[str]) -> str:
        naam, soort, rest = match["naam"], match["soort"], match["rest"]
        if naam is None:
            return "$"
        if env.get(naam):
            return env[naam]
        if soort == "-":
            return str(rest)
        raise KeyError(naam)

    return _VARIABLE.sub(value, text)


def read_compose(env: Mapping[str, str]) -> dict[str, Any]:
    """The file with these variables filled in."""
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    found: dict[str, Any] = _filled(yaml.safe_load(text), env)
    return found


def _filled(value: Any, env: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        return interpolate(value, env)
    if isinstance(value, list):
        return [_filled(item, env) for item in value]
    if isinstance(value, dict):
        return {key: _filled(item, env) for key, item in value.items()}
    return value


def variables() -> set[str]:
    """Every variable the file asks for."""
    text = (ROOT / "compose.yaml").read_text(encoding="utf-8")
    return {match["naam"] for match in _VARIABLE.finditer(text) if match["naam"]}


def proxy_config(bind: int, replicas: Sequence[int]) -> str:
    """The proxy's configuration, with the replicas at these ports of this machine.

    Only where the replicas are is another than in production, since Docker names them there.
    """
    config = str(read_compose({"POSTGRES_PASSWORD": "x"})["configs"]["haproxy"]["content"])
    config, binds = re.subn(r"bind :8080", f"bind 127.0.0.1:{bind}", config)
    template = re.search(r"^( *)server-template zkl \d+ zkl:8080 (check [^\n]*?) resolvers.*$",
                         config, re.MULTILINE)  # fmt: skip
    assert binds == 1
    assert template is not None
    servers = [
        f"{template[1]}server zkl{n} 127.0.0.1:{port} {template[2]}"
        for n, port in enumerate(replicas, 1)
    ]
    return config.replace(template[0], "\n".join(servers))


def find_haproxy() -> str:
    """Where it is. Raises ProxyMissing."""
    found = shutil.which("haproxy", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
    if found is None:
        raise ProxyMissing("HAProxy is not installed (Debian: apt-get install haproxy)")
    return found


@contextmanager
def proxy(map: Path, replicas: Sequence[int]) -> Iterator[Proxy]:
    """Runs the proxy before these replicas. Raises ProxyMissing."""
    program = find_haproxy()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    file = map / "haproxy.cfg"
    file.write_text(proxy_config(port, replicas), encoding="utf-8")
    log = map / "haproxy.log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            [program, "-db", "-f", str(file)], stdout=out, stderr=out, cwd=map
        )
    try:
        _wait_for(port, process)
        yield Proxy(f"http://127.0.0.1:{port}", log)
    finally:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            assert process.poll() is None, "HAProxy did not start"
            assert time.monotonic() < end, "HAProxy does not answer"
            time.sleep(0.05)
