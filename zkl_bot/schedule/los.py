"""Messages that are not about the agenda: what they say is looked up when they leave.

Their rows in the outbox only point at what is kept elsewhere, so that what people wrote is in one
place, and gone everywhere when it is deleted there.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlmodel import Session

from zkl_bot.kennis.model import Taal
from zkl_bot.kennis.rol import Rol
from zkl_bot.store import terugkoppeling
from zkl_bot.store.outbox import Rij
from zkl_bot.store.planning import CORRECTIE, MELDING
from zkl_bot.store.tables import Correctie
from zkl_bot.texts.bericht import Knop
from zkl_bot.texts.vertaling import gettext_for

MEESTE_VRAGEN = 40
"""How many different questions without an answer the griffie gets in one list."""
LANGSTE_LIJST = 3000
"""Characters of such a list; what does not fit is counted."""

Rijen = tuple[tuple[Knop, ...], ...]


@dataclass(frozen=True, slots=True)
class Los:
    """A message that goes alone: its template with its data, its buttons, and why it comes."""

    template: str
    data: Mapping[str, Any] = field(default_factory=dict)
    knoppen: Callable[[Taal], Rijen] = lambda _: ()
    waarom: Literal["griffie", "correctie"] | None = "griffie"


def read_los(session: Session, rij: Rij, rol: Rol) -> Los | None:
    """What a row says to somebody with this role; None when it is of no use any more."""
    inhoud = rij.inhoud
    if rij.regel == CORRECTIE:
        return _answered(session, inhoud)
    if rij.regel != MELDING or rol != "griffie":
        return None
    match inhoud.get("template"):
        case "correctie_nieuw":
            return _filed(session, inhoud)
        case "vragenlijst":
            return _list(session, inhoud)
        case template:
            return Los(str(template), inhoud["data"])


def _answered(session: Session, inhoud: Mapping[str, Any]) -> Los | None:
    correctie = session.get(Correctie, inhoud["correctie"])
    if correctie is None or correctie.reactie is None:
        return None
    data = {"vraag": correctie.vraag, "reactie": correctie.reactie}
    return Los("correctie", data, waarom="correctie")


def _filed(session: Session, inhoud: Mapping[str, Any]) -> Los | None:
    correctie = session.get(Correctie, inhoud["correctie"])
    if correctie is None or correctie.afgehandeld is not None:
        return None

    def knoppen(taal: Taal) -> Rijen:
        _ = gettext_for(taal).gettext
        antwoord = Knop(_("Antwoord"), f"kc:a:{correctie.id}")
        return ((antwoord, Knop(_("Klaar"), f"kc:s:{correctie.id}")),)

    data = {
        "nummer": correctie.id,
        "vraag": correctie.vraag,
        "antwoord": correctie.antwoord,
        "opmerking": correctie.opmerking,
    }
    return Los("correctie_nieuw", data, knoppen)


def _list(session: Session, inhoud: Mapping[str, Any]) -> Los | None:
    van, tot = (datetime.fromisoformat(inhoud[key]) for key in ("van", "tot"))
    asked = [v.tekst for v in terugkoppeling.open_vragen(session, since=van, before=tot)]
    if not asked:
        return None
    counted = Counter(_key(text) for text in asked)
    words = {_key(text): text for text in reversed(asked)}
    shown: list[tuple[str, int]] = []
    room = LANGSTE_LIJST
    for key, aantal in counted.most_common(MEESTE_VRAGEN):
        room -= len(words[key])
        if room < 0:
            break
        shown.append((words[key], aantal))
    data = {"vragen": shown, "aantal": len(asked), "meer": len(counted) - len(shown)}
    return Los("vragenlijst", data)


def _key(text: str) -> str:
    """The same for questions that differ in capitals, spaces and the mark at the end only."""
    return " ".join(text.lower().split()).rstrip(" ?!.")
