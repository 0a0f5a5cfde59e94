"""Checks that span files: ids are unique, and everything referred to exists."""

from collections.abc import Callable, Iterator
from typing import Any

from pydantic import BaseModel

from zkl_bot.kennis.bestand import Pad
from zkl_bot.kennis.convenant import Convenant, Gremium
from zkl_bot.kennis.document import Onduidelijkheid
from zkl_bot.kennis.herinneringsregel import Deadline, Herinneringsregel
from zkl_bot.kennis.intakeregel import Gremiumregel, Intakeregels
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Vindplaats
from zkl_bot.kennis.moment import Moment
from zkl_bot.kennis.vraagvormen import Vraagvorm
from zkl_bot.kennis.werkplan import Actie, Betrokkenheid, Samenhang, Tabelrij, Werkplan

Report = Callable[[str, Pad, str], None]


def walk(value: Any, pad: Pad = ()) -> Iterator[tuple[Pad, BaseModel]]:
    """Every model inside `value`, itself included, with the path that leads to it."""
    if isinstance(value, BaseModel):
        yield pad, value
        for name in type(value).model_fields:
            yield from walk(getattr(value, name), (*pad, name))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from walk(item, (*pad, index))


HET_WOORDEN = frozenset({"feit", "gremium", "onderwerp", "orgaan"})
"""Before these a Dutch adjective has no -e: "onbekend feit"."""


def check_verwijzingen(kennis: Kennis, bestanden: dict[str, BaseModel], report: Report) -> None:
    """Reports every double id and every reference to something that is not there."""
    seen: dict[str, str] = {}
    bronnen = {b.id: b for b in kennis.bronnen}
    partijen = {p.id for p in kennis.partijen}
    acties = {a.id for w in kennis.werkplannen for a in w.acties}
    hoofdopgaven = {h.id for w in kennis.werkplannen for h in w.hoofdopgaven}
    organen = {o.id for o in kennis.convenant.organen}
    feiten = {feit.id for _, feit in kennis.feiten()} | {o.id for o in kennis.onduidelijkheden}
    gremia = {g.id for g in kennis.convenant.gremia}
    onderwerpen = {o.id for o in kennis.onderwerpen()} | partijen | set(bronnen)

    def refer(naam: str, pad: Pad, soort: str, ids: Any, bekend: set[str]) -> None:
        for id in ids:
            if id not in bekend:
                onbekend = "onbekend" if soort in HET_WOORDEN else "onbekende"
                report(naam, pad, f"{onbekend} {soort} {id!r}")

    for naam, inhoud in bestanden.items():
        for pad, model in walk(inhoud):
            _check_id(naam, pad, model, seen, report)
            if isinstance(model, Vindplaats):
                _check_vindplaats(naam, pad, model, bronnen, report)
            elif isinstance(model, Betrokkenheid):
                refer(naam, (*pad, "partij"), "partij", [model.partij], partijen)
            elif isinstance(model, Actie):
                refer(naam, (*pad, "hoofdopgave"), "hoofdopgave", [model.hoofdopgave], hoofdopgaven)
            elif isinstance(model, Samenhang | Moment):
                refer(naam, (*pad, "acties"), "actie", model.acties, acties)
                refer(naam, (*pad, "hoofdopgaven"), "hoofdopgave", model.hoofdopgaven, hoofdopgaven)
                if isinstance(model, Moment):
                    refer(naam, (*pad, "partijen"), "partij", model.partijen, partijen)
                    if model.gremium:
                        refer(naam, (*pad, "gremium"), "gremium", [model.gremium], gremia)
            elif isinstance(model, Tabelrij):
                refer(naam, (*pad, "acties"), "actie", model.acties, acties)
            elif isinstance(model, Herinneringsregel | Deadline):
                refer(naam, (*pad, "gremia"), "gremium", model.gremia, gremia)
            elif isinstance(model, Vraagvorm):
                refer(naam, (*pad, "feit"), "feit", [model.feit], feiten)
            elif isinstance(model, Gremium):
                refer(naam, (*pad, "orgaan"), "orgaan", [model.orgaan], organen)
            elif isinstance(model, Convenant):
                refer(naam, (*pad, "partijen"), "partij", model.partijen, partijen)
            elif isinstance(model, Onduidelijkheid):
                refer(naam, (*pad, "onderwerpen"), "onderwerp", model.onderwerpen, onderwerpen)
            elif isinstance(model, Gremiumregel | Intakeregels):
                refer(naam, pad, "gremium", model.genoemd, gremia)
            if isinstance(model, Werkplan):
                _check_editie(naam, model, report)
            if (bron := getattr(model, "bron", None)) and not isinstance(model, Vindplaats):
                refer(naam, (*pad, "bron"), "bron", [bron], set(bronnen))
    _check_lijsten(kennis, report)


def _check_id(naam: str, pad: Pad, model: BaseModel, seen: dict[str, str], report: Report) -> None:
    id = getattr(model, "id", None)
    # A hoofdopgave may recur in a later edition and a gremium is named after its orgaan, so they
    # don't share one namespace with the rest; sections never do.
    eigen = isinstance(model, Gremium | Herinneringsregel)
    space = type(model).__name__ if eigen else "alles"
    if id and type(model).__name__ not in ("Paragraaf", "Bron", "Partij", "Hoofdopgave"):
        if (key := f"{space}:{id}") in seen:
            report(naam, (*pad, "id"), f"de id {id!r} bestaat al, in {seen[key]}")
        seen.setdefault(key, naam)


def _check_lijsten(kennis: Kennis, report: Report) -> None:
    """The ids of bronnen and partijen are unique too, each among themselves."""
    for naam, ids in (
        ("bronnen.yaml", [b.id for b in kennis.bronnen]),
        ("partijen.yaml", [p.id for p in kennis.partijen]),
    ):
        for index, id in enumerate(ids):
            if id in ids[:index]:
                report(naam, (naam.removesuffix(".yaml"), index, "id"), f"dubbele id {id!r}")


def _check_vindplaats(
    naam: str, pad: Pad, vindplaats: Vindplaats, bronnen: dict[str, Any], report: Report
) -> None:
    bron = bronnen.get(vindplaats.bron)
    if bron is None:
        report(naam, (*pad, "bron"), f"onbekende bron {vindplaats.bron!r}; zie bronnen.yaml")
        return
    paragraaf = bron.paragraaf(vindplaats.paragraaf)
    if paragraaf is None:
        bekend = ", ".join(p.id for p in bron.paragrafen)
        melding = f"{bron.id} heeft geen paragraaf {vindplaats.paragraaf!r}; wel: {bekend}"
        report(naam, (*pad, "paragraaf"), melding)
    elif vindplaats.punt and vindplaats.punt not in paragraaf.punten:
        bekend = ", ".join(paragraaf.punten) or "geen"
        melding = f"paragraaf {paragraaf.id} heeft geen punt {vindplaats.punt!r}; wel: {bekend}"
        report(naam, (*pad, "punt"), melding)


def _check_editie(naam: str, werkplan: Werkplan, report: Report) -> None:
    """An edition's acties are numbered 1, 2, 3… and their ids carry its prefix."""
    for index, actie in enumerate(werkplan.acties):
        verwacht = f"{werkplan.voorvoegsel}actie-{actie.nummer}"
        if actie.id != verwacht:
            report(naam, ("acties", index, "id"), f"verwacht {verwacht!r}, er staat {actie.id!r}")
        if actie.nummer != index + 1:
            melding = f"verwacht nummer {index + 1}: acties staan op volgorde"
            report(naam, ("acties", index, "nummer"), melding)
