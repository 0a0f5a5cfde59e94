"""The site as a whole: every page answers, in two languages, and every address is orderly."""

import re
from collections import namedtuple
from datetime import UTC, datetime, timedelta
from html import unescape
from pathlib import Path

import httpx
import pytest

from tests.web.voorbeeld import BASE, NOW, client_for, make_dienst, meeting, plan
from zkl_bot.clock import AMSTERDAM
from zkl_bot.dienst import Dienst
from zkl_bot.store import abonnees
from zkl_bot.store.engine import session
from zkl_bot.store.tables import Uitgaand
from zkl_bot.web.machines import PADEN

Ruimte = namedtuple("Ruimte", "total used free")
HTTP_DATE = "%a, %d %b %Y %H:%M:%S GMT"


@pytest.mark.parametrize("pad", PADEN)
@pytest.mark.parametrize("taal", ["nl", "en"])
async def test_page_answers_in_the_language_of_its_address(
    client: httpx.AsyncClient, pad: str, taal: str
) -> None:
    response = await client.get(pad, params={"taal": taal})
    assert response.status_code == 200
    assert f'<html lang="{taal}">' in response.text
    assert response.headers["content-language"] == taal


@pytest.mark.parametrize("pad", PADEN)
async def test_english_page_holds_no_dutch_words_of_the_page_itself(
    client: httpx.AsyncClient, pad: str
) -> None:
    response = await client.get(pad, params={"taal": "en"})
    frame = re.sub(r"(?s)<main.*</main>", "", response.text)
    assert not re.search(r"\b(Vragen|Acties|Tijdlijn|Abonneren|Bronnen|Toegankelijkheid)\b", frame)


@pytest.mark.parametrize(("taal", "eind"), [("nl", ""), ("en", "?taal=en")])
async def test_every_internal_link_on_every_page_leads_somewhere(
    dienst: Dienst, taal: str, eind: str
) -> None:
    plan(dienst, meeting())
    async with client_for(dienst) as client:
        seen, todo = set(), [f"{pad}{eind}" for pad in (*PADEN, "/gebeurtenis/bijeenkomst-abc")]
        while todo:
            pad = todo.pop()
            if pad in seen:
                continue
            seen.add(pad)
            response = await client.get(pad, follow_redirects=True)
            assert response.status_code == 200, pad
            if "html" in response.headers["content-type"] and "/vraag" not in pad:
                assert response.headers["content-language"] == taal, pad
                found = re.findall(r'(?:href|src)="(/[^"#]*)', response.text)
                # The other language has its own turn.
                switch = re.search(r'class="zkl-taal" href="([^"]*)"', response.text)
                assert switch is not None
                todo += [unescape(f) for f in found if f != switch[1]]
    assert {f"/acties/actie-{n}{eind}" for n in range(1, 10)} <= seen


async def test_front_page_leads_to_trekker_meeting_and_subscription_in_two_clicks(
    dienst: Dienst,
) -> None:
    plan(dienst, meeting())
    async with client_for(dienst) as client:
        front = (await client.get("/")).text
        assert 'href="/acties"' in front
        assert "woensdag 9 december 2026, 19:30–21:30 uur" in front
        assert 'href="/kalenders"' in front
        acties = (await client.get("/acties")).text
        assert re.search(r"(?s)Actie 9: .*?Trekker:.*?<strong>Haarlem</strong>", acties)
        kalenders = (await client.get("/kalenders")).text
        assert f"{BASE}/kalender/alles.ics" in kalenders
        assert "webcal://zkl.example/kalender/alles.ics" in kalenders


async def test_unknown_address_is_a_plain_page(client: httpx.AsyncClient) -> None:
    response = await client.get("/geen/pagina")
    assert response.status_code == 404
    assert "Deze pagina bestaat niet." in response.text
    assert 'action="/vraag"' in response.text


