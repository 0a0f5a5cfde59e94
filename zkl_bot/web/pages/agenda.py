"""/agenda: all that is coming, what is still to be determined, and what lies behind."""

from datetime import date

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zkl_bot.agenda.agenda import is_over
from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.web.omgeving import omgeving_of
from zkl_bot.web.pagina import show


def without_treated(gebeurtenissen: tuple[Gebeurtenis, ...]) -> tuple[Gebeurtenis, ...]:
    """Of a bespreking and the meeting that treats it only the meeting, which says so."""
    ids = {g.id for g in gebeurtenissen}
    return tuple(g for g in gebeurtenissen if g.bijeenkomst not in ids)


def is_under_way(gebeurtenis: Gebeurtenis, vandaag: date) -> bool:
    """Whether its period has begun, while nobody knows the day."""
    begin = gebeurtenis.periode.start
    return gebeurtenis.is_vaag and begin is not None and begin <= vandaag


def coming_first(komt: tuple[Gebeurtenis, ...], vandaag: date) -> tuple[Gebeurtenis, ...]:
    """In order, but what is under way without a day after what has one or is still to begin."""
    return tuple(sorted(komt, key=lambda g: is_under_way(g, vandaag)))


def agenda(request: Request) -> Response:
    """The whole agenda."""
    omgeving = omgeving_of(request)
    agenda, now, vandaag = omgeving.agenda(), omgeving.now, omgeving.vandaag
    komt = without_treated(agenda.upcoming(now))
    geweest = [g for g in agenda.gebeurtenissen if g.periode.is_bekend and g not in komt]
    return show(
        request,
        "agenda",
        komt=[g for g in komt if not is_under_way(g, vandaag)],
        loopt=[g for g in komt if is_under_way(g, vandaag)],
        onbepaald=agenda.undated(),
        geweest=[g for g in reversed(geweest) if is_over(g, now) or g.status == "gereed"],
    )


ROUTES = [Route("/agenda", agenda)]
