from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.vragen.bouwsel import make_vondst
from tests.vragen.conftest import NU
from zkl_bot.kennis.model import Taal
from zkl_bot.vragen import zekerheid
from zkl_bot.vragen.antwoord import Antwoord
from zkl_bot.vragen.vondst import Vondst
from zkl_bot.vragen.vraagbaak import Vraagbaak
from zkl_bot.vragen.zekerheid import GENOEG, HELEMAAL, MINST, NABIJ, estimate

Words = Callable[[Antwoord], str]
VRAAG = {"nl": "Wie trekt het fietspadennetwerk?", "en": "Who leads the cycle network?"}
PRECIES = {
    "nl": "Een precies antwoord vind ik niet in de bronnen. Wat er wel staat:",
    "en": "I find no precise answer in the sources. What they do say:",
}
STAND = {
    "nl": "Hoe het nu staat of wat eruit kwam, vertellen de bronnen niet. Wat er wel staat:",
    "en": "The sources do not tell how things stand now or what came of it. What they do say:",
}
ONBEKEND = {
    "nl": "Dat staat niet in de bronnen die ik ken.",
    "en": "The sources I know do not say.",
}
TALEN: tuple[Taal, ...] = ("nl", "en")
VONDST = st.builds(
    make_vondst,
    dekking=st.floats(0.5, 1),
    score=st.floats(0, 2),
    tekort=st.floats(0, 0.6),
    onbekender=st.floats(0, 5),
    onbekend=st.floats(0, 1),
)
MEER = st.floats(0.01, 0.5)
PROEF = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


def sure(vraagbaak: Vraagbaak, *found: Vondst, vraag: str = VRAAG["nl"]) -> float:
    return estimate(vraagbaak.boek("nl").read(vraag), found)


@PROEF
@given(st.lists(VONDST, max_size=3))
def test_estimate_is_a_part_of_one(vraagbaak: Vraagbaak, found: list[Vondst]) -> None:
    assert 0 <= sure(vraagbaak, *found) <= 1


def test_the_weights_are_of_signs_that_are_read_and_of_nothing_endless(
    vraagbaak: Vraagbaak,
) -> None:
    gewichten = zekerheid.read_gewichten()
    signs = dict(zekerheid.read_tekens(vraagbaak.boek("nl").read(VRAAG["nl"]), [make_vondst()]))
    kinds = ("regel ", "vraagt ", "mist ", "nl ", "en ")

    assert gewichten.keys() == {"tekens", "kenmerken"}
    assert gewichten["tekens"].keys() == signs.keys()
    assert all(name.startswith(kinds) for name in gewichten["kenmerken"])
    assert all(abs(w) < 10 for each in gewichten.values() for w in each.values())


def test_kenmerken_are_of_the_kinds_and_the_words(vraagbaak: Vraagbaak) -> None:
    vraag = vraagbaak.boek("nl").read("Wie trekt de fietspaden, en de fietspaden van 2022?")
    best = make_vondst()
    found = list(zekerheid.read_kenmerken(vraag, best))

    assert found[0] == f"regel {best.passage.regel}"
    assert "vraagt wie" in found
    assert found.count("nl de") == 1
    assert not any("2022" in name for name in found)


def test_estimate_of_nothing_found_is_nothing(vraagbaak: Vraagbaak) -> None:
    assert sure(vraagbaak) == 0.0


@PROEF
@given(VONDST)
def test_estimate_of_what_hardly_explains_the_question_is_nothing(
    vraagbaak: Vraagbaak, best: Vondst
) -> None:
    assert sure(vraagbaak, replace(best, dekking=MINST - best.tekort - 0.01)) == 0.0


@PROEF
@given(VONDST, MEER)
def test_estimate_falls_when_less_of_the_question_is_explained(
    vraagbaak: Vraagbaak, best: Vondst, meer: float
) -> None:
    worse = replace(best, dekking=best.dekking - meer)

    assert sure(vraagbaak, worse) < sure(vraagbaak, best)


@PROEF
@given(VONDST, MEER)
def test_estimate_falls_when_the_question_is_nearer_to_what_nobody_answers(
    vraagbaak: Vraagbaak, best: Vondst, meer: float
) -> None:
    nearer, relatively = (
        replace(best, onbekend=best.onbekend + meer),
        replace(best, onbekender=best.onbekender + meer),
    )

    assert sure(vraagbaak, nearer) < sure(vraagbaak, best)
    assert sure(vraagbaak, relatively) < sure(vraagbaak, best)


