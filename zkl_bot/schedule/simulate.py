"""A rehearsal: every reminder that would go out, to whom, in which words. Sends nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id, Taal
from zkl_bot.kennis.rol import Rol
from zkl_bot.schedule.berichten import Lezer, Schrijver
from zkl_bot.schedule.regels.due import Herinnering, due, make_regelset
from zkl_bot.schedule.regels.momenten import at_local
from zkl_bot.schedule.regels.ontvanger import Ontvanger
from zkl_bot.texts.plain import to_plain
from zkl_bot.texts.render import Renderer


@dataclass(frozen=True, slots=True)
class Proef:
    """One reminder of the rehearsal. `tijd` is local (Europe/Amsterdam)."""

    tijd: datetime
    regel: Id
    gebeurtenis: Id
    soort: str
    titel: str
    tekst: str
    bron: dict[str, str] | None

    def as_json(self) -> dict[str, Any]:
        """The object of `simulate --json`."""
        return {
            "tijd": self.tijd.isoformat(),
            "regel": self.regel,
            "gebeurtenis": self.gebeurtenis,
            "soort": self.soort,
            "titel": self.titel,
            "tekst": self.tekst,
            "bron": self.bron,
        }


def simulate(
    kennis: Kennis,
    agenda_for: Callable[[date], Agenda],
    *,
    rol: Rol,
    gemeente: Id | None,
    van: date,
    tot: date,
    taal: Taal = "nl",
    base_url: str = "",
) -> Iterator[Proef]:
    """What goes out from local day `van` up to and including `tot`, in order.

    To an abonnee with this role and its default preferences. `agenda_for(tot)` gives the agenda
    with yearly deadlines up to that day.
    """
    begin = at_local(van, time())
    einde = at_local(tot + timedelta(days=1), time())
    regelset = make_regelset(kennis)
    ontvanger = Ontvanger(rol=rol, gemeente=gemeente)
    schrijver = Schrijver(Renderer(kennis), base_url)
    lezer = Lezer(ontvanger, taal)
    for herinnering in due(agenda_for(tot).gebeurtenissen, regelset, ontvanger, begin, einde):
        yield _proef(schrijver, herinnering, lezer)


def _proef(schrijver: Schrijver, herinnering: Herinnering, lezer: Lezer) -> Proef:
    gebeurtenis = herinnering.gebeurtenis
    onderdeel = schrijver.herinnering(
        herinnering.regel, gebeurtenis, herinnering.tijdstip, lezer=lezer, now=herinnering.moment
    )
    bron = gebeurtenis.vindplaatsen[0] if gebeurtenis.vindplaatsen else None
    return Proef(
        tijd=herinnering.moment.astimezone(AMSTERDAM),
        regel=herinnering.regel.id,
        gebeurtenis=gebeurtenis.id,
        soort=gebeurtenis.soort,
        titel=gebeurtenis.titel.for_taal(lezer.taal),
        tekst=to_plain(schrijver.bericht([onderdeel], lezer).html),
        bron=bron.model_dump(exclude_none=True) if bron else None,
    )
