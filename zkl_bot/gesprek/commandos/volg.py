"""/volg: what somebody, or a group, wants to be told about."""

from collections.abc import Iterator

from zkl_bot.gesprek.beurt import Beurt, Knoppen
from zkl_bot.gesprek.effecten import StopVolgen, Volg
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.gesprek.verwijzing import refer, resolve
from zkl_bot.gesprek.zoeken import find_actie, find_gemeente, find_gremium, find_hoofdopgave
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id, Taal
from zkl_bot.texts.bericht import Knop

SOORTEN = ("actie", "hoofdopgave", "gremium", "gemeente", "convenant")
ALLES = ("alles", "alles")
_PER_RIJ = 2
MEESTE_APART = 5
"""How many single gebeurtenissen the overview has a button for."""


def choices(kennis: Kennis, soort: str, taal: Taal) -> Iterator[tuple[Id, str]]:
    """What can be followed of one soort, with the words for it."""
    if soort == "actie":
        yield from ((a.id, f"{a.nummer}. {a.kort.for_taal(taal)}") for a in kennis.acties)
        for werkplan in kennis.werkplannen[1:]:
            yield from ((a.id, f"{a.nummer}. {a.kort.for_taal(taal)}") for a in werkplan.acties)
    elif soort == "hoofdopgave":
        seen: set[Id] = set()
        for hoofdopgave in (h for w in kennis.werkplannen for h in w.hoofdopgaven):
            if hoofdopgave.id not in seen:
                seen.add(hoofdopgave.id)
                yield hoofdopgave.id, hoofdopgave.titel.for_taal(taal)
    elif soort == "gremium":
        yield from ((g.id, g.naam.for_taal(taal)) for g in kennis.convenant.gremia)
    elif soort == "gemeente":
        yield from ((p.id, p.naam.for_taal(taal)) for p in kennis.gemeenten)
    elif soort == "convenant":
        yield "opzegging", kennis.convenant.opzegging.titel.for_taal(taal)
        yield "evaluatie", kennis.convenant.evaluatie.titel.for_taal(taal)


def name_of(beurt: Beurt, soort: str, onderwerp: Id) -> str:
    """The words for something that can be followed; its id when it is no longer there."""
    if soort == "alles":
        return beurt.vertaal("alles")
    if soort == "gebeurtenis":
        gebeurtenis = beurt.wereld.agenda.by_id(onderwerp)
        return gebeurtenis.titel.for_taal(beurt.taal) if gebeurtenis else onderwerp
    naam = dict(choices(beurt.wereld.kennis, soort, beurt.taal)).get(onderwerp, onderwerp)
    return f"{beurt.vertaal('actie')} {naam}" if soort == "actie" else naam


def _volg(beurt: Beurt, rest: str) -> None:
    kennis = beurt.wereld.kennis
    words = rest.lower().strip()
    if beurt.invoer.kanaal == "web":
        beurt.zeg("volg", "niet_op_web", base_url=beurt.wereld.base_url, bot=beurt.wereld.bot)
    elif not words:
        _overview(beurt)
    elif words in ("alles", "all", "everything"):
        _set(beurt, *ALLES, aan=True)
    elif words in ("stop", "niets", "uit", "none"):
        _stop_all(beurt)
    elif actie := find_actie(kennis, words):
        _set(beurt, "actie", actie.id, aan=True)
    elif hoofdopgave := find_hoofdopgave(kennis, words):
        _set(beurt, "hoofdopgave", hoofdopgave.id, aan=True)
    elif gremium := find_gremium(kennis, words):
        _set(beurt, "gremium", gremium.id, aan=True)
    elif gemeente := find_gemeente(kennis, words):
        _set(beurt, "gemeente", gemeente.id, aan=True)
    elif onderwerp := _find_convenant(kennis, words):
        _set(beurt, "convenant", onderwerp, aan=True)
    else:
        beurt.zeg("volg", "onbekend", knoppen=_soort_knoppen(beurt), gevraagd=rest[:60])


def _find_convenant(kennis: Kennis, words: str) -> str | None:
    convenant = kennis.convenant
    subjects = {"opzegging": convenant.opzegging, "evaluatie": convenant.evaluatie}
    for id, onderwerp in subjects.items():
        names = (id, onderwerp.titel.nl, onderwerp.titel.en, *onderwerp.aliassen)
        if words in (name.lower() for name in names):
            return id
    return None


