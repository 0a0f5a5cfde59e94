from pathlib import Path

from zkl_bot.texts.controle import KEYWORDS, PAKKET
from zkl_bot.texts.ongemerkt import unmarked


def test_every_text_that_is_translated_by_name_is_marked() -> None:
    assert list(unmarked(PAKKET, KEYWORDS)) == []


def test_unmarked_texts_are_found_in_names_and_tables(tmp_path: Path) -> None:
    (tmp_path / "code.py").write_text(
        'EEN = "Een"\n'
        'TWEE: dict[int, str] = {2: "Twee", 3: N_("Drie")}\n'
        'VIER = N_("Vier")\n'
        'VIJF = "Vijf"\n'
        "def f(nummer):\n"
        '    zes = nummer or ("Zes", "Zeven")\n'
        "    gettext(EEN)\n"
        "    beurt.vertaal(TWEE.get(nummer, VIER))\n"
        "    raise HTTPException(404, zes)\n"
        '    problem(VIJF, 4, "letterlijk")\n'
        "    N_(VIJF)\n"
    )

    assert list(unmarked(tmp_path, KEYWORDS)) == [
        "code.py:1: «Een» is niet gemerkt met N_()",
        "code.py:2: «Twee» is niet gemerkt met N_()",
        "code.py:6: «Zes» is niet gemerkt met N_()",
        "code.py:6: «Zeven» is niet gemerkt met N_()",
    ]
