"""What the headers of a request for a calendar say, and which ready answer fits."""

from collections.abc import Iterable
from dataclasses import dataclass

from zkl_bot.web.clients import client_of
from zkl_bot.web.codering import Codering, choose_codering, has_tag, is_since
from zkl_bot.web.klaar import Antwoord, Klaar


@dataclass(frozen=True, slots=True)
class Verzoek:
    """The encoding it can use (None: none of ours), the copy it holds, and what program asks."""

    codering: Codering | None
    tag: bytes | None
    since: bytes | None
    client: str


def read_verzoek(headers: Iterable[tuple[bytes, bytes]]) -> Verzoek:
    """The headers that matter. A header that comes twice counts as one list."""
    tag = since = None
    accept, agent = b"", b""
    for name, value in headers:
        if name == b"accept-encoding":
            accept = accept + b"," + value if accept else value
        elif name == b"user-agent":
            agent = value
        elif name == b"if-none-match":
            tag = tag + b"," + value if tag else value
        elif name == b"if-modified-since":
            since = value
    codering = choose_codering(accept) if accept else "identity"
    return Verzoek(codering, tag, since, client_of(agent))


def select(klaar: Klaar, verzoek: Verzoek) -> Antwoord | None:
    """The full answer, 304 when the copy the client holds is still good, or None (406)."""
    if verzoek.codering is None:
        return None
    plain = verzoek.codering == "identity"
    if verzoek.tag is not None:
        same = has_tag(verzoek.tag, klaar.tags if plain else klaar.tags[::-1])
        if same is not None:
            return klaar.plain_304 if same == klaar.tags[0] else klaar.gzip_304
    elif verzoek.since is not None and is_since(verzoek.since, klaar.gewijzigd):
        return klaar.plain_304 if plain else klaar.gzip_304
    return klaar.plain if plain else klaar.gzip
