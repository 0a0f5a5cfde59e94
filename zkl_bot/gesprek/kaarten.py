"""Cards to share from any chat: what `@bot fietspad` finds."""

from dataclasses import dataclass

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.gesprek.wereld import Wereld
from zkl_bot.gesprek.zoeken import find_actie
from zkl_bot.kennis.model import Taal
from zkl_bot.kennis.werkplan import Actie
from zkl_bot.texts.plain import to_plain

MEESTE = 10
LANGSTE_ZOEKVRAAG = 256
"""Telegram's own limit for what is typed behind the bot's name."""


@dataclass(frozen=True, slots=True)
class Kaart:
    """One result: what the list shows (plain), and the message that is sent when it is chosen."""

    id: str
    titel: str
    omschrijving: str
    html: str


def make_kaarten(zoek: str, wereld: Wereld, taal: Taal) -> tuple[Kaart, ...]:
    """The cards for what was typed; what is coming when nothing was."""
    words = " ".join(zoek[:LANGSTE_ZOEKVRAAG].lower().split())
    if not words:
        coming = wereld.agenda.upcoming(wereld.now)[:MEESTE]
        return tuple(_gebeurtenis(wereld, g, taal) for g in coming)
    kaarten = [_actie(wereld, a, taal) for a in _acties(wereld, words)]
    antwoord = wereld.vraagbaak.answer(
        zoek[:LANGSTE_ZOEKVRAAG], now=wereld.now, taal=taal, agenda=wereld.agenda
    )
    if antwoord.kind == "antwoord":
        html = wereld.renderer.antwoord(antwoord, antwoord.taal).html
        lines = to_plain(html).splitlines()
        kaarten.append(Kaart("antwoord", " ".join(zoek.split())[:60], " ".join(lines)[:120], html))
    kaarten += [_gebeurtenis(wereld, g, taal) for g in _gebeurtenissen(wereld, words)]
    return tuple(kaarten[:MEESTE])


def _acties(wereld: Wereld, words: str) -> list[Actie]:
    if exact := find_actie(wereld.kennis, words):
        return [exact]

    def names(actie: Actie) -> tuple[str, ...]:
        return (actie.titel.nl, actie.titel.en, actie.kort.nl, actie.kort.en, *actie.aliassen)

    return [a for a in wereld.kennis.acties if any(words in n.lower() for n in names(a))]


def _gebeurtenissen(wereld: Wereld, words: str) -> list[Gebeurtenis]:
    return [
        g
        for g in wereld.agenda.upcoming(wereld.now)
        if any(words in (t or "").lower() for t in (g.titel.nl, g.titel.en, g.plaats, g.onderwerp))
    ]


def _actie(wereld: Wereld, actie: Actie, taal: Taal) -> Kaart:
    html = wereld.renderer.render(
        "gesprek/kaart", taal, deel="actie", actie=actie, base_url=wereld.base_url
    )
    titel = f"{actie.nummer}. {actie.kort.for_taal(taal)}"
    return Kaart(actie.id[:64], titel, actie.kern.for_taal(taal)[:120], html)


def _gebeurtenis(wereld: Wereld, g: Gebeurtenis, taal: Taal) -> Kaart:
    link = f"{wereld.base_url}/gebeurtenis/{g.id}"
    html = wereld.renderer.render("gesprek/kaart", taal, deel="gebeurtenis", g=g, link=link)
    when = wereld.renderer.render("gesprek/kaart", taal, deel="wanneer", g=g)
    return Kaart(g.id[:64], g.titel.for_taal(taal)[:80], to_plain(when), html)
