"""A real PostgreSQL server of our own: a fresh cluster in a folder, on a free port."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_TRIES = 3


class PostgresMissing(Exception):
    """Raised when the machine has no PostgreSQL server programs."""


def _programs() -> Path:
    for map in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (map / "initdb").exists():
            return map
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    raise PostgresMissing("PostgreSQL is not installed (Debian: apt-get install postgresql)")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _quietly(command: list[str]) -> None:
    # From "/", since the user that runs the server may not read the folder we stand in.
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


@contextmanager
def postgres_server() -> Iterator[str]:
    """Runs a server on loopback; yields the URL of its maintenance database, without a driver.

    The server refuses to run as root, so as root it runs as the user `postgres`. Raises
    PostgresMissing when the programs are not installed.
    """
    programs = _programs()
    home = Path(tempfile.mkdtemp(prefix="zkl-pg-"))
    run: list[str] = []
    if os.geteuid() == 0:
        user = pwd.getpwnam("postgres")
        os.chown(home, user.pw_uid, user.pw_gid)
        run = ["runuser", "-u", "postgres", "--"]
    data = home / "data"
    init = [*run, str(programs / "initdb"), "-D", str(data), "-U", "zkl", "-A", "trust"]
    _quietly([*init, "-E", "UTF8", "--locale=C.UTF-8", "-N"])
    control = [*run, str(programs / "pg_ctl"), "-D", str(data), "-w"]
    for left in reversed(range(_TRIES)):
        port = _free_port()
        options = f"-p {port} -c listen_addresses=127.0.0.1 -k {home} "
        options += "-c fsync=off -c max_connections=200"
        try:
            _quietly([*control, "-l", str(home / "log"), "-o", options, "start"])
            break
        except subprocess.CalledProcessError:
            # Somebody else may have taken the port in between.
            if left == 0:
                raise
    try:
        yield f"postgresql://zkl@127.0.0.1:{port}/postgres"
    finally:
        _quietly([*control, "-m", "immediate", "stop"])
        shutil.rmtree(home, ignore_errors=True)
