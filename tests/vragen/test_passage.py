import pytest

from tests.vragen.bouwsel import make_passage
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.vragen.passage import punten, verwijzingen


@pytest.mark.parametrize(
    ("nummer", "namen"),
    [
        ("2c", ["punt#2c", "punt#c"]),
        ("Punt 2C", ["punt#2c", "punt#c"]),
        ("6", ["punt#6"]),
        ("g", ["punt#g", "punt#g"]),
        ("10", ["punt#10"]),
        ("kans 5", ["kans#5"]),
        ("Vraagstuk 12", ["vraagstuk#12"]),
        ("kans vijf", []),
        ("tabel", []),
        ("ab", []),
        ("123", []),
    ],
)
def test_punten_name_a_point_whole_and_by_its_letter(nummer: str, namen: list[str]) -> None:
    assert punten(nummer) == namen


def test_verwijzingen_name_subjects_by_their_number(kennis: Kennis) -> None:
    named = {onderwerp.id: verwijzingen(onderwerp) for onderwerp in kennis.onderwerpen()}

    assert named["actie-9"] == ("actie#9", "§7.1")
    assert named["actie-5-1"] == ("punt#1", "§5.1")
    assert named["kans-8"] == ("kans#8",)
    assert named["convenant"] == ()


@pytest.mark.parametrize(
    ("eigen", "gevraagd", "mag"),
    [
        (None, None, True),
        (None, "plan-1", True),
        ("plan-1", None, True),
        ("plan-1", "plan-1", True),
        ("plan-1", "plan-2", False),
    ],
)
def test_passage_may_answer_about_its_own_edition(
    eigen: str | None, gevraagd: str | None, mag: bool
) -> None:
    assert make_passage(werkplan=eigen).is_of(gevraagd) is mag


def test_passage_holds_what_its_text_tells_and_what_is_known_beside_it() -> None:
    passage = make_passage(
        tekst="Er komen 300 woningen.", extra=frozenset({"partijnaam"}), onderwerp="x"
    )
    held = {k for k in ("getal", "tijd", "geld", "partijnaam", "open") if passage.holds(k)}

    assert held == {"getal", "partijnaam"}
    assert passage.bij_getal == {"er", "komen", "woningen"}
    assert passage.tekens == 22
