from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.agenda.bouwsel import MADE, NU, maak
from zkl_bot.agenda.behandeling import Behandeling
from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.agenda.stroom import Agenda, build_agenda
from zkl_bot.agenda.vastlegging import Vastlegging
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.load import SHIPPED, load_kennis
from zkl_bot.kennis.model import Tekst
from zkl_bot.kennis.periode import dag, parse_periode

KENNIS = load_kennis(SHIPPED)


def found(agenda: Agenda, id: str) -> Gebeurtenis:
    gebeurtenis = agenda.by_id(id)
    assert gebeurtenis is not None, id
    return gebeurtenis


def opzegging(datum: date, **extra: object) -> Vastlegging:
    values = {
        "id": f"opzegging-heemstede-{datum.year}",
        "soort": "opzegging",
        "gebeurtenis": f"opzegging-{datum.year}",
        "gemeente": "heemstede",
        "datum": datum,
        "door": "griffie",
        "aangemaakt": MADE,
    }
    return Vastlegging(**(values | extra))  # type: ignore[arg-type]


def gereed(gebeurtenis: str, **extra: object) -> Vastlegging:
    values = {
        "id": f"gereed-{gebeurtenis}",
        "soort": "gereed",
        "gebeurtenis": gebeurtenis,
        "datum": MADE.date(),
        "door": "griffie",
        "aangemaakt": MADE,
    }
    return Vastlegging(**(values | extra))  # type: ignore[arg-type]


def test_every_moment_of_the_documents_is_in_the_stream_once(kennis: Kennis) -> None:
    ids = [g.id for g in build_agenda(kennis, [], [], now=NU).gebeurtenissen]
    assert [id for id, times in Counter(ids).items() if times > 1] == []
    assert {m.id for m in kennis.momenten()} <= set(ids)


def test_bespreking_has_its_own_id_words_and_source(kennis: Kennis) -> None:
    gebeurtenis = found(build_agenda(kennis, [], [], now=NU), "actie-9-bespreking-1")
    assert gebeurtenis.soort == "bespreking"
    assert gebeurtenis.acties == ("actie-9",)
    assert gebeurtenis.hoofdopgaven == ("bereikbaarheid",)
    assert gebeurtenis.uid == "actie-9-bespreking-1@zkl_bot"
    assert gebeurtenis.periode.start == date(2022, 7, 1)
    assert gebeurtenis.is_vaag
    assert [(v.bron, v.paragraaf) for v in gebeurtenis.vindplaatsen] == [
        ("werkplan-2021-2023", "7.1")
    ]


def test_meeting_makes_the_bespreking_sure_under_its_own_uid(kennis: Kennis) -> None:
    meeting = maak("juni", date(2022, 6, 22), "actie-2", plaats="Haarlem", url="https://a.example/")
    agenda = build_agenda(kennis, [meeting], [], now=NU)
    vague = found(build_agenda(kennis, [], [], now=NU), "actie-2-bespreking-1")
    assert found(agenda, "actie-2-bespreking-1") == replace(
        vague,
        periode=dag(date(2022, 6, 22)),
        start=meeting.start,
        eind=meeting.eind,
        plaats="Haarlem",
        url="https://a.example/",
        gremium="raadsbijeenkomst",
        bijeenkomst="juni",
        was=parse_periode("medio 2022"),
        revisie=1,
        gewijzigd=MADE,
    )
    assert found(agenda, "juni").behandelt == ("actie-2-bespreking-1",)


@pytest.mark.parametrize(
    "change", [{"status": "geannuleerd"}, {"acties": ()}], ids=["cancelled", "dropped"]
)
def test_bespreking_is_vague_again(kennis: Kennis, change: dict[str, object]) -> None:
    meeting = replace(maak("juni", date(2022, 6, 22), "actie-2"), **change)  # type: ignore[arg-type]
    before = found(build_agenda(kennis, [], [], now=NU), "actie-2-bespreking-1")
    agenda = build_agenda(kennis, [meeting], [], now=NU)
    assert found(agenda, "actie-2-bespreking-1") == before
    assert found(agenda, "juni").behandelt == ()


