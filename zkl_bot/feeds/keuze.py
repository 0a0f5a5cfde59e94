"""What a personal feed holds: the choices somebody made on the page or in chat."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from zkl_bot.agenda.gebeurtenis import CONVENANT, Gebeurtenis
from zkl_bot.feeds.kalenders import DEADLINES, Kalender
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id, Tekst
from zkl_bot.texts.vertaling import N_, gettext_for


@dataclass(frozen=True, slots=True)
class Keuze:
    """One selection. Without a subject of any kind it holds them all.

    With a gemeente, what concerns other municipalities only is left out, unless it was chosen by
    itself. With `deadlines` it holds all of those, and else just the ones chosen.
    """

    gemeente: Id | None = None
    gremia: tuple[Id, ...] = ()
    acties: tuple[Id, ...] = ()
    hoofdopgaven: tuple[Id, ...] = ()
    deadlines: bool = True
    convenant: tuple[Id, ...] = ()
    """Subjects of the convenant, as somebody follows them."""
    gebeurtenissen: tuple[Id, ...] = ()
    """Single ones."""

    @property
    def is_alles(self) -> bool:
        """Whether it holds all subjects."""
        chosen = self.gremia, self.acties, self.hoofdopgaven, self.convenant, self.gebeurtenissen
        return not any(chosen)

    def bevat(self, gebeurtenis: Gebeurtenis) -> bool:
        """Whether this gebeurtenis belongs in the feed."""
        if gebeurtenis.id in self.gebeurtenissen:
            return True
        if self.gemeente and gebeurtenis.gemeenten and self.gemeente not in gebeurtenis.gemeenten:
            return False
        if gebeurtenis.soort in DEADLINES:
            return self.deadlines or gebeurtenis.convenant in self.convenant
        return (
            self.is_alles
            or gebeurtenis.gremium in self.gremia
            or any(actie in self.acties for actie in gebeurtenis.acties)
            or any(id in self.hoofdopgaven for id in gebeurtenis.hoofdopgaven)
        )

    def as_json(self) -> dict[str, Any]:
        """Plain JSON, as the store keeps it."""
        return {key: list(v) if isinstance(v, tuple) else v for key, v in asdict(self).items()}


def parse_keuze(data: Mapping[str, Any], kennis: Kennis) -> Keuze:
    """A selection from JSON or a form. What the facts don't know (any more) is left out."""

    def chosen(key: str) -> tuple[Id, ...]:
        value = data.get(key)
        found = value if isinstance(value, list | tuple) else ()
        return tuple(dict.fromkeys(v for v in found if isinstance(v, str)))

    def known(key: str, bekend: Collection[Id]) -> tuple[Id, ...]:
        return tuple(v for v in chosen(key) if v in bekend)

    gemeente = data.get("gemeente")
    return Keuze(
        gemeente=next((g.id for g in kennis.gemeenten if g.id == gemeente), None),
        gremia=known("gremia", {g.id for g in kennis.convenant.gremia}),
        acties=known("acties", {a.id for w in kennis.werkplannen for a in w.acties}),
        hoofdopgaven=known(
            "hoofdopgaven", {h.id for w in kennis.werkplannen for h in w.hoofdopgaven}
        ),
        deadlines=bool(data.get("deadlines", True)),
        convenant=known("convenant", set(CONVENANT.values())),
        # Whatever became of it: without it the choice would be for all there is.
        gebeurtenissen=chosen("gebeurtenissen"),
    )


def personal_kalender(keuze: Keuze) -> Kalender:
    """The feed of a selection. Its name tells nothing of who asked for it."""
    naam, uitleg = N_("Mijn agenda"), N_("Uw eigen keuze.")
    en = gettext_for("en").gettext
    return Kalender(
        "abonnement",
        Tekst(nl=naam, en=en(naam)),
        Tekst(nl=uitleg, en=en(uitleg)),
        keuze.bevat,
    )
