"""/kalenders/persoonlijk: a feed of one's own, without an account; renew it or withdraw it."""

import secrets

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zkl_bot.feeds.keuze import Keuze, parse_keuze
from zkl_bot.feeds.opties import Opties
from zkl_bot.store import feed_abonnementen
from zkl_bot.store.abonnees import hash_of
from zkl_bot.store.engine import reading, session
from zkl_bot.texts.vertaling import gettext_for
from zkl_bot.web.formulier import Formulier, read_formulier
from zkl_bot.web.omgeving import Omgeving, omgeving_of, taal_of
from zkl_bot.web.pages.kalenders import addresses
from zkl_bot.web.pagina import show

TOKEN_BYTES = 24
"""192 bits: nobody guesses it."""


def keuze_of(formulier: Formulier, omgeving: Omgeving) -> Keuze:
    """The selection somebody made on the form."""
    data = {name: formulier.many(name) for name in ("gremia", "acties", "hoofdopgaven")}
    single = {"gemeente": formulier.one("gemeente"), "deadlines": formulier.has("deadlines")}
    return parse_keuze(data | single, omgeving.kennis)


def form(request: Request) -> Response:
    """The form."""
    return show(request, "persoonlijk")


async def make(request: Request) -> Response:
    """Makes the feed and shows its address, this once."""
    formulier = await read_formulier(request)
    return await to_thread.run_sync(_make, request, formulier)


def _make(request: Request, formulier: Formulier) -> Response:
    omgeving = omgeving_of(request)
    token = secrets.token_urlsafe(TOKEN_BYTES)
    keuze = keuze_of(formulier, omgeving)
    with session(omgeving.dienst.engine) as opened:
        feed_abonnementen.add(opened, hash_of(token), keuze.as_json(), now=omgeving.now)
    return _show_address(request, token, vernieuwd=False)


def _show_address(request: Request, token: str, *, vernieuwd: bool) -> Response:
    omgeving, taal = omgeving_of(request), taal_of(request)
    titel = gettext_for(taal).gettext("Mijn agenda")
    return show(
        request,
        "persoonlijk_klaar",
        geheim=True,
        vernieuwd=vernieuwd,
        beheer=f"/kalenders/abonnement/{token}",
        adressen=addresses(
            omgeving.base_url, f"/kalender/abonnement/{token}.ics", titel, Opties(taal=taal)
        ),
    )


def manage(request: Request) -> Response:
    """What this feed holds, with the buttons to renew or withdraw it."""
    omgeving = omgeving_of(request)
    with reading(omgeving.dienst.engine) as opened:
        feed = feed_abonnementen.find(opened, request.path_params["token"])
        if feed is None:
            raise HTTPException(404)
        keuze = parse_keuze(feed.keuze, omgeving.kennis)
    convenant, agenda = omgeving.kennis.convenant, omgeving.dienst.agenda()
    found = (agenda.by_id(id) for id in keuze.gebeurtenissen)
    return show(
        request,
        "persoonlijk_beheer",
        geheim=True,
        keuze=keuze,
        namen={"opzegging": convenant.opzegging.titel, "evaluatie": convenant.evaluatie.titel},
        los=[gebeurtenis.titel for gebeurtenis in found if gebeurtenis],
    )


async def change(request: Request) -> Response:
    """Renews or withdraws."""
    formulier = await read_formulier(request)
    return await to_thread.run_sync(_change, request, formulier)


def _change(request: Request, formulier: Formulier) -> Response:
    omgeving, token = omgeving_of(request), request.path_params["token"]
    if formulier.one("doe") == "intrekken":
        with session(omgeving.dienst.engine) as opened:
            if not feed_abonnementen.withdraw(opened, token):
                raise HTTPException(404)
        return show(request, "persoonlijk_weg", geheim=True)
    if formulier.one("doe") != "vernieuwen":
        raise HTTPException(400)
    nieuw = secrets.token_urlsafe(TOKEN_BYTES)
    with session(omgeving.dienst.engine) as opened:
        if not feed_abonnementen.renew(opened, token, hash_of(nieuw), now=omgeving.now):
            raise HTTPException(404)
    return _show_address(request, nieuw, vernieuwd=True)


ROUTES = [
    Route("/kalenders/persoonlijk", form),
    Route("/kalenders/persoonlijk", make, methods=["POST"]),
    Route("/kalenders/abonnement/{token}", manage),
    Route("/kalenders/abonnement/{token}", change, methods=["POST"]),
]
