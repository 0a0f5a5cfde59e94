"""The forms: a personal feed, an invitation by mail, preferences, leaving."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from html import escape
from pathlib import Path
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import col, select

from tests.web.voorbeeld import AVOND, NOW, client_for, make_dienst, meeting, plan
from zkl_bot.dienst import Dienst
from zkl_bot.feeds.keuze import Keuze
from zkl_bot.store import aanmelding, abonnees, feed_abonnementen, uitnodigingen, vastleggingen
from zkl_bot.store.abonnees import hash_of
from zkl_bot.store.engine import reading, session
from zkl_bot.store.tables import Abonnee, FeedAbonnement, Uitgaand
from zkl_bot.web.pages.convenant import read_day

FORM = {"content-type": "application/x-www-form-urlencoded"}


@pytest.fixture
def met_mail(tmp_path: Path) -> Dienst:
    """A service that can send mail."""
    return make_dienst(tmp_path, smtp_url="smtp://127.0.0.1:2525", mail_from="bot@example.org")


@pytest.fixture
async def mailer(met_mail: Dienst) -> AsyncIterator[httpx.AsyncClient]:
    """A client of that service."""
    async with client_for(met_mail) as opened:
        yield opened


def invite(dienst: Dienst) -> str:
    with session(dienst.engine) as opened:
        code, _ = uitnodigingen.invite(opened, "ambtenaar", "heemstede", wie="test", now=NOW)
    return code


def link_in_mail(dienst: Dienst, adres: str) -> str:
    """The secret the sender would put in the mail."""
    with session(dienst.engine) as opened:
        abonnee = abonnees.find(opened, "email", adres)
        assert abonnee is not None
        assert abonnee.id is not None
        geheim = abonnees.new_secret()
        abonnees.add_sleutel(opened, abonnee.id, geheim, now=NOW)
    return geheim


def kept(dienst: Dienst) -> list[tuple[str, str, str | None, bool]]:
    with reading(dienst.engine) as opened:
        return [(a.adres, a.rol, a.gemeente, a.bevestigd) for a in opened.exec(select(Abonnee))]


# A personal feed.


async def test_personal_feed_is_made_renewed_and_withdrawn(dienst: Dienst) -> None:
    plan(
        dienst,
        meeting(),
        meeting("bijeenkomst-pho", gremium="pho", dag=AVOND.date(), onderwerp="wonen"),
    )
    async with client_for(dienst) as client:
        made = await client.post(
            "/kalenders/persoonlijk",
            content="gremia=pho&gremia=niets&gemeente=haarlem",
            headers=FORM,
        )
        (link,) = set(re.findall(r"/kalender/abonnement/[\w-]+\.ics", made.text))
        token = link.rpartition("/")[2].removesuffix(".ics")
        feed = await client.get(link)
        manage = await client.get(f"/kalenders/abonnement/{token}")
        renewed = await client.post(
            f"/kalenders/abonnement/{token}", content="doe=vernieuwen", headers=FORM
        )
        (new_link,) = set(re.findall(r"/kalender/abonnement/[\w-]+\.ics", renewed.text))
        new_token = new_link.rpartition("/")[2].removesuffix(".ics")
        gone = await client.get(f"/kalenders/abonnement/{token}")
        ended = await client.post(
            f"/kalenders/abonnement/{new_token}", content="doe=intrekken", headers=FORM
        )
        twice = await client.post(
            f"/kalenders/abonnement/{new_token}", content="doe=intrekken", headers=FORM
        )
    assert made.headers["cache-control"] == "no-store"
    assert "noindex" in made.text
    assert b"UID:bijeenkomst-pho@zkl_bot" in feed.content
    assert b"UID:bijeenkomst-abc@zkl_bot" not in feed.content
    assert "Portefeuillehoudersoverleg" in manage.text
    assert "Zonder deadlines" in manage.text
    assert new_link != link
    assert (gone.status_code, ended.status_code, twice.status_code) == (404, 200, 404)
    with reading(dienst.engine) as opened:
        assert opened.exec(select(FeedAbonnement)).all() == []


async def test_personal_feed_keeps_only_the_hash_of_its_token(dienst: Dienst) -> None:
    async with client_for(dienst) as client:
        made = await client.post("/kalenders/persoonlijk", content="deadlines=ja", headers=FORM)
    token = re.findall(r"/kalender/abonnement/([\w-]+)\.ics", made.text)[0]
    with reading(dienst.engine) as opened:
        (row,) = opened.exec(select(FeedAbonnement)).all()
    assert (row.token_hash, row.abonnee) == (hash_of(token), None)
    assert row.keuze["deadlines"] is True


async def test_page_of_a_personal_feed_names_what_somebody_follows(dienst: Dienst) -> None:
    volgt = ("evaluatie",), ("opzegging-2027", "weg")
    keuze = Keuze(convenant=volgt[0], gebeurtenissen=volgt[1], deadlines=False)
    with session(dienst.engine) as opened:
        feed_abonnementen.add(opened, hash_of("mijn"), keuze.as_json(), now=dienst.now())
    async with client_for(dienst) as client:
        manage = await client.get("/kalenders/abonnement/mijn")
    evaluatie = dienst.kennis.convenant.evaluatie.titel.nl
    opzegging = dienst.agenda().by_id("opzegging-2027")
    assert opzegging is not None
    (staat,) = re.findall(r"<h2>Wat erin staat</h2>\s*<ul>(.*?)</ul>", manage.text, re.DOTALL)
    assert [escape(t) for t in ("Alle gemeenten", evaluatie, opzegging.titel.nl)] == re.findall(
        r"<li>(.*?)</li>", staat
    )


async def test_unknown_action_on_a_feed_is_refused(dienst: Dienst) -> None:
    async with client_for(dienst) as client:
        made = await client.post("/kalenders/persoonlijk", content="", headers=FORM)
        token = re.findall(r"/kalender/abonnement/([\w-]+)\.ics", made.text)[0]
        response = await client.post(
            f"/kalenders/abonnement/{token}", content="doe=iets", headers=FORM
        )
    assert response.status_code == 400


# An invitation by mail.


async def test_invitation_is_taken_when_the_link_is_followed(
    met_mail: Dienst, mailer: httpx.AsyncClient
) -> None:
    code = invite(met_mail)
    page = await mailer.get(f"/uitnodiging/{code}")
    asked = await mailer.post(
        f"/uitnodiging/{code}", content="adres=jan%40Heemstede.nl", headers=FORM
    )
    before = kept(met_mail)
    with reading(met_mail.engine) as opened:
        (mail,) = opened.exec(select(Uitgaand)).all()
    geheim = link_in_mail(met_mail, "jan@heemstede.nl")
    looked = await mailer.get(f"/bevestig/{geheim}")
    unchanged = kept(met_mail)
    confirmed = await mailer.post(f"/bevestig/{geheim}", headers=FORM)
    again = await mailer.post(f"/bevestig/{geheim}", headers=FORM)
    used = await mailer.get(f"/uitnodiging/{code}")
    assert "ambtenaar (Heemstede)" in page.text
    assert asked.status_code == 200
    assert before == unchanged == [("jan@heemstede.nl", "publiek", None, False)]
    assert (mail.regel, mail.inhoud) == ("bevestiging", {"uitnodiging": hash_of(code)})
    assert code not in str(mail.inhoud)
    assert looked.status_code == confirmed.status_code == again.status_code == 200
    assert kept(met_mail) == [("jan@heemstede.nl", "ambtenaar", "heemstede", True)]
    assert used.status_code == 404


async def test_second_person_cannot_take_the_same_invitation(
    met_mail: Dienst, mailer: httpx.AsyncClient
) -> None:
    code = invite(met_mail)
    statuses = []
    for adres in ("een@example.org", "twee@example.org"):
        await mailer.post(f"/uitnodiging/{code}", content=f"adres={adres}", headers=FORM)
    for adres in ("een@example.org", "twee@example.org"):
        geheim = link_in_mail(met_mail, adres)
        statuses.append((await mailer.post(f"/bevestig/{geheim}", headers=FORM)).status_code)
    assert statuses == [200, 404]
    assert kept(met_mail)[1] == ("twee@example.org", "publiek", None, False)


@pytest.mark.parametrize(
    "adres", ["", "geen adres", "a@b", "a@b@c.nl", "a@-.nl", "a\r\nBcc:x@y.nl", "é@x.nl", "a" * 300]
)
async def test_wrong_address_is_told_in_plain_words(
    met_mail: Dienst, mailer: httpx.AsyncClient, adres: str
) -> None:
    code = invite(met_mail)
    response = await mailer.post(f"/uitnodiging/{code}", data={"adres": adres})
    assert response.status_code == 400
    assert "Dit is geen e-mailadres." in response.text
    assert kept(met_mail) == []


async def test_mails_to_one_address_are_limited(
    met_mail: Dienst, mailer: httpx.AsyncClient
) -> None:
    code = invite(met_mail)
    statuses = [
        (await mailer.post(f"/uitnodiging/{code}", data={"adres": "a@example.org"})).status_code
        for _ in range(10)
    ]
    assert statuses == [200] * 8 + [429] * 2


async def test_invitations_that_do_not_work_look_all_alike(
    met_mail: Dienst, mailer: httpx.AsyncClient
) -> None:
    with session(met_mail.engine) as opened:
        old, _ = uitnodigingen.invite(
            opened, "raadslid", None, wie="test", now=NOW - timedelta(days=30)
        )
    pages = [(await mailer.get(f"/uitnodiging/{c}")).text for c in (old, "verzonnen")]
    assert pages[0] == pages[1]
    assert "Vraag de griffie om een nieuwe." in pages[0]


async def test_confirmation_link_ends_after_two_days(
    met_mail: Dienst, mailer: httpx.AsyncClient
) -> None:
    code = invite(met_mail)
    with session(met_mail.engine) as opened:
        aanmelding.request(
            opened, "a@example.org", hash_of(code), "nl", now=NOW - timedelta(days=3)
        )
    geheim = link_in_mail(met_mail, "a@example.org")
    assert (await mailer.post(f"/bevestig/{geheim}", headers=FORM)).status_code == 404


async def test_invitation_without_mail_leads_to_telegram(dienst: Dienst) -> None:
    code = invite(dienst)
    dienst.bot = "zkl_voorbeeld_bot"
    async with client_for(dienst) as client:
        page = (await client.get(f"/uitnodiging/{code}")).text
        refused = await client.post(f"/uitnodiging/{code}", data={"adres": "a@example.org"})
    assert f"https://t.me/zkl_voorbeeld_bot?start={code}" in page
    assert 'name="adres"' not in page
    assert refused.status_code == 404


@given(st.text(max_size=80))
def test_address_that_is_taken_is_one_plain_address(words: str) -> None:
    try:
        adres = aanmelding.parse_adres(words)
    except aanmelding.GeenAdres:
        return
    assert adres.count("@") == 1
    assert adres.isascii()
    assert not set(adres) & set(" \r\n\t<>,;")


# Preferences and leaving.


def subscriber(dienst: Dienst) -> str:
    with session(dienst.engine) as opened:
        abonnee = abonnees.ensure(opened, "email", "a@example.org", now=NOW)
        abonnees.set_rol(opened, abonnee, "ambtenaar", "haarlem")
        assert abonnee.id is not None
        abonnees.follow(opened, abonnee.id, "actie", "actie-1", now=NOW)
    return link_in_mail(dienst, "a@example.org")


async def test_preferences_are_kept_and_shown_again(dienst: Dienst) -> None:
    geheim = subscriber(dienst)
    choices = {
        "soort-bijeenkomsten": "ja",
        "dagen-bijeenkomsten": ["14", "1"],
        "tijd": "08:30",
        "overzicht": "wekelijks",
        "volg": ["actie:actie-9", "gremium:pho", "actie:bestaat-niet"],
        "taal_van_mail": "en",
    }
    async with client_for(dienst) as client:
        saved = await client.post(f"/voorkeuren/{geheim}", data=choices)
        shown = (await client.get(f"/voorkeuren/{geheim}")).text
    with reading(dienst.engine) as opened:
        (abonnee,) = opened.exec(select(Abonnee)).all()
        assert abonnee.id is not None
        volgt = abonnees.follows(opened, abonnee.id)
    assert "Opgeslagen." in saved.text
    assert volgt == {("actie", "actie-9"), ("gremium", "pho")}
    assert abonnee.taal == "en"
    assert abonnee.voorkeuren == {
        "soort:besprekingen": False,
        "soort:deadlines": False,
        "soort:opzegging": False,
        "soort:evaluatie": False,
        "soort:mijlpalen": False,
        "dagen:bijeenkomsten": [14, 1],
        "tijd": "08:30",
        "overzicht": "wekelijks",
        "stil": ["00:00", "00:00"],
    }
    assert 'value="08:30"' in shown
    assert 'value="actie:actie-9" checked' in shown
    assert 'value="actie:actie-1" checked' not in shown


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({"stil": "ja", "stil-van": "20:30", "stil-tot": "08:00"}, ["20:30", "08:00"]),
        ({"stil": "ja", "stil-van": "22:00", "stil-tot": "07:00"}, None),
        ({"stil": "ja"}, None),
        ({"stil-van": "20:30", "stil-tot": "08:00"}, ["00:00", "00:00"]),
    ],
)
async def test_quiet_hours_are_those_on_the_form(
    dienst: Dienst, form: dict[str, str], expected: list[str] | None
) -> None:
    geheim = subscriber(dienst)
    async with client_for(dienst) as client:
        saved = await client.post(f"/voorkeuren/{geheim}", data=form)
    with reading(dienst.engine) as opened:
        (abonnee,) = opened.exec(select(Abonnee)).all()
    assert saved.status_code == 200
    assert abonnee.voorkeuren.get("stil") == expected


def remind(dienst: Dienst, gebeurtenis: str, regel: str) -> int:
    """As if the only abonnee was sent this reminder; its number in the outbox."""
    with session(dienst.engine) as opened:
        (abonnee,) = opened.exec(select(Abonnee)).all()
        row = Uitgaand(
            abonnee=abonnee.id or 0,
            regel=regel,
            gebeurtenis=gebeurtenis,
            sleutel="2026-10-01",
            verstuur_vanaf=NOW - timedelta(days=1),
            vervalt=NOW + timedelta(days=60),
            stand="verzonden",
            verzonden=NOW - timedelta(days=1),
            bundel=1,
            aangemaakt=NOW - timedelta(days=9),
        )
        opened.add(row)
        opened.flush()
        return row.id or 0


async def test_reminder_by_mail_can_come_again_and_be_marked_as_done(dienst: Dienst) -> None:
    geheim = subscriber(dienst)
    id = remind(dienst, "evaluatie-2023", "evaluatie")
    async with client_for(dienst) as client:
        page = (await client.get(f"/voorkeuren/{geheim}")).text
        to = f"/voorkeuren/{geheim}/verstuurd"
        again = await client.post(to, data={"knop": f"h:{id}:morgen"})
        done = await client.post(to, data={"knop": f"h:{id}:gereed"})
        other = await client.post(to, data={"knop": "c:vergeetmij"})
    with reading(dienst.engine) as opened:
        rows = [
            (r.regel, r.stand) for r in opened.exec(select(Uitgaand).order_by(col(Uitgaand.id)))
        ]
        (vastlegging,) = vastleggingen.everything(opened)
    assert f'value="h:{id}:gereed"' in page
    assert "u krijgt deze herinnering opnieuw op" in again.text
    assert rows == [("evaluatie", "verzonden"), ("evaluatie", "wachtend")]
    assert (vastlegging.id, vastlegging.door) == (
        "gereed-evaluatie-2023-haarlem",
        "ambtenaar haarlem #1",
    )
    assert f'value="h:{id}:gereed"' not in done.text
    assert other.status_code == 400


async def test_who_belongs_to_no_gemeente_is_asked_for_which_it_is_done(dienst: Dienst) -> None:
    geheim = subscriber(dienst)
    id = remind(dienst, "evaluatie-2023", "evaluatie")
    with session(dienst.engine) as opened:
        (abonnee,) = opened.exec(select(Abonnee)).all()
        abonnees.set_rol(opened, abonnee, "ambtenaar", None)
    async with client_for(dienst) as client:
        to = f"/voorkeuren/{geheim}/verstuurd"
        asked = await client.post(to, data={"knop": f"h:{id}:gereed"})
        choices = re.findall(rf'value="(h:{id}:gereed:[a-z]+)"', asked.text)
        done = await client.post(to, data={"knop": choices[0]})
        (undo,) = re.findall(r'value="(od:\d+)"', done.text)
        undone = await client.post(to, data={"knop": undo})
    with reading(dienst.engine) as opened:
        (vastlegging,) = vastleggingen.everything(opened)
    assert choices == [
        f"h:{id}:gereed:{naam}" for naam in ("bloemendaal", "haarlem", "heemstede", "zandvoort")
    ]
    assert "Nog niet gereed: Haarlem, Heemstede, Zandvoort." in done.text
    assert "Ongedaan gemaakt" in undone.text
    assert (vastlegging.gemeente, vastlegging.ingetrokken is None) == ("bloemendaal", False)


async def test_reminder_of_somebody_else_cannot_be_marked(dienst: Dienst) -> None:
    geheim = subscriber(dienst)
    id = remind(dienst, "evaluatie-2023", "evaluatie")
    with session(dienst.engine) as opened:
        abonnees.ensure(opened, "email", "b@example.org", now=NOW)
    other = link_in_mail(dienst, "b@example.org")
    async with client_for(dienst) as client:
        to = f"/voorkeuren/{other}/verstuurd"
        reply = await client.post(to, data={"knop": f"h:{id}:gereed"})
    with reading(dienst.engine) as opened:
        assert vastleggingen.everything(opened) == ()
    assert reply.status_code == 200
    assert geheim != other


async def test_time_at_which_the_clock_jumps_is_refused_with_the_reason(dienst: Dienst) -> None:
    geheim = subscriber(dienst)
    async with client_for(dienst) as client:
        english = await client.post(f"/voorkeuren/{geheim}?taal=en", data={"tijd": "later"})
        response = await client.post(f"/voorkeuren/{geheim}", data={"tijd": "02:30"})
    assert response.status_code == 400
    assert "verspringt de klok" in response.text
    assert "later is not a time; write for example 08:30" in english.text


async def test_leaving_takes_one_click_and_leaves_nothing(dienst: Dienst) -> None:
    geheim = subscriber(dienst)
    one_click = {
        "content-type": "application/x-www-form-urlencoded",
        "sec-fetch-site": "cross-site",
        "origin": "https://mail.example",
    }
    async with client_for(dienst) as client:
        looked = await client.get(f"/afmelden/{geheim}")
        before = kept(dienst)
        left = await client.post(
            f"/afmelden/{geheim}", content="List-Unsubscribe=One-Click", headers=one_click
        )
    assert (looked.status_code, left.status_code) == (200, 200)
    assert len(before) == 1
    assert kept(dienst) == []


async def test_leaving_again_says_the_same_by_every_link_of_who_left(dienst: Dienst) -> None:
    geheim, older = subscriber(dienst), link_in_mail(dienst, "a@example.org")
    one_click: dict[str, Any] = {"content": "List-Unsubscribe=One-Click", "headers": FORM}
    async with client_for(dienst) as client:
        left = await client.post(f"/afmelden/{geheim}", **one_click)
        again = [await client.post(f"/afmelden/{t}", **one_click) for t in (geheim, older)]
        looked = await client.get(f"/afmelden/{geheim}")
        forged = [
            await client.request(wijze, f"/afmelden/{geheim[:-1]}0") for wijze in ("GET", "POST")
        ]
        gone = await client.get(f"/voorkeuren/{geheim}")
    assert [(r.status_code, r.text) for r in again] == [(200, left.text)] * 2
    assert (looked.status_code, "U bent afgemeld" in looked.text) == (200, True)
    assert [r.status_code for r in (*forged, gone)] == [404, 404, 404]
    assert forged[0].text == forged[1].text


async def test_looking_at_a_link_to_leave_ends_nothing(dienst: Dienst) -> None:
    geheim = subscriber(dienst)
    async with client_for(dienst) as client:
        for wijze in ("GET", "HEAD", "OPTIONS"):
            await client.request(wijze, f"/afmelden/{geheim}")
    assert len(kept(dienst)) == 1


async def test_who_left_by_mail_is_in_no_table_and_no_file(dienst: Dienst) -> None:
    geheim = subscriber(dienst)
    id = remind(dienst, "evaluatie-2023", "evaluatie")
    async with client_for(dienst) as client:
        await client.post(f"/voorkeuren/{geheim}/verstuurd", data={"knop": f"h:{id}:gereed"})
        await client.post(f"/afmelden/{geheim}", headers=FORM)
    files = [f for f in dienst.settings.home.iterdir() if b"a@example.org" in f.read_bytes()]
    assert files == []


# The opzeg-rekenhulp.


@pytest.mark.parametrize("words", ["2026-12-31", "31-12-2026", "31/12/2026", " 31.12.2026 "])
async def test_opzegging_shows_the_days_and_both_readings(
    client: httpx.AsyncClient, words: str
) -> None:
    page = (await client.get("/convenant/opzegging", params={"datum": words})).text
    assert "<strong>1 januari 2027</strong>" in page
    assert "<strong>31 december 2027</strong>" in page
    assert "31 december 2028" in page


async def test_opzegging_tells_a_day_that_does_not_exist(client: httpx.AsyncClient) -> None:
    page = await client.get("/convenant/opzegging", params={"datum": "31-02-2027"})
    ics = await client.get("/convenant/opzegging.ics", params={"datum": "31-02-2027"})
    assert "“31-02-2027” is geen bestaande dag." in page.text
    assert (page.status_code, ics.status_code) == (200, 404)


async def test_opzegging_file_holds_the_three_days(client: httpx.AsyncClient) -> None:
    ics = (await client.get("/convenant/opzegging.ics", params={"datum": "2026-06-01"})).text
    days = re.findall(r"DTSTART;VALUE=DATE:(\d+)", ics)
    assert days == ["20260601", "20270101", "20271231"]


@given(st.dates().map(lambda d: d if 2000 <= d.year < 2200 else d.replace(year=2027, day=1)))
def test_every_day_is_read_in_both_ways_of_writing(day: object) -> None:
    from datetime import date

    assert isinstance(day, date)
    assert read_day(day.isoformat()) == day
    assert read_day(f"{day.day}-{day.month}-{day.year}") == day
