"""/telegram/webhook: updates that Telegram brings, if it says the right secret."""

import hmac
import json

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from zkl_bot.web.omgeving import omgeving_of

SECRET = "x-telegram-bot-api-secret-token"  # noqa: S105 - the name of a header

log = structlog.get_logger(__name__)


async def webhook(request: Request) -> Response:
    """Hands an update to the bot. Without the right secret, or a bot, there is nothing here.

    What is no update is answered with 400. A fault of the bot's own is a 500, so that Telegram
    brings the update again.
    """
    dienst = omgeving_of(request).dienst
    secret = dienst.settings.webhook_secret
    given = request.headers.get(SECRET, "").encode("latin-1")
    if secret is None or not hmac.compare_digest(given, secret.encode()):
        raise HTTPException(404)
    if dienst.on_update is None:
        raise HTTPException(503, "De dienst is er even niet.")
    try:
        data = json.loads(await request.body())
        if not isinstance(data, dict):
            raise HTTPException(400)
        await dienst.on_update(data)
    except (ValueError, RecursionError):
        raise HTTPException(400) from None
    return Response(status_code=200, headers={"Cache-Control": "no-store"})


ROUTES = [Route("/telegram/webhook", webhook, methods=["POST"])]
