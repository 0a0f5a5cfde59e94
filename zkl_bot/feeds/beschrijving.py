"""The words in a calendar entry: its title and its description."""

from collections.abc import Iterator
from datetime import timedelta

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.feeds.tekst import (
    MAX_UNITS,
    clean,
    one_line,
    safe_url,
    shorten,
    title_line,
    utf16_units,
)
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Taal
from zkl_bot.texts.vertaling import gettext_for
from zkl_bot.texts.vindplaats import cite

DUUR_ZONDER_EIND = timedelta(hours=2)
"""How long a meeting without a known end takes up in a calendar; its description says so."""


def link(gebeurtenis: Gebeurtenis, base_url: str) -> str:
    """The page of this gebeurtenis."""
    return f"{base_url}/gebeurtenis/{gebeurtenis.id}"


def summary(gebeurtenis: Gebeurtenis, taal: Taal) -> str:
    """The title, at most 255 UTF-16 units: that it is off, or only an indication, always shows."""
    _ = gettext_for(taal).gettext
    before = after = ""
    if gebeurtenis.status == "geannuleerd":
        before = _("GEANNULEERD:") + " "
    if gebeurtenis.is_vaag:
        label = gebeurtenis.periode.label_for(taal)
        after = " (" + _("indicatie: %(periode)s") % {"periode": one_line(label)} + ")"
    room = MAX_UNITS - utf16_units(before) - utf16_units(after)
    titel = title_line(gebeurtenis.titel.for_taal(taal)) or gebeurtenis.id
    return before + shorten(titel, room) + after


def description(gebeurtenis: Gebeurtenis, kennis: Kennis, base_url: str, taal: Taal) -> str:
    """What it is, what changed, where it comes from, and the link."""
    blocks = (
        "\n".join(_what(gebeurtenis, taal)),
        "\n".join(_when(gebeurtenis, taal)),
        "\n".join(_about(gebeurtenis, kennis, taal)),
        "\n".join(_where_from(gebeurtenis, kennis, base_url, taal)),
    )
    return clean("\n\n".join(block for block in blocks if block))


def _what(gebeurtenis: Gebeurtenis, taal: Taal) -> Iterator[str]:
    _ = gettext_for(taal).gettext
    if gebeurtenis.status == "geannuleerd":
        yield _("Deze afspraak gaat niet door.")
    if gebeurtenis.status == "gereed":
        yield _("Vastgelegd als gereed.")
    if gebeurtenis.toelichting:
        yield gebeurtenis.toelichting.for_taal(taal).strip()


def _when(gebeurtenis: Gebeurtenis, taal: Taal) -> Iterator[str]:
    _ = gettext_for(taal).gettext
    if gebeurtenis.is_vaag:
        yield _("Dit is een indicatie: %(periode)s. De bron noemt geen dag.") % {
            "periode": gebeurtenis.periode.label_for(taal)
        }
    if gebeurtenis.wijzigingen:
        yield _("Gewijzigd: %(wat)s") % {"wat": one_line(gebeurtenis.wijzigingen[0])}
    if gebeurtenis.was:
        yield _("Was: %(periode)s") % {"periode": gebeurtenis.was.label_for(taal)}
    if gebeurtenis.hele_dag:
        yield _("Het tijdstip is nog niet bekend.")
    elif gebeurtenis.start and not gebeurtenis.eind:
        hours = int(DUUR_ZONDER_EIND.total_seconds() // 3600)
        yield _("De eindtijd is niet bekend; hier staan %(uren)s uur.") % {"uren": hours}


def _about(gebeurtenis: Gebeurtenis, kennis: Kennis, taal: Taal) -> Iterator[str]:
    _ = gettext_for(taal).gettext
    if gebeurtenis.onderwerp and gebeurtenis.onderwerp not in gebeurtenis.titel.for_taal(taal):
        yield _("Onderwerp: %(onderwerp)s") % {"onderwerp": one_line(gebeurtenis.onderwerp)}
    for id in gebeurtenis.acties:
        actie = kennis.actie(id)
        naam = actie.titel.for_taal(taal)
        editie = kennis.werkplan_of(id)
        if editie is not kennis.werkplan:
            naam = f"{naam} ({editie.jaren})"
        yield _("Actie %(nummer)s: %(naam)s") % {"nummer": actie.nummer, "naam": naam}
    if gebeurtenis.organisator:
        naam = kennis.partij(gebeurtenis.organisator).naam.for_taal(taal)
        yield _("Griffie: %(naam)s") % {"naam": naam}


def _where_from(
    gebeurtenis: Gebeurtenis, kennis: Kennis, base_url: str, taal: Taal
) -> Iterator[str]:
    _ = gettext_for(taal).gettext
    bronnen = dict.fromkeys(cite(kennis, v, taal) for v in gebeurtenis.vindplaatsen)
    if bronnen:
        yield _("Bron: %(bronnen)s") % {"bronnen": "; ".join(bronnen)}
    if gebeurtenis.url and (stukken := safe_url(gebeurtenis.url)):
        yield _("Stukken: %(url)s") % {"url": stukken}
    yield _("Meer: %(url)s") % {"url": link(gebeurtenis, base_url)}