def test_remembered_revision_counts_for_who_is_vague_again(kennis: Kennis) -> None:
    kept = {"actie-2-bespreking-1": Behandeling(revisie=4, gewijzigd=NU)}
    agenda = build_agenda(kennis, [], [], now=NU, behandelingen=kept)
    gebeurtenis = found(agenda, "actie-2-bespreking-1")
    assert (gebeurtenis.revisie, gebeurtenis.gewijzigd) == (4, NU)


def test_meeting_moved_or_cancelled_changes_nothing_else(kennis: Kennis) -> None:
    meeting = maak("juni", date(2022, 6, 22), "actie-2")
    other = maak("mei", date(2022, 5, 18), "actie-3")
    before = build_agenda(kennis, [meeting, other], [], now=NU)
    moved = replace(meeting, dag=date(2022, 6, 29), start=None, eind=None, revisie=1)
    for changed in (moved, replace(meeting, status="geannuleerd", revisie=1)):
        after = build_agenda(kennis, [changed, other], [], now=NU)
        differ = {g.id for g in set(before.gebeurtenissen) ^ set(after.gebeurtenissen)}
        assert differ == {"juni", "actie-2-bespreking-1"}


def test_meeting_without_a_title_goes_by_its_gremium_and_subject(kennis: Kennis) -> None:
    pho = maak("pho", date(2022, 6, 1), gremium="pho", onderwerp="wonen", titel=None)
    own = maak("eigen", date(2022, 6, 2), titel="Raden op de fiets", omschrijving="  ")
    agenda = build_agenda(kennis, [pho, own], [], now=NU)
    assert found(agenda, "pho").titel == Tekst(
        nl="Portefeuillehoudersoverleg wonen", en="Portfolio holders' meeting wonen"
    )
    assert found(agenda, "eigen").titel == Tekst(nl="Raden op de fiets", en="Raden op de fiets")
    assert found(agenda, "eigen").toelichting is None


def test_meeting_of_several_whole_days_takes_them_all(kennis: Kennis) -> None:
    eind = datetime(2022, 6, 24, 22, tzinfo=UTC)
    days = maak("dagen", date(2022, 6, 22), tijd=None, eind=eind)
    gebeurtenis = found(build_agenda(kennis, [days], [], now=NU), "dagen")
    periode = gebeurtenis.periode
    assert (periode.start, periode.eind_exclusief) == (date(2022, 6, 22), date(2022, 6, 25))
    assert (gebeurtenis.is_vaag, gebeurtenis.hele_dag) == (False, True)
    assert periode.label_en == "22 to 24 June 2022"


def test_meeting_about_what_the_facts_don_t_know_stays_without_it(kennis: Kennis) -> None:
    strange = maak("vreemd", date(2022, 6, 1), "actie-77", "actie-9", gremium="dorpsraad")
    gebeurtenis = found(build_agenda(kennis, [strange], [], now=NU), "vreemd")
    assert (gebeurtenis.acties, gebeurtenis.titel.nl) == (("actie-9",), "dorpsraad")


def test_opzegging_deadlines_run_from_the_covenants_first_year_to_three_ahead(
    kennis: Kennis,
) -> None:
    def years(now: datetime, tot: date | None = None) -> list[str]:
        agenda = build_agenda(kennis, [], [], now=now, tot=tot)
        return [g.id for g in agenda.gebeurtenissen if g.soort == "opzegging"]

    def ids(first: int, last: int) -> list[str]:
        return [f"opzegging-{year}" for year in range(first, last + 1)]

    assert years(NU) == ids(2021, 2025)
    assert years(datetime(2026, 12, 31, 22, 59, tzinfo=UTC)) == ids(2021, 2029)
    assert years(datetime(2026, 12, 31, 23, tzinfo=UTC)) == ids(2021, 2030)
    assert years(NU, date(2030, 1, 1)) == ids(2021, 2030)


def test_opzegging_deadline_is_the_last_day_of_the_year_with_the_covenants_rule(
    kennis: Kennis,
) -> None:
    gebeurtenis = found(build_agenda(kennis, [], [], now=NU), "opzegging-2023")
    assert gebeurtenis.periode == dag(date(2023, 12, 31))
    assert "1 januari 2024" in gebeurtenis.titel.nl
    assert {v.bron for v in gebeurtenis.vindplaatsen} == {"bestuursconvenant"}


