"""Any other text is a question."""

from zkl_bot.gesprek.beurt import Beurt, Knoppen
from zkl_bot.gesprek.commandos.gebeurtenis import event_knoppen
from zkl_bot.gesprek.effecten import NoteerOpenVraag
from zkl_bot.gesprek.register import Gesprek
from zkl_bot.gesprek.verwijzing import digest
from zkl_bot.texts.bericht import Bericht, Knop
from zkl_bot.texts.plain import to_plain

LANGSTE_OPEN_VRAAG = 300
"""Characters of a question without an answer that are kept for the griffie."""
_BEWAARD = 12
"""How many suggestions that don't fit in a button a chat remembers."""
_KORT = 60
_EERDER = 3
"""How many questions back a follow-up may reach."""


def answer_vraag(beurt: Beurt, vraag: str) -> None:
    """Answers a question; a follow-up refers to what was last talked about."""
    wereld = beurt.wereld
    antwoord = wereld.vraagbaak.answer(
        vraag,
        now=wereld.now,
        taal=beurt.taal,
        context=_context(beurt),
        onderwerp=beurt.onderwerp,
        agenda=wereld.agenda,
    )
    bericht = wereld.renderer.antwoord(antwoord, antwoord.taal)
    if antwoord.kind == "antwoord":
        eerder = (*_context(beurt), vraag[:LANGSTE_OPEN_VRAAG])[-_EERDER:]
        beurt.onthoud(antwoord.onderwerp)
        beurt.stand["gevraagd"] = {
            "vraag": vraag[:LANGSTE_OPEN_VRAAG],
            "eerder": list(eerder),
            "onderwerp": beurt.onderwerp,
            "antwoord": to_plain(bericht.html)[:LANGSTE_OPEN_VRAAG],
            "sinds": wereld.now.isoformat(),
        }
    elif antwoord.kind == "onbekend" and wereld.open_vragen:
        beurt.doe(NoteerOpenVraag(vraag[:LANGSTE_OPEN_VRAAG]))
    events = (wereld.agenda.by_id(id) for id in antwoord.gebeurtenissen)
    eerste = next((g for g in events if g is not None), None)
    knoppen: Knoppen = event_knoppen(beurt, eerste) if eerste else ()
    knoppen += suggestion_knoppen(beurt, antwoord.suggesties)
    if antwoord.kind == "antwoord" and beurt.invoer.kanaal != "web":
        knoppen += ((Knop(beurt.vertaal("Klopt niet?"), f"k:{digest(vraag)}"),),)
    beurt.toon(Bericht(bericht.html, bericht.knoppen + knoppen, bericht.bijlagen))


def _context(beurt: Beurt) -> tuple[str, ...]:
    """The questions that led to the subject at hand; for a card, the name of its subject."""
    gevraagd = beurt.stand.get("gevraagd")
    if gevraagd and gevraagd["onderwerp"] == beurt.onderwerp:
        return tuple(gevraagd["eerder"])
    kennis = beurt.wereld.kennis
    acties = {a.id: a for w in kennis.werkplannen for a in w.acties}
    if beurt.onderwerp in acties:
        return (f"actie {acties[beurt.onderwerp].nummer}",)
    return ()


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
