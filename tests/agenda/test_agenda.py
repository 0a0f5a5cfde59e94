from datetime import UTC, date, datetime

from tests.agenda.bouwsel import NU, maak
from tests.agenda.test_stroom import gereed
from zkl_bot.agenda.agenda import Agenda, is_over, sorted_agenda
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.agenda.stroom import build_agenda
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Tekst
from zkl_bot.kennis.periode import parse_periode


def event(id: str, periode: str, **extra: object) -> Gebeurtenis:
    values = {
        "id": id,
        "soort": "mijlpaal",
        "titel": Tekst(nl=id, en=id),
        "periode": parse_periode(periode),
    }
    return Gebeurtenis(**(values | extra))  # type: ignore[arg-type]


def ids(gebeurtenissen: tuple[Gebeurtenis, ...]) -> list[str]:
    return [g.id for g in gebeurtenissen]


def test_sorts_by_first_day_with_vague_before_exact_and_undated_last() -> None:
    agenda = sorted_agenda(
        [
            event("onbekend", "n.t.b."),
            event("avond", "1 juli 2022", start=datetime(2022, 7, 1, 17, tzinfo=UTC)),
            event("kwartaal", "derde kwartaal 2022"),
            event("dag", "1 juli 2022"),
            event("mei", "mei 2022"),
        ]
    )
    assert ids(agenda.gebeurtenissen) == ["mei", "dag", "kwartaal", "avond", "onbekend"]


def test_upcoming_holds_what_goes_on_and_what_is_cancelled_not_what_is_done(
    kennis: Kennis,
) -> None:
    now = datetime(2022, 6, 22, 18, tzinfo=UTC)
    agenda = build_agenda(
        kennis,
        [
            maak("nu", date(2022, 6, 22)),
            maak("af", date(2022, 6, 30), status="geannuleerd"),
            maak("voorbij", date(2022, 6, 21)),
        ],
        [gereed("opzegging-2022")],
        now=NU,
    )
    upcoming = ids(agenda.upcoming(now))
    assert {"nu", "af", "actie-9-bespreking-1", "opzegging-2023"} <= set(upcoming)
    assert not {"voorbij", "opzegging-2022", "opzegging-2021", "actie-7-bespreking-1"} & set(
        upcoming
    )


def test_meeting_is_over_at_its_end_or_with_its_local_day() -> None:
    at = datetime(2022, 6, 22, 17, 30, tzinfo=UTC)
    with_end = event("a", "22 juni 2022", start=at, eind=at.replace(hour=19))
    without = event("b", "22 juni 2022", start=at)
    last_minute = datetime(2022, 6, 22, 21, 59, tzinfo=UTC)
    midnight = datetime(2022, 6, 22, 22, 0, tzinfo=UTC)
    assert [is_over(with_end, m) for m in (at, at.replace(hour=19))] == [False, True]
    assert [is_over(without, m) for m in (last_minute, midnight)] == [False, True]
    assert not is_over(event("c", "n.t.b."), midnight)


def test_between_includes_both_days() -> None:
    agenda = sorted_agenda([event("dag", "9 juli 2021"), event("maand", "augustus 2021")])
    assert ids(agenda.between(date(2021, 7, 9), date(2021, 8, 1))) == ["dag", "maand"]
    assert ids(agenda.between(date(2021, 7, 10), date(2021, 7, 31))) == []


def test_undated_holds_just_what_is_to_be_determined() -> None:
    agenda = Agenda((event("dag", "9 juli 2021"), event("onbekend", "n.t.b.")))
    assert ids(agenda.undated()) == ["onbekend"]


def test_selections_by_actie_hoofdopgave_gremium_and_gemeente() -> None:
    agenda = Agenda(
        (
            event("a", "2021", acties=("actie-1",), hoofdopgaven=("wonen",)),
            event("b", "2022", gremium="pho", gemeenten=("haarlem",)),
        )
    )
    assert ids(agenda.for_actie("actie-1")) == ["a"]
    assert ids(agenda.for_hoofdopgave("wonen")) == ["a"]
    assert ids(agenda.for_gremium("pho")) == ["b"]
    assert ids(agenda.for_gemeente("haarlem")) == ["a", "b"]
    assert ids(agenda.for_gemeente("heemstede")) == ["a"]


def test_by_id_gives_none_for_the_unknown() -> None:
    agenda = Agenda((event("a", "2021"),))
    assert agenda.by_id("a") == event("a", "2021")
    assert agenda.by_id("b") is None
