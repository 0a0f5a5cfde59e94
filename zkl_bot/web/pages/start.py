"""The page at `/`: ask, what is coming, where to subscribe."""

from babel.lists import format_list
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Taal
from zkl_bot.store.engine import reading
from zkl_bot.store.klaarstaand import Klaarstaand, next_ready
from zkl_bot.texts.vertaling import gettext_for
from zkl_bot.web.omgeving import Omgeving, omgeving_of, taal_of
from zkl_bot.web.pages.agenda import coming_first, without_treated
from zkl_bot.web.pagina import show

OP_DE_VOORPAGINA = 5
"""How many coming gebeurtenissen the front page shows."""


def examples(kennis: Kennis, taal: Taal) -> tuple[str, ...]:
    """Questions that show what one may ask, about acties that exist."""
    _ = gettext_for(taal).gettext
    first, last = kennis.acties[0], kennis.acties[-1]
    return (
        _("Wie trekt actie %(nummer)s?") % {"nummer": last.nummer},
        _("Wanneer wordt actie %(nummer)s besproken?") % {"nummer": first.nummer},
        _("Hoe kan een gemeente opzeggen?"),
        _("Wanneer is de evaluatie?"),
    )


def foremost(komt: tuple[Gebeurtenis, ...]) -> list[Gebeurtenis]:
    """The first few; of what comes back every year only the first time."""
    shown: list[Gebeurtenis] = []
    for gebeurtenis in komt:
        yearly = gebeurtenis.soort == "opzegging"
        if not (yearly and any(g.soort == "opzegging" for g in shown)):
            shown.append(gebeurtenis)
    return shown[:OP_DE_VOORPAGINA]


def ready_reminders(omgeving: Omgeving) -> list[tuple[Gebeurtenis, Klaarstaand]] | None:
    """The reminders that go out first, with what they are about; None while nobody can tell."""
    agenda = omgeving.agenda()
    try:
        with reading(omgeving.dienst.engine) as opened:
            rows = next_ready(opened, most=OP_DE_VOORPAGINA)
    except SQLAlchemyError:
        return None  # the rest of the page needs no database
    return [(g, row) for row in rows if (g := agenda.by_id(row.gebeurtenis)) is not None]


def start(request: Request) -> Response:
    """The front page."""
    omgeving, taal = omgeving_of(request), taal_of(request)
    komt = without_treated(omgeving.agenda().upcoming(omgeving.now))
    bijeenkomst = next(
        (g for g in komt if g.soort == "bijeenkomst" and g.status == "gepland"), None
    )
    shown = foremost(coming_first(komt, omgeving.vandaag))
    if bijeenkomst is not None and bijeenkomst not in shown:
        shown = [*shown[: OP_DE_VOORPAGINA - 1], bijeenkomst]
    namen = [g.naam.for_taal(taal) for g in omgeving.kennis.gemeenten]
    settings = omgeving.dienst.settings
    zonder_kanaal = settings.telegram_token is None and settings.smtp_url is None
    return show(
        request,
        "start",
        # What stands ready changes with the outbox, of which no date tells.
        dated=not zonder_kanaal,
        klaar=ready_reminders(omgeving) if zonder_kanaal else None,
        gemeenten=format_list(namen, locale=taal),
        voorbeelden=examples(omgeving.kennis, taal),
        komt=shown,
        bijeenkomst=bijeenkomst,
        bot=omgeving.dienst.bot,
    )


ROUTES = [Route("/", start)]
