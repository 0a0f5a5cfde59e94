import pytest
from telegram import Message

from zkl_bot.handlers.tekst import addressed, is_unknown_command

BOT = 123456


def message(tekst: str, *, groep: bool = False, op: int | None = None) -> Message:
    kind = {"type": "supergroup", "title": "G"} if groep else {"type": "private"}
    base = {"message_id": 1, "date": 0, "chat": {"id": -5 if groep else 5, **kind}}
    data = base | {"text": tekst}
    if op is not None:
        sender = {"id": op, "is_bot": True, "first_name": "B"}
        data["reply_to_message"] = base | {"text": "eerder", "from": sender}
    return Message.de_json(data, None)


@pytest.mark.parametrize(
    ("bericht", "gezegd"),
    [
        (message("Wie trekt actie 9?"), "Wie trekt actie 9?"),
        (message("/actie 9"), "/actie 9"),
        (message("/actie@ZKL_bot 9", groep=True), "/actie 9"),
        (message("/actie@ander_bot 9", groep=True), None),
        (message("/actie@ander_bot 9"), None),
        (message("gewoon gepraat", groep=True), None),
        (message("Hé @zkl_BOT, wie trekt actie 9?", groep=True), "Hé wie trekt actie 9?"),
        (message("@zkl_botje wie?", groep=True), None),
        (message("en wanneer?", groep=True, op=BOT), "en wanneer?"),
        (message("en wanneer?", groep=True, op=99), None),
    ],
)
def test_addressed_tells_what_is_meant_for_the_bot(bericht: Message, gezegd: str | None) -> None:
    assert addressed(bericht, "zkl_bot", BOT) == gezegd


@pytest.mark.parametrize(
    ("tekst", "onbekend"), [("/weather", True), ("/agenda 2022", False), ("hallo", False)]
)
def test_is_unknown_command(tekst: str, onbekend: bool) -> None:
    assert is_unknown_command(tekst) is onbekend
