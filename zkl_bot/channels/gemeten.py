"""A channel that counts what came of each message, around any other channel."""

from prometheus_client import Counter

from zkl_bot.channels.kanaal import Kanaal, TransportFout, Verzending


class Gemeten:
    """Sends through `kanaal`, and counts by channel and result; the result passes unchanged.

    The counter has the labels kanaal and uitkomst: "verzonden", or the kind of TransportFout in
    lower case ("tijdelijk", "onzeker", "blijvend", …).
    """

    def __init__(self, kanaal: Kanaal, teller: Counter) -> None:
        self._kanaal = kanaal
        self._teller = teller
        self.naam, self.tegelijk, self.langste = kanaal.naam, kanaal.tegelijk, kanaal.langste

    async def send(self, verzending: Verzending) -> None:
        """Sends it. Raises what the channel raises."""
        try:
            await self._kanaal.send(verzending)
        except TransportFout as fault:
            self._teller.labels(self.naam, type(fault).__name__.lower()).inc()
            raise
        self._teller.labels(self.naam, "verzonden").inc()
