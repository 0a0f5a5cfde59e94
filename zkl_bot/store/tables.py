"""The tables. Moments are aware and in UTC; ids of facts are those of `data/`.

Kept of a person: how to reach them, their role, gemeente and preferences. No names, no texts.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from zkl_bot.store.kolommen import json_column, moment_column


class Bijeenkomst(SQLModel, table=True):
    """A meeting the griffie plans or imports."""

    id: str = Field(primary_key=True)
    uid: str = Field(unique=True)
    gremium: str = Field(index=True)
    titel: str | None = None
    """None: it goes by the name of its gremium."""
    onderwerp: str | None = None
    dag: date = Field(index=True)
    """The local day; the only thing known when `start` is None."""
    start: datetime | None = moment_column(nullable=True)
    eind: datetime | None = moment_column(nullable=True)
    plaats: str | None = None
    geo: str | None = None
    """"latitude;longitude" of the place (WGS 84), where the source gave them."""
    url: str | None = None
    omschrijving: str | None = None
    gemeente: str | None = None
    """The municipality whose griffie organises it."""
    acties: list[str] = json_column(list)
    status: str = "gepland"
    wijzigingen: list[str] = json_column(list)
    """Dutch one-liners such as "19:30 → 20:00", newest first."""
    revisie: int = 0
    herkomst: str | None = None
    """The import source it came from; None when made by hand."""
    herkomst_stempel: str | None = None
    """Digest of the imported content, to see what the source changed."""
    met_de_hand: bool = False
    """Edited by hand since the import: an import says so before it overwrites."""
    aangemaakt: datetime = moment_column()
    gewijzigd: datetime = moment_column(index=True)


class Vastlegging(SQLModel, table=True):
    """Something the griffie recorded: a notice of opzegging, or a gebeurtenis that is done."""

    id: str = Field(primary_key=True)
    soort: str
    """"opzegging" or "gereed"."""
    gebeurtenis: str = Field(index=True)
    gemeente: str | None = None
    datum: date
    door: str
    aangemaakt: datetime = moment_column()
    ingetrokken: datetime | None = moment_column(nullable=True)
    """Recorded by mistake; the row stays, for revisions only go up."""


class Behandeling(SQLModel, table=True):
    """What became of a bespreking through meetings, so that its revision only goes up."""

    bespreking: str = Field(primary_key=True)
    stempel: str
    """Which meeting treats it, when and where; empty when it is vague (again)."""
    revisie: int
    gewijzigd: datetime = moment_column()


class Abonnee(SQLModel, table=True):
    """Somebody (or a group) who can be reached."""

    __table_args__ = (UniqueConstraint("kanaal", "adres"),)

    id: int | None = Field(default=None, primary_key=True)
    kanaal: str
    """"telegram" or "email"."""
    adres: str
    """The chat id or the e-mail address."""
    soort: str = "persoon"
    """"persoon" or "groep"."""
    rol: str = "publiek"
    gemeente: str | None = None
    taal: str = "nl"
    voorkeuren: dict[str, Any] = json_column(dict)
    bevestigd: bool = True
    """An e-mail address counts only after its link was followed."""
    geheim_hash: str | None = Field(default=None, index=True)
    """SHA-256 of the token in preference and unsubscribe links."""
    gepauzeerd: str | None = None
    """Why nothing is sent now, such as "geblokkeerd"."""
    aangemaakt: datetime = moment_column()
    laatst_gezien: datetime = moment_column()


class Volgt(SQLModel, table=True):
    """An abonnee follows an actie, hoofdopgave, gremium, gemeente, a subject of the convenant, one
    gebeurtenis, or "alles".
    """

    abonnee: int = Field(foreign_key="abonnee.id", primary_key=True, ondelete="CASCADE")
    soort: str = Field(primary_key=True)
    onderwerp: str = Field(primary_key=True)
    aangemaakt: datetime = moment_column()


class Uitnodiging(SQLModel, table=True):
    """A one-time invitation; only the hash of its code is kept."""

    code_hash: str = Field(primary_key=True)
    rol: str
    gemeente: str | None = None
    vervalt: datetime = moment_column()
    gebruikt: datetime | None = moment_column(nullable=True)
    door: str
    aangemaakt: datetime = moment_column()


class Uitgaand(SQLModel, table=True):
    """A row of the outbox: one message to one abonnee, from planned to sent or not."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("abonnee", "regel", "gebeurtenis", "sleutel"),
        Index("ix_outbox_due", "stand", "verstuur_vanaf"),
        Index(
            "ix_outbox_bundel",
            "bundel",
            sqlite_where=text("bundel IS NOT NULL"),
            postgresql_where=text("bundel IS NOT NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    abonnee: int = Field(foreign_key="abonnee.id", ondelete="CASCADE")
    regel: str
    gebeurtenis: str
    sleutel: str
    """The moment (or revision) that makes it one of a kind."""
    revisie: int = 0
    verstuur_vanaf: datetime = moment_column()
    """By the injected clock."""
    vervalt: datetime = moment_column()
    stand: str = "wachtend"
    """wachtend, geclaimd, onderweg, verzonden, dood or vervallen."""
    eigenaar: str | None = None
    lease_tot: datetime | None = moment_column(nullable=True)
    """By real time, as is `opnieuw_na`."""
    opnieuw_na: datetime | None = moment_column(nullable=True)
    pogingen: int = 0
    reden: str | None = None
    inhoud: dict[str, Any] = json_column(dict)
    verzonden: datetime | None = moment_column(nullable=True)
    afgelopen: datetime | None = moment_column(nullable=True)
    """When it ended without being sent (dood or vervallen), by the injected clock."""
    bundel: int | None = None
    """The id of the first row of the message it went out in; several can share one."""
    aangemaakt: datetime = moment_column()


class Wijziging(SQLModel, table=True):
    """What people know of a bijeenkomst, and since when it is being edited.

    The moments are None when there is nothing to tell; `bekend` is what they were told last
    (None: nothing), and `daarvoor` what they were told before that.
    """

    bijeenkomst: str = Field(primary_key=True)
    bekend: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    daarvoor: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    eerste: datetime | None = moment_column(nullable=True)
    laatste: datetime | None = moment_column(nullable=True)


class Peil(SQLModel, table=True):
    """Up to which moment (by the injected clock) a recurring task has done its work."""

    naam: str = Field(primary_key=True)
    moment: datetime = moment_column()


class Kenmerk(SQLModel, table=True):
    """What the service came to know by itself, such as the name of its bot."""

    naam: str = Field(primary_key=True)
    waarde: str
    sinds: datetime = moment_column()


class Audit(SQLModel, table=True):
    """Who changed what: when, who, what, before and after."""

    id: int | None = Field(default=None, primary_key=True)
    moment: datetime = moment_column(index=True)
    wie: str
    wat: str
    onderwerp: str
    voor: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    na: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))


