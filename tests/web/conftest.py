"""Fixtures for the web: a service, and a client that talks to it."""

import logging
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
import structlog

from tests.web.voorbeeld import client_for, make_dienst
from zkl_bot.dienst import Dienst


@pytest.fixture(autouse=True)
def _plain_log() -> None:
    """Only what is wrong, and without the values of local variables: those hold all facts."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.format_exc_info,
            structlog.processors.KeyValueRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
    )


@pytest.fixture
def dienst(tmp_path: Path) -> Dienst:
    """A service without meetings."""
    return make_dienst(tmp_path)


@pytest.fixture
async def client(dienst: Dienst) -> AsyncIterator[httpx.AsyncClient]:
    """A client of that service."""
    async with client_for(dienst) as opened:
        yield opened
