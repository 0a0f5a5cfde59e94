"""/uitnodigen: a one-time invitation to a role, and taking a role back."""

from datetime import timedelta
from urllib.parse import quote

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.commandos.start import hash_code
from zkl_bot.gesprek.effecten import MaakUitnodiging, TrekRolIn
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.gesprek.verwijzing import refer, resolve
from zkl_bot.gesprek.zoeken import find_gemeente
from zkl_bot.kennis.model import Id
from zkl_bot.kennis.rol import UITNODIGBARE_ROLLEN, Rol
from zkl_bot.texts.bericht import Knop

GELDIG = timedelta(days=14)
MEESTE = 20
"""How many people with a role are listed."""


def _rol(tekst: str) -> Rol | None:
    return next((r for r in UITNODIGBARE_ROLLEN if r == tekst.lower()), None)


def _rolnaam(beurt: Beurt, rol: Rol) -> str:
    namen = {
        "raadslid": beurt.vertaal("raadslid"),
        "ambtenaar": beurt.vertaal("ambtenaar"),
        "griffie": beurt.vertaal("griffie"),
        "college": beurt.vertaal("collegelid"),
    }
    return namen[rol]


def _uitnodigen(beurt: Beurt, rest: str) -> None:
    rol_tekst, _, gemeente_tekst = rest.partition(" ")
    rol = _rol(rol_tekst)
    if not rest:
        rollen = [Knop(_rolnaam(beurt, r), f"u:{r}") for r in UITNODIGBARE_ROLLEN]
        lijst = Knop(beurt.vertaal("Wie heeft een rol?"), "ur")
        beurt.zeg(
            "uitnodigen", "welke_rol", knoppen=(tuple(rollen[:2]), tuple(rollen[2:]), (lijst,))
        )
    elif rol is None:
        beurt.zeg(
            "uitnodigen",
            "rol_onbekend",
            gevraagd=rest[:60],
            rollen=[_rolnaam(beurt, r) for r in UITNODIGBARE_ROLLEN],
        )
    elif not gemeente_tekst:
        _ask_gemeente(beurt, rol)
    elif gemeente := find_gemeente(beurt.wereld.kennis, gemeente_tekst):
        _invite(beurt, rol, gemeente.id)
    else:
        _ask_gemeente(beurt, rol, onbekend=gemeente_tekst[:60])


def _ask_gemeente(beurt: Beurt, rol: Rol, onbekend: str | None = None) -> None:
    knoppen = [
        Knop(p.naam.for_taal(beurt.taal), f"u:{rol}:{refer(p.id)}")
        for p in beurt.wereld.kennis.gemeenten
    ]
    rows = [tuple(knoppen[i : i + 2]) for i in range(0, len(knoppen), 2)]
    rows.append((Knop(beurt.vertaal("Geen gemeente"), f"u:{rol}:-"),))
    beurt.zeg("uitnodigen", "welke_gemeente", knoppen=tuple(rows), rol=rol, onbekend=onbekend)


def _pressed(beurt: Beurt, parts: list[str]) -> None:
    rol = _rol(parts[0]) if parts else None
    match parts[1:]:
        case [] if rol:
            _ask_gemeente(beurt, rol)
        case ["-"] if rol:
            _invite(beurt, rol, None)
        case [verwijzing] if rol and (
            id := resolve(verwijzing, (p.id for p in beurt.wereld.kennis.gemeenten))
        ):
            _invite(beurt, rol, id)
        case _:
            beurt.zeg("hulp", "oude_knop")


def _invite(beurt: Beurt, rol: Rol, gemeente: Id | None) -> None:
    code = beurt.wereld.raadpleging.geheim()
    vervalt = beurt.wereld.now + GELDIG
    beurt.doe(MaakUitnodiging(hash_code(code), rol, gemeente, vervalt))
    bot = beurt.wereld.bot
    beurt.zeg(
        "uitnodigen",
        "gemaakt",
        rol=rol,
        gemeente=gemeente,
        vervalt=vervalt,
        code=code,
        link=f"https://t.me/{bot}?start={quote(code)}" if bot else None,
        weblink=f"{beurt.wereld.base_url}/uitnodiging/{quote(code)}",
    )


def _holders(beurt: Beurt, parts: list[str]) -> None:
    rolhouders = beurt.wereld.raadpleging.rolhouders()
    known = {str(r.abonnee): r for r in rolhouders}
    match parts:
        case []:
            knoppen = tuple(
                (Knop(beurt.vertaal("Trek #%(nr)s in", nr=r.abonnee), f"ur:{r.abonnee}"),)
                for r in rolhouders[:MEESTE]
                if r.abonnee != beurt.persoon.abonnee
            )
            beurt.zeg("uitnodigen", "rolhouders", knoppen=knoppen, rolhouders=rolhouders[:MEESTE])
        case [nummer] if nummer in known:
            knop = Knop(beurt.vertaal("Ja, trek in"), f"ur:{nummer}:ja")
            nee = Knop(beurt.vertaal("Nee"), "ur")
            beurt.zeg("uitnodigen", "zeker", knoppen=((knop, nee),), houder=known[nummer])
        case [nummer, "ja"] if nummer in known:
            beurt.doe(TrekRolIn(known[nummer].abonnee))
            beurt.zeg("uitnodigen", "ingetrokken", houder=known[nummer])
        case _:
            beurt.zeg("hulp", "oude_knop")


GESPREK = Gesprek(
    commandos=(Commando("uitnodigen", "nodig iemand uit", _uitnodigen, griffie=True, groep=False),),
    knoppen={"u": _pressed, "ur": _holders},
    griffie=True,
    groep=False,
)
