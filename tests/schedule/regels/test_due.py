from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.agenda.stroom import build_agenda
from zkl_bot.agenda.vastlegging import Vastlegging
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.herinneringsregel import Doelgroep, Herinneringsregel, Tijdstip
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Tekst
from zkl_bot.kennis.periode import Periode, dag, parse_periode
from zkl_bot.schedule.regels.due import Regelset, due, make_regelset
from zkl_bot.schedule.regels.ontvanger import Ontvanger
from zkl_bot.schedule.regels.voorkeuren import Voorkeuren

T = Tekst(nl="x", en="x")
BEGIN, EINDE = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


def _regel(*wanneer: Tijdstip, **fields: Any) -> Herinneringsregel:
    values: dict[str, Any] = {
        "id": "r",
        "naam": T,
        "reden": T,
        "voorkeur": "besprekingen",
        "soort": "bespreking",
        "voor": (Doelgroep(rollen=("ambtenaar",)),),
        "wanneer": wanneer,
        "template": "bespreking",
    }
    return Herinneringsregel(**(values | fields))


def _over(periode: Periode, **fields: Any) -> Gebeurtenis:
    values: dict[str, Any] = {"id": "g", "soort": "bespreking", "titel": T, "periode": periode}
    return Gebeurtenis(**(values | fields))


def _days(
    regel: Herinneringsregel, over: Gebeurtenis, ontvanger: Ontvanger | None = None
) -> list[str]:
    who = ontvanger or Ontvanger(rol="ambtenaar")
    found = due([over], Regelset((regel,)), who, BEGIN, EINDE)
    return [h.moment.astimezone(AMSTERDAM).strftime("%a %Y-%m-%d %H:%M") for h in found]


def test_due_counts_back_from_the_first_day() -> None:
    regel = _regel(Tijdstip(weken=8), Tijdstip(weken=2))
    assert _days(regel, _over(parse_periode("derde kwartaal 2022"))) == [
        "Fri 2022-05-06 09:00",
        "Fri 2022-06-17 09:00",
    ]


def test_due_moves_to_the_working_day_before() -> None:
    # Ascension Day 2022 was 26 May; the day after it is a working day.
    regel = _regel(Tijdstip(dagen=0), Tijdstip(dagen=1))
    assert _days(regel, _over(dag(date(2022, 5, 26)))) == ["Wed 2022-05-25 09:00"]


def test_due_on_the_first_working_day_of_the_period() -> None:
    regel = _regel(Tijdstip(werkdag="volgende", binnen=True))
    assert _days(regel, _over(parse_periode("medio 2022"))) == ["Mon 2022-05-02 09:00"]
    assert _days(regel, _over(dag(date(2022, 5, 1)))) == []


def test_due_on_a_day_of_the_year() -> None:
    regel = _regel(Tijdstip(datum="1 oktober", werkdag="volgende"))
    assert _days(regel, _over(dag(date(2022, 12, 31)))) == ["Mon 2022-10-03 09:00"]


def test_due_recurs_until_it_is_done() -> None:
    regel = _regel(Tijdstip(maanden=3, elke_maanden=3, werkdag="volgende"), geldig=30)
    over = _over(parse_periode("2023"))
    assert _days(regel, over)[:6] == [
        "Mon 2022-10-03 09:00",
        "Mon 2023-01-02 09:00",
        "Mon 2023-04-03 09:00",
        "Mon 2023-07-03 09:00",
        "Mon 2023-10-02 09:00",
        "Tue 2024-01-02 09:00",
    ]
    assert _days(regel, _over(parse_periode("2023"), status="gereed")) == []


def test_due_is_silent_without_a_date_or_when_a_meeting_treats_it() -> None:
    regel = _regel(Tijdstip(weken=8))
    assert _days(regel, _over(parse_periode("n.t.b."))) == []
    assert _days(regel, _over(dag(date(2022, 6, 22)), bijeenkomst="b-1")) == []
    assert _days(regel, _over(dag(date(2022, 6, 22)), status="geannuleerd")) == []


