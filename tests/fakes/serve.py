"""`zkl-bot` as an operator runs it: processes, a port, signals."""

import os
import re
import signal
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from pathlib import Path

GEDULD = 60
"""Seconds after which a test gives up on a process; no test measures time."""


def env_of(map: Path, settings: dict[str, str]) -> dict[str, str]:
    """The environment of a process that keeps its state in a folder."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("ZKL_")}
    return env | {"ZKL_HOME": str(map), "ZKL_PORT": "0"} | settings


class Serve:
    """A running `zkl-bot serve` in a folder of its own."""

    def __init__(self, map: Path, **settings: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "zkl_bot", "serve"],
            cwd=map,
            env=env_of(map, settings),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.err = ""
        self._said = threading.Condition()
        self._is_silent = False
        # All the time, since who writes to a pipe that is full stands still.
        self._listening = threading.Thread(target=self._listen, daemon=True)
        self._listening.start()

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            with self._said:
                self.err += line
                self._said.notify_all()
        with self._said:
            self._is_silent = True
            self._said.notify_all()

    def url(self) -> str:
        """Where it listens; waits until it says so."""
        return self.said(r"draait op (http://\S+)")

    def said(self, pattern: str) -> str:
        """The first group of what it says; waits until it does."""
        with self._said:
            self._said.wait_for(lambda: re.search(pattern, self.err) or self._is_silent, GEDULD)
            match = re.search(pattern, self.err)
            assert match is not None, self.err
            return match[1]

    def stop(self, number: int = signal.SIGTERM) -> int:
        """Asks it to stop; gives its exit status."""
        self.process.send_signal(number)
        return self.ended()

    def ended(self) -> int:
        """Its exit status, once it has ended by itself."""
        status = self.process.wait(GEDULD)
        self._listening.join(GEDULD)
        return status

    def kill(self) -> None:
        """Ends what is left of it."""
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def command(map: Path, *args: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs another command on the same state, whatever comes of it."""
    return subprocess.run(
        [sys.executable, "-m", "zkl_bot", *args],
        cwd=map,
        env=env_of(map, settings),
        capture_output=True,
        text=True,
        timeout=GEDULD,
        check=False,
    )


def get(url: str) -> tuple[int, str]:
    """Status and body; what is refused is an answer too."""
    try:
        with urllib.request.urlopen(url, timeout=GEDULD) as reply:  # loopback only
            return reply.status, reply.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()
