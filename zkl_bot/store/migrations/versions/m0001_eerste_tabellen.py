"""The tables of the first version."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """To this version."""
    op.create_table(
        "abonnee",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kanaal", sa.String(), nullable=False),
        sa.Column("adres", sa.String(), nullable=False),
        sa.Column("soort", sa.String(), nullable=False),
        sa.Column("rol", sa.String(), nullable=False),
        sa.Column("gemeente", sa.String(), nullable=True),
        sa.Column("taal", sa.String(), nullable=False),
        sa.Column("voorkeuren", sa.JSON(), nullable=False),
        sa.Column("bevestigd", sa.Boolean(), nullable=False),
        sa.Column("geheim_hash", sa.String(), nullable=True),
        sa.Column("gepauzeerd", sa.String(), nullable=True),
        sa.Column("aangemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("laatst_gezien", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_abonnee"),
        sa.UniqueConstraint("kanaal", "adres", name="uq_abonnee_kanaal_adres"),
    )
    op.create_index("ix_abonnee_geheim_hash", "abonnee", ["geheim_hash"])
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wie", sa.String(), nullable=False),
        sa.Column("wat", sa.String(), nullable=False),
        sa.Column("onderwerp", sa.String(), nullable=False),
        sa.Column("voor", sa.JSON(), nullable=True),
        sa.Column("na", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_moment", "audit", ["moment"])
    op.create_table(
        "behandeling",
        sa.Column("bespreking", sa.String(), nullable=False),
        sa.Column("stempel", sa.String(), nullable=False),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.Column("gewijzigd", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("bespreking", name="pk_behandeling"),
    )
    op.create_table(
        "bijeenkomst",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("uid", sa.String(), nullable=False),
        sa.Column("gremium", sa.String(), nullable=False),
        sa.Column("titel", sa.String(), nullable=True),
        sa.Column("onderwerp", sa.String(), nullable=True),
        sa.Column("dag", sa.Date(), nullable=False),
        sa.Column("start", sa.DateTime(timezone=True), nullable=True),
        sa.Column("eind", sa.DateTime(timezone=True), nullable=True),
        sa.Column("plaats", sa.String(), nullable=True),
        sa.Column("geo", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("omschrijving", sa.String(), nullable=True),
        sa.Column("gemeente", sa.String(), nullable=True),
        sa.Column("acties", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("wijzigingen", sa.JSON(), nullable=False),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.Column("herkomst", sa.String(), nullable=True),
        sa.Column("herkomst_stempel", sa.String(), nullable=True),
        sa.Column("met_de_hand", sa.Boolean(), nullable=False),
        sa.Column("aangemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gewijzigd", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_bijeenkomst"),
        sa.UniqueConstraint("uid", name="uq_bijeenkomst_uid"),
    )
    op.create_index("ix_bijeenkomst_dag", "bijeenkomst", ["dag"])
    op.create_index("ix_bijeenkomst_gewijzigd", "bijeenkomst", ["gewijzigd"])
    op.create_index("ix_bijeenkomst_gremium", "bijeenkomst", ["gremium"])
    op.create_table(
        "feed_telling",
        sa.Column("feed", sa.String(), nullable=False),
        sa.Column("client", sa.String(), nullable=False),
        sa.Column("aantal", sa.Integer(), nullable=False),
        sa.Column("laatst", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("feed", "client", name="pk_feed_telling"),
    )
    op.create_table(
        "gesprek",
        sa.Column("chat", sa.String(), nullable=False),
        sa.Column("stand", sa.JSON(), nullable=False),
        sa.Column("gewijzigd", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("chat", name="pk_gesprek"),
    )
    op.create_index("ix_gesprek_gewijzigd", "gesprek", ["gewijzigd"])
    op.create_table(
        "geziene_update",
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("gezien", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("update_id", name="pk_geziene_update"),
    )
    op.create_index("ix_geziene_update_gezien", "geziene_update", ["gezien"])
    op.create_table(
        "import_bron",
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("gewijzigd_sinds", sa.String(), nullable=True),
        sa.Column("laatst", sa.DateTime(timezone=True), nullable=True),
        sa.Column("fout", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("url", name="pk_import_bron"),
    )
    op.create_table(
        "lease",
        sa.Column("naam", sa.String(), nullable=False),
        sa.Column("eigenaar", sa.String(), nullable=False),
        sa.Column("tot", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("naam", name="pk_lease"),
    )
    op.create_table(
        "open_vraag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tekst", sa.String(), nullable=False),
        sa.Column("gesteld", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_open_vraag"),
    )
    op.create_index("ix_open_vraag_gesteld", "open_vraag", ["gesteld"])
    op.create_table(
        "peil",
        sa.Column("naam", sa.String(), nullable=False),
        sa.Column("moment", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("naam", name="pk_peil"),
    )
    op.create_table(
        "snelheid",
        sa.Column("sleutel", sa.String(), nullable=False),
        sa.Column("volgende", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rem_tot", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("sleutel", name="pk_snelheid"),
    )
    op.create_table(
        "uitnodiging",
        sa.Column("code_hash", sa.String(), nullable=False),
        sa.Column("rol", sa.String(), nullable=False),
        sa.Column("gemeente", sa.String(), nullable=True),
        sa.Column("vervalt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gebruikt", sa.DateTime(timezone=True), nullable=True),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("aangemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code_hash", name="pk_uitnodiging"),
    )
    op.create_table(
        "vastlegging",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("soort", sa.String(), nullable=False),
        sa.Column("gebeurtenis", sa.String(), nullable=False),
        sa.Column("gemeente", sa.String(), nullable=True),
        sa.Column("datum", sa.Date(), nullable=False),
        sa.Column("door", sa.String(), nullable=False),
        sa.Column("aangemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ingetrokken", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_vastlegging"),
    )
    op.create_index("ix_vastlegging_gebeurtenis", "vastlegging", ["gebeurtenis"])
    op.create_table(
        "versie",
        sa.Column("naam", sa.String(), nullable=False),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("naam", name="pk_versie"),
    )
    op.create_table(
        "wijziging",
        sa.Column("bijeenkomst", sa.String(), nullable=False),
        sa.Column("bekend", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("daarvoor", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("eerste", sa.DateTime(timezone=True), nullable=True),
        sa.Column("laatste", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("bijeenkomst", name="pk_wijziging"),
    )
    op.create_table(
        "correctie",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vraag", sa.String(), nullable=False),
        sa.Column("antwoord", sa.String(), nullable=False),
        sa.Column("opmerking", sa.String(), nullable=True),
        sa.Column("abonnee", sa.Integer(), nullable=True),
        sa.Column("reactie", sa.String(), nullable=True),
        sa.Column("aangemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("afgehandeld", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["abonnee"], ["abonnee.id"], name="fk_correctie_abonnee", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_correctie"),
    )
    op.create_table(
        "feed_abonnement",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("abonnee", sa.Integer(), nullable=True),
        sa.Column("keuze", sa.JSON(), nullable=False),
        sa.Column("aangemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("laatst_opgehaald", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["abonnee"], ["abonnee.id"], name="fk_feed_abonnement_abonnee", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name="pk_feed_abonnement"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("abonnee", sa.Integer(), nullable=False),
        sa.Column("regel", sa.String(), nullable=False),
        sa.Column("gebeurtenis", sa.String(), nullable=False),
        sa.Column("sleutel", sa.String(), nullable=False),
        sa.Column("revisie", sa.Integer(), nullable=False),
        sa.Column("verstuur_vanaf", sa.DateTime(timezone=True), nullable=False),
        sa.Column("vervalt", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stand", sa.String(), nullable=False),
        sa.Column("eigenaar", sa.String(), nullable=True),
        sa.Column("lease_tot", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opnieuw_na", sa.DateTime(timezone=True), nullable=True),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("reden", sa.String(), nullable=True),
        sa.Column("inhoud", sa.JSON(), nullable=False),
        sa.Column("verzonden", sa.DateTime(timezone=True), nullable=True),
        sa.Column("bundel", sa.Integer(), nullable=True),
        sa.Column("aangemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["abonnee"], ["abonnee.id"], name="fk_outbox_abonnee", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.UniqueConstraint(
            "abonnee",
            "regel",
            "gebeurtenis",
            "sleutel",
            name="uq_outbox_abonnee_regel_gebeurtenis_sleutel",
        ),
    )
    op.create_index("ix_outbox_abonnee", "outbox", ["abonnee"])
    op.create_index("ix_outbox_bundel", "outbox", ["bundel"])
    op.create_index("ix_outbox_due", "outbox", ["stand", "verstuur_vanaf"])
    op.create_index("ix_outbox_gebeurtenis", "outbox", ["gebeurtenis"])
    op.create_table(
        "volgt",
        sa.Column("abonnee", sa.Integer(), nullable=False),
        sa.Column("soort", sa.String(), nullable=False),
        sa.Column("onderwerp", sa.String(), nullable=False),
        sa.Column("aangemaakt", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["abonnee"], ["abonnee.id"], name="fk_volgt_abonnee", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("abonnee", "soort", "onderwerp", name="pk_volgt"),
    )


def downgrade() -> None:
    """Back to the version before it."""
    op.drop_table("volgt")
    op.drop_index("ix_outbox_gebeurtenis", "outbox")
    op.drop_index("ix_outbox_due", "outbox")
    op.drop_index("ix_outbox_bundel", "outbox")
    op.drop_index("ix_outbox_abonnee", "outbox")
    op.drop_table("outbox")
    op.drop_table("feed_abonnement")
    op.drop_table("correctie")
    op.drop_table("wijziging")
    op.drop_table("versie")
    op.drop_index("ix_vastlegging_gebeurtenis", "vastlegging")
    op.drop_table("vastlegging")
    op.drop_table("uitnodiging")
    op.drop_table("snelheid")
    op.drop_table("peil")
    op.drop_index("ix_open_vraag_gesteld", "open_vraag")
    op.drop_table("open_vraag")
    op.drop_table("lease")
    op.drop_table("import_bron")
    op.drop_index("ix_geziene_update_gezien", "geziene_update")
    op.drop_table("geziene_update")
    op.drop_index("ix_gesprek_gewijzigd", "gesprek")
    op.drop_table("gesprek")
    op.drop_table("feed_telling")
    op.drop_index("ix_bijeenkomst_gremium", "bijeenkomst")
    op.drop_index("ix_bijeenkomst_gewijzigd", "bijeenkomst")
    op.drop_index("ix_bijeenkomst_dag", "bijeenkomst")
    op.drop_table("bijeenkomst")
    op.drop_table("behandeling")
    op.drop_index("ix_audit_moment", "audit")
    op.drop_table("audit")
    op.drop_index("ix_abonnee_geheim_hash", "abonnee")
    op.drop_table("abonnee")
