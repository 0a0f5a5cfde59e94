from datetime import UTC, datetime, timedelta

from zkl_bot.web.sinds import MOST, Sinds

EERST = datetime(2026, 11, 20, 12, tzinfo=UTC)
LATER = EERST + timedelta(hours=1)


def test_sinds_holds_until_the_bytes_change() -> None:
    sinds = Sinds()
    assert sinds.of("/", b"a", EERST) == EERST
    assert sinds.of("/", b"a", LATER) == EERST
    assert sinds.of("/?taal=en", b"a", LATER) == LATER
    assert sinds.of("/", b"b", LATER) == LATER
    assert sinds.of("/", b"a", LATER + timedelta(hours=1)) == LATER + timedelta(hours=1)


def test_sinds_keeps_a_bounded_number_and_never_says_too_early() -> None:
    sinds = Sinds()
    sinds.of("/", b"a", EERST)
    for number in range(MOST):
        sinds.of(number, b"x", EERST)
    assert sinds.of("/", b"a", LATER) == LATER
