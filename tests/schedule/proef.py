"""A small world to deliver in: real facts, one meeting, people, and a fake Telegram."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Engine, insert
from telegram import Bot

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.agenda.bijeenkomst import Bijeenkomst
from zkl_bot.agenda.stroom import build_agenda
from zkl_bot.channels.kanaal import Kanaal
from zkl_bot.channels.telegram import TelegramKanaal, make_request
from zkl_bot.channels.tempo import Limieten, Tempo
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.herinneringsregel import Deadline
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.load import SHIPPED, load_kennis
from zkl_bot.kennis.model import Tekst
from zkl_bot.schedule.berichten import Schrijver
from zkl_bot.schedule.deliver import Bezorger
from zkl_bot.schedule.regels.due import Regelset, make_regelset
from zkl_bot.schedule.taken import Taken
from zkl_bot.schedule.zending import Maker
from zkl_bot.store import bijeenkomsten, vastleggingen
from zkl_bot.store.engine import reading, session
from zkl_bot.store.tables import Abonnee, Uitgaand
from zkl_bot.texts.render import Renderer

NU = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
"""A Monday, one o'clock in Amsterdam."""
SNEL = Limieten(per_seconde=2000, per_chat=0.0001, per_groep=0.0001)
"""No waiting, for tests that are not about the rate."""
BASE = "https://zkl.example.nl"
WAAROM = (
    "\n\nU krijgt dit als griffie van Heemstede. Bent u dat niet meer? "
    "Vraag een collega om uw rol in te trekken, of stuur /vergeetmij."
)
"""Under every message to a griffier that is not about the agenda."""


@cache
def kennis() -> Kennis:
    """The shipped facts."""
    return load_kennis(SHIPPED)


def meeting(number: int = 1, **fields: Any) -> Bijeenkomst:
    """A council meeting, tomorrow evening unless said otherwise."""
    start = fields.pop("start", NU + timedelta(days=1, hours=6, minutes=30))
    made = NU - timedelta(days=100)
    values: dict[str, Any] = {
        "id": f"bijeenkomst-{number}",
        "uid": f"u{number}@test",
        "gremium": "raadsbijeenkomst",
        "dag": start.astimezone(AMSTERDAM).date(),
        "start": start,
        "eind": start + timedelta(hours=2),
        "plaats": "Raadhuis Heemstede",
        "aangemaakt": made,
        "gewijzigd": made,
    }
    return Bijeenkomst(**(values | fields))


class Proef:
    """Everything together, on one engine; `now` is the injected clock and may be set."""

    def __init__(self, engine: Engine, now: datetime = NU) -> None:
        self.engine = engine
        self.now = now
        self.kennis = kennis()
        self.schrijver = Schrijver(Renderer(kennis()), BASE)
        self.taken = Taken(engine, self.agenda, self.regelset, self.schrijver, lambda: self.now)

    def agenda(self) -> Agenda:
        """The agenda of what stands in the database."""
        with reading(self.engine) as opened:
            return build_agenda(
                self.kennis,
                bijeenkomsten.everything(opened),
                vastleggingen.everything(opened),
                now=self.now,
            )

    def regelset(self) -> Regelset:
        """The shipped rules, with what is recorded."""
        with reading(self.engine) as opened:
            return make_regelset(self.kennis, vastleggingen.everything(opened))

    def deadline(self, id: str, op: str) -> None:
        """Switches a yearly deadline on, as the griffie would in the data."""
        rules = self.kennis.herinneringen
        titel = Tekst(nl=id.capitalize(), en=id.capitalize())
        chosen = rules.model_copy(update={"deadlines": (Deadline(id=id, titel=titel, op=op),)})
        self.kennis = replace(self.kennis, herinneringen=chosen)

    def add(self, bijeenkomst: Bijeenkomst, *, at: datetime | None = None) -> Bijeenkomst:
        """Keeps a meeting as if it was made at `at` (long ago by default)."""
        with session(self.engine) as opened:
            return bijeenkomsten.add(
                opened, bijeenkomst, wie="proef", now=at or bijeenkomst.aangemaakt
            )

    def people(self, count: int, **fields: Any) -> None:
        """So many abonnees, with chat ids from 1000; ambtenaren of Heemstede on Telegram."""
        made = fields.pop("aangemaakt", NU - timedelta(days=100))
        common: dict[str, Any] = {
            "kanaal": "telegram",
            "soort": "persoon",
            "rol": "ambtenaar",
            "gemeente": "heemstede",
            "taal": "nl",
            "voorkeuren": {},
            "bevestigd": True,
            "aangemaakt": made,
            "laatst_gezien": made,
        } | fields
        rows = [{"adres": str(1000 + n), **common} for n in range(count)]
        with session(self.engine) as opened:
            opened.connection().execute(insert(Abonnee), rows)

    def due_now(self, count: int, gebeurtenis: str = "bijeenkomst-1") -> None:
        """Rows that are due for the first `count` people: the day-before reminder."""
        dag = (NU.astimezone(AMSTERDAM)).date().isoformat()
        rows = [
            {
                "abonnee": n + 1,
                "regel": "raadsbijeenkomst",
                "gebeurtenis": gebeurtenis,
                "sleutel": dag,
                "revisie": 0,
                "verstuur_vanaf": NU - timedelta(hours=1),
                "vervalt": NU + timedelta(days=1),
                "stand": "wachtend",
                "pogingen": 0,
                "inhoud": {},
                "aangemaakt": NU,
            }
            for n in range(count)
        ]
        with session(self.engine) as opened:
            opened.connection().execute(insert(Uitgaand), rows)

    def bezorger(self, kanaal: Kanaal, limieten: Limieten | None = None) -> Bezorger:
        """A deliverer under this world's clock."""
        maker = Maker(self.engine, self.taken.eigenaar, self.taken.wereld, BASE)
        tempo = Tempo(limieten) if limieten else None
        return Bezorger(maker, kanaal, lambda: self.now, tempo)


def make_bot(token: str, url: str) -> Bot:
    """A bot that talks to a fake."""
    return Bot(token, base_url=f"{url}/bot", request=make_request())


def telegram_kanaal(bot: Bot) -> TelegramKanaal:
    """The channel of a bot."""
    return TelegramKanaal(bot)
