"""What a page can tell about the feeds: names, words, and how much is in them."""

from dataclasses import dataclass
from datetime import datetime

from zkl_bot.agenda.agenda import is_over
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.feeds.feeds import Feeds
from zkl_bot.feeds.kalenders import ARCHIEF
from zkl_bot.feeds.opties import Opties
from zkl_bot.kennis.model import Id, Tekst


@dataclass(frozen=True, slots=True)
class FeedInfo:
    """One feed. `aantal` is what is in it, `komend` what of that is still to come.

    `archief` counts what is in its archive; 0 when that is empty. `eerstvolgende` is the first
    thing to come, or None: then a page says that the feed is empty for now.
    """

    naam: Id
    titel: Tekst
    omschrijving: Tekst
    pad: str
    archief_pad: str
    aantal: int
    komend: int
    archief: int
    eerstvolgende: Gebeurtenis | None


def feed_infos(feeds: Feeds, now: datetime, opties: Opties | None = None) -> list[FeedInfo]:
    """Every feed in the order of the registry, with the paths for these options."""
    chosen = opties or Opties()
    found: list[FeedInfo] = []
    for naam, kalender in feeds.kalenders.items():
        holds = [g for g in feeds.selection(kalender) if g.periode.is_bekend]
        coming = [g for g in holds if not is_over(g, now) and g.status == "gepland"]
        archief = feeds.body(f"{naam}{ARCHIEF}", chosen)
        body = feeds.body(naam, chosen)
        found.append(
            FeedInfo(
                naam=naam,
                titel=kalender.titel,
                omschrijving=kalender.omschrijving,
                pad=f"/kalender/{naam}.ics{chosen.query}",
                archief_pad=f"/kalender/{naam}{ARCHIEF}.ics{chosen.query}",
                aantal=body.aantal if body else 0,
                komend=len(coming),
                archief=archief.aantal if archief else 0,
                eerstvolgende=coming[0] if coming else None,
            )
        )
    return found
