from datetime import date, timedelta

import pytest
from babel import Locale
from babel.dates import format_date

from zkl_bot.kennis.model import Taal
from zkl_bot.texts.datum import day_names, format_datum

LOCALES: dict[Taal, Locale] = {"nl": Locale("nl", "NL"), "en": Locale("en", "GB")}
TWEE_JAAR = [date(2023, 6, 1) + timedelta(days=n) for n in range(800)]


@pytest.mark.parametrize("taal", ["nl", "en"])
@pytest.mark.parametrize(
    ("vorm", "patroon"),
    [
        ("kort", "EEE d MMM"),
        ("gewoon", "d MMMM y"),
        ("maand", "MMMM y"),
        ("lang", "EEEE d MMMM y"),
    ],
)
def test_datum_has_the_words_of_cldr(taal: Taal, vorm: str, patroon: str) -> None:
    expected = [format_date(dag, patroon, locale=LOCALES[taal]) for dag in TWEE_JAAR]

    assert [format_datum(dag, taal, vorm) for dag in TWEE_JAAR] == expected


@pytest.mark.parametrize("taal", ["nl", "en"])
def test_day_names_are_the_short_ones_of_cldr(taal: Taal) -> None:
    monday = date(2027, 1, 4)
    week = [monday + timedelta(days=n) for n in range(7)]

    assert day_names(taal) == tuple(format_date(d, "EEE", locale=LOCALES[taal]) for d in week)


def test_datum_in_an_unknown_form_is_refused() -> None:
    with pytest.raises(KeyError):
        format_datum(date(2022, 6, 22), "nl", "deftig")
