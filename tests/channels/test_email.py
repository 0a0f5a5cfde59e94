import asyncio
import socket
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from zkl_bot.channels.email import EmailKanaal, Server
from zkl_bot.channels.kanaal import Blijvend, Onzeker, Tijdelijk, Verzending
from zkl_bot.texts.bericht import Bericht, Bijlage


class Postbus:
    """A mail server that answers what it is told, and keeps what it takes."""

    def __init__(self) -> None:
        self.rcpt = self.data = "250 OK"
        self.mails: list[EmailMessage] = []
        self.drop = False

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.rcpt.startswith("250"):
            envelope.rcpt_tos.append(address)
        return self.rcpt

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        if self.data.startswith("250"):
            self.mails.append(message_from_bytes(envelope.content, policy=default))
        if self.drop:
            server.transport.abort()
        return self.data


@pytest.fixture
def postbus() -> Iterator[tuple[Postbus, EmailKanaal]]:
    box = Postbus()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    controller = Controller(box, hostname="127.0.0.1", port=port)
    controller.start()
    server = Server.parse(f"smtp://127.0.0.1:{port}")
    yield box, EmailKanaal(server, "zkl@example.nl")
    controller.stop()


VERZENDING = Verzending(
    adres="ambtenaar@heemstede.example.nl",
    bericht=Bericht(
        '<b>Morgen: Raadsbijeenkomst &lt;ZKL&gt;</b>\n<a href="https://x.nl/1">Meer hierover</a>',
        bijlagen=(Bijlage("b-1.ics", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR\r\n"),),
    ),
    onderwerp="Raadsbijeenkomst – café\r\nBcc: boef@example.nl",
    afmeld_url="https://x.nl/afmelden/geheim",
)


async def test_send_has_text_html_calendar_and_one_click(
    postbus: tuple[Postbus, EmailKanaal],
) -> None:
    box, kanaal = postbus
    veilig = Verzending(
        VERZENDING.adres,
        VERZENDING.bericht,
        "Raadsbijeenkomst – café",
        afmeld_url=VERZENDING.afmeld_url,
    )
    await kanaal.send(veilig)
    (mail,) = box.mails
    assert (mail["To"], mail["From"], mail["Subject"]) == (
        "ambtenaar@heemstede.example.nl",
        "zkl@example.nl",
        "Raadsbijeenkomst – café",
    )
    assert mail["List-Unsubscribe"] == "<https://x.nl/afmelden/geheim>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert plain.get_content().splitlines() == [
        "Morgen: Raadsbijeenkomst <ZKL>",
        "Meer hierover (https://x.nl/1)",
    ]
    assert html is not None
    assert "<html lang='nl'>" in html.get_content()
    assert "<b>Morgen: Raadsbijeenkomst &lt;ZKL&gt;</b><br>" in html.get_content()
    (ics,) = mail.iter_attachments()
    assert (ics.get_content_type(), ics.get_filename()) == ("text/calendar", "b-1.ics")


async def test_subject_cannot_add_headers(postbus: tuple[Postbus, EmailKanaal]) -> None:
    box, kanaal = postbus
    await kanaal.send(VERZENDING)
    (mail,) = box.mails
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Raadsbijeenkomst – café Bcc: boef@example.nl"


@pytest.mark.parametrize(
    ("rcpt", "data", "expected"),
    [
        ("450 4.2.1 busy", "250 OK", (Tijdelijk, "de mailserver is bezet: 450 4.2.1 busy", None)),
        ("552 5.2.2 mailbox full", "250 OK", (Blijvend, "de mailserver weigert: 552", False)),
        ("550 5.1.1 no such user", "250 OK", (Blijvend, "de mailserver weigert: 550", True)),
        ("250 OK", "451 4.3.0 later", (Tijdelijk, "de mailserver is bezet: 451", None)),
        ("250 OK", "554 5.6.0 refused", (Blijvend, "de mailserver weigert: 554", False)),
    ],
)
async def test_reply_of_the_server_decides(
    postbus: tuple[Postbus, EmailKanaal], rcpt: str, data: str, expected: Any
) -> None:
    box, kanaal = postbus
    box.rcpt, box.data = rcpt, data
    kind, reden, pauze = expected
    with pytest.raises(kind) as caught:
        await kanaal.send(VERZENDING)
    assert caught.value.reden.startswith(reden)
    assert getattr(caught.value, "pauze", None) == pauze


async def test_lost_reply_is_uncertain(postbus: tuple[Postbus, EmailKanaal]) -> None:
    box, kanaal = postbus
    box.drop = True
    with pytest.raises(Onzeker):
        await kanaal.send(VERZENDING)
    assert len(box.mails) == 1


async def test_no_server_passes() -> None:
    kanaal = EmailKanaal(Server.parse("smtp://127.0.0.1:9"), "zkl@example.nl")
    with pytest.raises(Tijdelijk, match="geen verbinding met de mailserver"):
        await kanaal.send(VERZENDING)


async def test_password_is_not_sent_without_tls(postbus: tuple[Postbus, EmailKanaal]) -> None:
    box, kanaal = postbus
    server = kanaal._server
    with_password = Server(server.host, server.poort, False, "naam", "geheim")
    with pytest.raises(Tijdelijk, match="biedt geen TLS"):
        await EmailKanaal(with_password, "zkl@example.nl").send(VERZENDING)
    assert box.mails == []


def test_parse_reads_name_password_and_default_port() -> None:
    assert Server.parse("smtps://jan%40x:p%3Aw@mail.example.nl") == Server(
        "mail.example.nl", 465, True, "jan@x", "p:w"
    )


async def test_few_mails_at_a_time(postbus: tuple[Postbus, EmailKanaal]) -> None:
    box, kanaal = postbus
    await asyncio.gather(*(kanaal.send(VERZENDING) for _ in range(10)))
    assert len(box.mails) == 10


async def test_send_keeps_the_way_out_on_one_line_and_names_every_try_alike(
    postbus: tuple[Postbus, EmailKanaal],
) -> None:
    box, kanaal = postbus
    link = f"https://zuid-kennemerland.example.nl/afmelden/{'x' * 40}"
    verzending = Verzending("a@example.nl", Bericht("Tekst"), "T", afmeld_url=link, kenmerk="7.1.9")
    await kanaal.send(verzending)
    await kanaal.send(verzending)
    named = [(str(m["List-Unsubscribe"]), m["Message-ID"]) for m in box.mails]
    assert named == [(f"<{link}>", "<7.1.9@example.nl>")] * 2
