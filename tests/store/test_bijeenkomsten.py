from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from tests.agenda.bouwsel import maak
from zkl_bot.agenda.behandeling import Behandeling
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.store import audit, behandelingen, bijeenkomsten, versies, wijzigingen
from zkl_bot.store.engine import reading, session

BIJ = maak("juni", date(2022, 6, 22), "actie-2", plaats="Haarlem", geo=(52.38, 4.64))


def version(engine: Engine) -> int:
    with reading(engine) as opened:
        return versies.current(opened, versies.AGENDA)


def test_add_keeps_all_of_it_at_revision_nul(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        made = bijeenkomsten.add(opened, replace(BIJ, revisie=7), wie="griffie #1", now=nu)
    with reading(engine) as opened:
        assert bijeenkomsten.get(opened, "juni") == made
        assert bijeenkomsten.by_uid(opened, "juni@test") == made
    assert made == replace(BIJ, aangemaakt=nu, gewijzigd=nu)


def test_add_refuses_a_known_id_and_a_known_uid(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        bijeenkomsten.add(opened, BIJ, wie="g", now=nu)
        for twin in (replace(BIJ, uid="ander"), replace(BIJ, id="ander")):
            with pytest.raises(bijeenkomsten.Bezet):
                bijeenkomsten.add(opened, twin, wie="g", now=nu)


def test_change_keeps_what_differs_with_audit_and_version(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        oud = bijeenkomsten.add(opened, BIJ, wie="g", now=nu)
    before, later = version(engine), nu + timedelta(hours=1)
    moved = maak("juni", date(2022, 6, 22), "actie-2", tijd=time(20), plaats="Haarlem", geo=BIJ.geo)
    with session(engine) as opened:
        new = bijeenkomsten.change(opened, moved, revisie=0, wie="griffie #1", now=later)
    assert new == replace(
        oud,
        start=moved.start,
        eind=moved.eind,
        revisie=1,
        wijzigingen=("19:30 → 20:00",),
        gewijzigd=later,
    )
    with reading(engine) as opened:
        assert bijeenkomsten.get(opened, "juni") == new
        entry = audit.entries(opened)[0]
    assert (entry.moment, entry.wie, entry.wat, entry.onderwerp) == (
        later,
        "griffie #1",
        "bijeenkomst verplaatst",
        "juni",
    )
    assert entry.voor == {
        "eind": "2022-06-22T19:30:00+00:00",
        "start": "2022-06-22T17:30:00+00:00",
        "revisie": None,
    }
    assert entry.na == {
        "eind": "2022-06-22T20:00:00+00:00",
        "start": "2022-06-22T18:00:00+00:00",
        "revisie": 1,
    }
    assert version(engine) == before + 1


def test_each_change_is_later_than_the_one_before_whatever_the_clock(
    engine: Engine, kennis: Kennis, nu: datetime
) -> None:
    moments: list[datetime] = []
    treated: list[datetime] = []
    with session(engine) as opened:
        known = bijeenkomsten.add(opened, BIJ, wie="g", now=nu)
        for plaats, now in (("A", nu), ("B", nu - timedelta(hours=1)), ("C", nu)):
            known = bijeenkomsten.change(opened, replace(known, plaats=plaats), wie="g", now=now)
            behandelingen.settle(opened, kennis, now=now)
            moments.append(known.gewijzigd)
            (behandeling,) = behandelingen.everything(opened).values()
            treated.append(behandeling.gewijzigd)
    second = timedelta(seconds=1)
    assert moments == [nu + second, nu + 2 * second, nu + 3 * second]
    assert treated == [nu, nu + second, nu + 2 * second]


def test_change_to_the_same_changes_nothing(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        made = bijeenkomsten.add(opened, BIJ, wie="g", now=nu)
    before = version(engine)
    with session(engine) as opened:
        again = bijeenkomsten.change(opened, BIJ, wie="g", now=nu + timedelta(hours=1))
        entries = audit.entries(opened)
    assert (again, version(engine), len(entries)) == (made, before, 1)


def test_what_only_the_import_keeps_is_no_revision(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        made = bijeenkomsten.add(opened, BIJ, wie="g", now=nu)
        stamped = replace(made, herkomst_stempel="abc")
        assert bijeenkomsten.change(opened, stamped, wie="g", now=nu + timedelta(1)) == stamped
        assert len(audit.entries(opened)) == 1


def test_of_two_who_change_one_meeting_the_second_is_told(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        bijeenkomsten.add(opened, BIJ, wie="g", now=nu)
    with session(engine) as opened:
        first = bijeenkomsten.change(
            opened, replace(BIJ, plaats="Zandvoort"), revisie=0, wie="a", now=nu
        )
    with session(engine) as opened, pytest.raises(bijeenkomsten.Achterhaald) as fault:
        bijeenkomsten.change(opened, replace(BIJ, plaats="Heemstede"), revisie=0, wie="b", now=nu)
    assert fault.value.stand == first


def test_cancelled_stays_and_can_be_put_back(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        made = bijeenkomsten.add(opened, BIJ, wie="g", now=nu)
        off = bijeenkomsten.cancel(opened, "juni", wie="g", now=nu)
        back = bijeenkomsten.change(opened, made, wie="g", now=nu)
    assert (off.status, off.revisie, back.status, back.revisie) == (
        "geannuleerd",
        1,
        "gepland",
        2,
    )
    with reading(engine) as opened:
        assert [e.wat for e in audit.entries(opened)] == [
            "annulering hersteld",
            "bijeenkomst geannuleerd",
            "bijeenkomst toegevoegd",
        ]


def test_unknown_meeting_cannot_be_changed_or_cancelled(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        with pytest.raises(KeyError):
            bijeenkomsten.change(opened, BIJ, wie="g", now=nu)
        with pytest.raises(KeyError):
            bijeenkomsten.cancel(opened, "juni", wie="g", now=nu)


def test_everything_comes_in_order_of_time(engine: Engine, nu: datetime) -> None:
    dag = date(2022, 6, 22)
    with session(engine) as opened:
        for b in (BIJ, maak("vroeg", dag, tijd=time(9)), maak("dag", dag, tijd=None)):
            bijeenkomsten.add(opened, replace(b, herkomst="bestand:x"), wie="g", now=nu)
        ids = [b.id for b in bijeenkomsten.everything(opened)]
        assert [b.id for b in bijeenkomsten.from_source(opened, "bestand:x")] == ids
    assert ids == ["dag", "vroeg", "juni"]


def test_change_is_noted_for_who_is_to_hear_of_it(engine: Engine, nu: datetime) -> None:
    with session(engine) as opened:
        bijeenkomsten.add(opened, BIJ, wie="g", now=nu)
        assert wijzigingen.edited(opened, ["juni", "juli"]) == {"juni"}


def test_new_ids_are_fit_for_links_and_differ() -> None:
    ids = {bijeenkomsten.new_id() for _ in range(200)}
    assert len(ids) == 200
    assert all(id.isascii() and len(id) <= 24 and id == id.lower() for id in ids)


def test_settle_counts_what_happens_to_a_bespreking_and_to_no_other(
    engine: Engine, kennis: Kennis, nu: datetime
) -> None:
    key = "actie-2-bespreking-1"
    seen: list[dict[str, Behandeling]] = []
    steps: list[Callable[[Session, datetime], object]] = [
        lambda s, now: bijeenkomsten.add(s, BIJ, wie="g", now=now),
        lambda s, now: None,
        lambda s, now: bijeenkomsten.change(s, replace(BIJ, omschrijving="meer"), wie="g", now=now),
        lambda s, now: bijeenkomsten.change(s, replace(BIJ, plaats="Velsen"), wie="g", now=now),
        lambda s, now: bijeenkomsten.cancel(s, "juni", wie="g", now=now),
    ]
    moments = [nu + timedelta(hours=n) for n in range(len(steps))]
    for step, now in zip(steps, moments, strict=True):
        with session(engine) as opened:
            step(opened, now)
            behandelingen.settle(opened, kennis, now=now)
            seen.append(dict(behandelingen.everything(opened)))
    assert seen == [
        {key: Behandeling(1, moments[0])},
        {key: Behandeling(1, moments[0])},
        {key: Behandeling(1, moments[0])},
        {key: Behandeling(2, moments[3])},
        {key: Behandeling(3, moments[4])},
    ]
