"""Any other text is a question."""

import re

from zkl_bot.gesprek.beurt import Beurt, Knoppen
from zkl_bot.gesprek.commandos.gebeurtenis import event_knoppen, event_of_convenant
from zkl_bot.gesprek.effecten import NoteerOpenVraag
from zkl_bot.gesprek.register import Gesprek
from zkl_bot.gesprek.verwijzing import digest
from zkl_bot.texts.bericht import Bericht, Knop

LANGSTE_OPEN_VRAAG = 300
"""Characters of a question without an answer that are kept for the griffie."""
_BEWAARD = 12
"""How many suggestions that don't fit in a button a chat remembers."""
_ADRES = re.compile(
    r"\S+@\S+|\d{7,}|(?!\b\d{1,2}[-.]\d{1,2}[-.]\d{4}\b)(?:\+|\b0)\d(?:[ .()-]{0,2}\d){6,}"
)
"""An e-mail address, a long number, a telephone number that is no date."""
_KORT = 60
LANGSTE_IN_KNOP = 61
"""Bytes of a question in the data of a button, that has 64."""


def answer_vraag(beurt: Beurt, vraag: str) -> None:
    """Answers a question; a follow-up refers to what was last talked about."""
    wereld = beurt.wereld
    antwoord = wereld.vraagbaak.answer(
        vraag, now=wereld.now, taal=beurt.taal, eerder=beurt.eerder, agenda=wereld.agenda
    )
    bericht = wereld.renderer.antwoord(antwoord, antwoord.taal)
    if antwoord.kind != "hulp" and antwoord.eerder is not None:
        beurt.onthoud_vraag(antwoord.eerder)
    if antwoord.kind == "onbekend" and wereld.open_vragen:
        beurt.doe(NoteerOpenVraag(_without_addresses(vraag)[:LANGSTE_OPEN_VRAAG]))
    events = (wereld.agenda.by_id(id) for id in antwoord.gebeurtenissen)
    eerste = next((g for g in events if g is not None), None)
    if eerste is None and antwoord.kind == "antwoord" and antwoord.eerder is not None:
        eerste = event_of_convenant(beurt, antwoord.eerder.onderwerp)
    knoppen: Knoppen = event_knoppen(beurt, eerste) if eerste else ()
    knoppen += suggestion_knoppen(beurt, antwoord.suggesties)
    if antwoord.kind == "antwoord" and beurt.invoer.kanaal != "web":
        knoppen += ((Knop(beurt.vertaal("Klopt niet?"), f"k:={_shorten(vraag)}"),),)
    beurt.toon(Bericht(bericht.html, bericht.knoppen + knoppen, bericht.bijlagen))


def _without_addresses(vraag: str) -> str:
    """A question without e-mail addresses and long numbers, which the griffie needs for nothing."""
    return _ADRES.sub("[…]", vraag)


def _shorten(vraag: str) -> str:
    """As much of a question as a button carries: nothing of it is kept anywhere else."""
    words = " ".join(vraag.split())
    if len(words.encode()) <= LANGSTE_IN_KNOP:
        return words
    return words.encode()[: LANGSTE_IN_KNOP - 3].decode(errors="ignore") + "…"


def suggestion_knoppen(beurt: Beurt, suggesties: tuple[str, ...]) -> Knoppen:
    """A button for each question; the long ones are kept in the stand."""
    knoppen: list[tuple[Knop, ...]] = []
    bewaard = dict(beurt.stand.get("suggesties", {}))
    for vraag in suggesties:
        data = f"q:={vraag}"
        if len(data.encode()) > 64:
            data = f"q:{digest(vraag)}"
            bewaard.pop(digest(vraag), None)
            bewaard[digest(vraag)] = vraag
        tekst = vraag if len(vraag) <= _KORT else f"{vraag[: _KORT - 1]}…"
        knoppen.append((Knop(tekst, data),))
    if bewaard:
        beurt.stand["suggesties"] = dict(list(bewaard.items())[-_BEWAARD:])
    return tuple(knoppen)


def _suggested(beurt: Beurt, parts: list[str]) -> None:
    data = ":".join(parts)
    vraag = data[1:] if data.startswith("=") else beurt.stand.get("suggesties", {}).get(data)
    if vraag and vraag.strip():
        answer_vraag(beurt, vraag.strip())
    else:
        beurt.zeg("hulp", "oude_knop")


GESPREK = Gesprek(knoppen={"q": _suggested})
