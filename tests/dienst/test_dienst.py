import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import SQLModel, select

from tests.agenda.bouwsel import maak
from zkl_bot.agenda.agenda import Agenda
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.dienst import Dienst, Inkomend
from zkl_bot.dienst.bouw import build_dienst, fingerprint
from zkl_bot.dienst.ontvangers import count_told
from zkl_bot.dienst.toepassen import Toepassing
from zkl_bot.gesprek.effecten import BeantwoordCorrectie, NoteerCorrectie
from zkl_bot.gesprek.invoer import Invoer, Persoon
from zkl_bot.gesprek.reactie import Botsing
from zkl_bot.schedule.wijzigen import tell
from zkl_bot.settings import Settings, load_settings
from zkl_bot.store import (
    abonnees,
    audit,
    bijeenkomsten,
    feed_abonnementen,
    gesprekken,
    terugkoppeling,
    uitnodigingen,
)
from zkl_bot.store.engine import reading, session
from zkl_bot.store.tables import Abonnee, Audit, Gesprek, OpenVraag, Uitgaand, Wijziging


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


def _undone(dienst: Dienst, between: Callable[[str], object] = lambda id: None) -> str:
    """A meeting made and undone, with something `between`; what the griffier then reads."""
    make_griffie(dienst)
    (preview,) = dienst.reply(typ("/bijeenkomst pho wonen 12-4-2022 10:00 Haarlem"))
    knop = preview.knoppen[0][0].data
    (made,) = dienst.reply(Inkomend(kanaal="telegram", adres="7", knop=knop))
    between(_meetings(dienst)[0].id)
    undo = made.knoppen[0][0].data
    return words(dienst, Inkomend(kanaal="telegram", adres="7", knop=undo))


def _meetings(dienst: Dienst) -> list[Gebeurtenis]:
    return [g for g in dienst.agenda().gebeurtenissen if g.soort == "bijeenkomst"]


def test_a_new_meeting_that_is_undone_was_never_there_when_nobody_can_have_seen_it(
    dienst: Dienst,
) -> None:
    """Where others may serve calendars one cannot know, so there it shows that it is off."""
    gezegd = _undone(dienst)
    with reading(dienst.engine) as opened:
        deeds = [(entry.wat, entry.wie) for entry in audit.entries(opened, 1)]
        kept = len(bijeenkomsten.everything(opened)), len(opened.exec(select(Wijziging)).all())
    if dienst.engine.dialect.name == "sqlite":
        assert gezegd.startswith("Ongedaan gemaakt: de bijeenkomst staat nergens meer.")
        assert (_meetings(dienst), kept) == ([], (0, 0))
        assert deeds == [("bijeenkomst teruggenomen", "griffie haarlem #1")]
    else:
        assert "Zij blijft als geannuleerd in de agenda staan" in gezegd
        assert [g.status for g in _meetings(dienst)] == ["geannuleerd"]


def test_a_new_meeting_that_is_undone_shows_that_it_is_off_when_a_calendar_was_fetched(
    dienst: Dienst,
) -> None:
    gezegd = _undone(dienst, lambda _: dienst.feeds.body("pho"))
    assert "Zij blijft als geannuleerd in de agenda staan" in gezegd
    assert [g.status for g in _meetings(dienst)] == ["geannuleerd"]
    body = dienst.feeds.body("pho")
    assert body is not None
    assert b"STATUS:CANCELLED" in body.tekst


def test_a_new_meeting_that_is_undone_shows_that_it_is_off_when_people_were_told(
    dienst: Dienst, klok: Klok
) -> None:
    def tell_it(id: str) -> None:
        klok.nu += timedelta(minutes=6)
        tell(dienst.engine, dienst.agenda(), dienst.regelset, now=klok.nu)

    assert "Wie er bericht van kreeg, hoort ook dit." in _undone(dienst, tell_it)
    assert [g.status for g in _meetings(dienst)] == ["geannuleerd"]


def test_a_new_meeting_that_is_undone_shows_that_it_is_off_when_a_reminder_went_out(
    dienst: Dienst,
) -> None:
    def remind(id: str) -> None:
        with session(dienst.engine) as opened:
            now = dienst.now()
            row = Uitgaand(
                abonnee=1,
                regel="r",
                gebeurtenis=id,
                sleutel="x",
                stand="verzonden",
                verstuur_vanaf=now,
                vervalt=now,
                aangemaakt=now,
            )
            opened.add(row)

    assert "Wie er bericht van kreeg, hoort ook dit." in _undone(dienst, remind)


