"""/voorkeuren and /afmelden: what reminders somebody gets by mail, and leaving in one click."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from anyio import to_thread
from sqlmodel import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zkl_bot.kennis.herinneringsregel import VOORKEURSOORTEN
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.rol import parse_rol
from zkl_bot.schedule.regels.voorkeuren import (
    STIL_STANDAARD,
    VoorkeurFout,
    check_voorkeur,
    parse_voorkeuren,
)
from zkl_bot.store import abonnees, afmeldingen, vergeten
from zkl_bot.store.abonnees import hash_of
from zkl_bot.store.engine import reading, scrub, session
from zkl_bot.store.tables import Abonnee
from zkl_bot.texts.bericht import Bericht
from zkl_bot.texts.vertaling import gettext_for
from zkl_bot.web.formulier import Formulier, read_formulier
from zkl_bot.web.omgeving import omgeving_of, taal_of
from zkl_bot.web.opmaak import to_blocks
from zkl_bot.web.pages.verstuurd import buttons, lately, press
from zkl_bot.web.pagina import show
from zkl_bot.web.slot import LINK_WERKT_NIET

DAGEN = (1, 2, 3, 7, 14, 28, 56)
GEEN_STILTE = ["00:00", "00:00"]
"""Quiet hours without length: none."""
_STIL = ("stil-van", "stil-tot")


@dataclass(frozen=True, slots=True)
class Volgbaar:
    """Something one can follow."""

    soort: str
    id: str

    @property
    def sleutel(self) -> str:
        """As the form sends it."""
        return f"{self.soort}:{self.id}"


def followable(kennis: Kennis) -> list[Volgbaar]:
    """All one can follow; what somebody followed of an older edition stays as it is."""
    return [
        Volgbaar("alles", "alles"),
        *(Volgbaar("gremium", g.id) for g in kennis.convenant.gremia),
        *(Volgbaar("hoofdopgave", h.id) for h in kennis.werkplan.hoofdopgaven),
        *(Volgbaar("actie", a.id) for a in kennis.acties),
        *(Volgbaar("gemeente", g.id) for g in kennis.gemeenten),
        Volgbaar("convenant", "opzegging"),
        Volgbaar("convenant", "evaluatie"),
    ]


def _find(opened: Session, request: Request) -> Abonnee:
    found = abonnees.by_secret(opened, request.path_params["token"])
    if found is None or found.id is None or not found.bevestigd:
        raise HTTPException(404, LINK_WERKT_NIET)
    return found


def voorkeuren(request: Request) -> Response:
    """The form, filled in with what was chosen."""
    return _show_form(request)


def _show_form(
    request: Request,
    *,
    opgeslagen: bool = False,
    fout: str | None = None,
    antwoorden: Sequence[Bericht] = (),
) -> Response:
    omgeving = omgeving_of(request)
    with reading(omgeving.dienst.engine) as opened:
        abonnee = _find(opened, request)
        assert abonnee.id is not None
        volgt = abonnees.follows(opened, abonnee.id)
        gekozen = parse_voorkeuren(abonnee.voorkeuren)
        rol, gemeente, taal = parse_rol(abonnee.rol), abonnee.gemeente, abonnee.taal
        verstuurd = lately(opened, abonnee, omgeving)
    return show(
        request,
        "voorkeuren",
        geheim=True,
        status=400 if fout else 200,
        token=request.path_params["token"],
        rol=rol,
        gemeente=omgeving.kennis.partij(gemeente) if gemeente else None,
        taal_van_mail=taal,
        gekozen=gekozen,
        soorten=VOORKEURSOORTEN,
        dagen=DAGEN,
        volgbaar=followable(omgeving.kennis),
        volgt={f"{s}:{o}" for s, o in volgt},
        verstuurd=verstuurd,
        antwoorden=[(to_blocks(bericht.html), buttons(bericht)) for bericht in antwoorden],
        opgeslagen=opgeslagen,
        fout=fout,
    )


async def bewaar(request: Request) -> Response:
    """Keeps the choices."""
    formulier = await read_formulier(request)
    return await to_thread.run_sync(_save, request, formulier)


def choices(formulier: Formulier) -> dict[str, Any]:
    """The preferences on the form, by name; None for the default. Raises VoorkeurFout."""
    chosen: dict[str, Any] = {
        f"soort:{s}": None if formulier.has(f"soort-{s}") else False for s in VOORKEURSOORTEN
    }
    for soort in VOORKEURSOORTEN:
        words = [w for w in formulier.many(f"dagen-{soort}") if w.isascii() and w.isdigit()]
        chosen[f"dagen:{soort}"] = [int(w) for w in words if len(w) < 4] or None
    chosen["tijd"] = formulier.one("tijd") or None
    chosen["overzicht"] = "wekelijks" if formulier.one("overzicht") == "wekelijks" else None
    chosen["stil"] = _quiet(formulier)
    for naam, waarde in chosen.items():
        if waarde is not None:
            check_voorkeur(naam, waarde)
    return chosen


def _quiet(formulier: Formulier) -> list[str] | None:
    """The quiet hours; None for the default. Without hours of their own they are the default."""
    if not formulier.has("stil"):
        return GEEN_STILTE
    standaard = [f"{tijd:%H:%M}" for tijd in STIL_STANDAARD]
    chosen = [formulier.one(naam) or uur for naam, uur in zip(_STIL, standaard, strict=True)]
    return None if chosen == standaard else chosen


def _save(request: Request, formulier: Formulier) -> Response:
    omgeving = omgeving_of(request)
    try:
        chosen = choices(formulier)
    except VoorkeurFout as fout:
        return _show_form(request, fout=fout.in_words(gettext_for(taal_of(request))))
    wanted = set(formulier.many("volg"))
    with session(omgeving.dienst.engine) as opened:
        abonnee = _find(opened, request)
        assert abonnee.id is not None
        for naam, waarde in chosen.items():
            abonnees.set_voorkeur(opened, abonnee, naam, waarde)
        abonnee.taal = "en" if formulier.one("taal_van_mail") == "en" else "nl"
        opened.add(abonnee)
        volgt = abonnees.follows(opened, abonnee.id)
        for item in followable(omgeving.kennis):
            follows, wants = (item.soort, item.id) in volgt, item.sleutel in wanted
            if wants and not follows:
                abonnees.follow(opened, abonnee.id, item.soort, item.id, now=omgeving.now)
            elif follows and not wants:
                abonnees.unfollow(opened, abonnee.id, item.soort, item.id)
    return _show_form(request, opgeslagen=True)


async def druk(request: Request) -> Response:
    """A button under a reminder that was sent."""
    formulier = await read_formulier(request)
    return await to_thread.run_sync(_press, request, formulier)


def _press(request: Request, formulier: Formulier) -> Response:
    omgeving = omgeving_of(request)
    with reading(omgeving.dienst.engine) as opened:
        abonnee = _find(opened, request)
    return _show_form(request, antwoorden=press(omgeving, abonnee, formulier.one("knop")))


def afmelden(request: Request) -> Response:
    """A page with a button; following a link must not end anything."""
    with reading(omgeving_of(request).dienst.engine) as opened:
        has_left = _who_leaves(opened, request) is None
    return show(request, "afgemeld" if has_left else "afmelden", geheim=True)


def _who_leaves(opened: Session, request: Request) -> Abonnee | None:
    """Whose link it is; None for who left already, since mail programs may ask more than once."""
    token = request.path_params["token"]
    found = abonnees.by_secret(opened, token)
    if found is None and not afmeldingen.is_known(opened, hash_of(token)):
        raise HTTPException(404, LINK_WERKT_NIET)
    return found


async def doe_afmelden(request: Request) -> Response:
    """Leaves at once, also when a mail program posts it of its own (RFC 8058)."""
    await read_formulier(request, from_anywhere=True)
    return await to_thread.run_sync(_leave, request)


def _leave(request: Request) -> Response:
    omgeving = omgeving_of(request)
    with session(omgeving.dienst.engine) as opened:
        abonnee = _who_leaves(opened, request)
        if abonnee is not None:
            vergeten.forget(opened, abonnee, now=omgeving.now)
    scrub(omgeving.dienst.engine)
    return show(request, "afgemeld", geheim=True)


ROUTES = [
    Route("/voorkeuren/{token}", voorkeuren),
    Route("/voorkeuren/{token}", bewaar, methods=["POST"]),
    Route("/voorkeuren/{token}/verstuurd", druk, methods=["POST"]),
    Route("/afmelden/{token}", afmelden),
    Route("/afmelden/{token}", doe_afmelden, methods=["POST"]),
]