def test_due_takes_days_ahead_time_and_quiet_hours_from_the_person() -> None:
    regel = _regel(Tijdstip(weken=8), Tijdstip(werkdag="volgende", binnen=True))
    who = Ontvanger(
        rol="ambtenaar",
        voorkeuren=Voorkeuren(
            dagen={"besprekingen": (5,)}, tijd=time(6), stil=(time(22), time(7, 30))
        ),
    )
    assert _days(regel, _over(dag(date(2022, 6, 22))), who) == [
        "Fri 2022-06-17 07:30",
        "Wed 2022-06-22 07:30",
    ]


def _sent(who: Voorkeuren, van: datetime, *tijdstippen: Tijdstip) -> list[str]:
    """When somebody is sent the reminders of Thursday 23 June 2022, as seen at `van`."""
    over = _over(dag(date(2022, 6, 23)))
    ontvanger = Ontvanger(rol="ambtenaar", voorkeuren=who)
    found = due([over], Regelset((_regel(*tijdstippen),)), ontvanger, van, EINDE)
    return [h.verstuur_vanaf.astimezone(AMSTERDAM).strftime("%a %d %H:%M") for h in found]


ZONDAG = datetime(2022, 6, 19, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (Voorkeuren(), ["Mon 20 09:00", "Wed 22 09:00"]),
        (Voorkeuren(overzicht="wekelijks"), ["Mon 20 09:00"] * 2),
        (Voorkeuren(overzicht="wekelijks", tijd=time(8)), ["Mon 20 08:00"] * 2),
        (Voorkeuren(overzicht="wekelijks", tijd=time(17)), ["Mon 20 17:00"] * 2),
        (Voorkeuren(overzicht="wekelijks", stil=(time(20), time(10))), ["Mon 20 10:00"] * 2),
    ],
)
def test_digest_holds_its_whole_week_at_the_time_that_was_chosen(
    who: Voorkeuren, expected: list[str]
) -> None:
    assert _sent(who, ZONDAG, Tijdstip(dagen=3), Tijdstip(dagen=1)) == expected


def test_digest_takes_what_a_rule_sends_earlier_on_its_monday() -> None:
    early = Tijdstip(dagen=3, tijd=time(8))
    assert _sent(Voorkeuren(overzicht="wekelijks"), ZONDAG, early) == ["Mon 20 09:00"]


def test_what_comes_up_after_the_digest_goes_at_its_own_moment() -> None:
    dinsdag = datetime(2022, 6, 21, 12, tzinfo=UTC)
    assert _sent(Voorkeuren(overzicht="wekelijks"), dinsdag, Tijdstip(dagen=1)) == ["Wed 22 09:00"]


def test_what_is_of_no_use_at_the_digest_goes_at_its_own_moment() -> None:
    maandag = _over(dag(date(2022, 6, 20)), start=datetime(2022, 6, 20, 6, 30, tzinfo=UTC))
    regel = _regel(Tijdstip(tijd=time(8)), geldig="begin")
    who = Ontvanger(rol="ambtenaar", voorkeuren=Voorkeuren(overzicht="wekelijks"))
    (found,) = due([maandag], Regelset((regel,)), who, ZONDAG, EINDE)
    assert (found.verstuur_vanaf, found.overzicht) == (found.moment, None)


def test_due_after_the_quiet_hours_past_midnight() -> None:
    regel = _regel(Tijdstip(dagen=7), tijd="23:15")
    assert _days(regel, _over(dag(date(2022, 6, 22)))) == ["Thu 2022-06-16 07:00"]


@pytest.mark.parametrize(
    ("who", "expected"),
    [
        (Ontvanger(rol="raadslid"), 0),
        (Ontvanger(volgt=frozenset({("actie", "actie-9")})), 1),
        (Ontvanger(volgt=frozenset({("actie", "actie-8")})), 0),
        (Ontvanger(volgt=frozenset({("alles", "alles")})), 1),
        (Ontvanger(rol="ambtenaar", gemeente="haarlem"), 1),
        (Ontvanger(rol="ambtenaar", gemeente="heemstede"), 0),
        (
            Ontvanger(
                rol="ambtenaar",
                gemeente="haarlem",
                voorkeuren=Voorkeuren(soorten={"besprekingen": False}),
            ),
            0,
        ),
    ],
)
def test_due_for_the_ambtenaar_of_the_trekker_and_for_followers(
    who: Ontvanger, expected: int
) -> None:
    voor = (Doelgroep(rollen=("ambtenaar",), gemeente="trekker"), Doelgroep(volgers=True))
    regelset = Regelset(
        (_regel(Tijdstip(weken=1), voor=voor),), trekkers={"actie-9": frozenset({"haarlem"})}
    )
    over = _over(dag(date(2022, 6, 22)), acties=("actie-9",))
    assert len(due([over], regelset, who, BEGIN, EINDE)) == expected


