"""One turn of a dialogue while it is being answered: what came in, and what goes back so far."""

from copy import deepcopy
from typing import Any

from zkl_bot.clock import AMSTERDAM
from zkl_bot.gesprek.effecten import Effect
from zkl_bot.gesprek.invoer import Invoer, Persoon
from zkl_bot.gesprek.reactie import Reactie, Stand
from zkl_bot.gesprek.verval import prune
from zkl_bot.gesprek.wereld import Wereld
from zkl_bot.kennis.model import Id, Taal
from zkl_bot.texts.bericht import Bericht, Bijlage, Knop
from zkl_bot.texts.vertaling import gettext_for
from zkl_bot.vragen.eerder import Eerder

Knoppen = tuple[tuple[Knop, ...], ...]


class Beurt:
    """What the conversations work with; lives for one `reply` and touches nothing outside it."""

    def __init__(self, invoer: Invoer, stand: Stand, wereld: Wereld) -> None:
        self.invoer = invoer
        self.wereld = wereld
        self.stand: Stand = prune(deepcopy(stand), wereld.now)
        self.taal: Taal = invoer.persoon.taal
        self._berichten: list[Bericht] = []
        self._effecten: list[Effect] = []

    @property
    def persoon(self) -> Persoon:
        """Who is talking."""
        return self.invoer.persoon

    @property
    def is_griffie(self) -> bool:
        """Whether the griffie's commands are open to them; never in a group."""
        return self.persoon.rol == "griffie" and not self.invoer.groep

    def vertaal(self, msgid: str, **data: Any) -> str:
        """Short words in their language, for a button."""
        woorden = gettext_for(self.taal).gettext(msgid)
        return woorden % data if data else woorden

    def zeg(
        self,
        gesprek: str,
        deel: str,
        knoppen: Knoppen = (),
        bijlagen: tuple[Bijlage, ...] = (),
        **data: Any,
    ) -> None:
        """Says one part of `templates/gesprek/<gesprek>.j2`.

        Raises ValueError when the template has no words for that part.
        """
        html = self.wereld.renderer.render(
            f"gesprek/{gesprek}",
            self.taal,
            deel=deel,
            groep=self.invoer.groep,
            kanaal=self.invoer.kanaal,
            **data,
        )
        if not html:
            raise ValueError(f"gesprek/{gesprek} has no words for {deel!r}")
        self.toon(Bericht(html, knoppen, bijlagen))

    def toon(self, bericht: Bericht) -> None:
        """Sends a message that is ready."""
        self._berichten.append(bericht)

    def doe(self, effect: Effect) -> None:
        """Has something kept or done."""
        self._effecten.append(effect)

    def reactie(self) -> Reactie:
        """Everything that goes back."""
        return Reactie(tuple(self._berichten), self.stand, tuple(self._effecten))

    # What the dialogue is about.

    @property
    def eerder(self) -> Eerder | None:
        """What was last talked about, as a follow-up needs it; None when that is too long ago."""
        kept = self.stand.get("eerder")
        if kept is None:
            return None
        if "kaart" in kept:
            return self.wereld.vraagbaak.about(kept["kaart"], self.taal)
        return Eerder.from_json(kept["vraag"])

    def onthoud(self, onderwerp: Id) -> None:
        """From here a follow-up question refers to this."""
        self.stand["eerder"] = {"kaart": onderwerp, "sinds": self._now()}

    def onthoud_vraag(self, eerder: Eerder) -> None:
        """From here a follow-up question refers to what was asked: never its own words."""
        self.stand["eerder"] = {"vraag": eerder.as_json(), "sinds": self._now()}

    # A form that is being filled in.

    @property
    def formulier(self) -> dict[str, Any] | None:
        """The open form: its naam, nummer, and velden."""
        formulier: dict[str, Any] | None = self.stand.get("formulier")
        return formulier

    def open_formulier(self, naam: str, /, **velden: Any) -> dict[str, Any]:
        """Starts a form, in place of one that was open. Its buttons carry its nummer."""
        self.stand["teller"] = int(self.stand.get("teller", 0)) % 9999 + 1
        formulier = {
            "naam": naam,
            "nummer": self.stand["teller"],
            "velden": velden,
            "sinds": self._now(),
        }
        self.stand["formulier"] = formulier
        return formulier

    def sluit_formulier(self) -> None:
        """Forgets the open form."""
        self.stand.pop("formulier", None)

    def _now(self) -> str:
        return self.wereld.now.astimezone(AMSTERDAM).isoformat()
