from datetime import time

import pytest

from zkl_bot.schedule.regels.voorkeuren import (
    STIL_STANDAARD,
    Voorkeuren,
    VoorkeurFout,
    check_voorkeur,
    parse_voorkeuren,
)


def test_parse_voorkeuren_reads_all_choices() -> None:
    bewaard = {
        "soort:opzegging": False,
        "dagen:bijeenkomsten": [1, 7],
        "tijd": "08:30",
        "stil": ["21:00", "06:00"],
        "overzicht": "wekelijks",
    }
    assert parse_voorkeuren(bewaard) == Voorkeuren(
        soorten={"opzegging": False},
        dagen={"bijeenkomsten": (7, 1)},
        tijd=time(8, 30),
        stil=(time(21), time(6)),
        overzicht="wekelijks",
    )


def test_parse_voorkeuren_leaves_what_it_cannot_read_at_its_default() -> None:
    bewaard = {"tijd": "25:00", "stil": "nee", "dagen:bijeenkomsten": ["x"], "onbekend": 1}
    assert parse_voorkeuren(bewaard) == Voorkeuren(stil=STIL_STANDAARD)


def test_parse_voorkeuren_takes_null_for_no_quiet_hours() -> None:
    assert parse_voorkeuren({"stil": None}).stil is None


@pytest.mark.parametrize(
    ("naam", "waarde"),
    [
        ("tijd", "02:30"),
        ("tijd", "acht uur"),
        ("stil", ["22:00"]),
        ("stil", ["22:00", "03:00"]),
        ("dagen:bijeenkomsten", [400]),
        ("dagen:bijeenkomsten", []),
        ("dagen:feesten", [1]),
        ("soort:opzegging", "ja"),
        ("overzicht", "maandelijks"),
        ("kleur", "blauw"),
    ],
)
def test_check_voorkeur_refuses(naam: str, waarde: object) -> None:
    with pytest.raises(VoorkeurFout):
        check_voorkeur(naam, waarde)
