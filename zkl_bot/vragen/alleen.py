"""What tells just what is asked, where that is said in very few words."""

from collections.abc import Sequence

from zkl_bot.vragen.boek import Boek
from zkl_bot.vragen.bonus import ALGEMEEN
from zkl_bot.vragen.rijen import Gewichten
from zkl_bot.vragen.vondst import EIGEN_GRENS
from zkl_bot.vragen.vraag import Vraag

SOORT_ALLEEN, NOG = 0.6, 2
"""For a kind of fact when that and a number is all that is asked ("actie 4 geld"), and with how
many words beside the number that still is: those of the kind of thing and of fact."""
ALLES_BONUS = 0.5
"""For all that a party does, when its name and what it leads or does is all that is asked."""


def find_all_that_is_asked(
    boek: Boek, vraag: Vraag, woorden: Sequence[str], grid: Gewichten, rough: Gewichten
) -> dict[int, float]:
    """What the passages get that tell just what is asked, where that is said in so few words that
    others are as near. Adds it to `rough`.
    """
    alone = dict.fromkeys(_of_a_party(boek, vraag, woorden, grid), ALLES_BONUS)
    alone |= dict.fromkeys(_of_a_number(boek, vraag), SOORT_ALLEEN)
    if alone:
        rough[list(alone)] += list(alone.values())
    return alone


def _of_a_party(boek: Boek, vraag: Vraag, woorden: Sequence[str], grid: Gewichten) -> list[int]:
    """What tells all that a party does, or all within one hoofdopgave, where that is all that is
    asked: no word asks for anything but the party, what it leads or does, and the hoofdopgave.
    """
    if not vraag.partijen:
        return []
    if vraag.partijwoorden.issuperset(woorden) and "wie" not in vraag.zacht:
        return []
    told = boek.kolommen.of_partijen(vraag.partijen)
    told = [number for number in told if (grid[:, number] > EIGEN_GRENS).all()]
    whole = [number for number in told if boek.passages[number].onderwerp is None]
    leads = not (vraag.soorten | vraag.zacht).isdisjoint(("wie", "alle"))
    return whole or (told if leads and not vraag.heeft("hoeveel") else [])


def _of_a_number(boek: Boek, vraag: Vraag) -> list[int]:
    """What tells, of the number that a question names, the kind of fact that it asks for, where
    that is all it asks.
    """
    refs, kinds = vraag.verwijzingen, vraag.soorten - ALGEMEEN
    if not kinds or not 0 < len(refs) >= len(vraag.woorden) - NOG:
        return []
    return [
        number for number in boek.index.having(refs).tolist()
        if not boek.passages[number].soorten.isdisjoint(kinds)
    ]  # fmt: skip
