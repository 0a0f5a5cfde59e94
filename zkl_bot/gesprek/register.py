"""What a conversation registers: its commands, its buttons, its forms."""

from collections.abc import Callable
from dataclasses import dataclass, field

from zkl_bot.gesprek.beurt import Beurt

OpCommando = Callable[[Beurt, str], None]
"""Gets what stands behind the command, trimmed."""
OpKnop = Callable[[Beurt, list[str]], None]
"""Gets the parts of the button's data after its prefix; they may be made up."""
OpTekst = Callable[[Beurt, str], None]
"""Gets what was typed while a form is open."""


@dataclass(frozen=True, slots=True)
class Commando:
    """A command. `uitleg` is a msgid, shown in the menu and in /help."""

    naam: str
    uitleg: str
    run: OpCommando
    griffie: bool = False
    groep: bool = True
    """Whether it may be used in a group."""
    beheerder: bool = False
    """Whether in a group only who manages it may use it."""
    toont: bool = False
    """Whether with nothing behind it it only shows: that everybody in the group may see."""
    menu: bool = True
    """Whether the menu shows it."""


@dataclass(frozen=True, slots=True)
class Gesprek:
    """One conversation: everything it answers to."""

    commandos: tuple[Commando, ...] = ()
    knoppen: dict[str, OpKnop] = field(default_factory=dict)
    """By prefix, the part of the data before the first colon."""
    formulieren: dict[str, OpTekst] = field(default_factory=dict)
    griffie: bool = False
    """Whether its buttons and forms are the griffie's only."""
    groep: bool = True
    """Whether its buttons work in a group."""
    beheerder: bool = False
    """Whether in a group only who manages it may press them."""
