"""A template and its data → a page, in the language of the address."""

from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from zkl_bot.kennis.model import Taal
from zkl_bot.texts.vertaling import gettext_for
from zkl_bot.web.conditioneel import conditional
from zkl_bot.web.omgeving import omgeving_of, taal_of, whole_seconds

HTML = "text/html; charset=utf-8"
MEESTE_FOUTEN = 200
"""How many pages of faults are kept; there are fewer of them."""


def link(pad: str, taal: Taal, **query: Any) -> str:
    """An address within the site that keeps the language; lists repeat their key."""
    given = {k: v for k, v in query.items() if v not in (None, "", (), [])}
    if taal != "nl":
        given["taal"] = taal
    return f"{pad}?{urlencode(given, doseq=True)}" if given else pad


def other_language(request: Request, taal: Taal) -> str:
    """The same page in the other language."""
    query = [(k, v) for k, v in request.query_params.multi_items() if k != "taal"]
    if taal == "nl":
        query.append(("taal", "en"))
    pad = request.url.path
    return f"{pad}?{urlencode(query)}" if query else pad


def render_page(request: Request, template: str, taal: Taal, **data: Any) -> str:
    """The HTML of `templates/<template>.html.j2`."""
    omgeving = omgeving_of(request)
    # Only a plain path: what somebody typed after it never comes back in a canonical address.
    pad = data.pop("pad", request.url.path)

    def url(pad: str, **query: Any) -> str:
        return link(pad, taal, **query)

    return omgeving.renderer.render(
        f"{template}.html",
        taal,
        pad=pad,
        url=url,
        vertaald=data.pop("vertaald", None) or other_language(request, taal),
        statisch=omgeving.statisch.url,
        base_url=omgeving.base_url,
        vandaag=omgeving.vandaag,
        now=omgeving.now,
        **data,
    )


def show(
    request: Request,
    template: str,
    *,
    status: int = 200,
    geheim: bool = False,
    dated: bool = True,
    **data: Any,
) -> Response:
    """A page as an answer. A page that is `geheim` (it shows a secret) is kept nowhere.

    `dated` is false for what also changes when no fact or meeting does.
    """
    taal = taal_of(request)
    body = render_page(request, template, taal, geheim=geheim, **data).encode()
    headers: dict[str, str] = {"Content-Language": taal}
    if geheim or status != 200 or request.method not in ("GET", "HEAD"):
        # Not compressed: a secret beside words of others' choosing must not show in its length.
        return Response(
            body, status, media_type=HTML, headers=headers | {"Cache-Control": "no-store"}
        )
    omgeving = omgeving_of(request)
    changed = omgeving.laatst_gewijzigd()
    if not dated:
        pagina = request.url.path, request.url.query
        changed = omgeving.sinds.of(pagina, body, whole_seconds(omgeving.now))
    return conditional(request, body, HTML, changed=changed, headers=headers)


def show_fault(
    request: Request, status: int, uitleg: str | None = None, headers: dict[str, str] | None = None
) -> Response:
    """A page that says what went wrong and what to do; `uitleg` is a msgid."""
    taal = taal_of(request)
    words = gettext_for(taal).gettext(uitleg) if uitleg else None
    made = omgeving_of(request).foutpaginas
    body = made.get((status, words, taal))
    if body is None:
        # Nothing of the address comes back: what is unknown looks all alike, and is made once.
        elders = link("/", "nl" if taal == "en" else "en")
        page = render_page(
            request, "fout", taal, geheim=False, pad="", fout=status, uitleg=words, vertaald=elders
        )
        body = page.encode()
        if len(made) < MEESTE_FOUTEN:
            made[(status, words, taal)] = body
    sent = {"Content-Language": taal, "Cache-Control": "no-store"} | (headers or {})
    return Response(body, status, media_type=HTML, headers=sent)