@PROEF
@given(VONDST, MEER)
def test_estimate_falls_with_words_that_nobody_asks_for_it_with(
    vraagbaak: Vraagbaak, best: Vondst, meer: float
) -> None:
    assert sure(vraagbaak, replace(best, vreemd=best.vreemd + meer)) < sure(vraagbaak, best)


@PROEF
@given(VONDST, MEER)
def test_estimate_falls_when_what_is_asked_for_lacks(
    vraagbaak: Vraagbaak, best: Vondst, meer: float
) -> None:
    worse = replace(best, tekort=best.tekort + meer, dekking=best.dekking - meer)

    assert sure(vraagbaak, worse) < sure(vraagbaak, best)


@PROEF
@given(VONDST, MEER)
def test_estimate_falls_when_the_words_are_those_of_what_nobody_answers(
    vraagbaak: Vraagbaak, best: Vondst, meer: float
) -> None:
    suspect = replace(best, vermoeden=best.vermoeden + meer)

    assert sure(vraagbaak, suspect) < sure(vraagbaak, best)


def test_estimate_takes_a_rule_that_is_newer_than_the_weights_as_a_table(
    vraagbaak: Vraagbaak,
) -> None:
    best = make_vondst()
    table, newer = (
        replace(best, passage=replace(best.passage, regel=regel)) for regel in ("wie", "langste")
    )

    assert sure(vraagbaak, newer) == sure(vraagbaak, table) > sure(vraagbaak, best)


def test_estimate_of_all_that_a_named_party_does_there_is_an_answer(vraagbaak: Vraagbaak) -> None:
    odd = make_vondst(dekking=HELEMAAL, onbekend=0.9, onbekender=2.0)
    party, strange = (
        replace(odd, vreemd=vreemd, passage=replace(odd.passage, regel="partij"))
        for vreemd in (0.0, 0.2)
    )

    assert sure(vraagbaak, odd) < GENOEG
    assert sure(vraagbaak, party) == GENOEG
    assert sure(vraagbaak, strange) < GENOEG


@PROEF
@given(VONDST, MEER)
def test_estimate_rises_with_the_distance_to_the_next(
    vraagbaak: Vraagbaak, best: Vondst, meer: float
) -> None:
    near, far = (replace(best, score=best.score - x) for x in (0.01, 0.01 + meer))

    assert sure(vraagbaak, best, near) < sure(vraagbaak, best, far)


def test_estimate_looks_at_the_best_and_at_how_far_the_next_is(vraagbaak: Vraagbaak) -> None:
    best, second = make_vondst(), make_vondst(score=0.7)
    odd = replace(second, onbekend=1.0, onbekender=3.0, tekort=0.5)

    assert sure(vraagbaak, best, second) == sure(vraagbaak, best, odd, make_vondst(score=0.1))


@pytest.mark.parametrize("taal", TALEN)
def test_a_doubtful_answer_says_so_first_and_names_its_sources(
    vraagbaak: Vraagbaak, words: Words, monkeypatch: pytest.MonkeyPatch, taal: Taal
) -> None:
    plain = vraagbaak.answer(VRAAG[taal], now=NU, taal=taal)
    monkeypatch.setattr(zekerheid, "estimate", lambda *_: (NABIJ + GENOEG) / 2)
    doubtful = vraagbaak.answer(VRAAG[taal], now=NU, taal=taal)

    assert (doubtful.kind, doubtful.taal) == ("antwoord", taal)
    assert doubtful.bronnen == plain.bronnen != ()
    assert words(doubtful) == f"{PRECIES[taal]}\n\n{words(plain)}"


@pytest.mark.parametrize(
    ("zeker", "begin"),
    [(NABIJ - 1e-9, ONBEKEND), (NABIJ, PRECIES), (GENOEG - 1e-9, PRECIES)],
)
@pytest.mark.parametrize("taal", TALEN)
def test_the_bounds_part_not_knowing_from_doubt_and_doubt_from_an_answer(
    vraagbaak: Vraagbaak, words: Words, monkeypatch: pytest.MonkeyPatch,
    taal: Taal, zeker: float, begin: dict[Taal, str],
) -> None:  # fmt: skip
    plain = words(vraagbaak.answer(VRAAG[taal], now=NU, taal=taal))
    monkeypatch.setattr(zekerheid, "estimate", lambda *_: zeker)
    assert words(vraagbaak.answer(VRAAG[taal], now=NU, taal=taal)).startswith(begin[taal])

    monkeypatch.setattr(zekerheid, "estimate", lambda *_: GENOEG)
    assert words(vraagbaak.answer(VRAAG[taal], now=NU, taal=taal)) == plain


