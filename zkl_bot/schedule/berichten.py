"""From what is due to the words of one message, true at the moment it is read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from markupsafe import Markup

from zkl_bot.agenda.agenda import is_over
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.herinneringsregel import Herinneringsregel, Tijdstip
from zkl_bot.kennis.model import Id, Taal, Tekst
from zkl_bot.kennis.opzegging import Opzegging
from zkl_bot.kennis.rol import Rol
from zkl_bot.kennis.werkplan import Actie
from zkl_bot.schedule.regels.ontvanger import Ontvanger, follows
from zkl_bot.schedule.wijziging import Wijziging, placed
from zkl_bot.texts.bericht import Bericht, Knop
from zkl_bot.texts.deeplink import deep_link
from zkl_bot.texts.plain import to_plain
from zkl_bot.texts.render import Renderer
from zkl_bot.texts.vertaling import gettext_for

_WIJZIGING = Tekst(
    nl="Verandert er iets aan een bijeenkomst, dan hoort u dat.",
    en="You are told when something changes about a meeting.",
)


@dataclass(frozen=True, slots=True)
class Lezer:
    """Whom a message is for and how they read it. `voorkeuren_url` serves those without chat."""

    ontvanger: Ontvanger
    taal: Taal = "nl"
    groep: bool = False
    voorkeuren_url: str | None = None


@dataclass(frozen=True, slots=True)
class Reden:
    """Why somebody gets a message: they follow it or have a role, and the rule's own words."""

    volgt: bool
    wie: str
    tekst: Tekst


@dataclass(frozen=True, slots=True)
class Onderdeel:
    """One subject of a message. `uitgaand` is its row in the outbox, None in a rehearsal.

    `wat` is its subject line when it is no reminder: what changed.
    """

    html: str
    gebeurtenis: Gebeurtenis
    reden: Reden
    uitgaand: int | None = None
    knop_gereed: bool = False
    wat: str | None = None


