"""/verplaats and /afgelast: another time, place, agenda or link, or no meeting at all."""

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.gesprek.beurt import Beurt, Knoppen
from zkl_bot.gesprek.commandos.ongedaan import undo_knop
from zkl_bot.gesprek.datumwoorden import read_datum
from zkl_bot.gesprek.effecten import WijzigBijeenkomst
from zkl_bot.gesprek.formulier import STAPPEN, edit_knoppen, is_of, preview_data
from zkl_bot.gesprek.kiesdatum import doubt
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.gesprek.velden import Velden, apply_velden, to_velden
from zkl_bot.gesprek.verwijzing import refer, resolve
from zkl_bot.gesprek.waarschuwing import warn
from zkl_bot.texts.bericht import Knop

NAAM = "wijzig"
PER_PAGINA = 8
_STAPPEN = ("dag", "tijd", "plaats", "acties", "url", "onderwerp")


def _prefix(beurt: Beurt) -> str:
    return f"w:{(beurt.formulier or {}).get('nummer', 0)}"


def _verplaats(beurt: Beurt, rest: str) -> None:
    _begin(beurt, rest, afgelast=False)


def _afgelast(beurt: Beurt, rest: str) -> None:
    _begin(beurt, rest, afgelast=True)


def _begin(beurt: Beurt, rest: str, *, afgelast: bool) -> None:
    id, _, over = rest.partition(" ")
    found = beurt.wereld.raadpleging.bijeenkomst(id.lower()) if id else None
    if found is None and rest:
        beurt.zeg("wijzig", "onbekend", gevraagd=rest[:60])
    if found is None:
        _choose(beurt, 0, afgelast=afgelast)
        return
    _open(beurt, found, afgelast=afgelast)
    formulier = beurt.formulier
    if not over or formulier is None or afgelast:
        return
    velden = formulier["velden"]
    velden["stap"] = "dag"
    if STAPPEN["dag"].tekst(beurt, _prefix(beurt), velden["nieuw"], over):
        _preview(beurt)


def _choose(beurt: Beurt, pagina: int, *, afgelast: bool) -> None:
    komend = [
        g
        for g in beurt.wereld.agenda.upcoming(beurt.wereld.now)
        if g.soort == "bijeenkomst" and g.status == "gepland"
    ]
    if not komend:
        beurt.zeg("wijzig", "niets_gepland")
        return
    last = (len(komend) - 1) // PER_PAGINA
    pagina = max(0, min(pagina, last))
    shown = komend[pagina * PER_PAGINA : (pagina + 1) * PER_PAGINA]
    doel = "x" if afgelast else "v"
    first = pagina * PER_PAGINA + 1
    knoppen = [Knop(str(first + i), f"wk:{doel}:{refer(g.id)}") for i, g in enumerate(shown)]
    blader: list[Knop] = []
    if pagina > 0:
        blader.append(Knop("◀", f"wp:{doel}:{pagina - 1}"))
    if pagina < last:
        blader.append(Knop("▶", f"wp:{doel}:{pagina + 1}"))
    rows = [tuple(knoppen[:4]), tuple(knoppen[4:]), tuple(blader)]
    beurt.zeg(
        "wijzig",
        "welke",
        knoppen=tuple(row for row in rows if row),
        events=shown,
        eerste=first,
        afgelast=afgelast,
    )


def _chosen(beurt: Beurt, parts: list[str]) -> None:
    ids = (g.id for g in beurt.wereld.agenda.gebeurtenissen if g.soort == "bijeenkomst")
    id = resolve(parts[1], ids) if len(parts) == 2 else None
    found = beurt.wereld.raadpleging.bijeenkomst(id) if id else None
    if found is None:
        beurt.zeg("gebeurtenis", "weg")
    else:
        _open(beurt, found, afgelast=parts[0] == "x")


def _page(beurt: Beurt, parts: list[str]) -> None:
    if len(parts) == 2 and parts[1].isascii() and parts[1].isdigit():
        _choose(beurt, int(parts[1][:4]), afgelast=parts[0] == "x")
    else:
        beurt.zeg("hulp", "oude_knop")


