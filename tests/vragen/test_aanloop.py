"""What people say before they ask is no part of the question."""

import pytest

from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.aanloop import without_aanloop


@pytest.mark.parametrize(
    ("taal", "vraag", "kern"),
    [
        ("nl", "Een inwoner vroeg mij wie actie 9 trekt", "wie actie 9 trekt"),
        ("nl", "Onze fractie wil weten wanneer dit komt", "wanneer dit komt"),
        ("nl", "ik vroeg me af: hoe zeg je op?", "hoe zeg je op?"),
        ("nl", "Beste bot, kunt u mij vertellen wat een PHO is?", "wat een PHO is?"),
        ("nl", "Hallo, wie trekt actie 9?", "wie trekt actie 9?"),
        ("nl", "Wat was GRIT ook alweer?", "Wat was GRIT?"),
        ("nl", "hoe heet die campagne nou weer", "hoe heet die campagne"),
        ("en", "Hi, can you tell me who leads action 9?", "who leads action 9?"),
        ("en", "Our group would like to know when it ends", "when it ends"),
    ],
)
def test_without_aanloop_leaves_the_question(taal: Taal, vraag: str, kern: str) -> None:
    assert without_aanloop(vraag, taal) == kern


@pytest.mark.parametrize(
    "vraag",
    [
        "hallo",
        "Mijn fractie wil uit het convenant, kan dat?",
        "Wie wil weten hoe het gaat?",
        "Wat wil Haarlem weten?",
        "Ik wil opzeggen",
        "Komt het park ook weer terug?",
        "De raad vraagt om een werkplan, wie besluit?",
    ],
)
def test_without_aanloop_leaves_the_rest_alone(vraag: str) -> None:
    assert without_aanloop(vraag, "nl") == vraag
