import asyncio

import pytest
import structlog
from structlog.testing import LogCapture

from zkl_bot.web import regels
from zkl_bot.web.regels import REGELS, Regels


@pytest.fixture
def capture(monkeypatch: pytest.MonkeyPatch) -> LogCapture:
    capture = LogCapture()
    all_levels = structlog.make_filtering_bound_logger(0)
    logger = structlog.wrap_logger(None, processors=[capture], wrapper_class=all_levels)
    monkeypatch.setattr(regels, "log", logger)
    return capture


async def test_a_flood_of_refusals_is_told_of_in_few_lines(
    capture: LogCapture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(regels, "INTERVAL", 0.01)
    told = Regels(clock=lambda: 1000.0)
    for _ in range(REGELS.ineens + 5000):
        told.tell("GET", "/voorkeuren/{geheim}", 404, 0.0021)
    told.tell("GET", "/vraag", 200, 0.004)
    await asyncio.sleep(0.05)
    lines = capture.entries
    assert len(lines) == REGELS.ineens + 2
    assert lines[0] == {
        "event": "request",
        "log_level": "info",
        "method": "GET",
        "route": "/voorkeuren/{geheim}",
        "status": 404,
        "ms": 2.1,
    }
    assert (lines[-2]["route"], lines[-2]["status"]) == ("/vraag", 200)
    assert lines[-1] == {
        "event": "requests refused and not told of one by one",
        "log_level": "warning",
        "aantal": 5000,
    }


async def test_what_is_our_fault_is_always_told(capture: LogCapture) -> None:
    told = Regels(clock=lambda: 1000.0)
    for _ in range(REGELS.ineens + 50):
        told.tell("GET", "/", 503, 0.0)
    lines = capture.entries
    assert len(lines) == REGELS.ineens + 50
