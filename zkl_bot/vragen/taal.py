"""In which language a question is, by its small words."""

import re

from zkl_bot.kennis.model import Taal

_ENGELS = frozenset(
    """
    the who what when where why how which is are does do did can could will would should of
    and for with from about have has it this that these there their they many much any or by
    if name tell give list municipality municipalities council councils action actions plan
    to be been you your our us my not were between than into during after before must may
    leave leaving leaves need needs needed meeting meetings covenant agreement
    """.split()  # noqa: SIM905 - words read better than a list
)
_NEDERLANDS = frozenset(
    """
    de het een wie wat wanneer waar waarom hoe hoeveel welke welk is zijn wordt worden van
    voor met naar er en of dat die dit deze ook niet nog al kan mag moet heeft hebben over
    bij op te uit om door tot gaat gaan zit wij we ik je u ons onze gemeente gemeenten raad
    actie acties nou toch eigenlijk da t n der krijgt krijgen
    """.split()  # noqa: SIM905 - as above
)
_ANDERE = frozenset(
    """
    qui que quoi quand pourquoi quel quelle quels quelles avec sont une est sur cette le combien
    wer wann warum nicht und mit wird welche welcher wieviel eine einen gibt leitet
    quien cuando donde cual cuales porque
    """.split()  # noqa: SIM905 - as above
)
"""Small words of the neighbours' languages that are none in Dutch or English."""
_GELEZEN = _ENGELS | _NEDERLANDS
_BEGIN = frozenset({"who", "what", "when", "where", "why", "how", "which", "does", "did"})
"""What no Dutch question begins with."""


_WOORD = re.compile(r"[a-z]+")


def find_taal(tekst: str, standaard: Taal) -> Taal:
    """The language of a folded question, by its small words; `standaard` when they don't tell."""
    words = _WOORD.findall(tekst)
    english, dutch = (sum(map(own.__contains__, words)) for own in (_ENGELS, _NEDERLANDS))
    if english == dutch:
        return "en" if words and words[0] in _BEGIN else standaard
    return "en" if english > dutch else "nl"


def is_andere_taal(origineel: str, tekst: str) -> bool:
    """Whether a question is in a language that is not read here: by its letters, or by the small
    words of `tekst`, which is the same folded.
    """
    if not origineel.isascii():
        letters = list(filter(str.isalpha, origineel))
        if sum(map(str.isascii, letters)) * 2 < len(letters):
            return True
    words = _WOORD.findall(tekst)
    other, read = (sum(map(own.__contains__, words)) for own in (_ANDERE, _GELEZEN))
    return other > read