def test_recorded_notice_gives_its_effect_and_the_end_of_the_commitments(kennis: Kennis) -> None:
    agenda = build_agenda(kennis, [], [opzegging(date(2022, 11, 3))], now=NU)
    effect = found(agenda, "opzegging-heemstede-2022-ingang")
    end = found(agenda, "opzegging-heemstede-2022-verplichtingen")
    assert (effect.soort, effect.periode) == ("uittreding", dag(date(2023, 1, 1)))
    assert (end.soort, end.periode) == ("verplichtingen", dag(date(2023, 12, 31)))
    assert (effect.gemeenten, effect.status, effect.revisie) == (("heemstede",), "gepland", 0)


def test_withdrawn_notice_is_cancelled_and_one_recorded_again_stands(kennis: Kennis) -> None:
    wrong = opzegging(date(2022, 11, 3), ingetrokken=NU)
    right = opzegging(date(2022, 12, 1), id="opzegging-heemstede-2022-2")
    gone = found(build_agenda(kennis, [], [wrong], now=NU), "opzegging-heemstede-2022-ingang")
    again = build_agenda(kennis, [], [wrong, right], now=NU)
    stands = [g for g in again.gebeurtenissen if g.soort == "uittreding"]
    assert (gone.status, gone.revisie, gone.gewijzigd) == ("geannuleerd", 1, NU)
    assert [(g.id, g.status, g.revisie) for g in stands] == [
        ("opzegging-heemstede-2022-ingang", "gepland", 2)
    ]


def test_notice_of_who_is_no_party_is_left_out(kennis: Kennis) -> None:
    strange = opzegging(date(2022, 11, 3), gemeente="parijs")
    assert build_agenda(kennis, [], [strange], now=NU) == build_agenda(kennis, [], [], now=NU)


def test_nothing_is_done_unless_it_was_recorded(kennis: Kennis) -> None:
    late = datetime(2030, 1, 1, tzinfo=UTC)
    statuses = {g.status for g in build_agenda(kennis, [], [], now=late).gebeurtenissen}
    done = build_agenda(kennis, [], [gereed("evaluatie-2023")], now=NU)
    assert statuses == {"gepland"}
    assert found(done, "evaluatie-2023").status == "gereed"
    assert (found(done, "evaluatie-2023").revisie, found(done, "evaluatie-2023").gewijzigd) == (
        1,
        MADE,
    )


def test_withdrawn_record_of_done_raises_the_revision_and_undoes_it(kennis: Kennis) -> None:
    agenda = build_agenda(kennis, [], [gereed("evaluatie-2023", ingetrokken=NU)], now=NU)
    gebeurtenis = found(agenda, "evaluatie-2023")
    assert (gebeurtenis.status, gebeurtenis.revisie, gebeurtenis.gewijzigd) == ("gepland", 2, NU)


@given(st.datetimes(datetime(2021, 1, 1), datetime(2080, 1, 1)), st.integers(0, 40_000))
def test_facts_do_not_depend_on_the_moment_of_asking(now: datetime, minutes: int) -> None:
    first = now.replace(tzinfo=UTC)
    later = first + timedelta(minutes=minutes)
    known = {g.id: g for g in build_agenda(KENNIS, [], [], now=first).gebeurtenissen}
    for gebeurtenis in build_agenda(KENNIS, [], [], now=later).gebeurtenissen:
        assert known.get(gebeurtenis.id, gebeurtenis) == gebeurtenis
        assert gebeurtenis.gewijzigd is not None


@given(st.permutations([maak(f"b{n}", date(2022, 4 + n, 3), f"actie-{n + 1}") for n in range(6)]))
def test_stream_does_not_depend_on_the_order_of_what_goes_in(meetings: list[Bijeenkomst]) -> None:
    agenda = build_agenda(KENNIS, meetings, [], now=NU)
    expected = build_agenda(KENNIS, sorted(meetings, key=lambda b: b.id), [], now=NU)
    assert agenda == expected
