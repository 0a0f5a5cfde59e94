"""One Gebeurtenis → the bytes of one VEVENT. The same facts always give the same bytes.

The moments in it come from the facts: when one was made and last changed. Rules of RFC 5545
and 7986, and of what Outlook, Google and Apple do with them; see docs/ARCHITECTURE.md.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from icalendar import Event

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.feeds.beschrijving import DUUR_ZONDER_EIND, description, link, summary
from zkl_bot.feeds.opties import Opties
from zkl_bot.feeds.tekst import (
    content_lines,
    list_value,
    one_line,
    safe_url,
    shorten,
    text_value,
    title_line,
    value,
)
from zkl_bot.feeds.tijdzone import for_calendar, utc_value, when_value
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id

UidOf = Callable[[Id], str | None]
"""The UID of a gebeurtenis by its id, or None when there is none (any more)."""

_PARENT = ";RELTYPE=PARENT"
_NEVER_CHANGED = datetime(2000, 1, 1, tzinfo=UTC)


def render_gebeurtenis(
    gebeurtenis: Gebeurtenis,
    *,
    kennis: Kennis,
    base_url: str,
    opties: Opties,
    uid_of: UidOf,
    bot: str | None = None,
) -> bytes | None:
    """The VEVENT, with CRLF and folded lines. `bot` is the @name of the bot it can be followed in.

    None for what has no place in a calendar: n.t.b., or a vague period when those are left out.
    """
    when = calendar_days(gebeurtenis, opties)
    if when is None:
        return None
    start, end = when
    stamp = utc_value(gebeurtenis.gewijzigd or gebeurtenis.aangemaakt or _NEVER_CHANGED)
    made = utc_value(gebeurtenis.aangemaakt) if gebeurtenis.aangemaakt else stamp
    address = safe_url(gebeurtenis.url or "") or link(gebeurtenis, base_url)
    words = description(gebeurtenis, kennis, base_url, opties.taal, bot=bot)
    event = Event()
    event["UID"] = text_value(one_line(gebeurtenis.uid))
    event["DTSTAMP"] = stamp
    event["CREATED"] = made
    event["LAST-MODIFIED"] = stamp
    event["SEQUENCE"] = value(str(gebeurtenis.revisie))
    event["DTSTART"] = when_value(start)
    event["DTEND"] = when_value(end)
    event["SUMMARY"] = text_value(summary(gebeurtenis, opties.taal))
    event["STATUS"] = value(_status(gebeurtenis))
    event["TRANSP"] = value("TRANSPARENT" if _is_free(gebeurtenis) else "OPAQUE")
    if gebeurtenis.plaats:
        event["LOCATION"] = text_value(shorten(title_line(gebeurtenis.plaats)))
    if gebeurtenis.geo:
        event["GEO"] = value(";".join(map(_decimal, gebeurtenis.geo)))
    if gebeurtenis.hoofdopgaven:
        _add_hoofdopgaven(event, gebeurtenis, kennis, opties)
    event["URL"] = value(address)
    event["DESCRIPTION"] = text_value(words)
    _add_relation(event, gebeurtenis, uid_of)
    return content_lines(event)


def calendar_days(
    gebeurtenis: Gebeurtenis, opties: Opties
) -> tuple[datetime, datetime] | tuple[date, date] | None:
    """Start and end (exclusive) as the calendar has them: moments, or whole local days."""
    if gebeurtenis.start is not None:
        end = gebeurtenis.eind or gebeurtenis.start + DUUR_ZONDER_EIND
        return for_calendar(gebeurtenis.start, end)
    first, after = gebeurtenis.periode.start, gebeurtenis.periode.eind_exclusief
    if first is None or after is None:
        return None
    if not gebeurtenis.is_vaag or opties.vaag == "band":
        return first, after
    return None if opties.vaag == "nee" else (first, first + timedelta(days=1))


def _status(gebeurtenis: Gebeurtenis) -> str:
    if gebeurtenis.status == "geannuleerd":
        return "CANCELLED"
    return "TENTATIVE" if gebeurtenis.is_vaag else "CONFIRMED"


def _is_free(gebeurtenis: Gebeurtenis) -> bool:
    """Whole days don't block anyone's time, and what is off doesn't either."""
    return gebeurtenis.start is None or gebeurtenis.status == "geannuleerd"


def _decimal(degrees: float) -> str:
    """As RFC 5545 has a FLOAT: never with an exponent."""
    return f"{degrees:.6f}".rstrip("0").rstrip(".")


def _add_hoofdopgaven(
    event: Event, gebeurtenis: Gebeurtenis, kennis: Kennis, opties: Opties
) -> None:
    hoofdopgaven = [kennis.hoofdopgave(id) for id in gebeurtenis.hoofdopgaven]
    event["CATEGORIES"] = list_value(
        [one_line(h.titel.for_taal(opties.taal)) for h in hoofdopgaven]
    )
    event["COLOR"] = value(hoofdopgaven[0].kleur)


def _add_relation(event: Event, gebeurtenis: Gebeurtenis, uid_of: UidOf) -> None:
    """A bespreking hangs under the meeting that treats it, a deadline under the one it is for.

    The meeting does not name them in turn: nothing changes in it when they do.
    """
    above = gebeurtenis.bijeenkomst or gebeurtenis.hoort_bij
    uid = uid_of(above) if above else None
    if uid:
        event["RELATED-TO"] = text_value(one_line(uid), _PARENT)
