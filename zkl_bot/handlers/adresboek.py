"""What happens to an address: it blocks the bot, comes back, or gets another number."""

import structlog

from zkl_bot.dienst import Dienst
from zkl_bot.kennis.model import Taal
from zkl_bot.store import abonnees, gesprekken
from zkl_bot.store.engine import reading, session

log = structlog.get_logger()

KANAAL = "telegram"


class Adresboek:
    """The chats as the store knows them. All methods use the database."""

    def __init__(self, dienst: Dienst) -> None:
        self._dienst = dienst

    def pause(self, chat: int, reden: str) -> None:
        """Nothing is sent to this chat from now on."""
        with session(self._dienst.engine) as opened:
            if abonnee := abonnees.find(opened, KANAAL, str(chat)):
                abonnees.pause(opened, abonnee, reden, now=self._dienst.now())
        log.info("chat paused", reden=reden)

    def resume(self, chat: int) -> None:
        """The chat can be reached again."""
        with session(self._dienst.engine) as opened:
            abonnees.seen(opened, KANAAL, str(chat), now=self._dienst.now())

    def move(self, oud: int, nieuw: int) -> None:
        """A group became a supergroup: its follows, role and dialogue go with it."""
        with session(self._dienst.engine) as opened:
            abonnees.move(opened, KANAAL, str(oud), str(nieuw))
            gesprekken.move(opened, f"{KANAAL}:{oud}", f"{KANAAL}:{nieuw}")

    def is_griffie(self, chat: int) -> bool:
        """Whether this chat is of somebody of the griffie."""
        with reading(self._dienst.engine) as opened:
            abonnee = abonnees.find(opened, KANAAL, str(chat))
            return abonnee is not None and abonnee.rol == "griffie"

    def taal(self, chat: int) -> Taal | None:
        """The language that is kept of this chat."""
        with reading(self._dienst.engine) as opened:
            abonnee = abonnees.find(opened, KANAAL, str(chat))
            if abonnee is None:
                return None
            return "en" if abonnee.taal == "en" else "nl"

    def griffie(self) -> list[int]:
        """The chats of everyone of the griffie."""
        with reading(self._dienst.engine) as opened:
            return [
                int(a.adres)
                for a in abonnees.with_rol(opened)
                if a.kanaal == KANAAL and a.rol == "griffie"
            ]
