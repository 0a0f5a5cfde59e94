"""/kalenders: which calendars there are, and how to subscribe in each program."""

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zkl_bot.feeds.kalenders import Kalender
from zkl_bot.feeds.opties import VAAG, Opties, parse_opties
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Taal
from zkl_bot.texts.vertaling import gettext_for
from zkl_bot.web.omgeving import omgeving_of, taal_of
from zkl_bot.web.pagina import show

STANDAARD_KALENDER = "alles"


@dataclass(frozen=True, slots=True)
class Adressen:
    """One feed's address, as the various programs want it."""

    https: str
    naam: str

    @property
    def webcal(self) -> str:
        """Opens the program that is set for calendars; only where there is one."""
        return "webcal://" + self.https.partition("://")[2]

    @property
    def google(self) -> str:
        """Google takes the calendar's address as it is subscribed to, so with webcal."""
        return f"https://calendar.google.com/calendar/r?cid={quote(self.webcal, safe='')}"

    @property
    def outlook(self) -> str:
        """Outlook for work and school, on the web; the new Outlook opens the same screen."""
        return self._outlook("outlook.office.com")

    @property
    def outlook_thuis(self) -> str:
        """Outlook.com, for a private account."""
        return self._outlook("outlook.live.com")

    @property
    def is_lokaal(self) -> bool:
        """Whether no other machine can reach it: a rehearsal."""
        host = urlsplit(self.https).hostname or ""
        return host == "localhost" or host.startswith("127.") or host == "::1"

    def _outlook(self, host: str) -> str:
        query = f"url={quote(self.https, safe='')}&name={quote(self.naam, safe='')}"
        return f"https://{host}/calendar/0/addfromweb?{query}"


def addresses(base_url: str, pad: str, titel: str, opties: Opties) -> Adressen:
    """The addresses of the feed at `pad` with these options."""
    return Adressen(f"{base_url}{pad}{opties.query}", titel)


def families(
    kennis: Kennis, kalenders: dict[str, Kalender], taal: Taal
) -> list[tuple[str, list[Kalender]]]:
    """The feeds under headings, for people to choose from."""
    _ = gettext_for(taal).gettext
    acties = {a.id for w in kennis.werkplannen for a in w.acties}
    hoofdopgaven = {h.id for w in kennis.werkplannen for h in w.hoofdopgaven}
    gemeenten = {g.id for g in kennis.gemeenten}
    apart = acties | hoofdopgaven | gemeenten
    every = kalenders.values()
    return [
        (_("Bijeenkomsten en deadlines"), [k for k in every if k.naam not in apart]),
        (_("Per hoofdopgave"), [k for k in every if k.naam in hoofdopgaven]),
        (_("Per actie"), [k for k in every if k.naam in acties]),
        (_("Per gemeente"), [k for k in every if k.naam in gemeenten]),
    ]


def kalenders(request: Request) -> Response:
    """The page. `kalender`, `vaag` and `feedtaal` choose; what is odd counts as not given."""
    omgeving, taal = omgeving_of(request), taal_of(request)
    feeds = omgeving.dienst.feeds
    query = request.query_params
    gevraagd = query.get("kalender", "")
    kalender = feeds.kalenders.get(gevraagd) or feeds.kalenders[STANDAARD_KALENDER]
    given = f"vaag={quote(query.get('vaag', ''))}&taal={quote(query.get('feedtaal', taal))}"
    opties = parse_opties(given.encode())
    omgeving.agenda()
    body = feeds.body(kalender.naam)
    return show(
        request,
        "kalenders",
        kalender=kalender,
        opties=opties,
        vaag_keuzes=VAAG,
        is_leeg=body is None or body.aantal == 0,
        archief=feeds.body(f"{kalender.naam}-archief"),
        leeg=frozenset(k for k in feeds.kalenders if _is_empty(feeds.body(k))),
        adressen=addresses(
            omgeving.base_url,
            f"/kalender/{kalender.naam}.ics",
            kalender.titel.for_taal(taal),
            opties,
        ),
        families=families(omgeving.kennis, feeds.kalenders, taal),
    )


def _is_empty(body: object) -> bool:
    return body is None or getattr(body, "aantal", 0) == 0


ROUTES = [Route("/kalenders", kalenders)]
