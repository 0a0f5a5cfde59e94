"""The conversations that docs/GRIFFIE.md shows, held with the real bot over the fake Bot API."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.fakes.botapi import Delivery, FakeBotApi
from tests.handlers.draaiend import NU, VrijTempo, make_api, make_settings
from zkl_bot.dienst import Dienst
from zkl_bot.dienst.bouw import build_dienst
from zkl_bot.handlers.application import build_application, start_telegram, stop_telegram
from zkl_bot.handlers.peilen import Peiler
from zkl_bot.kennis.rol import Rol
from zkl_bot.schedule import jobs
from zkl_bot.store import uitnodigingen
from zkl_bot.store.engine import session

GRIFFIER, RAADSLID = 7, 8
"""Their chats."""
SITE = "https://zkl.example.nl"
CODE = "voorbeeld-code"
"""Stands in a picture where the real, secret code stood."""
TABEL = (
    "Datum;Aanvang;Eind;Titel;Locatie\n"
    "10-2-2027;19:30;22:00;Raadsbijeenkomst Zuid-Kennemerland;Raadhuis Zandvoort\n"
    "16-3-2027;14:00;16:00;Agendacommissie;Stadhuis Haarlem\n"
)


@dataclass(slots=True)
class Ballon:
    """One message in a chat, with its buttons by row; `gedrukt` is the button that was pressed."""

    van_mij: bool
    html: str
    knoppen: list[list[str]] = field(default_factory=list)
    gedrukt: str | None = None
    bestand: str | None = None
    nummer: int = 0


@dataclass
class Verteller:
    """Holds a conversation, and keeps what is seen of it in one chat."""

    api: FakeBotApi
    dienst: Dienst
    klok: list[datetime]
    ballonnen: dict[int, list[Ballon]] = field(default_factory=dict)
    _laatste: dict[int, Delivery] = field(default_factory=dict)

    async def typt(self, tekst: str, *, chat: int = GRIFFIER) -> None:
        """Somebody types; the bot answers once."""
        self._chat(chat).append(Ballon(True, _escape(tekst)))
        await self._wait(chat, lambda: self.api.push_message(chat, tekst))

    async def drukt(self, woorden: str, *, chat: int = GRIFFIER) -> None:
        """Somebody presses the button with these words under the last message."""
        last = self._laatste[chat]
        button = next(b for b in last.buttons if woorden in b["text"])
        self._chat(chat)[-1].gedrukt = button["text"]
        await self._wait(chat, lambda: self.api.push_callback(chat, last, button["callback_data"]))

    async def stuurt(self, naam: str, inhoud: str, *, chat: int = GRIFFIER) -> None:
        """Somebody sends a file."""
        self._chat(chat).append(Ballon(True, "", bestand=naam))
        await self._wait(chat, lambda: self.api.push_document(chat, naam, inhoud.encode()))

    async def wacht(self, chat: int, duur: timedelta) -> None:
        """Time goes by, until the bot says something of its own to this chat."""
        self.klok[0] += duur
        await self._wait(chat, lambda: None)

    async def neem_uitnodiging(self, rol: Rol, gemeente: str, chat: int) -> None:
        """Somebody takes an invitation, made on the command line."""
        with session(self.dienst.engine) as opened:
            now = self.dienst.now()
            code, _ = uitnodigingen.invite(opened, rol, gemeente, wie="test", now=now)
        await self.typt(f"/start {code}", chat=chat)

    def begin_opnieuw(self) -> None:
        """What comes now is the picture."""
        self.ballonnen.clear()

    def _chat(self, chat: int) -> list[Ballon]:
        return self.ballonnen.setdefault(chat, [])

    async def _wait(self, chat: int, do: Callable[[], object]) -> None:
        before = sum(d.chat == chat for d in self.api.deliveries)
        do()
        got = await asyncio.to_thread(self.api.wait_all, chat=chat, count=before + 1, timeout=40)
        self._laatste[chat] = got[before]
        self._show(chat, got[before])

    def _show(self, chat: int, got: Delivery) -> None:
        rows = _rows(got)
        shown = self._chat(chat)
        if got.method == "editMessageText":
            shown[:] = [b for b in shown if b.van_mij or b.nummer != got.message_id]
        files = next((name for name, _ in got.files.values()), None)
        shown.append(Ballon(False, _mask(got.text), rows, bestand=files, nummer=got.message_id))


def _rows(got: Delivery) -> list[list[str]]:
    markup = json.loads(got.params.get("reply_markup") or "{}")
    return [[button["text"] for button in row] for row in markup.get("inline_keyboard", [])]


def _escape(tekst: str) -> str:
    return _mask(tekst.replace("&", "&amp;").replace("<", "&lt;"))


def _mask(html: str) -> str:
    """Without the secrets that only lived as long as the picture was made."""
    html = re.sub(r"bijeenkomst-[a-z0-9]{7}\b", "bijeenkomst-abc1234", html)
    return re.sub(r"(/start |\?start=|/uitnodiging/)[\w-]{16,}", rf"\g<1>{CODE}", html)


Gesprek = Callable[[Verteller], Awaitable[None]]


async def vraag(v: Verteller) -> None:
    """Somebody asks."""
    await v.typt("Wie trekt actie 9?", chat=RAADSLID)
    await v.drukt("Wanneer wordt actie 9 besproken?", chat=RAADSLID)


async def beginnen(v: Verteller) -> None:
    """The first time."""
    await v.neem_uitnodiging("griffie", "haarlem", GRIFFIER)


async def plannen(v: Verteller) -> None:
    """A meeting, step by step: what it is, and when."""
    await v.neem_uitnodiging("griffie", "haarlem", GRIFFIER)
    await v.neem_uitnodiging("raadslid", "heemstede", RAADSLID)
    v.begin_opnieuw()
    await v.typt("/bijeenkomst")
    await v.drukt("Raadsbijeenkomst Zuid-Kennemerland")
    await v.typt("woensdag 9 december")
    await v.typt("19:30-22:00")


async def plannen_vervolg(v: Verteller) -> None:
    """The rest of the steps."""
    await plannen(v)
    v.begin_opnieuw()
    await v.typt("Raadhuis Heemstede")
    await v.typt("4, 9")
    await v.drukt("Geen link")
    await v.drukt("Zet in de agenda")


async def plannen_in_een_regel(v: Verteller) -> None:
    """A meeting, in one line."""
    await v.neem_uitnodiging("griffie", "haarlem", GRIFFIER)
    v.begin_opnieuw()
    await v.typt("/bijeenkomst pho wonen 12-1-2027 10:00-11:30 Stadhuis Haarlem")
    await v.drukt("Zet in de agenda")


async def _met_bijeenkomst(v: Verteller) -> None:
    await v.neem_uitnodiging("griffie", "haarlem", GRIFFIER)
    await v.neem_uitnodiging("raadslid", "heemstede", RAADSLID)
    await v.typt("/bijeenkomst raadsbijeenkomst 9-12-2026 19:30-22:00 Raadhuis Heemstede")
    await v.drukt("Zet in de agenda")
    await v.wacht(RAADSLID, timedelta(minutes=11))
    v.begin_opnieuw()


async def verplaatsen(v: Verteller) -> None:
    """Another day and time."""
    await _met_bijeenkomst(v)
    await v.typt("/verplaats")
    await v.drukt("1")
    await v.typt("16 december 20:00-22:00")
    await v.drukt("Ja, wijzig")


async def bericht(v: Verteller) -> None:
    """What others then get."""
    await verplaatsen(v)
    await v.wacht(RAADSLID, timedelta(minutes=11))
    del v.ballonnen[GRIFFIER]


async def afgelasten(v: Verteller) -> None:
    """A meeting that is off; and back."""
    await _met_bijeenkomst(v)
    await v.typt("/afgelast")
    await v.drukt("1")
    await v.drukt("Ja, gelast af")
    await v.drukt("Maak ongedaan")


async def uitnodigen(v: Verteller) -> None:
    """A colleague is invited."""
    await v.neem_uitnodiging("griffie", "haarlem", GRIFFIER)
    v.begin_opnieuw()
    await v.typt("/uitnodigen")
    await v.drukt("ambtenaar")
    await v.drukt("Heemstede")


async def importeren(v: Verteller) -> None:
    """A table of meetings."""
    await v.neem_uitnodiging("griffie", "haarlem", GRIFFIER)
    v.begin_opnieuw()
    await v.stuurt("vergaderingen.csv", TABEL)
    await v.drukt("Voer in")


GESPREKKEN: dict[str, tuple[Gesprek, int]] = {
    "vraag": (vraag, RAADSLID),
    "beginnen": (beginnen, GRIFFIER),
    "plannen": (plannen, GRIFFIER),
    "plannen-vervolg": (plannen_vervolg, GRIFFIER),
    "plannen-in-een-regel": (plannen_in_een_regel, GRIFFIER),
    "verplaatsen": (verplaatsen, GRIFFIER),
    "bericht": (bericht, RAADSLID),
    "afgelasten": (afgelasten, GRIFFIER),
    "uitnodigen": (uitnodigen, GRIFFIER),
    "importeren": (importeren, GRIFFIER),
}
"""By the name of the picture: the conversation, and in whose chat one looks."""


@asynccontextmanager
async def verteller(home: Path) -> AsyncIterator[Verteller]:
    """The whole bot at work, its reminders too, on a clock that only moves when told."""
    klok = [NU]
    async with AsyncExitStack() as stack:
        api = stack.enter_context(make_api())
        settings = make_settings(api, home).model_copy(update={"public_url": SITE})
        dienst = build_dienst(settings, clock=lambda: klok[0])
        application = build_application(dienst, VrijTempo())
        await application.initialize()
        await start_telegram(application)
        stack.push_async_callback(stop_telegram, application)
        stop = asyncio.Event()

        async def may() -> bool:
            return True

        peiler = Peiler(application, may, application.bot_data["kern"].kept)
        polling = asyncio.create_task(peiler.run(stop))
        try:
            async with jobs.running(dienst):
                yield Verteller(api, dienst, klok)
        finally:
            stop.set()
            await polling
            dienst.engine.dispose()


async def hold(naam: str, home: Path) -> list[Ballon]:
    """Holds a conversation, and gives what was seen."""
    gesprek, chat = GESPREKKEN[naam]
    async with verteller(home) as v:
        await gesprek(v)
        return v.ballonnen[chat]


def words(ballonnen: list[Ballon]) -> list[dict[str, Any]]:
    """What can be read in it, to compare a picture with what the bot says now."""
    return [
        {"wie": "ik" if b.van_mij else "bot", "tekst": b.bestand or b.html, "knoppen": b.knoppen}
        for b in ballonnen
    ]
