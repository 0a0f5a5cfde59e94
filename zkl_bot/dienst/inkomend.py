"""What a way in hands over: where it came from, and a text, a pressed button or a file."""

from collections.abc import Mapping
from dataclasses import dataclass

from zkl_bot.gesprek.invoer import Bestand, Kanaal
from zkl_bot.kennis.model import Taal


@dataclass(frozen=True, slots=True, kw_only=True)
class Inkomend:
    """One thing somebody did in a chat. Exactly one of `tekst`, `knop` and `bestand` is set.

    `adres` is the chat's own (the id of a Telegram chat); with `groep` it is a group's. `taal`
    is what their program says, and counts until they choose. A Telegram update that was handled
    before, known by its `update_id`, gets no second reply.
    """

    kanaal: Kanaal
    adres: str
    tekst: str | None = None
    knop: str | None = None
    bericht: str | None = None
    """What the message says under which the button was pressed."""
    bestand: Bestand | None = None
    groep: bool = False
    beheerder: bool | None = None
    """Whether who did it manages the group; None where that is not known."""
    taal: Taal | None = None
    update_id: int | None = None
    plek: Mapping[str, int | None] | None = None
    """Where in the chat the answer belongs; when given, the answer is kept until it leaves."""

    @property
    def chat(self) -> str:
        """The key of the dialogue."""
        return f"{self.kanaal}:{self.adres}"
