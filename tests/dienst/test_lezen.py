import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from zkl_bot.dienst.lezen import Gelezen, read_apart, read_facts
from zkl_bot.kennis.fout import DataFault
from zkl_bot.kennis.load import SHIPPED
from zkl_bot.vragen.vraagbaak import Vraagbaak

VRAGEN = (
    "Wie trekt actie 9?",
    "Who leads action 9?",
    "Wat kost een fiets?",
    "Wanneer evalueren we?",
)
NOW = datetime(2022, 3, 1, tzinfo=UTC)

APART = f"""
import resource, sys
from pathlib import Path
from zkl_bot.dienst.lezen import read_apart
from tests.dienst.test_lezen import answers
found = answers(read_apart(Path({str(SHIPPED)!r})))
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime > 0)
print(*found, sep="\\n")
"""


def answers(gelezen: Gelezen) -> list[str]:
    """What a service with these facts answers, a line each."""
    vraagbaak = Vraagbaak(gelezen.kennis)
    vraagbaak.take(gelezen.boeken)
    found = [vraagbaak.answer(vraag, now=NOW) for vraag in VRAGEN]
    return [f"{a.kind} {a.taal} {a.onderwerp} {a.template}" for a in found]


def test_child_hands_over_what_this_process_would_have_read() -> None:
    done = subprocess.run(
        [sys.executable, "-c", APART], capture_output=True, text=True, check=True, timeout=120
    )
    by_child, *found = done.stdout.splitlines()
    assert by_child == "True"
    assert found == answers(read_facts(SHIPPED))


@pytest.mark.parametrize("read", [read_apart, read_facts])
def test_broken_data_are_told_of_also_when_a_child_read_them(
    read: Callable[[Path], Gelezen], tmp_path: Path
) -> None:
    with pytest.raises(DataFault, match=r"bronnen\.yaml"):
        read(tmp_path)
