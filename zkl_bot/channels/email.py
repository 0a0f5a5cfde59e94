"""E-mail over SMTP: a text and an HTML part, a calendar file, and leaving in one click.

An SMTP server's 4xx passes, its 5xx is for good. What bounces later is not seen.
"""

import asyncio
from dataclasses import dataclass
from email.headerregistry import Address, BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, Policy
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
from zkl_bot.texts.plain import to_plain

WACHT = 20.0
"""Seconds before a server that does not answer counts as gone."""
_POORT = {"smtp": 587, "smtps": 465}
_POSTBUS_WEG = frozenset({510, 511, 550, 551, 553, 556})
"""Replies that say the mailbox does not exist: nothing can be sent there any more."""


class _OneLine(UnstructuredHeader, BaseHeader):
    """A header that is never folded: some mail programs miss an address on a second line."""

    def fold(self, *, policy: Policy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


_KOPPEN = HeaderRegistry(use_default_map=True)
_KOPPEN.map_to_type("list-unsubscribe", _OneLine)
_VORM = SMTP.clone(header_factory=_KOPPEN)


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
    tegelijk = 4
    langste = 60.0

    def __init__(self, server: Server, afzender: str) -> None:
        self._server = server
        self._afzender = afzender

    async def send(self, verzending: Verzending) -> None:
        """One mail. Raises a TransportFout."""
        await self._send(compose(verzending, self._afzender))

    async def _send(self, message: EmailMessage) -> None:
        client = _client(self._server)
        handed_over = False
        try:
            async with client:
                await _log_in(client, self._server)
                handed_over = True
                await client.send_message(message)
                handed_over = False
        except SMTPException as fault:
            raise classify(fault, handed_over=handed_over) from fault
        except OSError as fault:
            raise Tijdelijk("geen verbinding met de mailserver") from fault


def _client(server: Server) -> aiosmtplib.SMTP:
    return aiosmtplib.SMTP(
        hostname=server.host,
        port=server.poort,
        use_tls=server.tls,
        start_tls=None,
        timeout=WACHT,
    )


async def _log_in(client: aiosmtplib.SMTP, server: Server) -> None:
    """Raises Tijdelijk rather than sending a password that others can read."""
    if server.naam is not None:
        if not client.get_transport_info("sslcontext"):
            raise Tijdelijk("de mailserver biedt geen TLS; wachtwoord niet verstuurd")
        await client.login(server.naam, server.wachtwoord or "")


async def find_fault(server: Server) -> str | None:
    """Why no mail can be handed over there, in a Dutch sentence without secrets; None when it can.

    Logs in, and sends nothing.
    """
    client = _client(server)
    try:
        async with asyncio.timeout(EmailKanaal.langste), client:
            await _log_in(client, server)
    except Tijdelijk:
        return "De mailserver biedt geen TLS, en zonder gaat het wachtwoord er niet heen."
    except aiosmtplib.SMTPAuthenticationError:
        return "De mailserver weigert de naam of het wachtwoord in ZKL_SMTP_URL."
    except (SMTPException, OSError, TimeoutError):
        return "De mailserver is niet te bereiken."
    return None


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
    message = EmailMessage(policy=_VORM)
    message["From"] = afzender
    message["To"] = Address(addr_spec=verzending.adres)
    message["Subject"] = " ".join(verzending.onderwerp.split()) or "Zuid-Kennemerland"
    message["Date"] = formatdate(usegmt=True)
    message["Message-ID"] = _message_id(verzending.kenmerk, afzender)
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    if verzending.afmeld_url:
        message["List-Unsubscribe"] = f"<{verzending.afmeld_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(to_plain(bericht.html))
    if not verzending.plat:
        message.add_alternative(_page(verzending), subtype="html")
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


def _message_id(kenmerk: str, afzender: str) -> str:
    """The same for every try of a message, so that who gets a copy may know it for one."""
    domein = afzender.rpartition("@")[2].strip("> ") or "localhost"
    return f"<{kenmerk}@{domein}>" if kenmerk else make_msgid(domain=domein)


def _page(verzending: Verzending) -> str:
    body = verzending.bericht.html.replace("\n", "<br>\n")
    return (
        f"<!DOCTYPE html><html lang='{verzending.taal}'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width'>"
        f"<title>{escape(verzending.onderwerp)}</title></head>"
        "<body style='font:16px/1.5 sans-serif;color:#1a1a1a;max-width:38em;margin:1em'>"
        f"{body}</body></html>"
    )
