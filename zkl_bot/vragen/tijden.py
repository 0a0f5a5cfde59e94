"""Days and periods as people write them in a question."""

from datetime import date

from zkl_bot.kennis.periode import MAANDEN, MONTHS, Periode, PeriodeFault, dag, parse_periode
from zkl_bot.kennis.relatief import find_relatief, komende_maand, maand
from zkl_bot.vragen.patroon import Zeefpatroon

MAANDNUMMERS = {
    **{name: i for i, name in enumerate(MAANDEN, 1)},
    **{name.lower(): i for i, name in enumerate(MONTHS, 1)},
    **{name[:3]: i for i, name in enumerate(MAANDEN, 1)},
    **{name[:3].lower(): i for i, name in enumerate(MONTHS, 1)},
    "mrt": 3, "sept": 9,
}  # fmt: skip
"""Months in lower case, Dutch and English, whole or short, and their numbers."""
_NAMEN = "|".join(sorted(MAANDNUMMERS, key=len, reverse=True))
_JAAR = r"((?:20|21)\d\d)"
_CIJFERS = Zeefpatroon(r"\b(\d{1,2})[-/.](\d{1,2})[-/.]((?:20|21)\d\d)\b")
_ISO = Zeefpatroon(r"\b((?:20|21)\d\d)-(\d\d)-(\d\d)\b")
_DAG = Zeefpatroon(rf"\b(\d{{1,2}})(?:e|st|nd|rd|th)?(?: of)? ({_NAMEN})\.?,? {_JAAR}\b")
_DAG_ALLEEN = Zeefpatroon(rf"\bop (\d{{1,2}}) ({_NAMEN})\b(?!\.?,? {_JAAR})")
SCHRIKKELJAAR = 9
"""Within how many years, this one included, every day comes again: 2100 has no 29 February."""
_DAY = Zeefpatroon(rf"\b({_NAMEN})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? {_JAAR}\b")
_MAAND_JAAR = Zeefpatroon(rf"\b({_NAMEN})\.?(?: van| of)? {_JAAR}\b")
MAANDNAMEN = "|".join((*MAANDEN, *(month.lower() for month in MONTHS)))
"""A pattern of the whole names of months in lower case, Dutch and English."""
_LOSSE_MAAND = Zeefpatroon(rf"\b({MAANDNAMEN})\b")
_LOS_JAAR = Zeefpatroon(rf"\b{_JAAR}\b")
_RANG = {
    "eerste": 1, "1e": 1, "1ste": 1, "first": 1, "tweede": 2, "2e": 2, "second": 2, "derde": 3,
    "3e": 3, "third": 3, "vierde": 4, "4e": 4, "laatste": 4, "last": 4, "fourth": 4,
}  # fmt: skip
_RANGEN = "|".join(_RANG)
_KWARTAAL = Zeefpatroon(
    rf"\b({_RANGEN}) (?:kwartaal|drie maanden|3 maanden|quarter|three months)(?: van| of| in)? "
    rf"(?:het jaar )?{_JAAR}\b"
)
_Q = Zeefpatroon(rf"\b(?:q|kw ?)([1-4])[ -]?(?:van )?{_JAAR}\b|\b{_JAAR}[ -]q([1-4])\b")
_HELFT = Zeefpatroon(
    rf"\b({_RANGEN}) (?:helft|halfjaar|half jaar|half)(?: van| of)?(?: het jaar)? {_JAAR}\b"
)
_DEEL = Zeefpatroon(
    r"\b(begin|medio|midden|halverwege|rond de zomer|zomer|eind|einde|voorjaar|najaar|"
    rf"early|mid|middle|late|end|summer|start)(?: van| of| in)?(?: the)?(?: het jaar)?[ -]{_JAAR}\b"
)
_DELEN = {
    "begin": "begin", "early": "begin", "start": "begin", "voorjaar": "begin",
    "eind": "eind", "einde": "eind", "late": "eind", "end": "eind", "najaar": "eind",
}  # fmt: skip


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def find_dag(tekst: str) -> date | None:
    """The first whole day a folded text names, or None."""
    if match := _ISO.search(tekst):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _CIJFERS.search(tekst):
        return _day(int(match[3]), int(match[2]), int(match[1]))
    if match := _DAG.search(tekst):
        return _day(int(match[3]), MAANDNUMMERS[match[2]], int(match[1]))
    if match := _DAY.search(tekst):
        return _day(int(match[3]), MAANDNUMMERS[match[1]], int(match[2]))
    return None


def find_komende_dag(tekst: str, vandaag: date) -> date | None:
    """The first day without a year that a folded text names, as the next such day from today on."""
    match = _DAG_ALLEEN.search(tekst)
    if not match:
        return None
    month, day = MAANDNUMMERS[match[2]], int(match[1])
    coming = (_day(year, month, day) for year in range(vandaag.year, vandaag.year + SCHRIKKELJAAR))
    return next((found for found in coming if found and found >= vandaag), None)


def find_jaar(tekst: str) -> int | None:
    """The first year a folded text names, 2000 to 2199, or None."""
    match = _LOS_JAAR.search(tekst)
    return int(match[1]) if match else None


def find_periode(tekst: str, vandaag: date) -> Periode | None:
    """The first period a folded text names, the most precise reading first, or None."""
    if found := find_dag(tekst):
        return dag(found)
    try:
        if match := _KWARTAAL.search(tekst):
            return parse_periode(f"{_RANG[match[1]]}e kwartaal {match[2]}")
        if match := _Q.search(tekst):
            return parse_periode(f"{match[1] or match[4]}e kwartaal {match[2] or match[3]}")
        if match := _HELFT.search(tekst):
            return parse_periode(f"{min(_RANG[match[1]], 2)}e helft {match[2]}")
        if match := _DEEL.search(tekst):
            return parse_periode(f"{_DELEN.get(match[1], 'medio')} {match[2]}")
        if match := _MAAND_JAAR.search(tekst):
            return maand(int(match[2]), MAANDNUMMERS[match[1]])
        if match := _LOS_JAAR.search(tekst):
            return parse_periode(match[1])
    except PeriodeFault:
        return None
    return find_relatief(tekst, vandaag)


def find_komende(tekst: str, vandaag: date) -> Periode | None:
    """The same for who asks what is on, to whom a month without a year is the coming one."""
    if periode := find_periode(tekst, vandaag):
        return periode
    if match := _LOSSE_MAAND.search(tekst):
        return komende_maand(MAANDNUMMERS[match[1]], vandaag)
    return None
