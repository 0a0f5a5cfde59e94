import numpy as np
import pytest

from zkl_bot.vragen.alleen import ALLES_BONUS, SOORT_ALLEEN, find_all_that_is_asked
from zkl_bot.vragen.vraagbaak import Vraagbaak


@pytest.mark.parametrize(
    ("tekst", "krijgt", "ids"),
    [
        ("wat doet Heemstede", ALLES_BONUS, {"partij-heemstede"}),
        ("welke trekkersrol heeft Heemstede bij de stresstest", ALLES_BONUS, set()),
        ("actie 7 waarom", SOORT_ALLEEN, {"actie-7-al-samenwerking"}),
        ("hoeveel fietsen gaan er straks over het pad van actie 7", SOORT_ALLEEN, set()),
    ],
)
def test_what_tells_just_what_is_asked_gets_a_bonus(
    vraagbaak: Vraagbaak, tekst: str, krijgt: float, ids: set[str]
) -> None:
    boek = vraagbaak.boek("nl")
    vraag = boek.read(tekst)
    rough = np.zeros(len(boek.passages), dtype=np.float32)
    grid = boek.index.match(vraag.woorden)
    found = find_all_that_is_asked(boek, vraag, vraag.woorden, grid, rough)
    named = {boek.passages[number].id for number, bonus in found.items() if bonus == krijgt}

    assert named >= ids
    assert bool(named) is bool(ids)
    assert set(rough.nonzero()[0].tolist()) == set(found)
