"""Who sends more than can be answered is slowed, told once, and costs nobody else anything."""

from typing import Literal

MEESTE_WACHTEND = 8
"""How many of one person's updates may wait; what comes on top is not answered."""

Oordeel = Literal["door", "waarschuw", "negeer"]


class Drempel:
    """Counts what is in hand per person. Their chat takes about one message a second."""

    def __init__(self, meeste: int = MEESTE_WACHTEND) -> None:
        self._meeste = meeste
        self._in_hand: dict[int, int] = {}
        self._told: set[int] = set()

    def enter(self, persoon: int) -> Oordeel:
        """Judges one more update. After "door" call `leave` when it is done."""
        if self._in_hand.get(persoon, 0) < self._meeste:
            self._in_hand[persoon] = self._in_hand.get(persoon, 0) + 1
            return "door"
        if persoon in self._told:
            return "negeer"
        self._told.add(persoon)
        return "waarschuw"

    def leave(self, persoon: int) -> None:
        """One update is done; with the last one a flood is over."""
        self._in_hand[persoon] -= 1
        if not self._in_hand[persoon]:
            del self._in_hand[persoon]
            self._told.discard(persoon)
