import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult

from tests.web.voorbeeld import make_dienst
from zkl_bot.channels.email import Server, find_fault
from zkl_bot.dienst import mailcontrole
from zkl_bot.dienst.mailcontrole import CONTROLE, watching_mail


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Poort(Controller):
    """A mail server that knows no password; `secure` is whether it says it needs no TLS."""

    def __init__(self, port: int) -> None:
        super().__init__(object(), hostname="127.0.0.1", port=port)

    def factory(self) -> SMTP:
        return SMTP(
            self.handler,
            authenticator=lambda *_: AuthResult(success=False),
            auth_require_tls=False,
        )


@pytest.fixture
async def port() -> AsyncIterator[int]:
    controller = Poort(free_port())
    controller.start()
    yield controller.port
    controller.stop()


async def test_find_fault_tells_what_is_wrong(port: int) -> None:
    assert await find_fault(Server.parse(f"smtp://127.0.0.1:{port}")) is None
    assert await find_fault(Server.parse(f"smtp://127.0.0.1:{free_port()}")) == (
        "De mailserver is niet te bereiken."
    )
    assert await find_fault(Server.parse(f"smtp://zkl:geheim@127.0.0.1:{port}")) == (
        "De mailserver biedt geen TLS, en zonder gaat het wachtwoord er niet heen."
    )


async def test_health_follows_the_mail_server(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailcontrole, "OPNIEUW", 0.05)
    monkeypatch.setattr(mailcontrole, "NA_EEN_FOUT", 0.05)
    at = free_port()
    dienst = make_dienst(tmp_path, smtp_url=f"smtp://127.0.0.1:{at}", mail_from="zkl@example.nl")

    async def until(expected: str | None) -> None:
        async with asyncio.timeout(30):
            while dienst.controles[CONTROLE]() != expected:  # noqa: ASYNC110 - nobody tells
                await asyncio.sleep(0.02)

    async with watching_mail(dienst):
        assert dienst.controles[CONTROLE]() == "De mailserver is nog niet geprobeerd."
        await until("De mailserver is niet te bereiken.")
        controller = Poort(at)
        controller.start()
        await until(None)
        controller.stop()
        await until("De mailserver is niet te bereiken.")
    assert CONTROLE not in dienst.controles


async def test_where_no_mail_is_set_up_nothing_is_tried(tmp_path: Path) -> None:
    dienst = make_dienst(tmp_path)
    async with watching_mail(dienst):
        assert dienst.controles == {}
