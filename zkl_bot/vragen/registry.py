"""The kinds of answers, one line each: its passages, and how it words them.

A rule is a module with two functions: `passages(bouwer)` says what can be answered and by which
words it is found, `word(gekozen, vraag, wereld)` makes the answer of what was found.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from zkl_bot.vragen.bouwer import Bouwer
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.regels import actie, begrip, feit, lijst, partij, verschil, wanneer, wie
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld


@dataclass(frozen=True, slots=True)
class Regel:
    """One kind of answer. `samen`: whether close passages may be answered together."""

    passages: Callable[[Bouwer], Iterable[Passage]]
    word: Callable[[Sequence[Passage], Vraag, Wereld], Vorm]
    samen: bool = False


REGELS: Mapping[str, Regel] = {
    "feit": Regel(feit.passages, feit.word, samen=True),
    "wie": Regel(wie.passages, wie.word),
    "wanneer": Regel(wanneer.passages, wanneer.word, samen=True),
    "partij": Regel(partij.passages, partij.word),
    "actie": Regel(actie.passages, actie.word),
    "begrip": Regel(begrip.passages, begrip.word),
    "lijst": Regel(lijst.passages, lijst.word),
    "verschil": Regel(verschil.passages, verschil.word),
}
