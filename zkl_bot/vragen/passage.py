"""What an answer can be made of: a passage, found by its words, put into words by its rule."""

from dataclasses import dataclass
from typing import Any

from zkl_bot.kennis.model import Id, Onderwerp, Vindplaats
from zkl_bot.kennis.werkplan import Actie


@dataclass(frozen=True, slots=True, eq=False)
class Passage:
    """One possible answer, equal to none but itself. `regel` is the name of the rule in the
    registry that words it.

    `soorten` are the kinds of question it answers best; what its text `holds` keeps "hoeveel" from
    being answered without a number.
    """

    id: str
    regel: str
    soorten: frozenset[str]
    onderwerp: Id | None
    eigen: tuple[str, ...]
    """The words of its own text, each once."""
    bronnen: tuple[Vindplaats, ...]
    tekst: str
    """What is shown, in the language of the index."""
    kenmerken: frozenset[str]
    """What its text holds, and what is known beside it: see `kenmerken`."""
    getallen: frozenset[str]
    """The numbers in its text that do not only name something."""
    bij_getal: frozenset[str]
    """The words next to a number in its text: what the number counts."""
    data: Any
    werkplan: Id | None = None
    """The bron of the edition it belongs to; None for what is of no edition."""
    voorkeur: float = 0.0
    """A small bonus or handicap beside equal passages."""
    familie: frozenset[Id] = frozenset()
    """The subject and what it is part of."""

    @property
    def tekens(self) -> int:
        """How long its text is."""
        return len(self.tekst)

    def is_of(self, werkplan: Id | None) -> bool:
        """Whether it may answer a question about that edition: it is of it, or of none."""
        return not (self.werkplan and werkplan) or self.werkplan == werkplan

    def holds(self, kenmerk: str) -> bool:
        """Whether its text holds something of a kind: see `kenmerken`."""
        return kenmerk in self.kenmerken


def punten(nummer: str) -> list[str]:
    """How people may name a point such as "2c", "kans 5" or "6": whole, or its letter alone."""
    number = nummer.lower().removeprefix("punt ").strip()
    kind, _, rest = number.partition(" ")
    if kind in ("kans", "vraagstuk") and rest.isdigit():
        return [f"{kind}#{rest}"]
    if len(number) > 2 or not (number[0].isdigit() or len(number) == 1):
        return []
    return [f"punt#{number}", *([f"punt#{number[-1]}"] if number[-1].isalpha() else [])]


def verwijzingen(onderwerp: Onderwerp) -> tuple[str, ...]:
    """The numbers by which a subject can be named, in the form `vraag` gives them."""
    found = []
    nummer = getattr(onderwerp, "nummer", None)
    kind = type(onderwerp).__name__.lower()
    vindplaats = getattr(onderwerp, "vindplaats", None)
    if isinstance(onderwerp, Actie):
        found.append(f"actie#{nummer}")
    elif kind == "onderdeel":
        found += punten(str(nummer))
    elif kind == "samenhang":
        soort = "kans" if "kans" in onderwerp.id else "vraagstuk"
        found.append(f"{soort}#{nummer}")
    elif nummer is not None:
        found.append(f"{'hoofdopgave' if kind == 'hoofdopgave' else 'punt'}#{nummer}")
    if vindplaats and kind in ("actie", "onderdeel"):
        found.append(f"§{vindplaats.paragraaf}")
    return tuple(found)
