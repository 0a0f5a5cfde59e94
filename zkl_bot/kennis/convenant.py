"""The covenant: its bodies, its agreements, leaving, joining and evaluation."""

from pydantic import Field

from zkl_bot.kennis.model import Id, Model, Onderwerp, Tekst, Vindplaats
from zkl_bot.kennis.moment import Moment


class Orgaan(Onderwerp):
    """A body of the cooperation; its feiten tell members (wie), task (wat), frequency (aantal)."""

    vindplaats: Vindplaats


class Gremium(Model):
    """A kind of meeting the griffie can put in the calendar.

    `kalender` is the name of the feed it appears in; `onderwerp_verplicht` says that a meeting
    of it needs a subject (a PHO is always about a field of policy). `van_raden` says that
    councils meet in it: only there does an actie on the agenda mean its bespreking is held.
    """

    id: Id
    naam: Tekst
    kalender: Id
    orgaan: Id
    onderwerp_verplicht: bool = False
    van_raden: bool = True
    aliassen: tuple[str, ...] = ()


class Convenant(Onderwerp):
    """The covenant as a whole; `regels` holds its agreements by subject."""

    bron: Id
    partijen: tuple[Id, ...]
    organen: tuple[Orgaan, ...]
    gremia: tuple[Gremium, ...]
    regels: tuple[Onderwerp, ...]
    opzegging: Onderwerp
    evaluatie: Onderwerp
    toetreding: Onderwerp
    momenten: tuple[Moment, ...] = Field(default=())
