"""From settings to a service that is ready, whoever is to use it."""

from hashlib import sha256
from importlib.metadata import version as version_of

from zkl_bot.clock import Clock, started_at, system_clock
from zkl_bot.dienst.dienst import Dienst
from zkl_bot.dienst.lezen import Gelezen
from zkl_bot.kennis.load import load_kennis
from zkl_bot.settings import Settings
from zkl_bot.store.engine import session
from zkl_bot.store.feed_telling import first_seen
from zkl_bot.store.openen import open_database


def make_clock(settings: Settings) -> Clock:
    """The real clock, or one that starts at ZKL_NOW."""
    return started_at(settings.now) if settings.now else system_clock


def build_dienst(
    settings: Settings, *, clock: Clock | None = None, gelezen: Gelezen | None = None
) -> Dienst:
    """The service of these settings, its agenda made, with nothing running.

    `gelezen` is what was read of `settings.data` before. Raises DataFault, SchemaFault and
    sqlalchemy's DatabaseError.
    """
    kennis = gelezen.kennis if gelezen else load_kennis(settings.data)
    engine = open_database(settings.sqlalchemy_url)
    clock = clock or make_clock(settings)
    with session(engine) as opened:
        basis = first_seen(opened, fingerprint(settings), now=clock())
    dienst = Dienst(settings, kennis, engine, clock, basis=basis)
    if gelezen:
        dienst.vraagbaak.take(gelezen.boeken)
    dienst.refresh()
    return dienst


def fingerprint(settings: Settings) -> str:
    """What the bytes of feeds depend on beside the database: facts, program and address."""
    digest = sha256(f"{version_of('zkl-bot')} {settings.base_url}".encode())
    for file in sorted(settings.data.rglob("*.yaml")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
