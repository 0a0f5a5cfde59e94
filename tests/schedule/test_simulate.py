from datetime import UTC, date, datetime

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.agenda.stroom import build_agenda
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.rol import Rol
from zkl_bot.schedule.simulate import Proef, simulate


def _run(kennis: Kennis, rol: Rol = "ambtenaar", gemeente: str = "heemstede") -> list[Proef]:
    def agenda_for(tot: date) -> Agenda:
        return build_agenda(kennis, [], [], now=datetime(2021, 9, 1, tzinfo=UTC), tot=tot)

    return list(
        simulate(
            kennis,
            agenda_for,
            rol=rol,
            gemeente=gemeente,
            van=date(2021, 9, 1),
            tot=date(2024, 1, 31),
        )
    )


def test_simulate_has_the_days_of_the_covenant(kennis: Kennis) -> None:
    found = [(p.tijd.date().isoformat(), p.gebeurtenis) for p in _run(kennis)]
    expected = [
        ("2021-10-01", "opzegging-2021"),
        ("2021-12-01", "opzegging-2021"),
        ("2021-12-15", "opzegging-2021"),
        ("2022-10-03", "evaluatie-2023"),
        ("2022-10-03", "opzegging-2022"),
        ("2022-12-01", "opzegging-2022"),
        ("2022-12-15", "opzegging-2022"),
        ("2023-01-02", "evaluatie-2023"),
        ("2023-04-03", "evaluatie-2023"),
        ("2023-07-03", "evaluatie-2023"),
        ("2023-10-02", "evaluatie-2023"),
        ("2023-10-02", "opzegging-2023"),
        ("2023-12-01", "opzegging-2023"),
        ("2023-12-15", "opzegging-2023"),
        ("2024-01-02", "evaluatie-2023"),
    ]
    assert [f for f in found if f[1].startswith(("opzegging", "evaluatie-2023"))] == expected


def test_simulate_tells_a_bespreking_three_times(kennis: Kennis) -> None:
    found = [p for p in _run(kennis) if p.gebeurtenis == "actie-9-bespreking-1"]
    assert [p.tijd.isoformat() for p in found] == [
        "2022-05-06T09:00:00+02:00",
        "2022-06-17T09:00:00+02:00",
        "2022-07-01T09:00:00+02:00",
    ]
    assert found[0].tekst.splitlines()[:2] == [
        "Bespreking fietspadennetwerk (actie 9)",
        "Voorzien: derde kwartaal van 2022. Die periode begint over 8 weken. Er is nog geen datum.",
    ]
    assert found[0].as_json()["bron"] == {"bron": "werkplan-2021-2023", "paragraaf": "7.1"}


def test_simulate_includes_the_last_day(kennis: Kennis) -> None:
    assert _run(kennis)[-1].tijd.date() == date(2024, 1, 2)


def test_simulate_raises_an_unmarked_evaluation_with_the_griffie_only(kennis: Kennis) -> None:
    texts = {
        rol: [p.tekst for p in _run(kennis, rol) if p.tijd.year == 2024]
        for rol in ("griffie", "ambtenaar", "raadslid")
    }
    assert "Leg het vast met /gereed" in texts["griffie"][0]
    assert "Laat het de griffie weten" in texts["ambtenaar"][0]
    assert texts["raadslid"] == []


def test_simulate_for_publiek_is_empty(kennis: Kennis) -> None:
    assert _run(kennis, "publiek", "") == []


def test_simulate_says_why_and_how_to_stop(kennis: Kennis) -> None:
    for proef in _run(kennis):
        assert "U krijgt dit als ambtenaar van Heemstede." in proef.tekst
        assert proef.tekst.endswith("Anders instellen of stoppen: /instellingen")
