"""What goes back: messages, where the dialogue now stands, and what must be kept."""

from dataclasses import dataclass, field
from typing import Any

from zkl_bot.gesprek.effecten import Effect
from zkl_bot.texts.bericht import Bericht

Stand = dict[str, Any]
"""Where a dialogue stands: plain JSON, so that it can live in the database."""


class Botsing(Exception):
    """Raised while effects are applied, when what they build on has changed meanwhile.

    The edge then rolls back and asks `reply` again, with the world as it is now.
    """


@dataclass(frozen=True, slots=True)
class Reactie:
    """The whole outcome of one Invoer."""

    berichten: tuple[Bericht, ...]
    stand: Stand = field(default_factory=dict)
    effecten: tuple[Effect, ...] = ()
