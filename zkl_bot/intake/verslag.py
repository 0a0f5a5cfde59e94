"""What an import would do or did, in words for people."""

from collections.abc import Iterator

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.gesprek.raadpleging import Verschil
from zkl_bot.intake.plan import Conflict, Plan, Wijziging
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Taal
from zkl_bot.texts.datum import format_datum, format_tijd
from zkl_bot.texts.vertaling import gettext_for

MAX_NAMEN = 5
"""How many meetings of an unknown gremium are named in the warning about them."""
MAX_LINES = 50
"""Of each kind so many are named; the rest is counted."""


def _veldnaam(veld: str, taal: Taal) -> str:
    _ = gettext_for(taal).gettext
    return {
        "dag": _("dag"),
        "start": _("aanvang"),
        "eind": _("einde"),
        "titel": _("titel"),
        "onderwerp": _("onderwerp"),
        "plaats": _("plaats"),
        "geo": _("plek op de kaart"),
        "url": _("link"),
        "omschrijving": _("omschrijving"),
        "gremium": _("gremium"),
        "gemeente": _("gemeente"),
        "acties": _("acties"),
        "status": _("status"),
    }[veld]


def name_of(bijeenkomst: Bijeenkomst, kennis: Kennis, taal: Taal) -> str:
    """A meeting on one line: "22 juni 2022, 19:30: Raadsbijeenkomst"."""
    wanneer = format_datum(bijeenkomst.dag, taal)
    if bijeenkomst.start:
        wanneer = f"{wanneer}, {format_tijd(bijeenkomst.start)}"
    titel = bijeenkomst.titel or kennis.gremium(bijeenkomst.gremium).naam.for_taal(taal)
    return f"{wanneer}: {titel}"


def _new(bijeenkomst: Bijeenkomst, kennis: Kennis, taal: Taal) -> str:
    name = name_of(bijeenkomst, kennis, taal)
    if bijeenkomst.status == "gepland":
        return name
    return f"{name} ({gettext_for(taal).gettext('geannuleerd')})"


def _change(wijziging: Wijziging, kennis: Kennis, taal: Taal) -> str:
    oud, nieuw = wijziging.oud, wijziging.nieuw
    wat: list[str] = []
    if {"dag", "start", "eind"} & set(wijziging.velden):
        before, after = _when(oud, taal), _when(nieuw, taal)
        wat.append(f"{before} → {after}")
    if "plaats" in wijziging.velden:
        wat.append(f"{oud.plaats or '–'} → {nieuw.plaats or '–'}")
    rest = [v for v in wijziging.velden if v not in ("dag", "start", "eind", "plaats")]
    wat += [_veldnaam(veld, taal) for veld in rest]
    return f"{name_of(oud, kennis, taal)} ({'; '.join(wat)})"


def _when(bijeenkomst: Bijeenkomst, taal: Taal) -> str:
    if bijeenkomst.start is None:
        return bijeenkomst.periode.label_for(taal)
    text = f"{format_datum(bijeenkomst.dag, taal)} {format_tijd(bijeenkomst.start)}"
    return f"{text}-{format_tijd(bijeenkomst.eind)}" if bijeenkomst.eind else text


def _clash(conflict: Conflict, kennis: Kennis, taal: Taal) -> str:
    velden = ", ".join(_veldnaam(veld, taal) for veld in conflict.velden)
    return f"{name_of(conflict.oud, kennis, taal)} ({velden})"


def _warnings(plan: Plan, kennis: Kennis, taal: Taal) -> Iterator[str]:
    _ = gettext_for(taal).gettext
    yield from plan.waarschuwingen
    for conflict in plan.conflicten:
        yield _("Met de hand gewijzigd, niet overschreven: %(wat)s") % {
            "wat": _clash(conflict, kennis, taal)
        }
    for bijeenkomst in plan.verdwenen:
        yield _("Staat niet meer in de bron, blijft staan: %(wat)s") % {
            "wat": name_of(bijeenkomst, kennis, taal)
        }
    if plan.niet_herkend:
        names = [name_of(b, kennis, taal) for b in plan.niet_herkend[:MAX_NAMEN]]
        if len(plan.niet_herkend) > MAX_NAMEN:
            names.append(_("en nog %(aantal)s") % {"aantal": len(plan.niet_herkend) - MAX_NAMEN})
        yield _(
            "Gremium niet herkend bij %(aantal)s; gelezen als %(gremium)s: %(wat)s. Klopt dat "
            "niet? De beheerder kan hun woorden toevoegen in data/intake.yaml, onder gremia."
        ) % {
            "aantal": len(plan.niet_herkend),
            "gremium": kennis.gremium(plan.niet_herkend[0].gremium).naam.for_taal(taal),
            "wat": "; ".join(names),
        }


def verschil_of(plan: Plan, kennis: Kennis, taal: Taal = "nl") -> Verschil:
    """The plan as the conversation shows it before anyone says yes."""
    return Verschil(
        nieuw=tuple(_new(b, kennis, taal) for b in plan.nieuw),
        gewijzigd=tuple(_change(w, kennis, taal) for w in plan.gewijzigd if not w.is_annulering),
        geannuleerd=tuple(name_of(w.oud, kennis, taal) for w in plan.gewijzigd if w.is_annulering),
        waarschuwingen=tuple(_warnings(plan, kennis, taal)),
    )


def verslag_of(plan: Plan, kennis: Kennis, *, dry_run: bool, taal: Taal = "nl") -> str:
    """The plan as the terminal shows it, with counts first."""
    _ = gettext_for(taal).gettext
    verschil = verschil_of(plan, kennis, taal)
    head = _("Dit zou veranderen:") if dry_run else _("Gedaan:")
    if verschil.is_leeg:
        head = _("Er verandert niets.")
    lines = [head]
    for naam, items in (
        (_("nieuw"), verschil.nieuw),
        (_("gewijzigd"), verschil.gewijzigd),
        (_("geannuleerd"), verschil.geannuleerd),
        (_("let op"), verschil.waarschuwingen),
    ):
        if items:
            lines.append(f"{naam}: {len(items)}")
            lines += [f"  {item}" for item in items[:MAX_LINES]]
            if len(items) > MAX_LINES:
                lines.append("  " + _("en nog %(aantal)s") % {"aantal": len(items) - MAX_LINES})
    lines.append(_("ongewijzigd: %(aantal)s") % {"aantal": plan.ongewijzigd})
    return "\n".join(lines)
