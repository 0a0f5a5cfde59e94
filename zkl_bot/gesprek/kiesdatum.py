"""Choosing a day: the keyboard of a month, and what is said when a typed date leaves doubt."""

from calendar import Calendar
from datetime import date

from zkl_bot.gesprek.beurt import Beurt, Knoppen
from zkl_bot.gesprek.datumwoorden import Gelezen
from zkl_bot.texts.bericht import Knop
from zkl_bot.texts.datum import day_names, format_datum

_WEKEN = Calendar(firstweekday=0)
_LAATSTE_JAAR = 9000


def month_knoppen(beurt: Beurt, prefix: str, jaar: int, maand: int) -> Knoppen:
    """A month as buttons, the names of the days above, without the weeks that are over.

    `prefix` comes before `:m:202701` (leaf) and `:d:20270112` (choose).
    """
    first = date(jaar, maand, 1)
    here = f"{prefix}:m:{first:%Y%m}"
    kop = [
        Knop("◀", f"{prefix}:m:{_shift(first, -1):%Y%m}"),
        Knop(format_datum(first, beurt.taal, "maand"), here),
        Knop("▶", f"{prefix}:m:{_shift(first, 1):%Y%m}"),
    ]
    rows = [tuple(kop), tuple(Knop(naam, here) for naam in day_names(beurt.taal))]
    for week in _WEKEN.monthdatescalendar(jaar, maand):
        open_days = [dag.month == maand and dag >= beurt.wereld.vandaag for dag in week]
        if any(open_days):
            rows.append(
                tuple(
                    Knop(str(dag.day), f"{prefix}:d:{dag:%Y%m%d}") if is_open else Knop("·", here)
                    for dag, is_open in zip(week, open_days, strict=True)
                )
            )
    return tuple(rows)


def read_month(beurt: Beurt, tekst: str) -> tuple[int, int]:
    """Year and month out of a button's data; this month when it was made up."""
    vandaag = beurt.wereld.vandaag
    if len(tekst) == 6 and tekst.isascii() and tekst.isdigit():
        jaar, maand = int(tekst[:4]), int(tekst[4:])
        if vandaag.year - 1 <= jaar <= min(vandaag.year + 20, _LAATSTE_JAAR) and 1 <= maand <= 12:
            return jaar, maand
    return vandaag.year, vandaag.month


def read_day(tekst: str) -> date | None:
    """The day out of a button's data; None when it was made up."""
    try:
        return date(int(tekst[:4]), int(tekst[4:6]), int(tekst[6:8])) if len(tekst) == 8 else None
    except ValueError:
        return None


def doubt(beurt: Beurt, gelezen: Gelezen, prefix: str, getypt: str) -> None:
    """Asks what day was meant. `prefix` comes before `:d:20270112:ja`, a choice made knowingly."""
    kandidaten = gelezen.kandidaten
    knoppen = tuple(
        (Knop(format_datum(dag, beurt.taal, "lang"), f"{prefix}:d:{dag:%Y%m%d}:ja"),)
        for dag in kandidaten
    )
    beurt.zeg(
        "datum",
        gelezen.twijfel or "onleesbaar",
        knoppen=knoppen,
        gevraagd=getypt[:60],
        kandidaten=kandidaten,
    )


def _shift(first: date, months: int) -> date:
    index = first.year * 12 + first.month - 1 + months
    return date(max(index // 12, 1), index % 12 + 1, 1)
