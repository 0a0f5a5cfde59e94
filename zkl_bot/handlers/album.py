"""Several pictures sent at once: each is a message of its own, and one answer is enough."""

from collections import deque

from telegram import Message

ONTHOUDEN = 200
"""How many albums are remembered: their parts come within seconds."""


class Albums:
    """The albums that were answered."""

    def __init__(self) -> None:
        self._seen: deque[tuple[int, str]] = deque(maxlen=ONTHOUDEN)

    def is_more(self, message: Message) -> bool:
        """Whether this is a further part of an album of which a part came before."""
        if message.media_group_id is None:
            return False
        album = (message.chat_id, message.media_group_id)
        if album in self._seen:
            return True
        self._seen.append(album)
        return False
