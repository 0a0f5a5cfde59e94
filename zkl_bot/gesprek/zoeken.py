"""What somebody means by the words behind a command."""

from zkl_bot.kennis.convenant import Gremium
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.partij import Partij
from zkl_bot.kennis.werkplan import Actie, Hoofdopgave


def find_actie(kennis: Kennis, tekst: str) -> Actie | None:
    """The actie that a number, an id or one of its names means; the current edition's first."""
    words = " ".join(tekst.lower().split())
    number = words.removeprefix("actie").strip(" -nr.")
    if number.isascii() and number.isdigit():
        return next((a for a in kennis.acties if a.nummer == int(number[:6])), None)
    acties = [a for w in kennis.werkplannen for a in w.acties]
    for actie in acties:
        names = (actie.id, actie.kort.nl, actie.kort.en, actie.titel.nl, actie.titel.en)
        if words in (name.lower() for name in (*names, *actie.aliassen)):
            return actie
    return None


def find_gemeente(kennis: Kennis, tekst: str) -> Partij | None:
    """The municipality of the covenant that this word names."""
    words = tekst.lower().removeprefix("gemeente ").strip()
    for partij in kennis.gemeenten:
        names = (partij.id, partij.naam.nl, partij.naam.en, *partij.aliassen)
        if words in (name.lower() for name in names):
            return partij
    return None


def find_hoofdopgave(kennis: Kennis, tekst: str) -> Hoofdopgave | None:
    """The hoofdopgave that this word names; the current edition's first."""
    words = tekst.lower().strip()
    for hoofdopgave in (h for w in kennis.werkplannen for h in w.hoofdopgaven):
        names = (hoofdopgave.id, hoofdopgave.titel.nl, hoofdopgave.titel.en, *hoofdopgave.aliassen)
        if words in (name.lower() for name in names):
            return hoofdopgave
    return None


def find_gremium(kennis: Kennis, tekst: str) -> Gremium | None:
    """The kind of meeting that these words name, exactly."""
    words = " ".join(tekst.lower().split())
    for gremium in kennis.convenant.gremia:
        names = (gremium.id, gremium.naam.nl, gremium.naam.en, *gremium.aliassen)
        if words in (name.lower() for name in names):
            return gremium
    return None


def split_gremium(kennis: Kennis, tekst: str) -> tuple[Gremium | None, str]:
    """The kind of meeting a line begins with, the longest name first, and what follows it."""
    words = tekst.split()
    for count in range(min(len(words), 6), 0, -1):
        if gremium := find_gremium(kennis, " ".join(words[:count])):
            return gremium, " ".join(words[count:])
    return None, tekst
