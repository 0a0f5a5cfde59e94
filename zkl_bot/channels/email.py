"""E-mail over SMTP: a text and an HTML part, a calendar file, and leaving in one click.

An SMTP server's 4xx passes, its 5xx is for good. What bounces later is not seen.
"""

import asyncio
from dataclasses import dataclass
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from email.utils import formatdate, make_msgid
from html import escape
from typing import Self
from urllib.parse import unquote, urlsplit

import aiosmtplib
from aiosmtplib.errors import (
    SMTPConnectError,
    SMTPException,
    SMTPReadTimeoutError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)

from zkl_bot.channels.kanaal import Blijvend, Onzeker, Tijdelijk, TransportFout, Verzending
from zkl_bot.texts.bericht import Bericht
from zkl_bot.texts.plain import to_plain

WACHT = 20.0
"""Seconds before a server that does not answer counts as gone."""
LANGSTE = 60.0
"""Seconds a mail may take in all."""
_POORT = {"smtp": 587, "smtps": 465}
_POSTBUS_WEG = frozenset({510, 511, 550, 551, 553, 556})
"""Replies that say the mailbox does not exist: nothing can be sent there any more."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed over. `smtps` is TLS from the start; `smtp` starts TLS when offered."""

    host: str
    poort: int
    tls: bool
    naam: str | None
    wachtwoord: str | None

    @classmethod
    def parse(cls, url: str) -> Self:
        """From smtp://name:password@host:port or smtps://…; a password needs TLS."""
        parts = urlsplit(url)
        return cls(
            host=parts.hostname or "localhost",
            poort=parts.port or _POORT[parts.scheme],
            tls=parts.scheme == "smtps",
            naam=unquote(parts.username) if parts.username else None,
            wachtwoord=unquote(parts.password) if parts.password else None,
        )


class EmailKanaal:
    """Sends mail from one address through one server."""

    naam = "email"

    def __init__(self, server: Server, afzender: str) -> None:
        self._server = server
        self._afzender = afzender
        self._few_at_a_time = asyncio.Semaphore(4)

    async def send(self, verzending: Verzending) -> None:
        """One mail. Raises a TransportFout."""
        message = compose(verzending, self._afzender)
        async with self._few_at_a_time:
            try:
                async with asyncio.timeout(LANGSTE):
                    await self._send(message)
            except TimeoutError as fault:
                raise Onzeker("de mailserver is te traag") from fault

    async def _send(self, message: EmailMessage) -> None:
        server = self._server
        client = aiosmtplib.SMTP(
            hostname=server.host,
            port=server.poort,
            use_tls=server.tls,
            start_tls=None,
            timeout=WACHT,
        )
        handed_over = False
        try:
            async with client:
                if server.naam is not None:
                    if not client.get_transport_info("sslcontext"):
                        raise Tijdelijk("de mailserver biedt geen TLS; wachtwoord niet verstuurd")
                    await client.login(server.naam, server.wachtwoord or "")
                handed_over = True
                await client.send_message(message)
                handed_over = False
        except SMTPException as fault:
            raise classify(fault, handed_over=handed_over) from fault
        except OSError as fault:
            raise Tijdelijk("geen verbinding met de mailserver") from fault


def classify(fault: SMTPException, *, handed_over: bool) -> TransportFout:
    """What an SMTP error means for the mail; `handed_over` once the mail itself was on its way."""
    if isinstance(fault, SMTPRecipientsRefused):
        fault = fault.recipients[0]
    if isinstance(fault, SMTPResponseException) and not isinstance(fault, SMTPConnectError):
        if 500 <= fault.code < 600:
            return Blijvend(
                f"de mailserver weigert: {fault.code} {_one_line(fault.message)}",
                pauze=fault.code in _POSTBUS_WEG,
            )
        return Tijdelijk(f"de mailserver is bezet: {fault.code} {_one_line(fault.message)}")
    if handed_over and isinstance(fault, SMTPReadTimeoutError | SMTPServerDisconnected):
        return Onzeker("geen antwoord van de mailserver")
    return Tijdelijk("geen verbinding met de mailserver")


def _one_line(words: str) -> str:
    return " ".join(words.split())[:120]


def compose(verzending: Verzending, afzender: str) -> EmailMessage:
    """The mail. Everything in it that people wrote is escaped or encoded by the library."""
    bericht = verzending.bericht
    message = EmailMessage(policy=SMTP_POLICY)
    message["From"] = afzender
    message["To"] = Address(addr_spec=verzending.adres)
    message["Subject"] = " ".join(verzending.onderwerp.split()) or "Zuid-Kennemerland"
    message["Date"] = formatdate(usegmt=True)
    message["Message-ID"] = make_msgid(domain=afzender.rpartition("@")[2].strip("> ") or None)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if verzending.afmeld_url:
        message["List-Unsubscribe"] = f"<{verzending.afmeld_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(to_plain(bericht.html))
    if not verzending.plat:
        message.add_alternative(_page(bericht, verzending.onderwerp), subtype="html")
    for bijlage in bericht.bijlagen:
        main, _, rest = bijlage.mime.partition("/")
        subtype, *parameters = [part.strip() for part in rest.split(";")]
        message.add_attachment(
            bijlage.inhoud,
            maintype=main,
            subtype=subtype,
            filename=bijlage.naam,
            params=dict(p.split("=", 1) for p in parameters),
        )
    return message


def _page(bericht: Bericht, titel: str) -> str:
    body = bericht.html.replace("\n", "<br>\n")
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width'>"
        f"<title>{escape(titel)}</title></head>"
        "<body style='font:16px/1.5 sans-serif;color:#1a1a1a;max-width:38em;margin:1em'>"
        f"{body}</body></html>"
    )