class Gesprek(SQLModel, table=True):
    """Where the dialogue of a chat stands: the last subject, a form half filled."""

    chat: str = Field(primary_key=True)
    stand: dict[str, Any] = json_column(dict)
    gewijzigd: datetime = moment_column(index=True)
    vervalt: datetime | None = moment_column(nullable=True, index=True)
    """When the next part of it is to be forgotten; None for what stays as long as the rest."""


class GezieneUpdate(SQLModel, table=True):
    """Telegram updates already handled, since they may come twice."""

    __tablename__ = "geziene_update"
    __table_args__ = (
        Index(
            "ix_geziene_update_chat",
            "chat",
            sqlite_where=text("chat IS NOT NULL"),
            postgresql_where=text("chat IS NOT NULL"),
        ),
    )

    update_id: int = Field(primary_key=True, sa_type=BigInteger)
    gezien: datetime = moment_column(index=True)
    chat: str | None = None
    """To whom the answer goes that has not left yet; None once it has."""
    antwoord: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))
    """That answer, for as long."""


class Snelheid(SQLModel, table=True):
    """GCRA rate limits shared by all replicas: the theoretical arrival time per key."""

    sleutel: str = Field(primary_key=True)
    volgende: datetime = moment_column()
    """Real time."""
    rem_tot: datetime | None = moment_column(nullable=True)
    """Until when a 429 slows this key."""


class Lease(SQLModel, table=True):
    """A task only one process does at a time, such as polling."""

    naam: str = Field(primary_key=True)
    eigenaar: str
    tot: datetime = moment_column()


class Versie(SQLModel, table=True):
    """A counter that goes up with every change, so that replicas see it."""

    naam: str = Field(primary_key=True)
    nummer: int = 0


class FeedAbonnement(SQLModel, table=True):
    """A personal feed: the hash of its token and what it holds."""

    __tablename__ = "feed_abonnement"

    token_hash: str = Field(primary_key=True)
    abonnee: int | None = Field(default=None, foreign_key="abonnee.id", ondelete="CASCADE")
    keuze: dict[str, Any] = json_column(dict)
    aangemaakt: datetime = moment_column()
    laatst_opgehaald: date | None = None


class FeedTelling(SQLModel, table=True):
    """How often a feed is fetched, by kind of client; no personal data."""

    __tablename__ = "feed_telling"

    feed: str = Field(primary_key=True)
    client: str = Field(primary_key=True)
    aantal: int = 0
    laatst: datetime = moment_column()


class ImportBron(SQLModel, table=True):
    """A URL that is imported again on schedule."""

    __tablename__ = "import_bron"

    url: str = Field(primary_key=True)
    etag: str | None = None
    gewijzigd_sinds: str | None = None
    laatst: datetime | None = moment_column(nullable=True)
    fout: str | None = None


class OpenVraag(SQLModel, table=True):
    """A question without an answer: its text only, no person."""

    __tablename__ = "open_vraag"

    id: int | None = Field(default=None, primary_key=True)
    tekst: str
    gesteld: datetime = moment_column(index=True)


class Correctie(SQLModel, table=True):
    """Somebody said "Klopt niet" under an answer; for the griffie."""

    id: int | None = Field(default=None, primary_key=True)
    vraag: str
    antwoord: str
    opmerking: str | None = None
    abonnee: int | None = Field(default=None, foreign_key="abonnee.id", ondelete="SET NULL")
    reactie: str | None = None
    aangemaakt: datetime = moment_column()
    afgehandeld: datetime | None = moment_column(nullable=True)


class Sleutel(SQLModel, table=True):
    """The secret in the links of one mail, as its hash: preferences, and leaving in one click."""

    hash: str = Field(primary_key=True)
    abonnee: int = Field(foreign_key="abonnee.id", ondelete="CASCADE", index=True)
    aangemaakt: datetime = moment_column(index=True)


class Afmelding(SQLModel, table=True):
    """A link in the mails of somebody who is forgotten: nothing but its hash, and no person.

    Who leaves by it once more, as mail programs do, is told the same as the first time.
    """

    hash: str = Field(primary_key=True)
    moment: datetime = moment_column(index=True)
    """When they were forgotten."""