def test_who_is_told_of_a_change_is_who_follows_what_it_was_or_becomes(dienst: Dienst) -> None:
    make_griffie(dienst)
    for adres, actie in (("20", 1), ("21", 9), ("22", 2)):
        dienst.reply(typ(f"/volg actie {actie}", adres=adres))
    was = maak("b-1", date(2027, 1, 12), "actie-1", gremium="pho")
    wordt = replace(was, acties=("actie-9",))
    assert (count_told(dienst, was), count_told(dienst, wordt)) == (1, 1)
    assert count_told(dienst, wordt, was) == 2


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
    vraag = Invoer(Persoon(), tekst="Wie won de Tour de France?", kanaal="web")
    dienst.answer(vraag)
    assert dienst.achteraf.finish(10)
    with reading(dienst.engine) as opened:
        noted = len(opened.exec(select(OpenVraag)).all())
    assert noted == 1
    quiet = build_dienst(settings.model_copy(update={"open_vragen": False}), clock=klok)
    quiet.answer(vraag)
    assert quiet.achteraf.finish(10)
    with reading(quiet.engine) as opened:
        assert len(opened.exec(select(OpenVraag)).all()) == noted
    quiet.engine.dispose()


def test_correction_goes_to_the_griffie_and_the_answer_back(dienst: Dienst) -> None:
    make_griffie(dienst)
    (answer,) = dienst.reply(typ("wie trekt actie 9", "8"))
    press = next(k.data for rij in answer.knoppen for k in rij if k.tekst == "Klopt niet?")
    shown = "Haarlem trekt actie 9."
    dienst.reply(Inkomend(kanaal="telegram", adres="8", knop=press, bericht=shown))
    dienst.reply(typ("Dat is Velsen", "8"))
    with reading(dienst.engine) as opened:
        (filed,) = terugkoppeling.correcties(opened)
        griffie, asker = (abonnees.find(opened, "telegram", a) for a in ("7", "8"))
        told = opened.exec(select(Uitgaand)).one()
    assert (filed.vraag, filed.antwoord, filed.opmerking) == (
        "wie trekt actie 9",
        shown,
        "Dat is Velsen",
    )
    assert griffie is not None
    assert asker is not None
    assert (told.abonnee, told.inhoud) == (
        griffie.id,
        {"template": "correctie_nieuw", "correctie": filed.id},
    )
    dienst.reply(Inkomend(kanaal="telegram", adres="7", knop=f"kc:a:{filed.id}"))
    dienst.reply(typ("Nee, Haarlem."))
    with reading(dienst.engine) as opened:
        row = opened.exec(select(Uitgaand).where(Uitgaand.regel == "correctie")).one()
        assert terugkoppeling.correcties(opened) == []
    assert (row.abonnee, row.inhoud) == (asker.id, {"correctie": filed.id})


def test_correction_that_two_deal_with_at_once_is_answered_once(dienst: Dienst) -> None:
    griffie = Persoon(abonnee=1, rol="griffie")
    with session(dienst.engine) as opened:
        filing = NoteerCorrectie("v", "a", "fout")
        Toepassing(dienst, typ("x", "8"), Persoon()).apply(opened, [filing])
        (filed,) = terugkoppeling.correcties(opened)
        answer = BeantwoordCorrectie(filed.id or 0, "Dank, aangepast.")
        Toepassing(dienst, typ("x"), griffie).apply(opened, [answer])
        with pytest.raises(Botsing):
            Toepassing(dienst, typ("x"), griffie).apply(opened, [answer])
        assert len(opened.exec(select(Uitgaand)).all()) == 1


def test_nothing_of_what_people_type_is_kept(dienst: Dienst, klok: Klok) -> None:
    dienst.reply(typ("Wie trekt eigenlijk die Kwakkelstra-actie 9?"))
    dienst.reply(typ("en wanneer dan wel?"))
    with reading(dienst.engine) as opened:
        (gesprek,) = opened.exec(select(Gesprek)).all()
        assert {"eigenlijk", "kwakkelstra"}.isdisjoint(json.dumps(gesprek.stand).split('"'))
        assert "?" not in json.dumps(gesprek.stand).replace('"?', "")
    klok.nu += timedelta(minutes=30, seconds=1)
    dienst.forget_soon()
    with reading(dienst.engine) as opened:
        assert gesprekken.load(opened, "telegram:7").get("eerder") is None


def test_own_calendar_comes_with_where_to_renew_or_withdraw_it(dienst: Dienst) -> None:
    words_of, tokens = [], []
    for update in (1, 2):
        (made,) = dienst.reply(
            Inkomend(kanaal="telegram", adres="7", knop="ka:mijn", update_id=update)
        )
        words_of.append(made.html)
        (token,) = re.findall(r"/kalender/abonnement/([\w-]+)\.ics", made.html)
        tokens.append(token)
    assert [f"/kalenders/abonnement/{t}" in w for t, w in zip(tokens, words_of, strict=True)] == [
        True,
        True,
    ]
    with reading(dienst.engine) as opened:
        assert feed_abonnementen.find(opened, tokens[0]) is None
        assert feed_abonnementen.find(opened, tokens[1]) is not None


