"""The pages people see. To add one: a module with ROUTES, and its name in PAGES."""

from starlette.routing import Route

from zkl_bot.web.pages import (
    aanmelden,
    acties,
    agenda,
    bronnen,
    convenant,
    gebeurtenis,
    kalenders,
    persoonlijk,
    start,
    tijdlijn,
    verklaringen,
    voorkeuren,
    vraag,
)

PAGES: tuple[Route, ...] = (
    *start.ROUTES,
    *vraag.ROUTES,
    *agenda.ROUTES,
    *acties.ROUTES,
    *gebeurtenis.ROUTES,
    *tijdlijn.ROUTES,
    *persoonlijk.ROUTES,
    *kalenders.ROUTES,
    *convenant.ROUTES,
    *bronnen.ROUTES,
    *aanmelden.ROUTES,
    *voorkeuren.ROUTES,
    *verklaringen.ROUTES,
)
