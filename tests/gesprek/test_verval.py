from datetime import UTC, datetime, timedelta
from typing import Any

from zkl_bot.gesprek.verval import next_moment, prune

NU = datetime(2026, 11, 20, 12, tzinfo=UTC)
SINDS = NU.isoformat()
EERDER = {"kaart": "actie-9", "sinds": SINDS}
HALFUUR = timedelta(minutes=30)
NET = timedelta(microseconds=1)


def formulier(naam: str) -> dict[str, Any]:
    return {"naam": naam, "nummer": 1, "velden": {"vraag": "x"}, "sinds": SINDS}


def test_prune_forgets_what_was_talked_about_after_half_an_hour() -> None:
    stand = {"teller": 2, "eerder": EERDER}
    assert next_moment(stand) == NU + HALFUUR
    assert prune(stand, NU + HALFUUR) == stand
    assert prune(stand, NU + HALFUUR + NET) == {"teller": 2}


def test_prune_forgets_a_correction_as_soon_as_a_question_and_other_forms_after_a_day() -> None:
    correctie = {"formulier": formulier("correctie")}
    bijeenkomst = {"formulier": formulier("bijeenkomst")}
    assert prune(correctie, NU + HALFUUR + NET) == {}
    assert prune(bijeenkomst, NU + HALFUUR + NET) == bijeenkomst
    assert next_moment(bijeenkomst) == NU + timedelta(hours=24)
    assert prune(bijeenkomst, NU + timedelta(hours=24) + NET) == {}


def test_next_moment_is_the_first_of_several() -> None:
    ongedaan = {"tot": (NU + timedelta(minutes=10)).isoformat()}
    stand = {"eerder": EERDER, "ongedaan": ongedaan, "teller": 3}
    assert next_moment(stand) == NU + timedelta(minutes=10)
    assert prune(stand, NU + timedelta(minutes=11)) == {"eerder": EERDER, "teller": 3}
    assert next_moment({"teller": 3}) is None


def test_prune_drops_the_questions_that_former_versions_kept() -> None:
    assert prune({"gevraagd": {"vraag": "x", "sinds": SINDS}, "onderwerp": {}}, NU) == {}
