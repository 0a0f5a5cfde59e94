"""/uitnodiging and /bevestig: take an invitation with an e-mail address."""

from anyio import to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zkl_bot.kennis.rol import parse_rol
from zkl_bot.store import aanmelding, abonnees, uitnodigingen
from zkl_bot.store.abonnees import hash_of
from zkl_bot.store.engine import reading, session
from zkl_bot.texts.vertaling import N_
from zkl_bot.web.formulier import Formulier, read_formulier
from zkl_bot.web.fouten import fault
from zkl_bot.web.limiet import MAIL
from zkl_bot.web.omgeving import omgeving_of, taal_of
from zkl_bot.web.pagina import show
from zkl_bot.web.slot import BEVESTIGING_WERKT_NIET, UITNODIGING_WERKT_NIET

TE_VAAK = N_(
    "U hebt al een paar keer een mail aangevraagd. Wacht een minuut en probeer het opnieuw."
)


def uitnodiging(request: Request) -> Response:
    """The invitation, if it can still be taken; a forged, used or expired one is all alike."""
    return _show_form(request)


def _show_form(request: Request, adres: str = "", *, fout: bool = False) -> Response:
    omgeving, code = omgeving_of(request), request.path_params["code"]
    with reading(omgeving.dienst.engine) as opened:
        found = uitnodigingen.valid(opened, hash_of(code), now=omgeving.now)
        if found is None:
            raise HTTPException(404, UITNODIGING_WERKT_NIET)
        rol, gemeente, vervalt = parse_rol(found.rol), found.gemeente, found.vervalt
    return show(
        request,
        "uitnodiging",
        status=400 if fout else 200,
        geheim=True,
        rol=rol,
        gemeente=omgeving.kennis.partij(gemeente) if gemeente else None,
        vervalt=vervalt,
        mail_aan=omgeving.dienst.settings.smtp_url is not None,
        bot=omgeving.dienst.bot,
        code=code,
        adres=adres,
        fout=fout,
    )


async def vraag_mail(request: Request) -> Response:
    """Asks for the mail that confirms an address."""
    formulier = await read_formulier(request)
    return await to_thread.run_sync(_request_mail, request, formulier)


def _request_mail(request: Request, formulier: Formulier) -> Response:
    omgeving, code = omgeving_of(request), request.path_params["code"]
    if omgeving.dienst.settings.smtp_url is None:
        raise HTTPException(404, UITNODIGING_WERKT_NIET)
    words = formulier.one("adres")
    try:
        adres = aanmelding.parse_adres(words)
    except aanmelding.GeenAdres:
        return _show_form(request, words[: aanmelding.LANGSTE_ADRES], fout=True)
    # By invitation and by address, not by network: of an office many people come at once.
    wait = omgeving.emmers.take(MAIL, hash_of(code))
    wait = wait or omgeving.emmers.take(MAIL, hash_of(adres))
    if wait:
        return fault(request, 429, TE_VAAK, {"Retry-After": str(wait)})
    now = omgeving.now
    with session(omgeving.dienst.engine) as opened:
        if uitnodigingen.valid(opened, hash_of(code), now=now) is None:
            raise HTTPException(404, UITNODIGING_WERKT_NIET)
        aanmelding.request(opened, adres, hash_of(code), taal_of(request), now=now)
    return show(request, "mail_onderweg", geheim=True, adres=adres)


def bevestig(request: Request) -> Response:
    """A page with a button: programs that look at links in mails must not confirm anything."""
    omgeving = omgeving_of(request)
    with reading(omgeving.dienst.engine) as opened:
        if abonnees.by_secret(opened, request.path_params["token"]) is None:
            raise HTTPException(404, BEVESTIGING_WERKT_NIET)
    return show(request, "bevestig", geheim=True)


async def doe_bevestig(request: Request) -> Response:
    """Confirms the address."""
    await read_formulier(request)
    return await to_thread.run_sync(_confirm, request)


def _confirm(request: Request) -> Response:
    omgeving, token = omgeving_of(request), request.path_params["token"]
    try:
        with session(omgeving.dienst.engine) as opened:
            abonnee = aanmelding.confirm(opened, token, now=omgeving.now)
            rol, gemeente = parse_rol(abonnee.rol), abonnee.gemeente
    except uitnodigingen.Ongeldig:
        raise HTTPException(404, BEVESTIGING_WERKT_NIET) from None
    return show(
        request,
        "bevestigd",
        geheim=True,
        rol=rol,
        gemeente=omgeving.kennis.partij(gemeente) if gemeente else None,
        token=token,
    )


ROUTES = [
    Route("/uitnodiging/{code}", uitnodiging),
    Route("/uitnodiging/{code}", vraag_mail, methods=["POST"]),
    Route("/bevestig/{token}", bevestig),
    Route("/bevestig/{token}", doe_bevestig, methods=["POST"]),
]
