"""What the site says about itself: accessibility, privacy, open data."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zkl_bot.web.omgeving import omgeving_of
from zkl_bot.web.pagina import show


def toegankelijkheid(request: Request) -> Response:
    """The accessibility statement."""
    return show(request, "toegankelijkheid")


def privacy(request: Request) -> Response:
    """What is kept of whom, and for how long."""
    return show(request, "privacy", mail=omgeving_of(request).dienst.settings.mail_from)


def open_data(request: Request) -> Response:
    """Where machines find the same facts."""
    return show(request, "open_data")


ROUTES = [
    Route("/toegankelijkheid", toegankelijkheid),
    Route("/privacy", privacy),
    Route("/open-data", open_data),
]