def _open(beurt: Beurt, b: Bijeenkomst, *, afgelast: bool) -> None:
    if b.status == "geannuleerd":
        beurt.zeg("wijzig", "al_afgelast", **preview_data(beurt, b))
        return
    velden = to_velden(b)
    nieuw = velden | {"status": "geannuleerd"} if afgelast else dict(velden)
    beurt.open_formulier(
        NAAM,
        id=b.id,
        revisie=b.revisie,
        basis=velden,
        nieuw=nieuw,
        stap="voorbeeld",
        afgelast=afgelast,
    )
    if afgelast:
        _preview(beurt)
    else:
        knoppen = edit_knoppen(beurt, _prefix(beurt), _STAPPEN)
        stop = (Knop(beurt.vertaal("Stop"), "c:annuleer"),)
        beurt.zeg("wijzig", "wat", knoppen=(*knoppen, stop), **preview_data(beurt, b))


def _current(beurt: Beurt) -> Bijeenkomst | None:
    """The meeting as it is now, unless it is off or gone: then they are told."""
    velden = (beurt.formulier or {})["velden"]
    nu = beurt.wereld.raadpleging.bijeenkomst(velden["id"])
    if nu is None or nu.status == "geannuleerd":
        beurt.sluit_formulier()
        if nu is None:
            beurt.zeg("gebeurtenis", "weg")
        else:
            beurt.zeg("wijzig", "intussen_afgelast", **preview_data(beurt, nu))
        return None
    return nu


def _rebase(beurt: Beurt, nu: Bijeenkomst) -> bool:
    """Whether somebody else changed it meanwhile: they are told, and what this person changed
    comes on top of that, so that neither loses anything.
    """
    velden = (beurt.formulier or {})["velden"]
    if nu.revisie == velden["revisie"]:
        return False
    basis, intussen = velden.get("basis", {}), to_velden(nu)
    eigen = {naam: w for naam, w in velden["nieuw"].items() if basis.get(naam) != w}
    velden |= {"revisie": nu.revisie, "basis": intussen, "nieuw": intussen | eigen}
    beurt.zeg("wijzig", "intussen_gewijzigd", **preview_data(beurt, nu))
    return True


def _preview(beurt: Beurt) -> None:
    velden = (beurt.formulier or {})["velden"]
    nu = beurt.wereld.raadpleging.bijeenkomst(velden["id"])
    if nu is None:
        return
    velden["stap"] = "voorbeeld"
    nieuw = apply_velden(nu, velden["nieuw"])
    wereld, prefix = beurt.wereld, _prefix(beurt)
    if nieuw == nu:
        knoppen: Knoppen = edit_knoppen(beurt, prefix, _STAPPEN)
        beurt.zeg("wijzig", "niets_anders", knoppen=(*knoppen, (_stop(beurt),)))
        return
    woord = beurt.vertaal("Ja, gelast af") if velden["afgelast"] else beurt.vertaal("Ja, wijzig")
    ok = Knop("✔ " + woord, f"{prefix}:ok")
    edit = () if velden["afgelast"] else edit_knoppen(beurt, prefix, _STAPPEN)
    beurt.zeg(
        "wijzig",
        "afgelast_voorbeeld" if velden["afgelast"] else "voorbeeld",
        knoppen=((ok,), *edit, (_stop(beurt),)),
        oud=nu,
        oud_acties=[wereld.kennis.actie(a) for a in nu.acties],
        telling=wereld.raadpleging.telling(nieuw, nu),
        let_op=warn(
            wereld.agenda,
            wereld.kennis.herinneringen,
            nieuw.dag,
            tijd=velden["nieuw"]["tijd"],
            behalve=nu.id,
        ),
        verleden=nieuw.dag < wereld.vandaag,
        **preview_data(beurt, nieuw),
    )