async def test_fault_is_told_in_its_own_words_every_time(dienst: Dienst) -> None:
    async with client_for(dienst) as client:
        answers = [
            await client.request(method, pad)
            for _ in range(2)
            for method, pad in (
                ("GET", "/bestaat-niet"),
                ("GET", "/acties/bestaat-niet?taal=en"),
                ("PUT", "/agenda"),
                ("GET", "/%00"),
            )
        ]
    assert [a.status_code for a in answers] == [404, 404, 405, 400] * 2
    titles = [a.text.partition("<h1>")[2].partition("</h1>")[0] for a in answers]
    assert titles == [
        "Deze pagina bestaat niet.",
        "This page does not exist.",
        "Dat kan hier niet.",
        "Dit adres kan niet bestaan.",
    ] * 2  # fmt: skip
    assert {a.headers["cache-control"] for a in answers} == {"no-store"}
    assert [a.headers.get("allow") for a in answers[2::4]] == [answers[2].headers["allow"]] * 2


async def test_page_is_not_sent_again_until_it_changes(client: httpx.AsyncClient) -> None:
    first = await client.get("/acties", headers={"accept-encoding": "identity"})
    tag, changed = first.headers["etag"], first.headers["last-modified"]
    again = await client.get(
        "/acties", headers={"accept-encoding": "identity", "if-none-match": tag}
    )
    by_date = await client.get("/acties", headers={"if-modified-since": changed})
    zipped = await client.get("/acties", headers={"accept-encoding": "gzip"})
    head = await client.head("/acties", headers={"accept-encoding": "identity"})
    assert (again.status_code, again.content) == (304, b"")
    assert by_date.status_code == 304
    assert zipped.headers["content-encoding"] == "gzip"
    assert zipped.headers["etag"] != tag
    assert zipped.text == first.text
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)


async def test_page_says_it_changed_when_a_meeting_does(dienst: Dienst) -> None:
    async with client_for(dienst) as client:
        before = (await client.get("/agenda")).headers["etag"]
        plan(dienst, meeting())
        after = (await client.get("/agenda")).headers["etag"]
    assert before != after


async def test_number_of_an_actie_leads_to_its_lasting_address(client: httpx.AsyncClient) -> None:
    response = await client.get("/acties/9", params={"taal": "en"})
    assert response.status_code == 301
    assert response.headers["location"] == "/acties/actie-9?taal=en"
    assert (await client.get("/acties/99")).status_code == 404


async def test_actie_page_tells_both_sources_on_its_discussion(client: httpx.AsyncClient) -> None:
    page = (await client.get("/acties/actie-9")).text
    assert "stond gepland voor" in page
    assert "derde kwartaal van 2022" in page
    assert "nader te bepalen" in page


async def test_health_says_what_is_wrong(dienst: Dienst) -> None:
    dienst.controles["telegram"] = lambda: "Telegram antwoordt niet."

    def broken() -> str | None:
        raise RuntimeError("smtp://user:geheim@host")

    dienst.controles["mail"] = broken
    async with client_for(dienst) as client:
        live = await client.get("/health/live")
        ready = await client.get("/health/ready")
    assert live.json() == {"status": "ok"}
    assert ready.status_code == 503
    assert ready.json() == {
        "status": "niet gereed",
        "onderdelen": {
            "database": "ok",
            "migraties": "ok",
            "telegram": "Telegram antwoordt niet.",
            "mail": "mislukt (RuntimeError)",
        },
    }


async def test_health_tells_of_a_disk_that_is_nearly_full(
    dienst: Dienst, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda map: Ruimte(10_000_000, 9_999_000, 1_000))
    async with client_for(dienst) as client:
        ready = await client.get("/health/ready")
    assert ready.status_code == 503
    assert ready.json()["onderdelen"] == {
        "database": "Er is bijna geen ruimte meer op de schijf.",
        "migraties": "ok",
    }