class Schrijver:
    """Writes messages; `base_url` and the bot's @name, once that is known, go into links."""

    def __init__(
        self, renderer: Renderer, base_url: str, bot: Callable[[], str | None] = lambda: None
    ) -> None:
        self._renderer = renderer
        self._base_url = base_url
        self._bot = bot

    def herinnering(
        self,
        regel: Herinneringsregel,
        gebeurtenis: Gebeurtenis,
        tijdstip: Tijdstip,
        *,
        lezer: Lezer,
        now: datetime,
        uitgaand: int | None = None,
        gereed_door: Iterable[Id] = (),
    ) -> Onderdeel:
        """A reminder in words, with the time that is really left at `now` (aware).

        `gereed_door` are the municipalities that said they are done with it.
        """
        periode = gebeurtenis.periode
        vandaag = now.astimezone(AMSTERDAM).date()
        gevolg = Opzegging(periode.start) if periode.start else None
        kennis = self._renderer.kennis
        html = self._renderer.render(
            f"herinnering/{regel.template}",
            lezer.taal,
            g=gebeurtenis,
            dagen=(periode.start - vandaag).days if periode.start else 0,
            nog_dagen=(einde - vandaag).days - 1 if (einde := periode.eind_exclusief) else 0,
            maanden=_months_between(vandaag, periode.start) if periode.start else None,
            voorbij=is_over(gebeurtenis, now),
            rol=lezer.ontvanger.rol,
            opnieuw=tijdstip.opnieuw,
            aan_griffie=tijdstip.aan_griffie,
            gemeente=lezer.ontvanger.gemeente,
            gereed_door=[kennis.partij(id).naam for id in sorted(gereed_door)],
            acties=[kennis.actie(a) for a in gebeurtenis.acties if kennis.has_actie(a)],
            ingang=gevolg and gevolg.ingang,
            verplichtingen=gevolg and gevolg.verplichtingen_tot_en_met,
            andere_lezing=gevolg and gevolg.verplichtingen_andere_lezing,
            base_url=self._base_url,
            telegram=self._telegram(gebeurtenis, lezer),
        )
        gereed = regel.knop_gereed and not lezer.groep and self._may_finish(lezer.ontvanger.rol)
        reden = self.reden(regel.reden, gebeurtenis, lezer, _role_reached(regel, lezer.ontvanger))
        return Onderdeel(html, gebeurtenis, reden, uitgaand, gereed)

    def wijziging(
        self, gebeurtenis: Gebeurtenis, wijziging: Wijziging, *, lezer: Lezer
    ) -> Onderdeel:
        """A change of a meeting in words, the old and the new side by side."""
        kennis = self._renderer.kennis

        def acties(ids: Iterable[Id]) -> list[Actie]:
            return [kennis.actie(a) for a in ids if kennis.has_actie(a)]

        name = "herinnering/wijziging"
        data: dict[str, Any] = {
            "g": gebeurtenis,
            "soort": wijziging.soort,
            "correctie": wijziging.correctie,
            "oud": placed(wijziging.oud) if wijziging.oud else None,
            "nieuw": placed(wijziging.nieuw),
            "acties_erbij": acties(wijziging.nieuwe_acties),
            "acties_eraf": acties(wijziging.vervallen_acties),
            "base_url": self._base_url,
            "telegram": self._telegram(gebeurtenis, lezer),
        }
        by_role = lezer.ontvanger.rol != "publiek"
        return Onderdeel(
            self._renderer.render(name, lezer.taal, **data, deel="tekst"),
            gebeurtenis,
            self.reden(_WIJZIGING, gebeurtenis, lezer, by_role),
            wat=self._subject(name, data | {"deel": "onderwerp"}, lezer),
        )

    def _telegram(self, gebeurtenis: Gebeurtenis, lezer: Lezer) -> str | None:
        """For who reads mail: where it can be followed in Telegram."""
        return deep_link(self._bot(), gebeurtenis.id) if lezer.voorkeuren_url else None

    def reden(self, tekst: Tekst, gebeurtenis: Gebeurtenis, lezer: Lezer, door_rol: bool) -> Reden:
        """Why this person gets something about this gebeurtenis."""
        volgt = not door_rol and follows(gebeurtenis, lezer.ontvanger.volgt)
        return Reden(volgt, self._wie(lezer), tekst)

    def bericht(
        self,
        onderdelen: Sequence[Onderdeel],
        lezer: Lezer,
        *,
        week: bool = False,
        knoppen: bool = True,
    ) -> Bericht:
        """All subjects as one message, why it came, and how to stop it."""
        html = self._renderer.render(
            "herinnering/bericht",
            lezer.taal,
            week=week,
            onderdelen=[Markup(o.html) for o in onderdelen],  # noqa: S704 - made by templates
            redenen=list(dict.fromkeys(_plain_reasons(onderdelen))),
            voorkeuren_url=lezer.voorkeuren_url,
            knoppen_op_pagina=any(o.uitgaand is not None for o in onderdelen),
            gereed_op_pagina=any(o.knop_gereed for o in onderdelen),
        )
        return Bericht(html, self._knoppen(onderdelen, lezer.taal) if knoppen else ())

    def onderwerp(
        self, onderdelen: Sequence[Onderdeel], lezer: Lezer, *, week: bool = False
    ) -> str:
        """The subject line of a mail."""
        data: dict[str, Any] = {
            "titels": [o.wat or o.gebeurtenis.titel.for_taal(lezer.taal) for o in onderdelen],
            "week": week,
            "herinneringen": not any(o.wat for o in onderdelen),
        }
        return self._subject("herinnering/onderwerp", data, lezer)

    def los(
        self, template: str, data: Mapping[str, Any], lezer: Lezer, *, waarom: str | None
    ) -> tuple[str, Bericht]:
        """A message that is not about the agenda: its subject line and itself.

        `waarom` says why they get it ("griffie", "correctie"); None when its own words do.
        """
        name = f"herinnering/{template}"
        links = {"voorkeuren_url": lezer.voorkeuren_url}
        html = self._renderer.render(name, lezer.taal, **data, **links, deel="tekst")
        if waarom is not None:
            said = {"waarom": waarom, "wie": self._wie(lezer), **links}
            html += "\n\n" + self._renderer.render("herinnering/waarom", lezer.taal, **said)
        return self._subject(name, {**data, "deel": "onderwerp"}, lezer), Bericht(html)

    def _subject(self, template: str, data: Mapping[str, Any], lezer: Lezer) -> str:
        html = self._renderer.render(template, lezer.taal, **data)
        return " ".join(to_plain(html).split())

    def _knoppen(self, onderdelen: Sequence[Onderdeel], taal: Taal) -> tuple[tuple[Knop, ...], ...]:
        _ = gettext_for(taal).gettext
        rows: list[tuple[Knop, ...]] = []
        numbered = [o for o in onderdelen if o.uitgaand is not None]
        for onderdeel in numbered:
            if onderdeel.knop_gereed:
                tekst = _("Gereed")
                if len(onderdelen) > 1:
                    tekst = f"{tekst}: {onderdeel.gebeurtenis.titel.for_taal(taal)}"[:60]
                rows.append((Knop(tekst, f"h:{onderdeel.uitgaand}:gereed"),))
        if numbered:
            rows.append((Knop(_("Morgen opnieuw"), f"h:{numbered[0].uitgaand}:morgen"),))
        return tuple(rows)

    def _wie(self, lezer: Lezer) -> str:
        return self._renderer.render(
            "herinnering/wie",
            lezer.taal,
            rol=lezer.ontvanger.rol,
            gemeente=lezer.ontvanger.gemeente,
        )

    @staticmethod
    def _may_finish(rol: Rol) -> bool:
        return rol in ("ambtenaar", "griffie")


@dataclass(frozen=True, slots=True)
class Maanden:
    """Whole months up to a day, and whether nothing is left over."""

    aantal: int
    precies: bool


def _months_between(van: date, tot: date) -> Maanden:
    aantal = (tot.year - van.year) * 12 + tot.month - van.month - (tot.day < van.day)
    return Maanden(aantal, tot.day == van.day)


def _role_reached(regel: Herinneringsregel, ontvanger: Ontvanger) -> bool:
    return any(ontvanger.rol in d.rollen for d in regel.voor)


def _plain_reasons(onderdelen: Iterable[Onderdeel]) -> Iterable[Reden]:
    return (onderdeel.reden for onderdeel in onderdelen)


def subjects(onderdelen: Iterable[Onderdeel]) -> tuple[Id, ...]:
    """The gebeurtenissen a message is about, each once."""
    return tuple(dict.fromkeys(o.gebeurtenis.id for o in onderdelen))
