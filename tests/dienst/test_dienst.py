from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select

from tests.agenda.bouwsel import maak
from zkl_bot.agenda.agenda import Agenda
from zkl_bot.dienst import Dienst, Inkomend
from zkl_bot.dienst.bouw import build_dienst, fingerprint
from zkl_bot.dienst.toepassen import Toepassing
from zkl_bot.gesprek.effecten import BeantwoordCorrectie, NoteerCorrectie
from zkl_bot.gesprek.invoer import Invoer, Persoon
from zkl_bot.gesprek.reactie import Botsing
from zkl_bot.settings import Settings, load_settings
from zkl_bot.store import abonnees, bijeenkomsten, gesprekken, terugkoppeling, uitnodigingen
from zkl_bot.store.engine import reading, session
from zkl_bot.store.tables import Abonnee, Audit, Gesprek, OpenVraag, Uitgaand


class Klok:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.nu = datetime(2022, 3, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.nu


@pytest.fixture
def klok() -> Klok:
    return Klok()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return load_settings(database_url=database_url, home=tmp_path)


@pytest.fixture
def dienst(settings: Settings, klok: Klok) -> Iterator[Dienst]:
    made = build_dienst(settings, clock=klok)
    yield made
    made.engine.dispose()


@pytest.fixture
def ander(settings: Settings, klok: Klok) -> Iterator[Dienst]:
    """Another replica on the same database."""
    made = build_dienst(settings, clock=klok)
    yield made
    made.engine.dispose()


def typ(tekst: str, adres: str = "7", **extra: object) -> Inkomend:
    values = {"kanaal": "telegram", "adres": adres, "tekst": tekst}
    return Inkomend(**(values | extra))  # type: ignore[arg-type]


def words(dienst: Dienst, inkomend: Inkomend) -> str:
    return "\n".join(b.html for b in dienst.reply(inkomend))


def make_griffie(dienst: Dienst, adres: str = "7") -> None:
    with session(dienst.engine) as opened:
        code, _ = uitnodigingen.invite(opened, "griffie", "haarlem", wie="t", now=dienst.now())
    dienst.reply(typ(f"/start {code}", adres))


def test_agenda_stays_the_same_object_until_something_changes(dienst: Dienst) -> None:
    before = dienst.agenda()
    assert not dienst.refresh()
    assert dienst.agenda() is before
    with dienst.change() as opened:
        bijeenkomsten.add(opened, maak("a", date(2022, 6, 22)), wie="t", now=dienst.now())
    assert dienst.agenda() is not before
    assert dienst.agenda().by_id("a") is not None


def test_other_replica_sees_a_change_at_its_next_look(dienst: Dienst, ander: Dienst) -> None:
    ander.agenda()
    with dienst.change() as opened:
        bijeenkomsten.add(
            opened, maak("a", date(2022, 6, 22), "actie-2"), wie="t", now=dienst.now()
        )
    assert ander.refresh()
    assert ander.agenda() == dienst.agenda()
    body, other = dienst.feeds.body("alles"), ander.feeds.body("alles")
    assert body is not None
    assert other is not None
    assert body.tekst == other.tekst


def test_new_year_brings_a_new_deadline_and_a_new_day_nothing(dienst: Dienst, klok: Klok) -> None:
    before = dienst.agenda()
    klok.nu += timedelta(days=1)
    assert dienst.refresh()
    assert dienst.agenda() is before
    klok.nu = datetime(2023, 1, 1, 9, tzinfo=UTC)
    assert dienst.refresh()
    assert dienst.agenda().by_id("opzegging-2026") is not None


def test_change_that_fails_changes_nothing(dienst: Dienst) -> None:
    def fail() -> None:
        with dienst.change() as opened:
            bijeenkomsten.add(opened, maak("a", date(2022, 6, 22)), wie="t", now=dienst.now())
            raise RuntimeError

    before = dienst.agenda()
    with pytest.raises(RuntimeError):
        fail()
    dienst.refresh()
    assert dienst.agenda() is before


def test_question_keeps_no_person_only_what_it_was_about(dienst: Dienst) -> None:
    assert "Haarlem" in words(dienst, typ("wie trekt actie 9"))
    with reading(dienst.engine) as opened:
        assert opened.exec(select(Abonnee)).all() == []
        (gesprek,) = opened.exec(select(Gesprek)).all()
    assert gesprek.chat == "telegram:7"


def test_dialogue_is_forgotten_after_a_day(dienst: Dienst, klok: Klok) -> None:
    dienst.reply(typ("wie trekt actie 9", update_id=1))
    klok.nu += timedelta(days=1, seconds=1)
    dienst.forget()
    with reading(dienst.engine) as opened:
        assert opened.exec(select(Gesprek)).all() == []
        assert not gesprekken.is_seen(opened, 1)


def test_follow_up_goes_on_where_another_replica_left(dienst: Dienst, ander: Dienst) -> None:
    dienst.reply(typ("wie trekt actie 9"))
    assert "derde kwartaal" in words(ander, typ("en wanneer?"))


def test_update_that_comes_twice_is_answered_once(dienst: Dienst, ander: Dienst) -> None:
    first = dienst.reply(typ("/volg alles", update_id=5))
    assert first != ()
    assert dienst.reply(typ("/volg alles", update_id=5)) == ()
    assert ander.reply(typ("/volg alles", update_id=5)) == ()


def test_invitation_gives_the_role_and_is_audited_without_a_name(dienst: Dienst) -> None:
    make_griffie(dienst)
    with reading(dienst.engine) as opened:
        kept = abonnees.find(opened, "telegram", "7")
        assert kept is not None
        assert (kept.rol, kept.gemeente) == ("griffie", "haarlem")
        taken = opened.exec(select(Audit).where(Audit.wat == "uitnodiging aangenomen")).one()
    assert (taken.wie, taken.na) == (f"#{kept.id}", {"rol": "griffie", "gemeente": "haarlem"})


def test_one_invitation_taken_by_two_at_once_serves_one(dienst: Dienst, ander: Dienst) -> None:
    with session(dienst.engine) as opened:
        code, _ = uitnodigingen.invite(opened, "griffie", None, wie="t", now=dienst.now())
    with ThreadPoolExecutor(2) as threads:
        list(
            threads.map(
                lambda pair: pair[0].reply(typ(f"/start {code}", pair[1])),
                [(dienst, "7"), (ander, "8")],
            )
        )
    with reading(dienst.engine) as opened:
        rollen = sorted(a.rol for a in opened.exec(select(Abonnee)))
    assert rollen.count("griffie") == 1


def test_language_following_and_forgetting(dienst: Dienst) -> None:
    dienst.reply(typ("/taal en"))
    dienst.reply(typ("/volg actie 9"))
    with reading(dienst.engine) as opened:
        kept = abonnees.find(opened, "telegram", "7")
        assert kept is not None
        assert kept.taal == "en"
        assert abonnees.follows(opened, kept.id or 0) == {("actie", "actie-9")}
    knoppen = [k for b in dienst.reply(typ("/vergeetmij")) for rij in b.knoppen for k in rij]
    dienst.reply(Inkomend(kanaal="telegram", adres="7", knop=knoppen[0].data))
    with reading(dienst.engine) as opened:
        assert abonnees.find(opened, "telegram", "7") is None
        assert gesprekken.load(opened, "telegram:7") == {}


def test_client_language_counts_until_one_is_chosen(dienst: Dienst) -> None:
    assert "Welcome" in words(dienst, typ("/start", taal="en"))


def test_griffie_makes_a_meeting_in_chat_that_everyone_then_sees(
    dienst: Dienst, ander: Dienst
) -> None:
    make_griffie(dienst)
    (preview,) = dienst.reply(typ("/bijeenkomst pho wonen 12-4-2022 10:00 Haarlem"))
    dienst.reply(Inkomend(kanaal="telegram", adres="7", knop=preview.knoppen[0][0].data))
    ander.refresh()
    made = [g for g in ander.agenda().gebeurtenissen if g.soort == "bijeenkomst"]
    assert [(g.gremium, g.onderwerp, g.plaats) for g in made] == [("pho", "wonen", "Haarlem")]


def test_who_is_not_the_griffie_changes_nothing(dienst: Dienst) -> None:
    dienst.reply(typ("/bijeenkomst pho wonen 12-4-2022 10:00 Haarlem"))
    dienst.reply(typ("/gereed evaluatie-2023"))
    assert [g for g in dienst.agenda().gebeurtenissen if g.soort == "bijeenkomst"] == []
    with reading(dienst.engine) as opened:
        assert opened.exec(select(Audit)).all() == []


def test_page_gets_an_answer_and_nothing_is_kept_of_who_asks(dienst: Dienst) -> None:
    first = dienst.answer(Invoer(Persoon(), tekst="wie trekt actie 9", kanaal="web"))
    second = dienst.answer(Invoer(Persoon(), tekst="en wanneer?", kanaal="web"), first.stand)
    dienst.answer(Invoer(Persoon(), tekst="/volg alles", kanaal="web"))
    assert "Haarlem" in first.berichten[0].html
    assert "derde kwartaal" in second.berichten[0].html
    with reading(dienst.engine) as opened:
        assert opened.exec(select(Abonnee)).all() == []
        assert opened.exec(select(Gesprek)).all() == []


def test_open_question_is_noted_unless_that_is_switched_off(
    settings: Settings, klok: Klok, dienst: Dienst
) -> None:
    vraag = Invoer(Persoon(), tekst="Hoeveel kost een paspoort in Heemstede?", kanaal="web")
    dienst.answer(vraag)
    with reading(dienst.engine) as opened:
        noted = len(opened.exec(select(OpenVraag)).all())
    quiet = build_dienst(settings.model_copy(update={"open_vragen": False}), clock=klok)
    quiet.answer(vraag)
    with reading(quiet.engine) as opened:
        assert len(opened.exec(select(OpenVraag)).all()) == noted
    quiet.engine.dispose()


def test_answer_to_a_correction_goes_to_who_filed_it(dienst: Dienst) -> None:
    asker = typ("x", "8")
    griffie = Persoon(abonnee=1, rol="griffie")
    with session(dienst.engine) as opened:
        Toepassing(dienst, asker, Persoon()).apply(opened, [NoteerCorrectie("v", "a", "fout")])
        (filed,) = terugkoppeling.correcties(opened)
        answer = BeantwoordCorrectie(filed.id or 0, "Dank, aangepast.")
        Toepassing(dienst, typ("x"), griffie).apply(opened, [answer])
        row = opened.exec(select(Uitgaand)).one()
        assert (row.abonnee, row.inhoud) == (
            filed.abonnee,
            {"vraag": "v", "reactie": "Dank, aangepast."},
        )
        with pytest.raises(Botsing):
            Toepassing(dienst, typ("x"), griffie).apply(opened, [answer])


def test_fingerprint_depends_on_facts_and_address(settings: Settings, tmp_path: Path) -> None:
    other = settings.model_copy(update={"public_url": "https://zkl.example"})
    assert fingerprint(settings) == fingerprint(settings)
    assert fingerprint(settings) != fingerprint(other)
    assert fingerprint(replace_data(settings, tmp_path)) != fingerprint(settings)


def replace_data(settings: Settings, tmp_path: Path) -> Settings:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "x.yaml").write_text("x: 1")
    return settings.model_copy(update={"data": tmp_path / "data"})


def test_feeds_never_say_they_are_from_the_future(settings: Settings) -> None:
    late, early = Klok(), Klok()
    late.nu += timedelta(days=400)
    build_dienst(settings, clock=late).engine.dispose()
    made = build_dienst(settings, clock=early)
    body = made.feeds.body("alles")
    assert body is not None
    assert body.gewijzigd <= early.nu
    made.engine.dispose()


def test_empty_agenda_is_never_seen(settings: Settings, klok: Klok) -> None:
    made = build_dienst(settings, clock=klok)
    assert made.agenda() != Agenda(())
    assert replace(made.agenda()) == made.agenda()
    made.engine.dispose()
