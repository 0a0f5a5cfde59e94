"""How a command fails: one sentence for people, exit status 1."""

from zkl_bot.cli.taal import vertaal


class Mislukt(Exception):
    """Raised when the thing asked for failed; the message is a whole sentence, a msgid."""

    def __init__(self, msgid: str, **waarden: object) -> None:
        super().__init__(vertaal(msgid, **waarden))