@pytest.mark.parametrize(
    ("taal", "vraag"),
    [
        ("nl", "Is het fietspadennetwerk inmiddels klaar?"),
        ("nl", "Is het fietspadennetwerk al af?"),
        ("nl", "Is actie 5 al klaar?"),
        ("en", "Is action 9 finished by now?"),
        ("en", "Is action 9 already done?"),
        ("en", "Is the cycle path network already finished?"),
    ],
)
def test_how_things_stand_now_the_sources_do_not_tell(
    vraagbaak: Vraagbaak, words: Words, monkeypatch: pytest.MonkeyPatch, taal: Taal, vraag: str
) -> None:
    monkeypatch.setattr(zekerheid, "estimate", lambda *_: 1.0)
    antwoord = vraagbaak.answer(vraag, now=NU, taal=taal)

    assert (antwoord.kind, antwoord.taal) == ("antwoord", taal)
    assert antwoord.bronnen
    assert words(antwoord).startswith(f"{STAND[taal]}\n\n")


@pytest.mark.parametrize("taal", TALEN)
def test_a_question_not_about_now_has_no_such_sentence(
    vraagbaak: Vraagbaak, words: Words, taal: Taal
) -> None:
    assert STAND[taal] not in words(vraagbaak.answer(VRAAG[taal], now=NU, taal=taal))


def check_no_guess(vraagbaak: Vraagbaak, words: Words, antwoord: Antwoord) -> None:
    """Nothing but that the sources don't tell, and the names of the nearest subjects."""
    names = set(vraagbaak.boek(antwoord.taal).namen.values())
    near = antwoord.data["dichtbij"]
    start, _, rest = words(antwoord).partition("\n")

    assert (antwoord.kind, antwoord.bronnen, antwoord.gebeurtenissen) == ("onbekend", (), ())
    assert antwoord.onderwerp is None
    assert start == ONBEKEND[antwoord.taal]
    assert len(near) <= 3
    assert set(near) <= names
    assert rest.partition(": ")[2] == ("; ".join(near) + "." if near else "")


@pytest.mark.parametrize(
    "vraag",
    [
        "Hoeveel inwoners heeft Bloemendaal?",
        "Hoeveel bomen staan er in Heemstede?",
        "Welke kleur heeft het logo?",
        "Wie is de burgemeester van Zandvoort?",
        "Wanneer werd Karel de Grote gekroond?",
        "How many trees are there in Heemstede?",
    ],
)
def test_not_knowing_never_ends_in_a_guess(vraagbaak: Vraagbaak, words: Words, vraag: str) -> None:
    check_no_guess(vraagbaak, words, vraagbaak.answer(vraag, now=NU))


@pytest.mark.parametrize("taal", TALEN)
def test_not_being_sure_at_all_never_ends_in_a_guess(
    vraagbaak: Vraagbaak, words: Words, monkeypatch: pytest.MonkeyPatch, taal: Taal
) -> None:
    """Whatever was found: also beside a question that is well answered."""
    monkeypatch.setattr(zekerheid, "estimate", lambda *_: 0.0)
    texts = [t for vorm in vraagbaak.kennis.vraagvormen[::60] for t in vorm.for_taal(taal)[:1]]
    answers = [vraagbaak.answer(text, now=NU, taal=taal) for text in texts]
    searched = [a for a in answers if a.uitleg.regel == "onbekend"]

    assert len(searched) > 10
    for antwoord in searched:
        check_no_guess(vraagbaak, words, antwoord)


@PROEF
@given(VONDST)
def test_estimate_is_lower_for_who_asks_for_it_precisely(
    vraagbaak: Vraagbaak, best: Vondst
) -> None:
    asked, precisely = "Wie trekt het netwerk?", "Wie trekt het netwerk precies?"

    assert sure(vraagbaak, best, vraag=precisely) < sure(vraagbaak, best, vraag=asked)
