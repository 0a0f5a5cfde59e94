"""What a way in hands over: where it came from, and a text, a pressed button or a file."""

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
    bestand: Bestand | None = None
    groep: bool = False
    taal: Taal | None = None
    update_id: int | None = None

    @property
    def chat(self) -> str:
        """The key of the dialogue."""
        return f"{self.kanaal}:{self.adres}"
