"""`zkl-bot invite`: a one-time invitation."""

import argparse
import asyncio
import json
import sys

from zkl_bot.cli.gemeente import find_gemeente
from zkl_bot.cli.omgeving import OPDRACHTREGEL, open_omgeving
from zkl_bot.cli.parser import Parser
from zkl_bot.cli.taal import vertaal
from zkl_bot.cli.waarden import aantal
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.rol import UITNODIGBARE_ROLLEN
from zkl_bot.settings import Settings
from zkl_bot.store import uitnodigingen
from zkl_bot.store.engine import session
from zkl_bot.texts.vertaling import N_

STUUR = N_("stuur de bot /start %(code)s")


def configure(parser: Parser) -> None:
    """The arguments."""
    parser.add_argument("--rol", required=True, choices=UITNODIGBARE_ROLLEN, help="welke rol")
    parser.add_argument("--gemeente", metavar="G", help="van welke gemeente")
    parser.add_argument(
        "--dagen", type=aantal, default=uitnodigingen.DAGEN, metavar="N", help="hoelang zij geldt"
    )
    parser.add_argument("--json", action="store_true", help="als JSON")


def run(args: argparse.Namespace) -> int:
    """Makes it; the code is shown once and kept nowhere."""
    omgeving = open_omgeving()
    gemeente = find_gemeente(omgeving.kennis, args.gemeente) if args.gemeente else None
    with session(omgeving.engine) as opened:
        code, vervalt = uitnodigingen.invite(
            opened, args.rol, gemeente, wie=OPDRACHTREGEL, now=omgeving.clock(), dagen=args.dagen
        )
    naam = asyncio.run(bot_name(omgeving.settings))
    link = f"https://t.me/{naam}?start={code}" if naam else None
    weblink = f"{omgeving.settings.base_url}/uitnodiging/{code}"
    lokaal = vervalt.astimezone(AMSTERDAM)
    if args.json:
        velden = {"code": code, "link": link, "weblink": weblink, "vervalt": lokaal.isoformat()}
        print(json.dumps(velden))
        return 0
    print(f"Code:      {code}")
    print(f"Telegram:  {link or vertaal(STUUR, code=code)}")
    print(f"Web:       {weblink}")
    tot = f"{lokaal:%d-%m-%Y %H:%M}"
    print(vertaal("Geldig tot %(tot)s, voor één persoon.", tot=tot), file=sys.stderr)
    return 0


async def bot_name(settings: Settings) -> str | None:
    """The bot's name, asked of Telegram; None without a token or when it can't be reached."""
    if settings.telegram_token is None:
        return None
    import httpx  # only where there is a bot

    token = settings.telegram_token.get_secret_value()
    try:
        async with httpx.AsyncClient(timeout=5) as client:
            reply = await client.get(f"{settings.telegram_api_url}/bot{token}/getMe")
            naam = reply.json()["result"]["username"]
    except (httpx.HTTPError, ValueError, KeyError, TypeError):
        # Also a way of keeping the address, which holds the token, out of any message.
        return None
    return str(naam)
