"""Meetings from a council information system: the mini-ORI API and ORI 1.0, as parsed JSON.

The two descriptions name the fields differently and in other capitals; both are read. Pure.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from zkl_bot.clock import AMSTERDAM
from zkl_bot.intake.opgave import MAX_OPGAVEN, IntakeFault, Lezing, Opgave
from zkl_bot.intake.schoon import line_of, text_of, url_of

_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})[Tt ](\d{2}:\d{2})(:\d{2})?(?:[.:,]\d+)?([Zz]|[+-]\d{2}:?\d{2})?"
)
Bron = Mapping[str, Any]
"""A resource, its field names in lower case."""


def results_of(page: object, waar: str) -> tuple[list[Bron], str | None]:
    """The resources on one page, and the address of the next. Raises IntakeFault."""
    if isinstance(page, list):
        items, following = page, None
    elif isinstance(page, dict) and isinstance(page.get("results"), list):
        items, following = page["results"], page.get("next")
    else:
        raise IntakeFault(f"{waar}: dit is geen lijst van de ORI-API (er is geen 'results')")
    if len(items) > MAX_OPGAVEN:
        raise IntakeFault(f"{waar}: er staan meer dan {MAX_OPGAVEN} vergaderingen op één pagina")
    if not all(isinstance(item, dict) for item in items):
        raise IntakeFault(f"{waar}: in 'results' staat iets dat geen object is")
    return [lowered(item) for item in items], following if isinstance(following, str) else None


def lowered(item: Mapping[str, Any]) -> Bron:
    """The resource with its field names in lower case."""
    return {str(name).lower(): value for name, value in item.items()}


def id_of(item: Bron) -> str | None:
    """The id of a resource."""
    given = item.get("id")
    return line_of(given, 200) if isinstance(given, str | int) else None


def meeting_ids_of(agendapunt: Bron) -> list[str]:
    """The ids of the meetings an agenda item belongs to: one, or a list (ORI 1.0)."""
    given = agendapunt.get("vergaderingen", agendapunt.get("vergadering"))
    refs = given if isinstance(given, list) else [given]
    return [found for ref in refs if (found := _referred(ref))]


def _referred(ref: object) -> str:
    """The id in a reference: an object with id or url, an address, or the id itself."""
    if isinstance(ref, dict):
        known = id_of(lowered(ref))
        return known or _referred(ref.get("url"))
    return str(ref or "").rstrip("/").rsplit("/", 1)[-1]


def read_ori(
    vergaderingen: Iterable[Bron],
    agendapunten: Iterable[Bron],
    *,
    host: str,
    volledig: bool = True,
) -> Lezing:
    """The meetings with their agendas. `host` tells ids of several systems apart.

    Raises IntakeFault that names the meeting.
    """
    agendas: dict[str, list[Bron]] = {}
    for punt in agendapunten:
        for id in meeting_ids_of(punt):
            agendas.setdefault(id, []).append(punt)
    found: dict[str, Opgave] = {}
    removed: list[str] = []
    warnings: list[str] = []
    for number, item in enumerate(vergaderingen, 1):
        given = id_of(item)
        if given is None:
            raise IntakeFault(f"vergadering {number} heeft geen id")
        uid = f"{given}@{host}"
        if str(item.get("wijziging", "")).lower() == "verwijdering":
            removed.append(uid)
            continue
        opgave = _opgave(item, uid, given, agendas.get(given, []))
        if opgave is None:
            warnings.append(f"vergadering {given}: geen datum; overgeslagen")
            continue
        found[uid] = opgave
        if len(found) > MAX_OPGAVEN:
            raise IntakeFault(f"er zijn meer dan {MAX_OPGAVEN} vergaderingen")
    return Lezing(tuple(found.values()), tuple(warnings), volledig, tuple(removed))


def _first(item: Bron, *names: str) -> Any:
    return next((item[name] for name in names if item.get(name) not in (None, "")), None)


def _opgave(item: Bron, uid: str, id: str, punten: list[Bron]) -> Opgave | None:
    """Planned times go before actual ones: a calendar says what is to come."""
    start = _moment(
        _first(item, "geplandeaanvangvergadering", "geplandeaanvang")
        or _first(item, "aanvangvergadering", "aanvang"),
        id,
    )
    eind = _moment(
        _first(item, "geplandeeindevergadering", "geplandeeinde")
        or _first(item, "eindevergadering", "einde"),
        id,
    )
    dag = _day(_first(item, "geplandevergaderdatum", "geplandedatum", "vergaderdatum"), id)
    if start is not None:
        dag = start.astimezone(AMSTERDAM).date()
    if dag is None:
        return None
    gremium = _first(item, "georganiseerddoorgremium")
    if isinstance(gremium, dict):
        gremium = lowered(gremium).get("gremiumnaam")
    organisatie = _first(item, "organisatie")
    if isinstance(organisatie, dict):
        organisatie = next((v for v in organisatie.values() if isinstance(v, str)), None)
    titles = _titles(punten)
    uitleg = text_of(item.get("vergadertoelichting"))
    agenda = "Agenda:\n" + "\n".join(titles) if titles else None
    status = str(_first(item, "status", "vergaderstatus") or "").lower()
    return Opgave(
        uid=uid,
        dag=dag,
        titel=line_of(item.get("naam")) or line_of(gremium) or "",
        start=start,
        eind=eind if start and eind and eind > start else None,
        plaats=line_of(item.get("locatie")),
        url=url_of(item.get("webpaginalink")),
        omschrijving="\n\n".join(part for part in (uitleg, agenda) if part) or None,
        status="geannuleerd" if status == "geannuleerd" else "gepland",
        gremium=line_of(gremium),
        organisatie=line_of(organisatie),
        agendapunten=titles,
    )


def _titles(punten: list[Bron]) -> tuple[str, ...]:
    """The titles of the agenda items, in the order of the meeting."""

    def order(punt: Bron) -> tuple[bool, int, str]:
        given = str(
            _first(
                punt,
                "agendapuntvolgnummer",
                "volgnummer",
                "geplandagendapuntvolgnummer",
                "geplandvolgnummer",
            )
            or ""
        )
        digits = re.match(r"\d{1,9}", given)
        return (digits is None, int(digits[0]) if digits else 0, given)

    rows: list[str] = []
    for punt in sorted(punten, key=order):
        mark = line_of(_first(punt, "agendapuntkenmerk"), 20)
        name = line_of(
            _first(
                punt, "agendapunttitel", "agendapuntnaam", "agendapuntomschrijving", "omschrijving"
            )
        )
        if name:
            rows.append(f"{mark} {name}" if mark and not name.startswith(mark) else name)
    return tuple(dict.fromkeys(rows))


def _moment(value: object, id: str) -> datetime | None:
    """A moment in UTC; without an offset it is local. Suppliers write milliseconds oddly."""
    if value is None:
        return None
    match = _MOMENT.fullmatch(str(value).strip())
    try:
        if not match:
            raise ValueError
        zone = (match[4] or "").upper()
        text = f"{match[1]}T{match[2]}{match[3] or ':00'}{'+00:00' if zone == 'Z' else zone}"
        moment = datetime.fromisoformat(text)
        if not 1900 <= moment.year <= 2199:
            raise ValueError
    except ValueError:
        raise IntakeFault(f"vergadering {id}: {str(value)[:40]!r} is geen tijdstip") from None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
    return aware.astimezone(UTC)


def _day(value: object, id: str) -> date | None:
    if value is None:
        return None
    try:
        day = date.fromisoformat(str(value).strip()[:10])
        if not 1900 <= day.year <= 2199:
            raise ValueError
    except ValueError:
        raise IntakeFault(f"vergadering {id}: {str(value)[:40]!r} is geen datum") from None
    return day
