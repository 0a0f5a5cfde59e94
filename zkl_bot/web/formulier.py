"""A form that was sent: read within limits, and only when it came from our own page."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

from zkl_bot.texts.vertaling import N_
from zkl_bot.web.omgeving import omgeving_of

MAX_FIELDS = 400
URLENCODED = "application/x-www-form-urlencoded"
VAN_ELDERS = N_(
    "Dit formulier kwam niet van deze site. Open de pagina hier en probeer het opnieuw."
)


class Formulier:
    """The fields; a name may have several values."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = {}
        for name, value in pairs:
            self._values.setdefault(name, []).append(value)

    def one(self, name: str) -> str:
        """The first value, trimmed; empty when there is none."""
        return self._values.get(name, [""])[0].strip()

    def many(self, name: str) -> list[str]:
        """Every value."""
        return self._values.get(name, [])

    def has(self, name: str) -> bool:
        """Whether it was sent at all."""
        return name in self._values


def is_from_elsewhere(headers: Mapping[str, str], own: str) -> bool:
    """Whether a browser says that another site sent this. Programs say nothing of the kind."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    if origin is None:
        return False
    try:
        place = urlsplit(origin).netloc
    except ValueError:
        return True  # no browser of ours says that
    # A proxy may put its own name in Host; the outside reaches us at `own`.
    return place not in {headers.get("host"), urlsplit(own).netloc}


async def read_formulier(request: Request, *, from_anywhere: bool = False) -> Formulier:
    """The form in a POST. Raises HTTPException 400, 403, 413 or 415.

    There are no cookies, so another site gains nothing by posting here for somebody; it is
    refused all the same, but for what mail programs post of their own (`from_anywhere`).
    """
    own = omgeving_of(request).base_url
    if not from_anywhere and is_from_elsewhere(request.headers, own):
        raise HTTPException(403, VAN_ELDERS)
    body = await request.body()
    kind = request.headers.get("content-type", URLENCODED).split(";")[0].strip().lower()
    if body and kind != URLENCODED:
        if from_anywhere:
            return Formulier([])
        raise HTTPException(415)
    try:
        words = body.decode("ascii")
        pairs = parse_qsl(words, keep_blank_values=True, max_num_fields=MAX_FIELDS, errors="strict")
    except ValueError:
        raise HTTPException(400) from None
    if any("\x00" in part for pair in pairs for part in pair):
        raise HTTPException(400)
    return Formulier(pairs)
