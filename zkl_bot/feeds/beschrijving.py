"""The words in a calendar entry: its title and its description."""

from collections.abc import Iterator
from datetime import timedelta

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.agenda.wijziging import in_taal
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
from zkl_bot.texts.deeplink import deep_link
from zkl_bot.texts.vertaling import gettext_for
from zkl_bot.texts.vindplaats import cite

DUUR_ZONDER_EIND = timedelta(hours=2)
"""How long a meeting without a known end takes up in a calendar; its description says so."""


def link(gebeurtenis: Gebeurtenis, base_url: str) -> str:
    """The page of this gebeurtenis."""
    return f"{base_url}/gebeurtenis/{gebeurtenis.id}"


def summary(gebeurtenis: Gebeurtenis, taal: Taal) -> str:
    """The title, at most 255 UTF-16 units: that it is off, or not a day, always shows."""
    _ = gettext_for(taal).gettext
    before = after = ""
    if gebeurtenis.status == "geannuleerd":
        before = _("GEANNULEERD:") + " "
    if gebeurtenis.is_vaag:
        label = {"periode": one_line(gebeurtenis.periode.label_for(taal))}
        # What a document says has happened is no plan, though it names no day.
        is_past = gebeurtenis.soort == "verleden"
        words = _("dag niet bekend: %(periode)s") if is_past else _("indicatie: %(periode)s")
        after = f" ({words % label})"
    room = MAX_UNITS - utf16_units(before) - utf16_units(after)
    titel = title_line(gebeurtenis.titel.for_taal(taal)) or gebeurtenis.id
    return before + shorten(titel, room) + after


def description(
    gebeurtenis: Gebeurtenis, kennis: Kennis, base_url: str, taal: Taal, *, bot: str | None = None
) -> str:
    """What it is, what changed, where it comes from, and the links."""
    blocks = (
        "\n".join(_what(gebeurtenis, taal)),
        "\n".join(_when(gebeurtenis, taal)),
        "\n".join(_about(gebeurtenis, kennis, taal)),
        "\n".join(_where_from(gebeurtenis, kennis, base_url, taal, bot)),
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
        words = (
            _("De bron noemt geen dag, alleen: %(periode)s.")
            if gebeurtenis.soort == "verleden"
            else _("Dit is een indicatie: %(periode)s. De bron noemt geen dag.")
        )
        yield words % {"periode": gebeurtenis.periode.label_for(taal)}
    if gebeurtenis.wijzigingen:
        change = in_taal(one_line(gebeurtenis.wijzigingen[0]), taal)
        yield _("Gewijzigd: %(wat)s") % {"wat": change}
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
    gebeurtenis: Gebeurtenis, kennis: Kennis, base_url: str, taal: Taal, bot: str | None
) -> Iterator[str]:
    _ = gettext_for(taal).gettext
    bronnen = dict.fromkeys(_bronnen(gebeurtenis, kennis, taal))
    yield _("Bron: %(bronnen)s") % {"bronnen": "; ".join(bronnen)}
    if gebeurtenis.url and (stukken := safe_url(gebeurtenis.url)):
        yield _("Stukken: %(url)s") % {"url": stukken}
    yield _("Meer: %(url)s") % {"url": link(gebeurtenis, base_url)}
    if telegram := deep_link(bot, gebeurtenis.id):
        yield _("Volgen in Telegram: %(url)s") % {"url": telegram}


def _bronnen(gebeurtenis: Gebeurtenis, kennis: Kennis, taal: Taal) -> Iterator[str]:
    """Where it stands, who planned it, and where the acties it names stand."""
    yield from (cite(kennis, v, taal) for v in gebeurtenis.vindplaatsen)
    if not gebeurtenis.vindplaatsen or gebeurtenis.bijeenkomst:
        yield gettext_for(taal).gettext("planning van de griffie")
    yield from (cite(kennis, kennis.actie(id).vindplaats, taal) for id in gebeurtenis.acties)
