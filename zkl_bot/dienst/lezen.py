"""Reading and indexing the facts, for a service that keeps them as long as it runs.

That takes several times the room of what comes of it, and Python seldom gives such room back to the
system. So a child process does it and hands over the outcome only, every language included: nobody
waits for the first question in English, and the service stays small.
"""

import gc
import os
import pickle
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, get_args

from zkl_bot.dienst.delen import dump, load
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.load import load_kennis
from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.boek import Boek


@dataclass(frozen=True)
class Gelezen:
    """The facts, and what questions are looked up in, by language.

    The ways of asking are in the books, so these facts are without.
    """

    kennis: Kennis
    boeken: Mapping[Taal, Boek]


def read_facts(data: Path) -> Gelezen:
    """Reads them in this process. Raises DataFault."""
    whole = load_kennis(data)
    kennis = whole.without_words()
    boeken: dict[Taal, Boek] = {}
    for taal in get_args(Taal):
        boeken[taal] = Boek(whole, taal)
        boeken[taal].kennis = kennis
    return Gelezen(kennis, boeken)


def read_apart(data: Path) -> Gelezen:
    """Reads them in a child, where that is safe; otherwise, and if it fails, in this process.

    Raises DataFault.
    """
    # A child has only the thread that forked: locks that others hold would never be let go.
    if not hasattr(os, "fork") or threading.active_count() > 1:
        return read_facts(data)
    out, into = os.pipe()
    child = os.fork()
    if child == 0:
        _hand_over(data, into)
    os.close(into)
    gelezen = _take_over(out)
    os.waitpid(child, 0)
    # What went wrong in the child goes wrong here too, and is told by whoever called.
    return gelezen or read_facts(data)


def _hand_over(data: Path, into: int) -> NoReturn:
    """The child's whole life. It leaves by the back door, so that nothing here is ended twice."""
    try:
        # The parent's socket and lock would stay taken if it died now.
        os.closerange(3, into)
        os.closerange(into + 1, os.sysconf("SC_OPEN_MAX"))
        gc.disable()
        with os.fdopen(into, "wb") as stream:
            dump(read_facts(data), stream)
    finally:
        os._exit(0)


def _take_over(out: int) -> Gelezen | None:
    """What the child says; None when it did not finish."""
    collects = gc.isenabled()
    gc.disable()  # nothing of it is garbage, and looking for some takes half the time
    try:
        with os.fdopen(out, "rb") as stream:
            found: Gelezen = load(stream)
            return found
    except (EOFError, pickle.UnpicklingError):
        return None
    finally:
        if collects:
            gc.enable()
