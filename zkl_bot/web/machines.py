"""Addresses for machines: sitemap.xml, robots.txt and security.txt."""

from datetime import timedelta
from xml.sax.saxutils import escape

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zkl_bot.web.conditioneel import conditional
from zkl_bot.web.omgeving import Omgeving, omgeving_of

PADEN = (
    "/", "/agenda", "/acties", "/tijdlijn", "/kalenders", "/kalenders/persoonlijk", "/convenant",
    "/convenant/opzegging", "/bronnen", "/begrippen", "/open-data", "/toegankelijkheid", "/privacy",
)  # fmt: skip
NIET_VOOR_ZOEKMACHINES = (
    "/vraag", "/voorkeuren/", "/uitnodiging/", "/afmelden/", "/bevestig/",
    "/kalenders/abonnement/", "/kalender/abonnement/",
)  # fmt: skip
GELDIG = timedelta(days=365)


def addresses(omgeving: Omgeving) -> list[str]:
    """Every public page, in Dutch."""
    acties = [f"/acties/{a.id}" for w in omgeving.kennis.werkplannen for a in w.acties]
    events = [f"/gebeurtenis/{g.id}" for g in omgeving.agenda().gebeurtenissen]
    return [*PADEN, *acties, *events]


def sitemap(request: Request) -> Response:
    """Every public page, with its English twin."""
    omgeving = omgeving_of(request)
    rows = []
    for pad in addresses(omgeving):
        nl = escape(omgeving.base_url + pad)
        rows.append(
            f"<url><loc>{nl}</loc>"
            f'<xhtml:link rel="alternate" hreflang="nl" href="{nl}"/>'
            f'<xhtml:link rel="alternate" hreflang="en" href="{nl}?taal=en"/></url>'
        )
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">\n' + "\n".join(rows) + "\n</urlset>\n"
    )
    return _send(request, body, "application/xml")


def robots(request: Request) -> Response:
    """Everything public may be indexed; what is personal or without end may not."""
    lines = ["User-agent: *"]
    lines += [f"Disallow: {pad}" for pad in NIET_VOOR_ZOEKMACHINES]
    lines += ["", f"Sitemap: {omgeving_of(request).base_url}/sitemap.xml", ""]
    return _send(request, "\n".join(lines), "text/plain; charset=utf-8")


def security(request: Request) -> Response:
    """Where to report a weakness (RFC 9116)."""
    omgeving = omgeving_of(request)
    # A day, so that the bytes stay the same within it.
    tot = omgeving.vandaag + GELDIG
    mail = omgeving.dienst.settings.mail_from
    lines = [
        f"Contact: mailto:{mail}" if mail else f"Contact: {omgeving.base_url}/privacy",
        f"Expires: {tot:%Y-%m-%d}T00:00:00Z",
        "Preferred-Languages: nl, en",
        f"Canonical: {omgeving.base_url}/.well-known/security.txt",
        "",
    ]
    return _send(request, "\n".join(lines), "text/plain; charset=utf-8")


def _send(request: Request, words: str, media_type: str) -> Response:
    changed = omgeving_of(request).laatst_gewijzigd()
    return conditional(request, words.encode(), media_type, changed=changed)


ROUTES = [
    Route("/sitemap.xml", sitemap),
    Route("/robots.txt", robots),
    Route("/.well-known/security.txt", security),
]
