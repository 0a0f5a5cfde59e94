"""Rate limits per address: a token bucket each, in memory, with a bound on how many are kept."""

import math
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MONOTONIC: Callable[[], float] = time.monotonic
"""Rate limits go by real time, whatever the service's clock says."""


@dataclass(frozen=True, slots=True)
class Soort:
    """A kind of request: how many may come at once, and how many a second after that."""

    naam: str
    ineens: int
    per_seconde: float


LEZEN = Soort("lezen", 1200, 300.0)
"""Pages and open data. An office of hundreds behind one address must not feel it."""
SCHRIJVEN = Soort("schrijven", 60, 2.0)
"""Forms that keep something."""
GEHEIMEN = Soort("geheimen", 60, 2.0)
"""Addresses with a token or code in them: nobody gets to guess."""
MAIL = Soort("mail", 8, 1 / 60)
"""Requests that send a mail to an address somebody typed."""


class Emmers:
    """The buckets. `take` says 0 when the request may go on, or the seconds to wait."""

    def __init__(self, clock: Callable[[], float] = MONOTONIC, most: int = 20_000) -> None:
        self._clock = clock
        self._most = most
        self._full_at: OrderedDict[tuple[str, str], float] = OrderedDict()

    def take(self, soort: Soort, adres: str) -> int:
        """Takes one token of this kind for this address."""
        now = self._clock()
        key = (soort.naam, adres)
        # When the bucket would be full again; a full one needs no row.
        full_at = max(self._full_at.pop(key, now), now)
        next_full = full_at + 1 / soort.per_seconde
        wait = next_full - now - soort.ineens / soort.per_seconde
        allowed = wait <= 1e-9
        self._full_at[key] = next_full if allowed else full_at
        while len(self._full_at) > self._most:
            self._full_at.popitem(last=False)
        return 0 if allowed else max(1, math.ceil(wait))

    def __len__(self) -> int:
        return len(self._full_at)
