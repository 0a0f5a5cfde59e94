"""Tables as Excel saves them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.dienst import BESTANDEN, KENNIS
from zkl_bot.intake.opgave import IntakeFault, Opgave
from zkl_bot.intake.tabel import read_tabel

REGELS = KENNIS.intake


def test_an_excel_export_is_read() -> None:
    lezing = read_tabel((BESTANDEN / "excel.csv").read_bytes(), REGELS)

    assert lezing.opgaven == (
        Opgave(
            uid="R-1",
            dag=date(2027, 6, 22),
            titel='Raadsbijeenkomst; met "tafels"',
            start=datetime(2027, 6, 22, 17, 30, tzinfo=UTC),
            eind=datetime(2027, 6, 22, 20, 30, tzinfo=UTC),
            plaats="Raadhuis",
            url="https://raad.example/1",
            regel=2,
        ),
        Opgave(
            uid="R-2",
            dag=date(2027, 9, 15),
            titel="PHO Wonen en meer",
            start=datetime(2027, 9, 15, 18, 0, tzinfo=UTC),
            status="geannuleerd",
            regel=4,
        ),
        Opgave(uid="R-3", dag=date(2027, 12, 7), titel="Agendacommissie", plaats="Zaal 2", regel=6),
    )


def test_a_wrong_date_names_its_line_and_nothing_is_read() -> None:
    with pytest.raises(IntakeFault) as fault:
        read_tabel((BESTANDEN / "excel-fout.csv").read_bytes(), REGELS)

    assert fault.value.regel == 17
    assert str(fault.value) == (
        "regel 17: '31-02-2027' is geen bestaande datum; verwacht dd-mm-jjjj"
    )


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_delimiter_and_encoding_are_seen(delimiter: str, encoding: str) -> None:
    rows = (("Titel", "Datum", "Begintijd"), ("Coördinatieoverleg", "1-3-2027", "9:05"))
    inhoud = "\r\n".join(delimiter.join(row) for row in rows).encode(encoding)
    (opgave,) = read_tabel(inhoud, REGELS).opgaven

    assert opgave.titel == "Coördinatieoverleg"
    assert opgave.start == datetime(2027, 3, 1, 8, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("datum", "dag", "uur"),
    [
        ("22-06-2027", date(2027, 6, 22), None),
        ("22/6/2027", date(2027, 6, 22), None),
        ("2027-06-22", date(2027, 6, 22), None),
        ("dinsdag 22-06-2027", date(2027, 6, 22), None),
        ("22 juni 2027", date(2027, 6, 22), None),
        ("dinsdag 22 juni 2027", date(2027, 6, 22), None),
        ("di 22-jun-2027", date(2027, 6, 22), None),
        ("2-mrt-2027", date(2027, 3, 2), None),
        ("1 sept. 2027", date(2027, 9, 1), None),
        ("22-06-2027 19:30", date(2027, 6, 22), 17),
        ("22-06-2027 00:00:00", date(2027, 6, 22), None),
        ("2027-06-22T19:30:00", date(2027, 6, 22), 17),
    ],
)
def test_days_are_written_in_many_ways(datum: str, dag: date, uur: int | None) -> None:
    (opgave,) = read_tabel(f"sep=;\nDatum;Titel\n{datum};x\n".encode(), REGELS).opgaven

    assert opgave.dag == dag
    assert (opgave.start.hour if opgave.start else None) == uur
    assert opgave.regel == 3


@pytest.mark.parametrize(
    ("rest", "start", "eind"),
    [
        ("19:30;;22:00", (22, 17, 30), (22, 20)),
        ("20:00;;00:30", (22, 18), (22, 22, 30)),
        ("09:00;23-06-2027;17:00", (22, 7), (23, 15)),
        (";24-06-2027;", None, (24, 22)),
        (";22-06-2027;", None, None),
        ("19:30;23-06-2027;", (22, 17, 30), None),
    ],
)
def test_an_end_has_a_day_of_its_own(
    rest: str, start: tuple[int, ...] | None, eind: tuple[int, ...] | None
) -> None:
    head = "Onderwerp;Begindatum;Begintijd;Einddatum;Eindtijd"
    (opgave,) = read_tabel(f"{head}\nRaad;22-06-2027;{rest}".encode(), REGELS).opgaven

    def moment(parts: tuple[int, ...] | None) -> datetime | None:
        return datetime(2027, 6, *parts, tzinfo=UTC) if parts else None  # type: ignore[misc, arg-type]

    assert (opgave.titel, opgave.start, opgave.eind) == ("Raad", moment(start), moment(eind))


def test_a_table_without_meetings_says_so() -> None:
    assert read_tabel(b"Datum;Titel\n", REGELS).waarschuwingen == (
        "in deze tabel staat geen enkele bijeenkomst",
    )


@pytest.mark.parametrize(
    ("tabel", "melding"),
    [
        ("Titel;Plaats\nx;y", "regel 1: er is geen kolom met de datum"),
        ("Datum;Plaats\n1-1-2027;y", "regel 1: er is geen kolom met de titel"),
        ("Datum;Titel\n1-13-2027;x", "regel 2: '1-13-2027' is geen bestaande datum"),
        ("Datum;Titel\n;x", "regel 2: '' is geen bestaande datum"),
        ("Datum;Titel\nn.t.b.;x", "regel 2: 'n.t.b.' is geen bestaande datum"),
        ("Datum;Titel\njuni 2027;x", "regel 2: 'juni 2027' is geen bestaande datum"),
        ("Datum;Tijd;Titel\n1-1-2027;25:00;x", "regel 2: '25:00' is geen tijd voor de aanvang"),
        ("Datum;Tijd;Titel\n28-3-2027;02:30;x", "regel 2: 02:30 bestaat niet op 28-03-2027"),
        ("Datum;Tijd;Tot;Titel\n1-1-2027;20:00;19:00;x", "regel 2: het einde '19:00' ligt niet"),
        ("Datum;Einddatum;Titel\n2-1-2027;1-1-2027;x", "regel 2: het einde '1-1-2027' ligt niet"),
        ("Datum;Titel\n1-1-27;x", "regel 2: '1-1-27' is geen bestaande datum"),
        ("Datum;Titel;Link\n1-1-2027;x;javascript:1", "regel 2: 'javascript:1' is geen webadres"),
        ('Datum;Titel\n1-1-2027;"x', "regel 2: deze regel is niet te lezen"),
        (
            "Datum;Titel\nfout;x\n1-1-2027;y\nook;z",
            "regel 2: 'fout' is geen bestaande datum; verwacht dd-mm-jjjj; regel 4: 'ook'",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_line(tabel: str, melding: str) -> None:
    with pytest.raises(IntakeFault) as fault:
        read_tabel(tabel.encode(), REGELS)

    assert str(fault.value).startswith(melding)


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=200))
def test_any_cell_is_read_or_refused(cell: str) -> None:
    for tabel in (f"Datum;Titel\n{cell};x", f"Datum;Titel\n1-1-2027;{cell}", cell or "x"):
        try:
            read_tabel(tabel.encode(), REGELS)
        except IntakeFault:
            continue