async def test_machine_addresses_name_the_outside(dienst: Dienst) -> None:
    plan(dienst, meeting())
    async with client_for(dienst) as client:
        sitemap = (await client.get("/sitemap.xml")).text
        robots = (await client.get("/robots.txt")).text
        security = (await client.get("/.well-known/security.txt")).text
    assert f"<loc>{BASE}/gebeurtenis/bijeenkomst-abc</loc>" in sitemap
    assert f"Sitemap: {BASE}/sitemap.xml" in robots
    assert re.findall(r"Disallow: (.*)", robots) == [
        "/vraag", "/voorkeuren/", "/uitnodiging/", "/afmelden/", "/bevestig/",
        "/kalenders/abonnement/", "/kalender/abonnement/",
    ]  # fmt: skip
    assert f"Contact: {BASE}/privacy\n" in security
    assert "Expires: 2027-11-20T00:00:00Z\n" in security


async def test_metrics_count_questions_feeds_and_outbox(
    dienst: Dienst, client: httpx.AsyncClient
) -> None:
    await client.get("/vraag", params={"q": "Wie trekt actie 9?"})
    await client.get("/kalender/alles.ics")
    await client.get("/kalender/bestaat-niet.ics")
    text = (await client.get("/metrics")).text
    assert 'zkl_vragen_total{kind="antwoord"} 1.0' in text
    assert 'zkl_feed_verzoeken_total{status="200"} 1.0' in text
    assert 'zkl_feed_verzoeken_total{status="404"} 1.0' in text
    assert 'zkl_outbox_rijen{stand="dood"} 0.0' in text


async def test_meeting_page_escapes_and_describes_the_event(dienst: Dienst) -> None:
    plan(dienst, meeting(titel="Raad </script><script>alert(1)</script>"))
    async with client_for(dienst) as client:
        page = (await client.get("/gebeurtenis/bijeenkomst-abc")).text
    assert "<script>alert" not in page
    assert "Stadhuis &lt;Haarlem&gt; &amp; omgeving" in page
    assert '"startDate": "2026-12-09T19:30:00+01:00"' in page
    assert "\\u003c/script\\u003e" in page


@pytest.mark.parametrize(
    ("pad", "id"),
    [("/gebeurtenis/bijeenkomst-abc", "bijeenkomst-abc"), ("/acties/actie-9", "actie-9")],
)
async def test_page_leads_to_the_bot_once_it_has_a_name(dienst: Dienst, pad: str, id: str) -> None:
    plan(dienst, meeting())
    async with client_for(dienst) as client:
        zonder = (await client.get(pad)).text
        dienst.know_bot("zkl_bot")
        met = (await client.get(pad)).text
    assert "t.me" not in zonder
    assert f'href="https://t.me/zkl_bot?start={id}"' in met


async def test_meeting_of_several_whole_days_names_them_all(dienst: Dienst) -> None:
    plan(dienst, meeting(start=None, eind=datetime(2026, 12, 11, 23, tzinfo=UTC)))
    async with client_for(dienst) as client:
        page = (await client.get("/gebeurtenis/bijeenkomst-abc")).text
        feed = (await client.get("/gebeurtenis/bijeenkomst-abc.ics")).text
    assert "9 t/m 11 december 2026" in page
    assert "DTSTART;VALUE=DATE:20261209\r\nDTEND;VALUE=DATE:20261212\r\n" in feed
    assert "STATUS:CONFIRMED\r\nTRANSP:TRANSPARENT\r\n" in feed


@pytest.mark.parametrize("pad", ["/", "/acties/actie-9", "/gebeurtenis/bijeenkomst-abc"])
async def test_what_people_read_stands_in_the_body(dienst: Dienst, pad: str) -> None:
    plan(dienst, meeting())
    dienst.bot = "zkl_bot"
    async with client_for(dienst) as client:
        page = (await client.get(pad)).text
    head, _, body = page.partition("</head>")
    assert re.findall(r"<(?!/|!)(\w+)", head.partition("<head>")[2].partition("<script")[0]) == [
        "meta", "meta", "title", "meta", "link", "link",
    ]  # fmt: skip
    assert ("https://t.me/zkl_bot" in head, "https://t.me/zkl_bot" in body) == (False, True)