JAREN = st.dates(date(2021, 1, 1), date(2037, 12, 31))
TIJDEN = st.builds(time, st.integers(0, 23), st.integers(0, 59)).filter(
    lambda t: not time(1) <= t < time(4)
)


@given(JAREN, TIJDEN, st.integers(0, 400), st.sampled_from(["vorige", "volgende", "geen"]))
def test_due_fires_once_at_its_local_time(op: date, tijd: time, dagen: int, werkdag: Any) -> None:
    """Over both clock changes, leap days and New Year, whatever the rule."""
    regel = _regel(Tijdstip(dagen=min(dagen, 366), werkdag=werkdag), tijd=tijd, geldig=30)
    who = Ontvanger(rol="ambtenaar", voorkeuren=Voorkeuren(stil=None))
    (found,) = due([_over(dag(op))], Regelset((regel,)), who, BEGIN, EINDE)
    local = found.moment.astimezone(AMSTERDAM)
    assert (local.date(), local.time()) == (found.dag, tijd)
    assert found.moment.astimezone(AMSTERDAM).replace(fold=1).astimezone(UTC) == found.moment


def test_every_shipped_rule_fires_once_per_day_over_2021_to_2037(kennis: Kennis) -> None:
    """Minute by minute would see the same: walking the years in days finds each exactly once."""
    agenda = build_agenda(kennis, [], [], now=BEGIN, tot=date(2038, 1, 31))
    regelset = make_regelset(kennis)
    who = Ontvanger(rol="griffie", gemeente="haarlem")
    begin = datetime(2021, 1, 1, tzinfo=AMSTERDAM)
    end = datetime(2038, 1, 1, tzinfo=AMSTERDAM)
    whole = due(agenda.gebeurtenissen, regelset, who, begin, end)
    seen = Counter((h.regel.id, h.gebeurtenis.id, h.dag) for h in whole)
    assert max(seen.values()) == 1
    parts: list[Any] = []
    van = begin
    while van < end:
        tot = min(van + timedelta(days=97, hours=5, minutes=17), end)
        parts += due(agenda.gebeurtenissen, regelset, who, van, tot)
        van = tot
    assert [(h.regel.id, h.gebeurtenis.id, h.moment) for h in parts] == [
        (h.regel.id, h.gebeurtenis.id, h.moment) for h in whole
    ]
    hours = {h.moment.astimezone(AMSTERDAM).hour for h in whole}
    assert hours == {9}


def test_what_all_gemeenten_are_done_with_is_done_for_everybody(kennis: Kennis) -> None:
    def records(*gemeenten: str) -> list[Vastlegging]:
        return [
            Vastlegging(
                id=f"gereed-g-{gemeente}",
                soort="gereed",
                gebeurtenis="g",
                gemeente=gemeente,
                datum=date(2026, 1, 1),
                door="x",
                aangemaakt=BEGIN,
            )
            for gemeente in gemeenten
        ]

    some = make_regelset(kennis, records("heemstede"))
    everyone = make_regelset(kennis, records(*(g.id for g in kennis.gemeenten)))
    assert some.gereed == {("g", "heemstede")}
    assert everyone.gereed == {("g", None), *(("g", g.id) for g in kennis.gemeenten)}
    assert everyone.gereed_door("g") == {g.id for g in kennis.gemeenten}
    people = [Ontvanger("ambtenaar", gemeente) for gemeente in ("heemstede", "haarlem", None)]
    assert [some.is_done("g", who) for who in people] == [True, False, False]
    assert not some.is_done("g", Ontvanger("griffie", "heemstede"))  # it is raised with them
    assert everyone.is_done("g", Ontvanger("griffie", "heemstede"))
