import json
from typing import Any

import pytest

from tests.cli.conftest import Run


def listed(run: Run) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("bijeenkomst", "list", "--json").out.splitlines()]


def add(run: Run, *args: str) -> str:
    base = ("bijeenkomst", "add", "--gremium", "raadsbijeenkomst", "--op", "2022-06-22T19:30")
    done = run(*base, *args)
    assert (done.status, done.err) == (0, "")
    return done.out.strip()


def test_add_prints_its_id_and_list_shows_all_of_it(run: Run) -> None:
    id = add(
        run,
        "--eind", "2022-06-22T22:00", "--plaats", "Haarlem", "--actie", "2", "--actie", "actie-3",
        "--url", "https://a.example/", "--gemeente", "Haarlem", "--titel", "Raden bijeen",
    )  # fmt: skip
    assert listed(run) == [
        {
            "id": id,
            "uid": f"{id}@zkl_bot",
            "gremium": "raadsbijeenkomst",
            "dag": "2022-06-22",
            "start": "2022-06-22T19:30:00+02:00",
            "eind": "2022-06-22T22:00:00+02:00",
            "plaats": "Haarlem",
            "titel": "Raden bijeen",
            "onderwerp": None,
            "omschrijving": None,
            "geo": None,
            "acties": ["actie-2", "actie-3"],
            "url": "https://a.example/",
            "gemeente": "haarlem",
            "status": "gepland",
            "revisie": 0,
            "wijzigingen": [],
            "herkomst": None,
        }
    ]
    assert run("bijeenkomst", "list").out == (
        f"2022-06-22 19:30  {id}  Raden bijeen  Haarlem  actie-2, actie-3\n"
    )


def test_move_keeps_the_length_and_tells_the_change(run: Run) -> None:
    id = add(run, "--eind", "2022-06-22T21:30")
    moved = run("bijeenkomst", "move", id, "--op", "2022-06-29T20:00", "--plaats", "Zandvoort")
    assert moved.status == 0
    (after,) = listed(run)
    assert (after["start"], after["eind"], after["plaats"], after["revisie"]) == (
        "2022-06-29T20:00:00+02:00",
        "2022-06-29T22:00:00+02:00",
        "Zandvoort",
        1,
    )
    assert after["wijzigingen"] == ["22 juni 2022 → 29 juni 2022; 19:30 → 20:00; – → Zandvoort"]


def test_move_to_a_day_makes_it_a_whole_day(run: Run) -> None:
    id = add(run)
    run("bijeenkomst", "move", id, "--op", "2022-06-29")
    assert [(b["dag"], b["start"], b["eind"]) for b in listed(run)] == [("2022-06-29", None, None)]


def test_cancelled_stays_in_the_list(run: Run) -> None:
    id = add(run)
    assert run("bijeenkomst", "cancel", id).status == 0
    assert [b["status"] for b in listed(run)] == ["geannuleerd"]
    assert "GEANNULEERD" in run("bijeenkomst", "list").out


def test_meeting_makes_the_bespreking_sure_in_the_feed_and_vague_again(run: Run) -> None:
    def feed() -> str:
        return run("kalender", "besprekingen").out

    vague = feed()
    id = add(run, "--actie", "2")
    sure = feed()
    run("bijeenkomst", "cancel", id)
    assert "20220622T193000" not in vague
    assert "20220622T193000" in sure
    assert "20220622T193000" not in feed()


@pytest.mark.parametrize(
    ("args", "melding"),
    [
        (("--gremium", "dorpsraad"), "Het gremium 'dorpsraad' ken ik niet"),
        (("--gremium", "pho"), "Bij pho hoort een onderwerp"),
        (("--actie", "99"), "Actie '99' bestaat niet"),
        (("--gemeente", "Parijs"), "'Parijs' doet niet mee"),
        (("--url", "javascript:alert(1)"), "geen webadres"),
        (("--eind", "2022-06-22T19:00"), "Het einde ligt niet na het begin"),
        (("--op", "2022-06-22", "--eind", "2022-06-22T19:00"), "hoort een begintijd"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    run: Run, args: tuple[str, ...], melding: str
) -> None:
    base = ("bijeenkomst", "add", "--gremium", "raadsbijeenkomst", "--op", "2022-06-22T19:30")
    refused = run(*base, *args)
    assert (refused.status, refused.out) == (1, "")
    assert melding in refused.err
    assert refused.err.count("\n") == 1
    assert listed(run) == []


@pytest.mark.parametrize("deel", [("move", "x", "--op", "2022-06-22"), ("cancel", "x")])
def test_unknown_meeting_is_named(run: Run, deel: tuple[str, ...]) -> None:
    refused = run("bijeenkomst", *deel)
    assert refused.status == 1
    assert "Er is geen bijeenkomst 'x'" in refused.err


def test_add_and_move_put_words_on_one_line(run: Run) -> None:
    id = add(run, "--titel", "Raden\r\nBcc: boef@example.nl", "--plaats", " Raadhuis\n Haarlem ")
    run("bijeenkomst", "move", id, "--op", "2022-06-29T20:00", "--plaats", "Stadhuis\nHaarlem")
    (meeting,) = listed(run)
    assert (meeting["titel"], meeting["plaats"]) == (
        "Raden Bcc: boef@example.nl",
        "Stadhuis Haarlem",
    )
