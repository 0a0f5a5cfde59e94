"""What every page and every API call works with: the facts, the agenda, the words, the time."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path

from starlette.requests import Request

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.clock import AMSTERDAM
from zkl_bot.dienst import Dienst
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Taal
from zkl_bot.texts.render import Renderer
from zkl_bot.web.limiet import Emmers
from zkl_bot.web.sinds import Sinds
from zkl_bot.web.statisch import Statisch

TEMPLATES = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True)
class Omgeving:
    """The service as the web sees it. Made once, in `site`; found through `omgeving_of`."""

    dienst: Dienst
    renderer: Renderer
    statisch: Statisch
    emmers: Emmers
    """The rate limits, kept by this process."""
    sinds: Sinds
    foutpaginas: dict[tuple[int, str | None, Taal], bytes]
    """The pages of faults that were made, by status, reason and language."""
    begonnen: datetime
    """When this process began to serve (aware, UTC): pages are never older than their code."""

    @property
    def kennis(self) -> Kennis:
        """All facts."""
        return self.dienst.kennis

    @property
    def base_url(self) -> str:
        """How the outside reaches the site, without a slash at the end."""
        return self.dienst.settings.base_url

    @property
    def now(self) -> datetime:
        """The moment, by the service's clock (aware, UTC)."""
        return self.dienst.now()

    @property
    def vandaag(self) -> date:
        """The local day."""
        return self.now.astimezone(AMSTERDAM).date()

    def agenda(self) -> Agenda:
        """The agenda as it now is; may read the database, so not for the event loop."""
        return self.dienst.agenda()

    def laatst_gewijzigd(self) -> datetime:
        """When any page last changed: by a fact, a meeting that ended, a new day, new code."""
        now = self.now
        moments = [self.begonnen, datetime.combine(self.vandaag, time(), AMSTERDAM)]
        for gebeurtenis in self.agenda().gebeurtenissen:
            moments += [m for m in (gebeurtenis.gewijzigd, gebeurtenis.eind) if m and m <= now]
        return whole_seconds(min(max(moments), now))


def whole_seconds(moment: datetime) -> datetime:
    """The moment in whole seconds of UTC, as HTTP dates have them."""
    return moment.astimezone(UTC).replace(microsecond=0)


def make_omgeving(dienst: Dienst, emmers: Emmers) -> Omgeving:
    """The Omgeving of a service."""
    return Omgeving(
        dienst=dienst,
        renderer=Renderer(dienst.kennis, TEMPLATES),
        statisch=Statisch(),
        emmers=emmers,
        sinds=Sinds(),
        foutpaginas={},
        begonnen=dienst.now(),
    )


def omgeving_of(request: Request) -> Omgeving:
    """The Omgeving a request is answered with."""
    omgeving: Omgeving = request.app.state.omgeving
    return omgeving


def taal_of(request: Request) -> Taal:
    """The language asked for: English when the address says so, otherwise Dutch."""
    return "en" if request.query_params.get("taal") == "en" else "nl"
