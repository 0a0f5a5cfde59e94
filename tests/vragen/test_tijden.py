from datetime import date

import pytest

from zkl_bot.vragen.tijden import find_dag, find_jaar, find_komende_dag, find_periode

VANDAAG = date(2026, 1, 15)


@pytest.mark.parametrize(
    "tekst",
    ["op 3 maart 2027", "3-3-2027", "3/3/2027", "2027-03-03", "march 3, 2027", "3rd of march 2027"],
)
def test_find_dag_reads_a_day_in_every_spelling(tekst: str) -> None:
    assert find_dag(tekst) == date(2027, 3, 3)


def test_find_dag_refuses_a_day_that_does_not_exist() -> None:
    assert find_dag("31-02-2027") is None


@pytest.mark.parametrize(
    ("tekst", "start", "eind"),
    [
        ("in het derde kwartaal van 2022", date(2022, 7, 1), date(2022, 10, 1)),
        ("in de eerste drie maanden van 2022", date(2022, 1, 1), date(2022, 4, 1)),
        ("halverwege 2022", date(2022, 5, 1), date(2022, 9, 1)),
        ("eind 2021", date(2021, 9, 1), date(2022, 1, 1)),
        ("in september 2021", date(2021, 9, 1), date(2021, 10, 1)),
        ("2022-q3", date(2022, 7, 1), date(2022, 10, 1)),
        ("volgend jaar", date(2027, 1, 1), date(2028, 1, 1)),
        ("volgende maand", date(2026, 2, 1), date(2026, 3, 1)),
        ("in 2023", date(2023, 1, 1), date(2024, 1, 1)),
    ],
)
def test_find_periode_reads_words_as_dates(tekst: str, start: date, eind: date) -> None:
    periode = find_periode(tekst, VANDAAG)

    assert periode is not None
    assert (periode.start, periode.eind_exclusief) == (start, eind)


def test_find_jaar_takes_the_first() -> None:
    assert find_jaar("van 2027 tot 2030") == 2027
    assert find_jaar("ooit") is None


@pytest.mark.parametrize(
    ("tekst", "dag"),
    [
        ("we sturen op 31 december de brief", date(2026, 12, 31)),
        ("op 15 januari", date(2026, 1, 15)),
        ("op 14 januari", date(2027, 1, 14)),
        ("op 29 februari", date(2028, 2, 29)),
        ("op 31 februari", None),
        ("op 3 maart 2027", None),
        ("in december", None),
    ],
)
def test_find_komende_dag_takes_the_next_such_day(tekst: str, dag: date | None) -> None:
    assert find_komende_dag(tekst, VANDAAG) == dag
