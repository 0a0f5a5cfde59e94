"""From what a source states to a bijeenkomst of ours: which gremium, which acties. Pure."""

import re
from dataclasses import replace
from datetime import datetime

from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.intake.opgave import Opgave
from zkl_bot.kennis.intakeregel import words_of
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Id

_NUMBERS = r"((?:\d{1,2}(?:\s*(?:,|en|and|&|t/m|-)\s*)?)+)"
_WORD = re.compile(r"\w+", re.UNICODE)


def gremium_of(opgave: Opgave, kennis: Kennis) -> tuple[Id | None, str | None]:
    """The gremium by the rules of intake.yaml, and what the rest of the title is about.

    None when no rule matches: then the default of the data counts.
    """
    for text in (opgave.gremium or "", opgave.titel):
        named = " ".join(words_of(text))
        for gremium in kennis.convenant.gremia:
            names = (gremium.id, gremium.naam.nl, gremium.naam.en, *gremium.aliassen)
            if named and named in (" ".join(words_of(name)) for name in names):
                return gremium.id, None
    words = set(words_of(f"{opgave.gremium or ''} {opgave.titel}"))
    for regel in kennis.intake.gremia:
        group = regel.matching(words)
        if group is not None:
            rest = _without(opgave.titel, group) if regel.rest_is_onderwerp else None
            return regel.gremium, rest
    return None, None


def _without(titel: str, group: tuple[str, ...]) -> str | None:
    """What is left of a title without the words that named its gremium."""
    rest = _WORD.sub(lambda m: "" if words_of(m[0]) and words_of(m[0])[0] in group else m[0], titel)
    return " ".join(rest.split()).strip(" -–:,.()/") or None


def acties_of(opgave: Opgave, kennis: Kennis) -> tuple[Id, ...]:
    """The acties its title, agenda or description name by number or by their whole title.

    Numbers are those of the work plan that leads on its day.
    """
    text = "\n".join((opgave.titel, *opgave.agendapunten, opgave.omschrijving or ""))
    editie = next((w for w in kennis.werkplannen if w.begin <= opgave.dag), kennis.werkplannen[-1])
    marks = "|".join(map(re.escape, kennis.intake.actiewoorden))
    numbers: set[int] = set()
    if marks:
        for match in re.finditer(rf"\b(?:{marks})\s+{_NUMBERS}", text, re.IGNORECASE):
            numbers |= _numbers(match[1])
    words = f" {' '.join(words_of(text))} "
    return tuple(
        actie.id
        for actie in editie.acties
        if actie.nummer in numbers or f" {' '.join(words_of(actie.titel.nl))} " in words
    )


def _numbers(text: str) -> set[int]:
    """The numbers in "2, 3 en 5" or "2 t/m 5"."""
    found: set[int] = set()
    for van, tot in re.findall(r"(\d{1,2})(?:\s*(?:t/m|-)\s*(\d{1,2}))?", text):
        found |= set(range(int(van), int(tot or van) + 1))
    return found


def gemeente_of(opgave: Opgave, kennis: Kennis) -> Id | None:
    """The municipality whose griffie it is, by code or by name."""
    given = (opgave.organisatie or "").strip().casefold()
    for gemeente in kennis.gemeenten:
        names = (gemeente.organisatiecode or "", gemeente.naam.nl, *gemeente.aliassen)
        if given and given in (name.casefold() for name in names):
            return gemeente.id
    return None


def is_off(opgave: Opgave, kennis: Kennis) -> tuple[bool, str]:
    """Whether it is cancelled, also when only its title says so; and the title without that."""
    head, colon, rest = opgave.titel.partition(":")
    marks = {" ".join(words_of(word)) for word in kennis.intake.geannuleerd}
    if colon and " ".join(words_of(head)) in marks:
        return True, rest.strip()
    return opgave.status == "geannuleerd", opgave.titel


def to_bijeenkomst(
    opgave: Opgave, kennis: Kennis, *, id: Id, herkomst: str, now: datetime
) -> tuple[Bijeenkomst, bool]:
    """The meeting as this source would have it, and whether its gremium was recognised.

    Raises ValueError when nothing says which gremium it is, also not the data.
    """
    off, titel = is_off(opgave, kennis)
    gremium, rest = gremium_of(replace(opgave, titel=titel), kennis)
    recognised = gremium is not None
    gremium = gremium or kennis.intake.standaard
    if gremium is None:
        raise ValueError(f"onbekend gremium: {titel!r}")
    return (
        Bijeenkomst(
            id=id,
            uid=opgave.uid,
            gremium=gremium,
            dag=opgave.dag,
            start=opgave.start,
            eind=opgave.eind,
            titel=titel or None,
            onderwerp=opgave.onderwerp or rest,
            plaats=opgave.plaats,
            geo=opgave.geo,
            url=opgave.url,
            omschrijving=opgave.omschrijving,
            gemeente=gemeente_of(opgave, kennis),
            acties=acties_of(opgave, kennis),
            status="geannuleerd" if off else "gepland",
            herkomst=herkomst,
            aangemaakt=now,
            gewijzigd=now,
        ),
        recognised,
    )
