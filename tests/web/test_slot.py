"""Addresses with a secret: unknown ones are answered for many at once, known ones as ever."""

import asyncio
from datetime import timedelta

import httpx
import pytest
from sqlalchemy import event

from tests.web.voorbeeld import BASE, client_for
from zkl_bot.dienst import Dienst
from zkl_bot.feeds.keuze import Keuze
from zkl_bot.store import abonnees, feed_abonnementen, uitnodigingen
from zkl_bot.store.abonnees import hash_of
from zkl_bot.store.engine import session
from zkl_bot.web.limiet import Emmers
from zkl_bot.web.site import build_site
from zkl_bot.web.slot import MET_GEHEIM, SLOTEN, secret_in


class Vrij(Emmers):
    """No limits: here it is about what gets through them."""

    def take(self, soort: object, adres: str) -> int:
        return 0


@pytest.mark.parametrize(
    ("pad", "gevonden"),
    [
        ("/voorkeuren/abc", ("/voorkeuren/{token}", "abc")),
        ("/voorkeuren/abc/verstuurd", ("/voorkeuren/{token}", "abc")),
        ("/kalenders/abonnement/x", ("/kalenders/abonnement/{token}", "x")),
        ("/voorkeuren/", ("/voorkeuren/{token}", "")),
        ("/kalenders/persoonlijk", ("", "")),
        ("/", ("", "")),
    ],
)
def test_secret_is_what_comes_after_its_place(pad: str, gevonden: tuple[str, str]) -> None:
    assert secret_in(pad) == gevonden


async def test_a_thousand_guesses_are_few_queries(dienst: Dienst) -> None:
    queries: list[str] = []
    event.listen(dienst.engine, "before_cursor_execute", lambda *a: queries.append(a[2]))
    transport = httpx.ASGITransport(build_site(dienst, emmers=Vrij()))
    async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
        paden = [f"{begin}raad-{n}" for n in range(200) for begin in MET_GEHEIM]
        answers = await asyncio.gather(*map(client.get, paden))
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == len(set(SLOTEN.values()))
    assert len(queries) <= 20


async def test_every_kind_of_secret_that_exists_opens_its_page(dienst: Dienst) -> None:
    now = dienst.now()
    with session(dienst.engine) as opened:
        abonnee = abonnees.ensure(opened, "email", "a@example.org", now=now)
        abonnee.bevestigd = True
        abonnee.geheim_hash = hash_of("voorkeur")
        opened.add(abonnee)
        opened.flush()
        assert abonnee.id is not None
        abonnees.add_sleutel(opened, abonnee.id, "mail", now=now)
        code, _ = uitnodigingen.invite(opened, "raadslid", None, wie="test", now=now)
        feed_abonnementen.add(opened, hash_of("feed"), Keuze().as_json(), now=now)
    paden = ("/voorkeuren/voorkeur", "/voorkeuren/mail", "/afmelden/mail", "/bevestig/voorkeur",
             f"/uitnodiging/{code}", "/kalenders/abonnement/feed")  # fmt: skip
    async with client_for(dienst) as client:
        assert [(await client.get(pad)).status_code for pad in paden] == [200] * len(paden)


async def test_secret_of_another_kind_looks_like_none_at_all(dienst: Dienst) -> None:
    with session(dienst.engine) as opened:
        code, _ = uitnodigingen.invite(opened, "raadslid", None, wie="test", now=dienst.now())
        over, _ = uitnodigingen.invite(
            opened, "raadslid", None, wie="test", now=dienst.now() - timedelta(days=30)
        )
    async with client_for(dienst) as client:
        wrong, none, expired, unknown = [
            await client.get(pad)
            for pad in (f"/voorkeuren/{code}", "/voorkeuren/x", f"/uitnodiging/{over}",
                        "/uitnodiging/x")
        ]  # fmt: skip
    assert (wrong.status_code, wrong.content) == (404, none.content)
    assert (expired.status_code, expired.content) == (404, unknown.content)
