"""How a command fails: one sentence for people, exit status 1."""


class Mislukt(Exception):
    """Raised when the thing asked for failed; the message is a whole sentence in Dutch."""
