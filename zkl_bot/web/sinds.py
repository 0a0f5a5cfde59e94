"""Since when a page is what it is, where nothing else dates it: when this process first made it."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

MOST = 512
"""How many pages are remembered; then it starts over, and says a later moment."""


@dataclass(slots=True)
class Sinds:
    """The digest of each page as last made, and since when."""

    _known: dict[Hashable, tuple[bytes, datetime]] = field(default_factory=dict)

    def of(self, pagina: Hashable, body: bytes, now: datetime) -> datetime:
        """The moment since which the page is these bytes."""
        digest = sha256(body).digest()
        known = self._known.get(pagina)
        if known is not None and known[0] == digest:
            return known[1]
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[pagina] = digest, now
        return now