async def test_site_runs_without_public_address(tmp_path: Path) -> None:
    dienst = make_dienst(tmp_path, public_url=None, port=8080)
    async with client_for(dienst, base="http://127.0.0.1:8080") as client:
        response = await client.get("/kalenders")
    assert "strict-transport-security" not in response.headers
    assert "draait nu alleen op deze computer" in response.text


async def test_reminders_that_stand_ready_are_shown_where_telegram_is_not_set_up(
    dienst: Dienst,
) -> None:
    plan(dienst, meeting())
    with session(dienst.engine) as opened:
        for adres in ("1", "2"):
            abonnee = abonnees.ensure(opened, "telegram", adres, now=NOW)
            assert abonnee.id is not None
            opened.add(
                Uitgaand(
                    abonnee=abonnee.id,
                    regel="proef",
                    gebeurtenis="bijeenkomst-abc",
                    sleutel="x",
                    verstuur_vanaf=NOW + timedelta(days=1),
                    vervalt=NOW + timedelta(days=2),
                    aangemaakt=NOW,
                )
            )
    async with client_for(dienst) as client:
        page = (await client.get("/")).text
        again = await client.get("/", headers={"if-modified-since": NOW.strftime(HTTP_DATE)})
    assert "zaterdag 21 november 2026, 13:00" in page
    assert "(2 berichten)" in page
    assert again.status_code == 304


@pytest.mark.parametrize(
    "pad", [*PADEN, "/vraag", "/sitemap.xml", "/robots.txt", "/.well-known/security.txt"]
)
async def test_page_says_since_when_and_is_not_sent_twice(
    client: httpx.AsyncClient, pad: str
) -> None:
    first = await client.get(pad)
    by_tag = await client.get(pad, headers={"if-none-match": first.headers["etag"]})
    since = {"if-modified-since": first.headers["last-modified"]}
    by_date = await client.get(pad, headers=since)
    head = await client.head(pad)
    assert (by_tag.status_code, by_date.status_code) == (304, 304)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["last-modified"] == first.headers["last-modified"]


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ({}, True),
        ({"telegram_token": "1:abc"}, False),
        ({"smtp_url": "smtp://127.0.0.1:2525", "mail_from": "bot@example.org"}, False),
    ],
    ids=["no channel", "telegram", "mail only"],
)
async def test_front_page_says_that_reminders_wait_only_where_nothing_sends_them(
    tmp_path: Path, settings: dict[str, str], shown: bool
) -> None:
    async with client_for(make_dienst(tmp_path, **settings)) as client:
        page = (await client.get("/")).text
    assert ("niet aangesloten" in page) is shown


async def test_what_has_a_day_comes_before_periods_that_have_begun(dienst: Dienst) -> None:
    now = datetime(2022, 5, 2, 9, tzinfo=UTC)
    avond = datetime(2022, 6, 22, 19, 30, tzinfo=AMSTERDAM)
    plan(dienst, meeting(dag=avond.date(), start=avond.astimezone(UTC), eind=None))
    dienst.clock = lambda: now
    async with client_for(dienst) as client:
        agenda = (await client.get("/agenda")).text
        start = (await client.get("/")).text
    komt, _, rest = agenda.partition('<h2 id="loopt">')
    loopt = rest.partition("<h2")[0]
    assert ("woensdag 22 juni 2022" in komt, "woensdag 22 juni 2022" in loopt) == (True, False)
    assert ("medio 2022" in komt, "medio 2022" in loopt) == (False, True)
    first = start.partition('<h2 id="komt">')[2].partition("</li>")[0]
    assert "woensdag 22 juni 2022" in first
