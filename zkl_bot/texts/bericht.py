"""What the bot says, before any channel turns it into its own format."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Knop:
    """A button: either `data` (at most 64 bytes, comes back when pressed) or a `url`."""

    tekst: str
    data: str | None = None
    url: str | None = None

    def __post_init__(self) -> None:
        if (self.data is None) == (self.url is None):
            raise ValueError("a Knop has data or a url")
        if self.data is not None and not 1 <= len(self.data.encode()) <= 64:
            raise ValueError("the data of a Knop is 1 to 64 bytes")


@dataclass(frozen=True, slots=True)
class Bijlage:
    """A file that goes with a message; `beeld` asks for it to be shown as a picture."""

    naam: str
    mime: str
    inhoud: bytes
    beeld: bool = False


@dataclass(frozen=True, slots=True)
class Bericht:
    """One message.

    `html` uses only b, i, u, s, a, code, pre and newlines: the subset that Telegram, the web
    page and (stripped) the terminal and text mail share. Text from data or people is escaped.
    """

    html: str
    knoppen: tuple[tuple[Knop, ...], ...] = ()
    bijlagen: tuple[Bijlage, ...] = field(default=())
