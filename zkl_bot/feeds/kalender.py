"""A whole feed: what comes before the first gebeurtenis, the blocks, and the end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from icalendar import Calendar, vDuration

from zkl_bot.feeds.blok import Blok, checksums, etag_of, gzip_of, make_blok
from zkl_bot.feeds.kalenders import Kalender
from zkl_bot.feeds.opties import Opties
from zkl_bot.feeds.regels import Regels
from zkl_bot.feeds.tekst import fold, one_line, text_value
from zkl_bot.feeds.tijdzone import TZID, VTIMEZONE
from zkl_bot.kennis.model import Id
from zkl_bot.texts.vertaling import gettext_for

PRODID = "-//zkl_bot//Kalender//NL"
VERVERS = timedelta(hours=1)
"""How often a client may look again; most look less often."""
_END = make_blok([b"END:VCALENDAR\r\n"])


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
    aanloop: "Aanloop"


@dataclass(frozen=True, slots=True)
class Aanloop:
    """What a body was made from, and the next is made from where it is the same."""

    blokken: Mapping[Id, Blok]
    """By the first id in it; "" for what comes before the gebeurtenissen."""
    rij: Sequence[tuple[Blok, int]]
    """All blocks in order, with their checksums."""


NIETS = Aanloop({}, ())


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
    calendar["NAME"] = naam
    calendar["X-WR-CALNAME"] = naam
    calendar["DESCRIPTION"] = uitleg
    calendar["X-WR-CALDESC"] = uitleg
    calendar.add("X-WR-TIMEZONE", TZID)
    calendar.add("URL", url)
    if kalender.kleur:
        calendar.add("COLOR", kalender.kleur)
    calendar.add("REFRESH-INTERVAL", vDuration(VERVERS), parameters={"VALUE": "DURATION"})
    calendar.add("X-PUBLISHED-TTL", vDuration(VERVERS))
    lines = [line for line in calendar.content_lines(sorted=False) if line]
    return b"".join(map(fold, lines[:-1])) + VTIMEZONE


def make_body(
    kop: bytes,
    regels: Regels,
    *,
    gewijzigd: datetime,
    earlier: Aanloop = NIETS,
) -> Body:
    """The feed of these gebeurtenissen; what is the same in `earlier` is used again."""
    blokken: dict[Id, Blok] = {}
    for first, delen in (("", [kop]), *((g.regels[0][0].id, g.delen) for g in regels.groepen)):
        blok = earlier.blokken.get(first)
        is_same = blok is not None and (blok.delen is delen or blok.delen == delen)
        blokken[first] = blok if blok is not None and is_same else make_blok(delen)
    alle = [*blokken.values(), _END]
    rij = checksums(alle, earlier.rij)
    tekst = b"".join([blok.tekst for blok in alle])
    gzip, etag = gzip_of(rij, len(tekst)), etag_of(alle)
    return Body(tekst, gzip, etag, gewijzigd, len(regels), Aanloop(blokken, rij))
