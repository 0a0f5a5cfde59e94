"""`zkl-bot serve` that is told to stop before it has begun."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.fakes.serve import GEDULD

WHILE_FORKING = """
import os, signal, sys
from zkl_bot.cli.hoofd import main
os.register_at_fork({when}=lambda: os.kill(os.getpid(), signal.{number}))
sys.exit(main(["serve"]))
"""
"""What Python runs around a fork swallows exceptions, so stopping must not depend on one."""


@pytest.mark.parametrize("number", ["SIGTERM", "SIGINT"])
@pytest.mark.parametrize("when", ["before", "after_in_parent"])
def test_serve_stops_on_a_signal_that_comes_while_it_makes_a_child(
    when: str, number: str, tmp_path: Path
) -> None:
    script = WHILE_FORKING.format(when=when, number=number)
    own = {"ZKL_HOME": str(tmp_path), "ZKL_PORT": "0", "ZKL_HOST": "127.0.0.1"}
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=os.environ | own,
        capture_output=True,
        text=True,
        timeout=GEDULD,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
