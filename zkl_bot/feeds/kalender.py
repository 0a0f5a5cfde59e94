"""A whole feed: what comes before the first gebeurtenis, the blocks, and the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, vDuration

from zkl_bot.feeds.blok import Blok, cut, etag_of, gzip_of, make_blok
from zkl_bot.feeds.kalenders import Kalender
from zkl_bot.feeds.opties import Opties
from zkl_bot.feeds.tekst import one_line, text_value
from zkl_bot.feeds.tijdzone import TZID, VTIMEZONE
from zkl_bot.feeds.venster import Regel
from zkl_bot.texts.vertaling import gettext_for

PRODID = "-//zkl_bot//Kalender//NL"
VERVERS = timedelta(hours=1)
"""How often a client may look again; most look less often."""
_END = make_blok((b"END:VCALENDAR\r\n",))


@dataclass(frozen=True, slots=True)
class Body:
    """A feed ready to be served.

    `etag` stands for the bytes, without quotes. `gewijzigd` (aware, UTC, whole seconds) is not
    before the moment they last changed.
    """

    tekst: bytes
    gzip: bytes
    etag: str
    gewijzigd: datetime
    aantal: int
    blokken: Mapping[str, Blok]
    """By the id of the first gebeurtenis in it; kept to make the next body from."""


def render_kop(kalender: Kalender, opties: Opties, *, archief: bool, url: str) -> bytes:
    """Everything before the first gebeurtenis, the time zone included."""
    _ = gettext_for(opties.taal).gettext
    titel = one_line(kalender.titel.for_taal(opties.taal))
    if archief:
        titel = _("%(naam)s (archief)") % {"naam": titel}
    naam = text_value(_("ZKL: %(naam)s") % {"naam": titel})
    uitleg = text_value(one_line(kalender.omschrijving.for_taal(opties.taal)))
    calendar = Calendar()
    calendar.add("VERSION", "2.0")
    calendar.add("PRODID", PRODID)
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("NAME", naam)
    calendar.add("X-WR-CALNAME", naam)
    calendar.add("DESCRIPTION", uitleg)
    calendar.add("X-WR-CALDESC", uitleg)
    calendar.add("X-WR-TIMEZONE", TZID)
    calendar.add("URL", url)
    if kalender.kleur:
        calendar.add("COLOR", kalender.kleur)
    calendar.add("REFRESH-INTERVAL", vDuration(VERVERS), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(VERVERS))
    kop: bytes = calendar.to_ical(sorted=False)
    return kop.removesuffix(b"END:VCALENDAR\r\n") + VTIMEZONE


def make_body(
    kop: bytes,
    regels: Sequence[Regel],
    *,
    gewijzigd: datetime,
    earlier: Mapping[str, Blok] | None = None,
) -> Body:
    """The feed of these gebeurtenissen; blocks that are the same in `earlier` are used again."""
    known = earlier or {}
    blokken: dict[str, Blok] = {}
    ids, parts = [g.id for g, _ in regels], [body for _, body in regels]
    for first, delen in (("", (kop,)), *cut(ids, parts)):
        blok = known.get(first)
        blokken[first] = blok if blok is not None and blok.delen == delen else make_blok(delen)
    rij = [*blokken.values(), _END]
    tekst = b"".join([blok.tekst for blok in rij])
    return Body(tekst, gzip_of(rij, tekst), etag_of(rij), gewijzigd, len(regels), blokken)
