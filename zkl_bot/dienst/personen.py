"""Who is talking: what the database knows of a chat."""

from sqlmodel import Session

from zkl_bot.dienst.inkomend import Inkomend
from zkl_bot.gesprek.invoer import Invoer, Persoon
from zkl_bot.kennis.rol import parse_rol
from zkl_bot.store import abonnees


def persoon_of(session: Session, inkomend: Inkomend) -> Persoon:
    """The snapshot of who talks; `publiek` for who is not kept."""
    abonnee = abonnees.find(session, inkomend.kanaal, inkomend.adres)
    if abonnee is None or abonnee.id is None:
        return Persoon(taal=inkomend.taal or "nl")
    return Persoon(
        abonnee=abonnee.id,
        rol=parse_rol(abonnee.rol),
        gemeente=abonnee.gemeente,
        taal="en" if abonnee.taal == "en" else "nl",
        volgt=abonnees.follows(session, abonnee.id),
        voorkeuren=dict(abonnee.voorkeuren),
    )


def invoer_of(inkomend: Inkomend, persoon: Persoon) -> Invoer:
    """What the dialogue gets. Raises ValueError unless it is a text, a button or a file."""
    return Invoer(
        persoon=persoon,
        tekst=inkomend.tekst,
        knop=inkomend.knop,
        bestand=inkomend.bestand,
        bericht=inkomend.bericht,
        groep=inkomend.groep,
        beheerder=inkomend.beheerder,
        kanaal=inkomend.kanaal,
    )
