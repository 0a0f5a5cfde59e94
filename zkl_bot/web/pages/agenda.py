"""/agenda: all that is coming, what is still to be determined, and what lies behind."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zkl_bot.agenda.agenda import is_over
from zkl_bot.web.omgeving import omgeving_of
from zkl_bot.web.pagina import show


def agenda(request: Request) -> Response:
    """The whole agenda."""
    omgeving = omgeving_of(request)
    agenda, now = omgeving.agenda(), omgeving.now
    komt = agenda.upcoming(now)
    geweest = [g for g in agenda.gebeurtenissen if g.periode.is_bekend and g not in komt]
    return show(
        request,
        "agenda",
        komt=komt,
        onbepaald=agenda.undated(),
        geweest=[g for g in reversed(geweest) if is_over(g, now) or g.status == "gereed"],
    )


ROUTES = [Route("/agenda", agenda)]
