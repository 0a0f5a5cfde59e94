"""/tijdlijn: the acties against time, as inline SVG and as a table that says the same."""

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zkl_bot.gesprek.tijdlijn import draw_tijdlijn, make_rijen
from zkl_bot.web.omgeving import omgeving_of, taal_of
from zkl_bot.web.pagina import show


def tijdlijn(request: Request) -> Response:
    """The picture of chat, and its facts in words."""
    omgeving, taal = omgeving_of(request), taal_of(request)
    rijen = make_rijen(omgeving.kennis, omgeving.agenda(), taal)
    svg = draw_tijdlijn(omgeving.dienst.renderer, rijen, omgeving.vandaag, taal)
    # Our own template drew it and escaped every value.
    return show(request, "tijdlijn", svg=Markup(svg), rijen=rijen)  # noqa: S704


ROUTES = [Route("/tijdlijn", tijdlijn)]
