"""Meetings from a table as Excel saves it: .csv with semicolons, commas or tabs. Pure."""

import csv
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from io import StringIO

from zkl_bot.clock import AMSTERDAM
from zkl_bot.intake.icsregels import decode
from zkl_bot.intake.opgave import MAX_OPGAVEN, IntakeFault, Lezing, Opgave, end_of_days
from zkl_bot.intake.schoon import line_of, text_of, url_of
from zkl_bot.kennis.intakeregel import Intakeregels, Kolom, words_of
from zkl_bot.kennis.periode import MAANDEN, PeriodeFault, parse_periode

MAX_FOUTEN = 10
"""How many wrong rows are named at once."""
_MAX_FIELD = 100_000
_DUTCH = re.compile(r"(?:[a-z]{2,9}\.?,? )?(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_NAMED = re.compile(r"(?:[a-z]{2,9}\.?,? )?(\d{1,2})[- ]([a-z]{3,9}\.?)[- ](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TIME = re.compile(r"(\d{1,2})[:.u](\d{2})(?:[:.]\d{2})?(?: ?(?:uur|u))?")
_NIGHT = time(4)
"""A meeting of the evening may go on until so late."""
_MOMENT = re.compile(r"(.+?)[ t]+(\d{1,2}[:.u]\d{2}(?:[:.]\d{2})?(?: ?(?:uur|u))?)")


def read_tabel(inhoud: bytes, regels: Intakeregels) -> Lezing:
    """All meetings in the table. Raises IntakeFault that names every wrong line (up to ten)."""
    rows = _rows(decode(inhoud))
    header_line, header = next(rows, (1, []))
    columns = _columns(header, regels, header_line)
    found: dict[str, Opgave] = {}
    faults: list[IntakeFault] = []
    warnings: list[str] = []
    for number, (line, row) in enumerate(rows, 1):
        if number > MAX_OPGAVEN:
            raise IntakeFault(f"de tabel heeft meer dan {MAX_OPGAVEN} regels", line)
        fields = {kolom: row[i].strip() for kolom, i in columns.items() if i < len(row)}
        if not any(fields.values()):
            continue
        try:
            opgave = _opgave(fields, line, regels)
        except IntakeFault as fault:
            faults.append(fault)
            continue
        if opgave.uid in found:
            warnings.append(f"regel {line}: dezelfde bijeenkomst stond al op een eerdere regel")
        found[opgave.uid] = opgave
    if faults:
        others = [str(fault) for fault in faults[1:MAX_FOUTEN]]
        more = [f"en nog {len(faults) - MAX_FOUTEN}"] if len(faults) > MAX_FOUTEN else []
        raise IntakeFault("; ".join([faults[0].reden, *others, *more]), faults[0].regel)
    if not found:
        warnings.append("in deze tabel staat geen enkele bijeenkomst")
    return Lezing(tuple(found.values()), tuple(warnings))


def _rows(tekst: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with the line each begins on. Raises IntakeFault for quotes that don't match."""
    skipped = 0
    first, _, rest = tekst.partition("\n")
    delimiter = max(";,\t", key=first.count)
    if first.strip().lower().startswith("sep="):
        delimiter, tekst, skipped = first.strip()[4:5] or ";", rest, 1
    csv.field_size_limit(_MAX_FIELD)
    reader = csv.reader(StringIO(tekst, newline=""), delimiter=delimiter, strict=True)
    line = skipped + 1
    try:
        for row in reader:
            if any(field.strip() for field in row):
                yield line, row
            line = skipped + reader.line_num + 1
    except csv.Error:
        reden = "deze regel is niet te lezen: aanhalingstekens kloppen niet of een cel is te lang"
        raise IntakeFault(reden, line) from None


def _columns(header: list[str], regels: Intakeregels, line: int) -> dict[Kolom, int]:
    """Which column holds what, by the words above it; each column once."""
    names = [" ".join(words_of(name)) for name in header]
    columns: dict[Kolom, int] = {}
    for kolom, accepted in regels.kolommen.items():
        for word in accepted:
            plain = " ".join(words_of(word))
            if plain in names and names.index(plain) not in columns.values():
                columns[kolom] = names.index(plain)
                break
    if "datum" not in columns:
        accepted_words = ", ".join(regels.kolommen.get("datum", ("datum",))[:5])
        raise IntakeFault(
            f"er is geen kolom met de datum; verwacht een kop als {accepted_words}", line
        )
    if "titel" not in columns and "gremium" not in columns and "onderwerp" in columns:
        columns["titel"] = columns.pop("onderwerp")  # as Outlook calls it
    if "titel" not in columns and "gremium" not in columns:
        raise IntakeFault("er is geen kolom met de titel of het gremium", line)
    return columns


def _opgave(fields: dict[Kolom, str], line: int, regels: Intakeregels) -> Opgave:
    day, start = _day(fields["datum"], line)
    if fields.get("aanvang"):
        start = _time(fields["aanvang"], "de aanvang", line)
    last = _day(fields["einddatum"], line)[0] if fields.get("einddatum") else None
    end = _time(fields["einde"], "het einde", line) if fields.get("einde") else None
    titel = line_of(fields.get("titel")) or line_of(fields.get("gremium")) or ""
    begin = _moment(day, start, line) if start else None
    eind = _end(day, start, last, end, line)
    if (last and last < day) or (begin and eind and eind <= begin):
        reden = fields.get("einde") or fields["einddatum"]
        raise IntakeFault(f"het einde {reden!r} ligt niet na de aanvang", line)
    if fields.get("url") and not url_of(fields["url"]):
        raise IntakeFault(f"{fields['url'][:80]!r} is geen webadres (https://…)", line)
    status = " ".join(words_of(fields.get("status", "")))
    off = {" ".join(words_of(word)) for word in regels.geannuleerd}
    return Opgave(
        uid=line_of(fields.get("uid"), 1000) or _derived_uid(day, titel, fields),
        dag=day,
        titel=titel,
        start=begin,
        eind=eind,
        plaats=line_of(fields.get("plaats")),
        url=url_of(fields.get("url")),
        omschrijving=text_of(fields.get("omschrijving")),
        status="geannuleerd" if status in off else "gepland",
        gremium=line_of(fields.get("gremium")),
        organisatie=line_of(fields.get("gemeente")),
        onderwerp=line_of(fields.get("onderwerp")),
        regel=line,
    )


def _end(
    day: date, start: time | None, last: date | None, end: time | None, line: int
) -> datetime | None:
    """When it ends; of whole days after the last one. Without its day an early end is the next."""
    if start is None:
        return end_of_days(day, (last or day) + timedelta(days=1))
    if end is None:
        return None
    if last is None and end < start and end <= _NIGHT:
        last = day + timedelta(days=1)
    return _moment(last or day, end, line)


def _derived_uid(day: date, titel: str, fields: dict[Kolom, str]) -> str:
    seed = f"{day.isoformat()}|{titel}|{fields.get('gremium', '')}|{fields.get('gemeente', '')}"
    return f"tabel-{sha256(seed.encode()).hexdigest()[:24]}"


def _day(given: str, line: int) -> tuple[date, time | None]:
    """A day, with the time when the cell holds both."""
    words = " ".join(given.lower().split())
    both = _MOMENT.fullmatch(words)
    if both and (match := _TIME.fullmatch(both[2])):
        day, _ = _day(both[1], line)
        moment = _clock(match)
        # Excel writes midnight behind a date that has no time.
        return day, moment if moment != time(0) else None
    try:
        if match := _DUTCH.fullmatch(words):
            day = date(int(match[3]), int(match[2]), int(match[1]))
        elif match := _ISO.fullmatch(words):
            day = date(int(match[1]), int(match[2]), int(match[3]))
        else:
            periode = parse_periode(_in_full(words))
            if not periode.is_dag or periode.start is None:
                raise ValueError
            day = periode.start
        if not 1900 <= day.year <= 2199:
            raise ValueError
    except (ValueError, PeriodeFault):
        reden = f"{given[:40]!r} is geen bestaande datum; verwacht dd-mm-jjjj"
        raise IntakeFault(reden, line) from None
    return day, None


def _in_full(words: str) -> str:
    """What Excel makes of a day, such as "wo 1-sep-2027", as "1 september 2027"."""
    match = _NAMED.fullmatch(words)
    if match is None:
        return words
    day, name, year = match.groups()
    short = name.rstrip(".")
    month = next((m for m in MAANDEN if m.startswith(short.replace("mrt", "maa"))), name)
    return f"{day} {month} {year}"


def _time(given: str, what: str, line: int) -> time:
    """A time of day; of a cell with a date as well only the time counts."""
    words = " ".join(given.lower().split())
    both = _MOMENT.fullmatch(words)
    match = _TIME.fullmatch(both[2] if both else words)
    try:
        if match:
            return _clock(match)
    except ValueError:
        pass
    raise IntakeFault(f"{given[:40]!r} is geen tijd voor {what}; verwacht uu:mm", line)


def _clock(match: re.Match[str]) -> time:
    return time(int(match[1]), int(match[2]))


def _moment(day: date, clock: time, line: int) -> datetime:
    """A local moment in UTC. Raises IntakeFault for an hour that spring skips."""
    local = datetime.combine(day, clock, AMSTERDAM)
    moment = local.astimezone(UTC)
    if moment.astimezone(AMSTERDAM).replace(tzinfo=None) != local.replace(tzinfo=None):
        reden = f"{clock:%H:%M} bestaat niet op {day:%d-%m-%Y}: de klok gaat dan een uur vooruit"
        raise IntakeFault(reden, line)
    return moment
