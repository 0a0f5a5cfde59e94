"""Taking an invitation by e-mail: an address is asked, a link in a mail confirms it.

Until then nothing but that one mail is sent to the address, and the invitation stays free: it is
taken when the link is followed, so that a mistyped address costs nobody their invitation.
"""

import re
from datetime import datetime, timedelta

from sqlmodel import Session, col, select

from zkl_bot.kennis.model import Taal
from zkl_bot.kennis.rol import parse_rol
from zkl_bot.store import abonnees, audit, uitnodigingen
from zkl_bot.store.invoegen import insert_new
from zkl_bot.store.tables import Abonnee, Uitgaand

KANAAL = "email"
REGEL = "bevestiging"
"""The rule under which the outbox holds a mail that asks to confirm an address."""
GELDIG = timedelta(days=2)
"""How long the link in that mail can be followed, and how long the mail is of use."""
LANGSTE_ADRES = 254

_ADRES = re.compile(r"[^\s@<>(),;:\\\"\[\]\x00-\x1f\x7f]{1,64}@[^\s@<>(),;:\\\"\[\]\x00-\x1f\x7f]+")
_DOMEIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")


class GeenAdres(ValueError):
    """Raised for words that cannot be an e-mail address."""


def parse_adres(words: str) -> str:
    """The address in one form: the domain in lower-case ASCII. Raises GeenAdres."""
    words = words.strip()
    if len(words) > LANGSTE_ADRES or not _ADRES.fullmatch(words):
        raise GeenAdres
    naam, _, domein = words.rpartition("@")
    try:
        domein = domein.lower().encode("idna").decode("ascii")
    except UnicodeError:
        raise GeenAdres from None
    if not naam.isascii() or not _DOMEIN.fullmatch(domein):
        raise GeenAdres
    return f"{naam}@{domein}"


def request(session: Session, adres: str, code_hash: str, taal: Taal, *, now: datetime) -> None:
    """Puts the mail that asks to confirm in the outbox. Asked again, it is sent again."""
    abonnee = abonnees.find(session, KANAAL, adres)
    if abonnee is None:
        new = Abonnee(
            kanaal=KANAAL,
            adres=adres,
            taal=taal,
            bevestigd=False,
            aangemaakt=now,
            laatst_gezien=now,
        )
        insert_new(session, new)
        abonnee = abonnees.find(session, KANAAL, adres)
        assert abonnee is not None
    assert abonnee.id is not None
    row = Uitgaand(
        abonnee=abonnee.id,
        regel=REGEL,
        gebeurtenis="",
        sleutel=f"{code_hash[:16]}:{now.isoformat(timespec='minutes')}",
        verstuur_vanaf=now,
        vervalt=now + GELDIG,
        inhoud={"uitnodiging": code_hash},
        aangemaakt=now,
    )
    insert_new(session, row)


def requested(session: Session, abonnee: int, *, now: datetime) -> str | None:
    """The hash of the invitation this person asked for last, while its link can be followed."""
    query = (
        select(Uitgaand)
        .where(Uitgaand.abonnee == abonnee, Uitgaand.regel == REGEL, col(Uitgaand.vervalt) > now)
        .order_by(col(Uitgaand.aangemaakt).desc(), col(Uitgaand.id).desc())
    )
    row = session.exec(query).first()
    found = row.inhoud.get("uitnodiging") if row is not None else None
    return found if isinstance(found, str) else None


def confirm(session: Session, geheim: str, *, now: datetime) -> Abonnee:
    """Follows the link: takes the invitation and from now on mails go there.

    Whoever follows it twice gets the same outcome. Raises uitnodigingen.Ongeldig for a link
    that is unknown or too old, and when the invitation is gone.
    """
    abonnee = abonnees.by_secret(session, geheim)
    if abonnee is None or abonnee.kanaal != KANAAL or abonnee.id is None:
        raise uitnodigingen.Ongeldig
    code_hash = requested(session, abonnee.id, now=now)
    if code_hash is None:
        raise uitnodigingen.Ongeldig
    voor = {"rol": abonnee.rol, "gemeente": abonnee.gemeente, "bevestigd": abonnee.bevestigd}
    is_free = uitnodigingen.valid(session, code_hash, now=now) is not None
    if abonnee.bevestigd and abonnee.rol != "publiek" and not is_free:
        return abonnee
    uitnodiging = uitnodigingen.take(session, code_hash, now=now)
    abonnees.set_rol(session, abonnee, parse_rol(uitnodiging.rol), uitnodiging.gemeente)
    abonnee.bevestigd, abonnee.gepauzeerd = True, None
    session.add(abonnee)
    audit.note(
        session,
        wie=f"#{abonnee.id}",
        wat="uitnodiging aangenomen",
        onderwerp=f"#{abonnee.id}",
        now=now,
        voor=voor,
        na={"rol": abonnee.rol, "gemeente": abonnee.gemeente, "bevestigd": True},
    )
    session.flush()
    return abonnee
