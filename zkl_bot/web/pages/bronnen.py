"""/bronnen and /begrippen: the documents everything comes from, and the words they use."""

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zkl_bot.web.omgeving import omgeving_of, taal_of
from zkl_bot.web.pagina import show


def bronnen(request: Request) -> Response:
    """The source documents, and where they are vague or disagree."""
    return show(request, "bronnen")


def begrippen(request: Request) -> Response:
    """Every term and abbreviation, in alphabetical order."""
    kennis, taal = omgeving_of(request).kennis, taal_of(request)
    sorted_terms = sorted(kennis.begrippen, key=lambda b: b.titel.for_taal(taal).casefold())
    return show(request, "begrippen", begrippen=sorted_terms)


ROUTES = [Route("/bronnen", bronnen), Route("/begrippen", begrippen)]
