"""All that a reply may depend on, besides what came in and where the dialogue stands."""

from dataclasses import dataclass
from datetime import date, datetime

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.clock import AMSTERDAM
from zkl_bot.feeds.feeds import Feeds
from zkl_bot.gesprek.raadpleging import Raadpleging
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.schedule.regels.due import Regelset
from zkl_bot.texts.render import Renderer
from zkl_bot.vragen.vraagbaak import Vraagbaak


@dataclass(frozen=True)
class Wereld:
    """The world at `now` (aware). `base_url` and `bot` (the bot's @name) serve links."""

    kennis: Kennis
    agenda: Agenda
    vraagbaak: Vraagbaak
    renderer: Renderer
    regelset: Regelset
    feeds: Feeds
    raadpleging: Raadpleging
    now: datetime
    base_url: str
    bot: str | None = None
    open_vragen: bool = True
    """Whether questions without an answer are kept for the griffie."""

    @property
    def vandaag(self) -> date:
        """The local day."""
        return self.now.astimezone(AMSTERDAM).date()
