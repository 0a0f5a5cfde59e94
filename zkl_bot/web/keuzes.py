"""What personal feeds hold, by the hash of their token: looked up for many at once.

Whoever tries tokens by the thousand costs one query now and then, and waits for it; who fetches a
feed of their own waits for nobody.
"""

import time
from collections.abc import Callable, Mapping, Sequence

from zkl_bot.feeds.keuze import Keuze
from zkl_bot.web.bundel import Bundel
from zkl_bot.web.fouten import WEG

GELDIG_SECONDEN = 1.5
"""How long (real time) a selection is used before the store is asked again: somebody may have
withdrawn it elsewhere. What was done here counts at once."""
MEEST = 4096
"""How many selections are remembered; then it starts over."""

Read = Callable[[Sequence[str]], Mapping[str, Keuze]]
"""The selections that there are of these hashes; may block."""


class Keuzes:
    """Finds selections. While the database is away what was known last is used.

    `versie` changes with whatever this process keeps: then all is asked for again.
    """

    def __init__(self, read: Read, versie: Callable[[], int] = lambda: 0) -> None:
        self._bundel = Bundel(read)
        # By themselves, so that they need not wait for those of whoever guesses.
        self._again = Bundel(read)
        self._versie = versie
        self._known: dict[str, tuple[float, int, Keuze]] = {}

    async def find(self, token_hash: str) -> Keuze | None:
        """The selection, or None for an unknown token. Raises what SQLAlchemy raises."""
        until, of_versie, keuze = self._known.get(token_hash, (0.0, 0, None))
        versie = self._versie()
        if keuze is not None and of_versie == versie and until > time.monotonic():
            return keuze
        try:
            found = await (self._bundel if keuze is None else self._again).find(token_hash)
        except WEG:
            if keuze is None:
                raise
            return keuze
        if found is None:
            self._known.pop(token_hash, None)
            return None
        if len(self._known) >= MEEST:
            self._known.clear()
        self._known[token_hash] = time.monotonic() + GELDIG_SECONDEN, versie, found
        return found
