"""An answer says a thing once."""

from typing import Any

from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Tekst
from zkl_bot.vragen.herhaling import without_repetition
from zkl_bot.vragen.wereld import Vorm

HAARLEM = Tekst(nl="Haarlem trekt actie 9.", en="Haarlem leads action 9.")
WEER_HAARLEM = Tekst(nl="Actie 9 trekt Haarlem.", en="Action 9 is led by Haarlem.")
NIET_HAARLEM = Tekst(nl="Haarlem trekt actie 9 niet.", en="Haarlem does not lead action 9.")
ROUTE = Tekst(
    nl="De route loopt van Heemstede naar Velsen.", en="The route runs from Heemstede to Velsen."
)


def feiten(*texts: Tekst) -> dict[str, Any]:
    return {"feiten": texts, "waar": False}


def test_without_repetition_leaves_out_what_was_said_in_other_order() -> None:
    vorm = Vorm("feiten", feiten(HAARLEM, WEER_HAARLEM, ROUTE))
    assert without_repetition(vorm, "nl").data == feiten(HAARLEM, ROUTE)


def test_without_repetition_keeps_what_denies() -> None:
    vorm = Vorm("feiten", feiten(HAARLEM, NIET_HAARLEM))
    assert without_repetition(vorm, "nl") == vorm


def test_without_repetition_looks_across_the_parts_of_an_answer() -> None:
    delen = (("feiten", feiten(HAARLEM)), ("feiten", feiten(WEER_HAARLEM)))
    vorm = Vorm("samen", {"delen": delen})
    assert without_repetition(vorm, "nl").data == {"delen": delen[:1]}


def test_without_repetition_does_not_repeat_a_term(kennis: Kennis) -> None:
    (begrip,) = (b for b in kennis.begrippen if b.id == "begrip-triple-helix")
    told = tuple(begrip.feiten)
    vorm = Vorm("begrip", {"begrip": begrip, "feiten": told})
    assert told
    assert without_repetition(vorm, "nl").data == {"begrip": begrip, "feiten": ()}
