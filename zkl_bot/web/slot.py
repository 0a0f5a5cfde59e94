"""Addresses with a secret in them: whoever guesses gets no further than this.

A page behind such an address looks its secret up itself, in a thread and a transaction of its own.
Before that it is asked here, for all who come at the same time together, whether it exists at all.
"""

from collections.abc import Sequence

import structlog
from sqlalchemy import Engine
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from zkl_bot.store.abonnees import hash_of
from zkl_bot.store.engine import reading
from zkl_bot.store.geheimen import which_exist
from zkl_bot.texts.vertaling import N_
from zkl_bot.web.bundel import Bundel
from zkl_bot.web.fouten import WACHT, WEG, Fault

UITNODIGING_WERKT_NIET = N_("Deze uitnodiging werkt niet (meer). Vraag de griffie om een nieuwe.")
BEVESTIGING_WERKT_NIET = N_(
    "Deze link werkt niet (meer). Open uw uitnodiging en vraag een nieuwe mail aan."
)
LINK_WERKT_NIET = N_("Deze link werkt niet (meer). Gebruik de link in uw laatste mail.")

SLOTEN: dict[str, str | None] = {
    "/uitnodiging/{code}": UITNODIGING_WERKT_NIET,
    "/bevestig/{token}": BEVESTIGING_WERKT_NIET,
    "/voorkeuren/{token}": LINK_WERKT_NIET,
    "/afmelden/{token}": LINK_WERKT_NIET,
    "/kalenders/abonnement/{token}": None,
}
"""Where a secret stands in a path, and what is said (a msgid) of one that does not exist."""
_BEGIN = {patroon.partition("{")[0]: patroon for patroon in SLOTEN}
MET_GEHEIM = tuple(_BEGIN)


def secret_in(pad: str) -> tuple[str, str]:
    """Which of SLOTEN a path is, and the secret in it; both empty for any other path."""
    if pad.startswith(MET_GEHEIM):
        for begin, patroon in _BEGIN.items():
            if pad.startswith(begin):
                return patroon, pad.removeprefix(begin).partition("/")[0]
    return "", ""


log = structlog.get_logger(__name__)


class Slot:
    """ASGI middleware in front of the pages: what exists goes on, all else is the same 404."""

    def __init__(self, app: ASGIApp, fault: Fault, engine: Engine) -> None:
        self.app = app
        self._fault = fault
        self._engine = engine
        self._bundel = Bundel(self._read)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request in, unless it comes with a secret that does not exist."""
        patroon, secret = secret_in(scope["path"]) if scope["type"] == "http" else ("", "")
        refusal = await self._refuse(Request(scope, receive), patroon, secret) if secret else None
        if refusal is None:
            await self.app(scope, receive, send)
            return
        scope["zkl.route"] = patroon
        await refusal(scope, receive, send)

    async def _refuse(self, request: Request, patroon: str, secret: str) -> Response | None:
        try:
            known = await self._bundel.find(hash_of(secret))
        except WEG as away:
            log.warning("database away", reason=type(away).__name__)
            return self._fault(request, 503, None, {"Retry-After": WACHT})
        return None if known else self._fault(request, 404, SLOTEN[patroon], {})

    def _read(self, hashes: Sequence[str]) -> dict[str, bool]:
        with reading(self._engine) as opened:
            return dict.fromkeys(which_exist(opened, hashes), True)
