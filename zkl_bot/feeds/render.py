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
from zkl_bot.feeds.tekst import list_value, one_line, safe_url, shorten, text_value, title_line
from zkl_bot.feeds.tijdzone import for_calendar
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id

UidOf = Callable[[Id], str | None]
"""The UID of a gebeurtenis by its id, or None when there is none (any more)."""

_NEVER_CHANGED = datetime(2000, 1, 1, tzinfo=UTC)


def render_gebeurtenis(
    gebeurtenis: Gebeurtenis, *, kennis: Kennis, base_url: str, opties: Opties, uid_of: UidOf
) -> bytes | None:
    """The VEVENT, with CRLF and folded lines.

    None for what has no place in a calendar: n.t.b., or a vague period when those are left out.
    """
    when = calendar_days(gebeurtenis, opties)
    if when is None:
        return None
    start, end = when
    event = Event()
    event.add("UID", text_value(one_line(gebeurtenis.uid)))
    stamp = gebeurtenis.gewijzigd or gebeurtenis.aangemaakt or _NEVER_CHANGED
    event.add("DTSTAMP", stamp.astimezone(UTC))
    event.add("CREATED", (gebeurtenis.aangemaakt or stamp).astimezone(UTC))
    event.add("LAST-MODIFIED", stamp.astimezone(UTC))
    event.add("SEQUENCE", gebeurtenis.revisie)
    event.add("DTSTART", start)
    event.add("DTEND", end)
    event.add("SUMMARY", text_value(summary(gebeurtenis, opties.taal)))
    event.add("STATUS", _status(gebeurtenis))
    event.add("TRANSP", "TRANSPARENT" if _is_free(gebeurtenis) else "OPAQUE")
    if gebeurtenis.plaats:
        event.add("LOCATION", text_value(shorten(title_line(gebeurtenis.plaats))))
    if gebeurtenis.geo:
        event.add("GEO", gebeurtenis.geo)
    _add_hoofdopgaven(event, gebeurtenis, kennis, opties)
    event.add("URL", safe_url(gebeurtenis.url or "") or link(gebeurtenis, base_url))
    words = description(gebeurtenis, kennis, base_url, opties.taal)
    event.add("DESCRIPTION", text_value(words))
    _add_relations(event, gebeurtenis, uid_of)
    result: bytes = event.to_ical(sorted=False)
    return result


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


def _add_hoofdopgaven(
    event: Event, gebeurtenis: Gebeurtenis, kennis: Kennis, opties: Opties
) -> None:
    hoofdopgaven = [kennis.hoofdopgave(id) for id in gebeurtenis.hoofdopgaven]
    if hoofdopgaven:
        namen = [one_line(h.titel.for_taal(opties.taal)) for h in hoofdopgaven]
        event.add("CATEGORIES", list_value(namen))
        event.add("COLOR", hoofdopgaven[0].kleur)


def _add_relations(event: Event, gebeurtenis: Gebeurtenis, uid_of: UidOf) -> None:
    """A bespreking hangs under the meeting that treats it; the meeting names it in turn."""
    related = [(gebeurtenis.bijeenkomst, "PARENT")] if gebeurtenis.bijeenkomst else []
    related += [(id, "CHILD") for id in gebeurtenis.behandelt]
    for id, reltype in related:
        uid = uid_of(id)
        if uid:
            event.add("RELATED-TO", text_value(one_line(uid)), parameters={"RELTYPE": reltype})
