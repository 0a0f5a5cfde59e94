"""`/vraag`: a question and its answer; a conversation through fields in the address.

No cookie and nothing kept: the page carries the last few steps of the conversation, and each
request plays them again. A step is "v:" and a question, or "k:" and the data of a button.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zkl_bot.gesprek.invoer import Invoer, Persoon
from zkl_bot.gesprek.reactie import Reactie, Stand
from zkl_bot.gesprek.reply import LANGSTE_TEKST, reply
from zkl_bot.gesprek.wereld import Wereld
from zkl_bot.texts.bericht import Bericht, Bijlage, Knop
from zkl_bot.web.omgeving import omgeving_of, taal_of
from zkl_bot.web.opmaak import to_blocks
from zkl_bot.web.pages.start import examples
from zkl_bot.web.pagina import show

MEEST_EERDER = 6
"""How many earlier steps a conversation carries."""

LANGSTE_STAP = 500
"""Characters of an earlier step that are carried on."""

Answer: TypeAlias = Callable[[Invoer, Stand], Reactie]

_VOOR_IEMAND = frozenset({"v", "ka", "k", "h", "start"})
"""Buttons that keep something of a person; the page knows nobody."""
_COMMANDOS_VOOR_IEMAND = frozenset(
    {"volg", "herinneringen", "instellingen", "mijngegevens", "vergeetmij", "taal", "start"}
)


@dataclass(frozen=True, slots=True)
class Bestand:
    """A file to save, inside the page itself."""

    naam: str
    adres: str


@dataclass(frozen=True, slots=True)
class Deel:
    """One message of an answer."""

    html: Markup
    beelden: tuple[Markup, ...] = ()
    bestanden: tuple[Bestand, ...] = ()


@dataclass(slots=True)
class Beurt:
    """One step: what was asked or pressed, and what came back."""

    vraag: str
    delen: list[Deel] = field(default_factory=list)
    knoppen: list[Knop] = field(default_factory=list)


def steps_of(request: Request) -> list[str]:
    """The steps in the address, the newest last; what is no step is left out."""
    query = request.query_params
    steps = [s for s in query.getlist("eerder") if s[:2] in ("v:", "k:")][-MEEST_EERDER:]
    if "knop" in query:
        steps.append(f"k:{query['knop'][:64]}")
    elif "q" in query:
        steps.append(f"v:{query['q']}")
    elif not steps:
        return []
    return steps


def is_for_page(knop: Knop) -> bool:
    """Whether a button makes sense where nobody is known."""
    if knop.data is None:
        return True
    prefix, _, rest = knop.data.partition(":")
    if prefix == "c":
        return rest.split(" ")[0] not in _COMMANDOS_VOOR_IEMAND
    return prefix not in _VOOR_IEMAND


def play(steps: list[str], persoon: Persoon, wereld: Wereld, last: Answer) -> list[Beurt]:
    """The conversation so far. `last` answers the last step, the only one that is new."""
    stand: Stand = {}
    beurten: list[Beurt] = []
    labels: dict[str, str] = {}
    for number, step in enumerate(steps, start=1):
        kind, tekst = step[0], step[2:]
        if kind == "k":
            invoer = Invoer(persoon, knop=tekst, kanaal="web")
            vraag = labels.get(tekst, tekst)
        else:
            invoer = Invoer(persoon, tekst=tekst, kanaal="web")
            vraag = tekst.strip()[:LANGSTE_TEKST]
        is_last = number == len(steps)
        reactie = last(invoer, stand) if is_last else reply(invoer, stand, wereld)
        stand = reactie.stand
        beurt = Beurt(vraag)
        for bericht in reactie.berichten:
            beurt.delen.append(_deel(bericht))
            knoppen = [k for row in bericht.knoppen for k in row if is_for_page(k)]
            beurt.knoppen += knoppen
            labels |= {k.data: k.tekst for k in knoppen if k.data}
        beurten.append(beurt)
    return beurten


def _deel(bericht: Bericht) -> Deel:
    beelden = tuple(_picture(b) for b in bericht.bijlagen if b.mime == "image/svg+xml")
    bestanden = tuple(_file(b) for b in bericht.bijlagen if b.mime != "image/svg+xml")
    return Deel(to_blocks(bericht.html), beelden, bestanden)


def _picture(bijlage: Bijlage) -> Markup:
    # Our own template drew it and escaped every value.
    return Markup(bijlage.inhoud.decode())  # noqa: S704


def _file(bijlage: Bijlage) -> Bestand:
    packed = base64.b64encode(bijlage.inhoud).decode()
    return Bestand(bijlage.naam, f"data:{bijlage.mime};base64,{packed}")


def vraag(request: Request) -> Response:
    """The question page; with a question, its answer."""
    omgeving, taal = omgeving_of(request), taal_of(request)
    dienst = omgeving.dienst
    persoon = Persoon(taal=taal)
    # What is played again was counted when it was new; a HEAD asks nothing.
    wereld = replace(dienst.wereld(None, persoon), vraagbaak=dienst.vraagbaak.ongeteld)

    def only_look(invoer: Invoer, stand: Stand) -> Reactie:
        return reply(invoer, stand, wereld)

    steps = steps_of(request)
    last: Answer = dienst.answer if request.method == "GET" else only_look
    return show(
        request,
        "vraag",
        beurten=play(steps, persoon, wereld, last) if steps else [],
        eerder=[s[:LANGSTE_STAP] for s in steps[-MEEST_EERDER:]],
        voorbeelden=examples(omgeving.kennis, taal),
    )


ROUTES = [Route("/vraag", vraag)]
