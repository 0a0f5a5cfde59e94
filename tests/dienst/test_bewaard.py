import json
from datetime import UTC, datetime

from zkl_bot.dienst.bewaard import from_json, to_json
from zkl_bot.feeds.keuze import Keuze
from zkl_bot.gesprek.effecten import Effect, MaakFeed, MaakUitnodiging, Volg
from zkl_bot.texts.bericht import Bericht, Bijlage, Knop

PLEK = {"op": 5, "draad": None}
KNOPPEN = ((Knop("Stop", "c:annuleer"), Knop("Lees", url="https://zkl.example")),)


def test_an_answer_comes_back_as_it_was() -> None:
    berichten = [Bericht("<b>a</b>", KNOPPEN), Bericht("b")]
    kept = json.loads(json.dumps(to_json(berichten, PLEK, [Volg("actie", "actie-9")])))
    assert from_json(kept) == (berichten, PLEK, False)


def test_a_file_is_not_kept_and_has_to_be_asked_for_again() -> None:
    beeld = Bericht("geheim", (), (Bijlage("a.json", "application/json", b"geheim"),))
    kept = to_json([beeld, Bericht("b")], PLEK)
    assert "geheim" not in json.dumps(kept)
    assert from_json(kept) == ([Bericht("b")], PLEK, True)


def test_a_secret_is_not_kept_in_plain_words() -> None:
    code = MaakUitnodiging("hash", "raadslid", None, datetime(2027, 1, 1, tzinfo=UTC))
    effects: tuple[Effect, ...] = (code, MaakFeed("hash", Keuze()))
    for effect in effects:
        kept = to_json([Bericht("https://t.me/b?start=geheim")], PLEK, [effect])
        assert from_json(kept) == ([], PLEK, True)
