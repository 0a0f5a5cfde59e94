"""/acties: every actie, and a page for each."""

from collections.abc import Iterator
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.kennis.document import Onduidelijkheid
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Feit, FeitSoort
from zkl_bot.kennis.werkplan import Actie, Betrokkenheid, RolInActie, Samenhang, Tabelrij
from zkl_bot.texts.deeplink import deep_link
from zkl_bot.web.omgeving import omgeving_of, taal_of
from zkl_bot.web.pagina import link, show

LEIDEND: frozenset[RolInActie] = frozenset(
    {"trekker", "coordinerend", "bestuurlijk-trekker", "ambtelijk-trekker", "regie"}
)
"""The roles in which a party leads an actie."""

VOLGORDE: tuple[FeitSoort, ...] = (
    "resultaat", "wat", "waarom", "hoe", "wanneer", "wie", "geld", "aantal", "regel", "definitie",
)  # fmt: skip
"""In which order a page shows the facts of a subject, by their soort."""


@dataclass(frozen=True, slots=True)
class Groep:
    """The facts of one soort."""

    soort: FeitSoort
    feiten: tuple[Feit, ...]


def grouped(feiten: tuple[Feit, ...]) -> list[Groep]:
    """The facts by soort, in the order of a page; soorten without facts are left out."""
    groups = (Groep(soort, tuple(f for f in feiten if f.soort == soort)) for soort in VOLGORDE)
    return [group for group in groups if group.feiten]


def leaders(actie: Actie) -> tuple[Betrokkenheid, ...]:
    """Who leads an actie, each party and role once."""
    seen: dict[tuple[str, str], Betrokkenheid] = {}
    for betrokkene in actie.betrokkenen:
        if betrokkene.rol in LEIDEND:
            seen.setdefault((betrokkene.partij, betrokkene.rol), betrokkene)
    return tuple(seen.values())


def item_leaders(actie: Actie) -> tuple[Betrokkenheid, ...]:
    """Who leads an item of an actie that names no leader of its own, each party once."""
    seen: dict[str, Betrokkenheid] = {}
    for onderdeel in actie.onderdelen if not leaders(actie) else ():
        for betrokkene in onderdeel.betrokkenen:
            if betrokkene.rol in LEIDEND:
                seen.setdefault(betrokkene.partij, betrokkene)
    return tuple(seen.values())


def supporters(actie: Actie) -> tuple[Betrokkenheid, ...]:
    """Who takes part without leading."""
    return tuple(b for b in actie.betrokkenen if b.rol not in LEIDEND)


def rows_of(kennis: Kennis, actie: Actie) -> tuple[Tabelrij, ...]:
    """The rows of the planning table about this actie."""
    return tuple(r for r in kennis.werkplan_of(actie.id).tabel if actie.id in r.acties)


def connections(kennis: Kennis, actie: Actie) -> Iterator[Samenhang]:
    """What joins this actie with others, and what may set them against each other."""
    werkplan = kennis.werkplan_of(actie.id)
    for samenhang in (*werkplan.koppelkansen, *werkplan.vraagstukken):
        of_hoofdopgave = not samenhang.acties and actie.hoofdopgave in samenhang.hoofdopgaven
        if actie.id in samenhang.acties or of_hoofdopgave:
            yield samenhang


def doubts(kennis: Kennis, id: str) -> tuple[Onduidelijkheid, ...]:
    """Where the documents are vague or disagree about a subject."""
    return tuple(o for o in kennis.onduidelijkheden if id in o.onderwerpen)


def without_meetings(gebeurtenissen: tuple[Gebeurtenis, ...]) -> tuple[Gebeurtenis, ...]:
    """Of a bespreking and the meeting that treats it only the bespreking, which has its source."""
    treated_in = {g.bijeenkomst for g in gebeurtenissen}
    return tuple(g for g in gebeurtenissen if g.id not in treated_in)


def acties(request: Request) -> Response:
    """Every actie of every edition, the current one first."""
    return show(request, "acties", leaders=leaders, item_leaders=item_leaders)


def actie(request: Request) -> Response:
    """One actie. `/acties/9` leads to `/acties/actie-9`, the id that stays."""
    omgeving, id = omgeving_of(request), request.path_params["id"]
    kennis = omgeving.kennis
    if id.isdigit() and len(id) < 4:
        found = next((a for a in kennis.acties if a.nummer == int(id)), None)
        if found is not None:
            return RedirectResponse(link(f"/acties/{found.id}", taal_of(request)), 301)
    if not kennis.has_actie(id):
        raise HTTPException(404)
    found = kennis.actie(id)
    agenda = omgeving.agenda()
    return show(
        request,
        "actie",
        actie=found,
        werkplan=kennis.werkplan_of(id),
        hoofdopgave=kennis.hoofdopgave(found.hoofdopgave),
        leaders=leaders(found),
        item_leaders=item_leaders(found),
        supporters=supporters(found),
        groepen=grouped(found.feiten),
        grouped=grouped,
        gebeurtenissen=without_meetings(agenda.for_actie(id)),
        bijeenkomsten={g.id: g for g in agenda.for_actie(id) if g.soort == "bijeenkomst"},
        rijen=rows_of(kennis, found),
        samenhang=tuple(connections(kennis, found)),
        onduidelijk=doubts(kennis, id),
        telegram=deep_link(omgeving.dienst.bot, id),
    )


ROUTES = [Route("/acties", acties), Route("/acties/{id}", actie)]
