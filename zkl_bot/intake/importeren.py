"""The whole of an import: read or fetch, compare, and carry out in one transaction.

Used by the command line, the conversation and the scheduled job alike.
"""

from collections.abc import Callable, Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from sqlalchemy import Engine
from sqlmodel import Session

from zkl_bot.intake.apply import apply_plan
from zkl_bot.intake.fetch import Ophaler
from zkl_bot.intake.opgave import MAX_BYTES, IntakeFault, Lezing
from zkl_bot.intake.ophalen_ori import fetch_ori
from zkl_bot.intake.plan import Plan, make_plan
from zkl_bot.intake.read import read
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.store import bijeenkomsten, import_bronnen
from zkl_bot.store.engine import reading

WIE = "import"
"""Who the audit names for an import nobody is behind."""


class ImportDienst(Protocol):
    """What an import needs of the service; zkl_bot.dienst.Dienst has it."""

    kennis: Kennis
    engine: Engine

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        ...

    def change(self) -> AbstractContextManager[Session]:
        """A transaction that changes the calendar."""
        ...


@dataclass(frozen=True, slots=True)
class Gelezen:
    """What a source said, and what to ask it next time."""

    lezing: Lezing
    herkomst: str
    etag: str | None = None
    gewijzigd_sinds: str | None = None


def is_url(bron: str) -> bool:
    """Whether what was given is a web address, and not the name of a file."""
    return "://" in bron


def read_bestand(inhoud: bytes, naam: str, dienst: ImportDienst) -> Gelezen:
    """What a file says. Raises IntakeFault."""
    lezing = read(inhoud, regels=dienst.kennis.intake, now=dienst.now())
    return Gelezen(lezing, f"bestand:{Path(naam).name[:200]}")


def read_pad(pad: Path, dienst: ImportDienst) -> Gelezen:
    """What a file on disk says. Raises IntakeFault, also when it cannot be opened."""
    try:
        if pad.stat().st_size > MAX_BYTES:
            raise IntakeFault(f"het bestand is groter dan {MAX_BYTES // 1024 // 1024} MB")
        inhoud = pad.read_bytes()
    except FileNotFoundError:
        raise IntakeFault("dit bestand bestaat niet") from None
    except IsADirectoryError:
        raise IntakeFault("dit is een map, geen bestand") from None
    except OSError:
        raise IntakeFault("dit bestand mag of kan niet gelezen worden") from None
    return read_bestand(inhoud, pad.name, dienst)


def read_url(
    url: str,
    dienst: ImportDienst,
    *,
    ophaler: Ophaler,
    etag: str | None = None,
    gewijzigd_sinds: str | None = None,
) -> Gelezen | None:
    """What a URL gives: .ics, .csv or the ORI API. None when nothing changed (ETag).

    Raises IntakeFault.
    """
    now = dienst.now()
    since = datetime.fromisoformat(gewijzigd_sinds) if gewijzigd_sinds else None
    if since is not None or urlsplit(url).path.rstrip("/").endswith("/vergaderingen"):
        return Gelezen(fetch_ori(ophaler, url, since), url, gewijzigd_sinds=now.isoformat())
    try:
        answer = ophaler.fetch(url, etag)
    except IntakeFault as fault:
        # The root of an API often answers with an error; its lists don't.
        return _try_ori(url, ophaler, now, fault)
    if answer is None:
        return None
    begin = answer.inhoud.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if begin in (b"{", b"[", b"<"):
        return _try_ori(url, ophaler, now, None)
    lezing = read(answer.inhoud, regels=dienst.kennis.intake, now=now)
    return Gelezen(lezing, url, etag=answer.etag)


def _try_ori(url: str, ophaler: Ophaler, now: datetime, first: IntakeFault | None) -> Gelezen:
    """Reads it as an API; when that fails too, what was wrong at first is said."""
    try:
        return Gelezen(fetch_ori(ophaler, url), url, gewijzigd_sinds=now.isoformat())
    except IntakeFault as fault:
        raise first or fault from None


def plan_of(gelezen: Gelezen, dienst: ImportDienst, *, overschrijf: bool = False) -> Plan:
    """What carrying it out would do now. Raises IntakeFault."""
    with reading(dienst.engine) as session:
        known = bijeenkomsten.everything(session)
    return make_plan(
        gelezen.lezing,
        known,
        dienst.kennis,
        herkomst=gelezen.herkomst,
        now=dienst.now(),
        new_id=bijeenkomsten.new_id,
        overschrijf=overschrijf,
    )


def carry_out(
    gelezen: Gelezen, dienst: ImportDienst, *, wie: str = WIE, overschrijf: bool = False
) -> Plan:
    """Compares and applies in one transaction: all of it, or nothing. Raises IntakeFault."""
    with dienst.change() as session:
        return carry_out_in(session, gelezen, dienst, wie=wie, overschrijf=overschrijf)


def carry_out_in(
    session: Session,
    gelezen: Gelezen,
    dienst: ImportDienst,
    *,
    wie: str,
    overschrijf: bool = False,
) -> Plan:
    """The same within a transaction of the caller, which must come from `dienst.change`."""
    now = dienst.now()
    plan = make_plan(
        gelezen.lezing,
        bijeenkomsten.everything(session),
        dienst.kennis,
        herkomst=gelezen.herkomst,
        now=now,
        new_id=bijeenkomsten.new_id,
        overschrijf=overschrijf,
    )
    try:
        apply_plan(session, plan, wie=wie, now=now)
    except (bijeenkomsten.Bezet, bijeenkomsten.Achterhaald):
        raise IntakeFault("de agenda veranderde intussen; probeer het nog eens") from None
    if is_url(gelezen.herkomst):
        import_bronnen.succeeded(
            session,
            gelezen.herkomst,
            now=now,
            etag=gelezen.etag,
            gewijzigd_sinds=gelezen.gewijzigd_sinds,
        )
    return plan


def import_bron(
    bron: str,
    dienst: ImportDienst,
    *,
    allowed: Collection[str] = (),
    dry_run: bool = False,
    overschrijf: bool = False,
    wie: str = WIE,
) -> Plan:
    """`zkl-bot import BESTAND|URL`: what it would do (`dry_run`) or did. Raises IntakeFault."""
    if is_url(bron):
        with Ophaler(allowed) as ophaler:
            gelezen = read_url(bron, dienst, ophaler=ophaler)
        assert gelezen is not None  # without an ETag there is always an answer
    else:
        gelezen = read_pad(Path(bron), dienst)
    if dry_run:
        return plan_of(gelezen, dienst, overschrijf=overschrijf)
    return carry_out(gelezen, dienst, wie=wie, overschrijf=overschrijf)


def import_again(
    dienst: ImportDienst,
    *,
    allowed: Collection[str] = (),
    report: Callable[[str, Plan | IntakeFault], None] = lambda url, outcome: None,
) -> None:
    """The scheduled job: every known URL once more, each in its own transaction.

    Keeps no state of its own and may run on any replica. `report` hears of each source that
    changed something or failed.
    """
    with reading(dienst.engine) as session:
        bronnen = [(b.url, b.etag, b.gewijzigd_sinds) for b in import_bronnen.everything(session)]
    with Ophaler(allowed) as ophaler:
        for url, etag, since in bronnen:
            try:
                gelezen = read_url(url, dienst, ophaler=ophaler, etag=etag, gewijzigd_sinds=since)
                if gelezen is not None:
                    report(url, carry_out(gelezen, dienst))
            except IntakeFault as fault:
                with dienst.change() as session:
                    import_bronnen.failed(session, url, str(fault), now=dienst.now())
                report(url, fault)