def _stop(beurt: Beurt) -> Knop:
    return Knop(beurt.vertaal("Stop"), "c:annuleer")


def _pressed(beurt: Beurt, parts: list[str]) -> None:
    formulier = beurt.formulier
    if formulier is None or formulier["naam"] != NAAM or parts[:1] != [str(formulier["nummer"])]:
        beurt.zeg("bijeenkomst", "oud_formulier")
        return
    nu = _current(beurt)
    if nu is None:
        return
    velden, rest = formulier["velden"], parts[1:]
    is_changed = _rebase(beurt, nu)
    match rest:
        case ["ok"] if is_changed:
            _preview(beurt)
        case ["ok"]:
            _apply(beurt, nu, velden)
        case ["e", stap] if stap in _STAPPEN and not velden["afgelast"]:
            velden["stap"] = stap
            STAPPEN[stap].vraag(beurt, _prefix(beurt), velden["nieuw"])
        case _:
            stap = velden["stap"]
            if not is_of(stap, rest):
                _ask_again(beurt, velden)
            elif STAPPEN[stap].knop(beurt, _prefix(beurt), velden["nieuw"], rest):
                _preview(beurt)


def _typed(beurt: Beurt, tekst: str) -> None:
    nu = _current(beurt)
    if nu is None:
        return
    _rebase(beurt, nu)
    velden = (beurt.formulier or {})["velden"]
    stap = velden["stap"]
    if stap == "voorbeeld" and not velden["afgelast"]:
        # Straight to it: whoever types a date where it says what to change means the date.
        gelezen = read_datum(tekst, beurt.wereld.now)
        if not gelezen.kandidaten and gelezen.twijfel != "bestaat_niet":
            beurt.zeg("bijeenkomst", "kies_knop")
            return
        stap = velden["stap"] = "dag"
        if gelezen.dag is None:
            doubt(beurt, gelezen, _prefix(beurt), tekst)
            return
    if stap not in STAPPEN:
        beurt.zeg("bijeenkomst", "kies_knop")
    elif STAPPEN[stap].tekst(beurt, _prefix(beurt), velden["nieuw"], tekst):
        _preview(beurt)


def _apply(beurt: Beurt, nu: Bijeenkomst, velden: Velden) -> None:
    nieuw = apply_velden(nu, velden["nieuw"])
    beurt.sluit_formulier()
    if nieuw == nu:
        beurt.zeg("wijzig", "niets_anders")
        return
    beurt.doe(WijzigBijeenkomst(nieuw, nu.revisie))
    undo = undo_knop(beurt, bijeenkomst=nu.id, revisie=nu.revisie + 1, voor=to_velden(nu))
    beurt.zeg(
        "wijzig",
        "afgelast" if velden["afgelast"] else "gewijzigd",
        knoppen=(*undo, (Knop(beurt.vertaal("Bekijk"), f"g:{refer(nu.id)}"),)),
        telling=beurt.wereld.raadpleging.telling(nieuw, nu),
        **preview_data(beurt, nieuw),
    )


def _ask_again(beurt: Beurt, velden: Velden) -> None:
    """The step that is open, or the preview: the answer to what was pressed may be lost."""
    stap = velden["stap"]
    if stap in STAPPEN:
        STAPPEN[stap].vraag(beurt, _prefix(beurt), velden["nieuw"])
    else:
        _preview(beurt)


def resume(beurt: Beurt) -> None:
    """Shows once more where the change stands."""
    nu = _current(beurt)
    if nu is not None:
        _rebase(beurt, nu)
        _ask_again(beurt, (beurt.formulier or {})["velden"])


GESPREK = Gesprek(
    commandos=(
        Commando("verplaats", "wijzig een bijeenkomst", _verplaats, griffie=True, groep=False),
        Commando("afgelast", "gelast een bijeenkomst af", _afgelast, griffie=True, groep=False),
    ),
    knoppen={"w": _pressed, "wk": _chosen, "wp": _page},
    formulieren={NAAM: _typed},
    griffie=True,
    groep=False,
)