def _overview(beurt: Beurt) -> None:
    volgt = sorted(beurt.persoon.volgt)
    apart = [(s, id) for s, id in volgt if s == "gebeurtenis"][:MEESTE_APART]
    rows = [(Knop("✅ " + name_of(beurt, s, id)[:50], f"v:{s}:{refer(id)}:0"),) for s, id in apart]
    beurt.zeg(
        "volg",
        "overzicht",
        knoppen=(*_soort_knoppen(beurt), *rows),
        volgt=[name_of(beurt, soort, onderwerp) for soort, onderwerp in volgt],
        rol=beurt.persoon.rol,
    )


def _soort_knoppen(beurt: Beurt) -> Knoppen:
    alles = ALLES in beurt.persoon.volgt
    return (
        (
            Knop(
                ("✅ " if alles else "") + beurt.vertaal("Alles"),
                f"v:alles:alles:{0 if alles else 1}",
            ),
        ),
        (
            Knop(beurt.vertaal("Acties"), "vk:actie"),
            Knop(beurt.vertaal("Hoofdopgaven"), "vk:hoofdopgave"),
        ),
        (
            Knop(beurt.vertaal("Overleggen"), "vk:gremium"),
            Knop(beurt.vertaal("Gemeenten"), "vk:gemeente"),
        ),
        (Knop(beurt.vertaal("Opzegging en evaluatie"), "vk:convenant"),),
    )


def _choose(beurt: Beurt, parts: list[str]) -> None:
    soort = parts[0] if parts else ""
    if soort not in SOORTEN:
        beurt.zeg("hulp", "oude_knop")
        return
    knoppen: list[Knop] = []
    for id, naam in choices(beurt.wereld.kennis, soort, beurt.taal):
        aan = (soort, id) in beurt.persoon.volgt
        knoppen.append(
            Knop(("✅ " if aan else "") + naam[:50], f"v:{soort}:{refer(id)}:{0 if aan else 1}")
        )
    rows = tuple(tuple(knoppen[i : i + _PER_RIJ]) for i in range(0, len(knoppen), _PER_RIJ))
    beurt.zeg(
        "volg",
        "kies",
        knoppen=(*rows, (Knop("◀ " + beurt.vertaal("Terug"), "c:volg"),)),
        soort=soort,
    )


def _toggle(beurt: Beurt, parts: list[str]) -> None:
    if len(parts) != 3 or beurt.invoer.kanaal == "web":
        if beurt.invoer.kanaal == "web":
            _volg(beurt, "")
        else:
            beurt.zeg("hulp", "oude_knop")
        return
    soort, verwijzing, aan = parts
    onderwerp = resolve(verwijzing, _ids(beurt, soort))
    if onderwerp is None:
        beurt.zeg("hulp", "oude_knop")
    else:
        _set(beurt, soort, onderwerp, aan=aan != "0")


def _ids(beurt: Beurt, soort: str) -> Iterator[Id]:
    """What of one soort there is to follow, or is followed already."""
    if soort == "alles":
        yield "alles"
    elif soort == "gebeurtenis":
        yield from (g.id for g in beurt.wereld.agenda.gebeurtenissen)
    yield from (id for id, _ in choices(beurt.wereld.kennis, soort, beurt.taal))
    yield from (id for s, id in beurt.persoon.volgt if s == soort)


def _set(beurt: Beurt, soort: str, onderwerp: Id, *, aan: bool) -> None:
    volgt = (soort, onderwerp) in beurt.persoon.volgt
    naam = name_of(beurt, soort, onderwerp)
    terug = Knop(beurt.vertaal("Ongedaan maken"), f"v:{soort}:{refer(onderwerp)}:{0 if aan else 1}")
    meer = Knop(beurt.vertaal("Wat volg ik?"), "c:volg")
    if aan == volgt:
        beurt.zeg("volg", "was_al_aan" if aan else "was_al_uit", knoppen=((meer,),), naam=naam)
        return
    beurt.doe(Volg(soort, onderwerp) if aan else StopVolgen(soort, onderwerp))
    beurt.zeg(
        "volg",
        "aan" if aan else "uit",
        knoppen=((terug, meer),),
        naam=naam,
        alleen=soort in ("convenant", "gebeurtenis"),
    )


def _stop_all(beurt: Beurt) -> None:
    for soort, onderwerp in sorted(beurt.persoon.volgt):
        beurt.doe(StopVolgen(soort, onderwerp))
    beurt.zeg("volg", "alles_uit", aantal=len(beurt.persoon.volgt))


GESPREK = Gesprek(
    commandos=(Commando("volg", "kies waarover u bericht krijgt", _volg),),
    knoppen={"v": _toggle, "vk": _choose},
)
