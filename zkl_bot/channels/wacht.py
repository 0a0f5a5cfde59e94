"""A process's own watch over its pace: never more than a number in any second.

What counts at the other side is when calls arrive, so each is kept with the latest moment at
which it may have arrived. Pure but for the moments it is given (monotonic seconds).
"""

from contextvars import ContextVar
from dataclasses import dataclass
from math import floor

_EEN_SECONDE = 1.025
"""A second, and a little for calls that take longer on the way than later ones."""
_VLOT = 0.8
"""The part of the calls that shows how long a reply takes: what takes longer is an exception
and may have arrived late."""
_ONTHOUDEN = 0.3
"""Seconds for which a call is kept after it can matter no more."""
_TUSSENRUIMTE = 1 / 3
"""The part of the normal distance between two calls that is kept when catching up."""


@dataclass(slots=True)
class Vertrek:
    """A call that left at `begin`, was written out at `op_weg` (None: not known), and whose reply
    came at `einde`. Of `ander`, a call of another process, only the first is known.
    """

    begin: float
    op_weg: float | None = None
    einde: float | None = None
    ander: bool = False

    @property
    def geschreven(self) -> float:
        """The earliest moment at which it can have arrived."""
        return self.op_weg or self.begin

    def done(self, now: float) -> None:
        """The reply has come."""
        self.einde = now


ONDERWEG: ContextVar[Vertrek | None] = ContextVar("onderweg", default=None)
"""The call that is being made, for the connection to note when it is written out."""


class Wacht:
    """Lets at most one call more leave in any second than the pace has, so that late ones catch up.

    For a pace of 29 a second that is 30.
    """

    def __init__(self, per_seconde: float) -> None:
        self._aantal = floor(per_seconde) + 1
        self._venster = max(_EEN_SECONDE, 1 / per_seconde)
        self._afstand = _TUSSENRUIMTE / per_seconde
        self._calls: list[Vertrek] = []
        self._last = float("-inf")

    def depart(self, now: float) -> Vertrek:
        """A call leaves."""
        call = Vertrek(now)
        self._calls.append(call)
        self._last = now
        return call

    def other(self, moment: float) -> None:
        """A call of another process, which leaves at this moment."""
        self._calls.append(Vertrek(moment, ander=True))

    def too_soon(self, now: float) -> float:
        """For how many seconds no call may leave."""
        self._forget(now)
        arrived = sorted(moment for call, moment in self._latest(now) if call.begin <= now)
        wacht = self._last + self._afstand - now
        if len(arrived) >= self._aantal:
            wacht = max(wacht, arrived[-self._aantal] + self._venster - now)
        return max(0.0, wacht)

    def _forget(self, now: float) -> None:
        since = now - self._venster - _ONTHOUDEN
        self._calls = [call for call, moment in self._latest(now) if moment > since]

    def _latest(self, now: float) -> list[tuple[Vertrek, float]]:
        """The calls, each with the latest moment at which it may have arrived.

        What was not written out, or has no reply, may arrive only now: this process may be busy,
        or the other side stand still. But when a later call has its reply, then those that were
        written out before it have arrived.
        """
        vlot = self._usual_time()
        result: list[tuple[Vertrek, float]] = []
        proof = now
        for call in sorted(self._calls, key=lambda call: call.geschreven, reverse=True):
            if call.ander:
                result.append((call, call.begin))
                continue
            left = call.geschreven
            if call.einde is not None:
                latest = min(left + max(0.0, call.einde - left - vlot), max(left, proof))
                proof = min(proof, call.einde)
            elif call.op_weg is not None:
                latest = max(left, proof)
            else:
                latest = now
            result.append((call, latest))
        return result

    def _usual_time(self) -> float:
        took = sorted(
            call.einde - call.geschreven for call in self._calls if call.einde is not None
        )
        return took[int(len(took) * _VLOT)] if took else 0.0