def test_own_data_are_all_that_is_kept_and_forgetting_leaves_none(dienst: Dienst) -> None:
    make_griffie(dienst)
    dienst.reply(typ("/volg actie 9"))
    dienst.reply(typ("/gereed evaluatie-2023"))
    dienst.reply(Inkomend(kanaal="telegram", adres="7", knop="ka:mijn"))
    dienst.reply(Inkomend(kanaal="telegram", adres="7", knop="k:=Wie trekt actie 9?"))
    dienst.reply(typ("dat klopt niet"))
    dienst.reply(typ("wie trekt actie 9"))
    (export,) = dienst.reply(typ("/mijngegevens"))
    kept = json.loads(export.bijlagen[0].inhoud)
    assert sorted(kept) == [
        "abonnee", "agenda", "berichten", "correcties", "gesprek", "handelingen", "volgt",
    ]  # fmt: skip
    assert [v["onderwerp"] for v in kept["volgt"]] == ["actie-9"]
    assert [c["opmerking"] for c in kept["correcties"]] == ["dat klopt niet"]
    assert [h["wat"] for h in kept["handelingen"]] == [
        "gereed vastgelegd",
        "uitnodiging aangenomen",
    ]
    assert kept["gesprek"]["eerder"]["vraag"]["onderwerp"] == "actie-9"
    (zeker,) = dienst.reply(typ("/vergeetmij"))
    dienst.reply(Inkomend(kanaal="telegram", adres="7", knop=zeker.knoppen[0][0].data))
    assert everything_about(dienst, "7", kept["abonnee"]["id"]) == []
    assert "Van u is niets bewaard" in words(dienst, typ("/mijngegevens"))


def everything_about(dienst: Dienst, adres: str, id: int) -> list[str]:
    """Every value in the database that names this chat or this number."""
    named = {adres, f"telegram:{adres}", f"#{id}"}
    found = []
    with reading(dienst.engine) as opened:
        for table in SQLModel.metadata.sorted_tables:
            for row in opened.connection().execute(table.select()).mappings():
                whose = row.get("abonnee") == id
                named_in = any(
                    isinstance(v, str) and (v in named or v.endswith(f" #{id}"))
                    for v in row.values()
                )
                if whose or named_in:
                    found.append(f"{table.name}: {dict(row)}")
    return found


def test_who_talks_can_be_reached_again(dienst: Dienst, klok: Klok) -> None:
    dienst.reply(typ("/volg actie 9"))
    with session(dienst.engine) as opened:
        kept = abonnees.find(opened, "telegram", "7")
        assert kept is not None
        abonnees.pause(opened, kept, "geblokkeerd", now=klok.nu)
    klok.nu += timedelta(days=3)
    dienst.reply(typ("wie trekt actie 9"))
    with reading(dienst.engine) as opened:
        kept = abonnees.find(opened, "telegram", "7")
        assert kept is not None
        assert (kept.gepauzeerd, kept.laatst_gezien) == (None, klok.nu)


def test_open_questions_are_deleted_when_none_are_to_be_kept(
    settings: Settings, klok: Klok, dienst: Dienst
) -> None:
    dienst.reply(typ("Welke kleur heeft de kwantumkikker?"))
    dienst.forget()
    with reading(dienst.engine) as opened:
        assert len(opened.exec(select(OpenVraag)).all()) == 1
    quiet = build_dienst(settings.model_copy(update={"open_vragen": False}), clock=klok)
    quiet.forget()
    with reading(quiet.engine) as opened:
        assert opened.exec(select(OpenVraag)).all() == []
    quiet.engine.dispose()


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


def test_an_invitation_ends_with_the_role_of_who_made_it(dienst: Dienst) -> None:
    make_griffie(dienst, "7")
    make_griffie(dienst, "8")
    (gemaakt,) = dienst.reply(typ("/uitnodigen griffie heemstede", "8"))
    code = re.findall(r"/start (\S+)</code>", gemaakt.html)[0]
    for knop in ("ur:2", "ur:2:ja"):
        dienst.reply(Inkomend(kanaal="telegram", adres="7", knop=knop))
    assert words(dienst, typ("/bijeenkomst", "8")).startswith("Dat kan alleen de griffie.")
    assert words(dienst, typ(f"/start {code}", "8")).startswith("Deze uitnodiging werkt niet")


def test_of_who_is_forgotten_no_byte_is_left_in_the_files(tmp_path: Path, klok: Klok) -> None:
    settings = load_settings(database_url=f"sqlite:///{tmp_path}/zkl.sqlite", home=tmp_path)
    dienst = build_dienst(settings, clock=klok)
    adres = "700100200"

    def files() -> list[str]:
        return [f.name for f in tmp_path.iterdir() if adres.encode() in f.read_bytes()]

    plek: dict[str, int | None] = {"op": None, "draad": None}
    dienst.reply(typ("/volg alles", adres))
    (zeker,) = dienst.reply(typ("/vergeetmij", adres))
    assert files() != []
    dienst.reply(
        Inkomend(
            kanaal="telegram",
            adres=adres,
            knop=zeker.knoppen[0][0].data,
            update_id=9,
            plek=plek,
        )
    )
    with session(dienst.engine) as opened:
        dienst.tempo.reserve(opened, [adres], timedelta(seconds=30))
    assert dienst.depart(9)
    assert files() == []
    dienst.reply(typ("/mijngegevens", adres, update_id=10, plek=plek))
    assert dienst.depart(10)
    dienst.forget_soon()
    assert files() == []
    dienst.engine.dispose()
