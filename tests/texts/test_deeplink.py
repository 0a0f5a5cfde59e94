import pytest

from zkl_bot.texts.deeplink import deep_link


@pytest.mark.parametrize(
    ("bot", "id", "link"),
    [
        ("zkl_bot", "actie-9", "https://t.me/zkl_bot?start=actie-9"),
        (None, "actie-9", None),
        ("zkl_bot", "x" * 65, None),
        ("zkl_bot", "a.b", None),
    ],
)
def test_deep_link_holds_only_what_telegram_takes(
    bot: str | None, id: str, link: str | None
) -> None:
    assert deep_link(bot, id) == link
