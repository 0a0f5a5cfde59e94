"""One step of filling in a meeting: what every step has."""

from collections.abc import Callable
from dataclasses import dataclass

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.velden import Velden
from zkl_bot.texts.bericht import Knop


@dataclass(frozen=True, slots=True)
class Stap:
    """One step: how it is asked, and how a button and a typed text are taken in.

    Each gives True when the step is done, and False when it has said what is still wanted.
    """

    vraag: Callable[[Beurt, str, Velden], None]
    knop: Callable[[Beurt, str, Velden, list[str]], bool]
    tekst: Callable[[Beurt, str, Velden, str], bool]


def skip_knop(beurt: Beurt, prefix: str, woorden: str, stap: str) -> Knop:
    """Leaves a step open; `woorden` is a msgid. Pressed twice it leaves no other step open."""
    return Knop(beurt.vertaal(woorden), f"{prefix}:s:{stap}")


def stop_knop(beurt: Beurt) -> Knop:
    """Stops the form."""
    return Knop(beurt.vertaal("Stop"), "c:annuleer")
