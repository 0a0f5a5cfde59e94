"""One connection: whoever is slow, endless or unreadable gets an end to it, and nobody else waits.

Between two answers a client has HOOFD_SECONDEN to say what it wants, in at most HOOFD_BYTES, and
what it asked for it has to take off within LEES_SECONDEN. Bodies are bounded in `poort`. A proxy in
front may do the same; without one this is all there is.
"""

import asyncio
from collections import Counter
from collections.abc import Sequence
from typing import Any, ClassVar, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from zkl_bot.web.afzender import Netwerk, is_trusted, limit_key, parse_proxies

HOOFD_SECONDEN = 15.0
HOOFD_BYTES = 192 * 1024
"""Room for the longest address that is answered (`poort.MAX_QUERY`), and headers."""
ADRES_BYTES = 60_000
"""What the parser of addresses can read; it counts in two bytes."""
LEES_SECONDEN = 120.0
STOP_SECONDEN = 1.0
"""What a client gets to finish its part when the service stops, or after it was refused."""
MEEST_PER_ADRES = 1000
"""Connections of one address at once, proxies of ours aside. Whole offices share an address."""

RUW = "zkl.ruw"
"""In the scope: all bytes of a request, where those are known to be of this one alone."""
_EINDE = b"\r\n\r\n"

_WOORDEN = {
    400: ("Bad Request", "Dit verzoek is niet te lezen. / This request cannot be read.\n"),
    408: ("Request Timeout", "Het verzoek duurde te lang. / The request took too long.\n"),
    431: ("Request Header Fields Too Large", "Het verzoek is te groot. / Too large.\n"),
    503: ("Service Unavailable", "Probeer het zo nog eens. / Please try again in a moment.\n"),
}


class Verbinding(HttpToolsProtocol):
    """uvicorn's protocol with ends to it. Make it with `make_verbinding`."""

    hoofd_seconden: ClassVar[float] = HOOFD_SECONDEN
    lees_seconden: ClassVar[float] = LEES_SECONDEN
    stop_seconden: ClassVar[float] = STOP_SECONDEN
    meest: ClassVar[int] = MEEST_PER_ADRES
    proxies: ClassVar[Sequence[Netwerk]] = ()
    open: ClassVar[Counter[str]]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._wait: asyncio.TimerHandle | None = None
        self._until = 0.0
        """By the loop's clock, when the next head has to be there."""
        self._refused = False
        self._answering: RequestResponseCycle | None = None
        self._read: asyncio.TimerHandle | None = None
        self._bytes = 0
        self._answers = 0
        self._adres = ""

    def connection_made(self, transport: Any) -> None:
        """Begins to wait for the first request."""
        super().connection_made(transport)
        peer = self.client[0] if self.client else ""
        if not is_trusted(peer, self.proxies):
            self._adres = limit_key(peer)
            self.open[self._adres] += 1
            if self.open[self._adres] > self.meest:
                self._refuse(503)
                return
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """Lets go of what belonged to it."""
        for timer in (self._wait, self._read):
            if timer is not None:
                timer.cancel()
        if self._adres:
            self.open[self._adres] -= 1
            if not self.open[self._adres]:
                del self.open[self._adres]
        if self._answering is not None:
            # Of requests in one breath uvicorn tells the last one only.
            self._answering.disconnected = True
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Reads on; what comes while nothing is being answered counts as head."""
        if self._refused:
            return
        HttpToolsProtocol.data_received(self, data)
        if self._refused:
            return
        if self._is_waiting():
            self._bytes += len(data)
            if self._bytes > HOOFD_BYTES:
                self._refuse(431)
        elif not self._bytes and data.find(_EINDE) == len(data) - len(_EINDE):
            # Just one request, and all of it: the same bytes ask the same again.
            cast(dict[str, Any], self.scope)[RUW] = data

    def eof_received(self) -> bool:  # type: ignore[override]  # as asyncio has it
        """Who has said all may still hear the answer: then the connection stays for it."""
        if self._is_waiting() or self.cycle.more_body:
            return False
        self.cycle.keep_alive = False
        return True

    def on_headers_complete(self) -> None:
        """Reads the address, also where a long question stands in it."""
        if len(self.url) <= ADRES_BYTES:
            HttpToolsProtocol.on_headers_complete(self)
            return
        pad, _, query = self.url.partition(b"?")
        self.url = pad[:ADRES_BYTES]
        HttpToolsProtocol.on_headers_complete(self)
        cast(dict[str, Any], self.scope)["query_string"] = query.partition(b"#")[0]

    def _start_asgi_task(self, cycle: RequestResponseCycle, app: Any) -> None:
        self._answering = cycle
        HttpToolsProtocol._start_asgi_task(self, cycle, app)

    def on_response_complete(self) -> None:
        """Waits for the next request, and for the client to take off what it got.

        As uvicorn does it, but for its own timer between requests: ours is there already, and to
        set one for every request costs a good part of answering it.
        """
        self.server_state.total_requests += 1
        self._answers += 1
        transport = self.transport
        if transport.get_write_buffer_size():
            self._await_reader()
        if transport.is_closing():
            return
        self.flow.resume_reading()
        if self.pipeline:
            self._start_asgi_task(*self.pipeline.pop())
        else:
            self._await_head()

    def pause_writing(self) -> None:
        """There is more waiting to be taken off than fits."""
        super().pause_writing()
        self._await_reader()

    def shutdown(self) -> None:
        """The service stops: what is being answered is, for who is quick enough with their part."""
        super().shutdown()
        self.loop.call_later(self.stop_seconden, self._end)

    def _end(self) -> None:
        """Lets go of who still has not sent all of a request, or does not take off the answer."""
        if self._is_waiting() or not (self.cycle.more_body or self.flow.write_paused):
            return
        self.pipeline.clear()
        if self.flow.write_paused or self.cycle.response_started:
            self.transport.abort()
        else:
            self._refuse(503)

    def send_400_response(self, msg: str) -> None:
        """What cannot be read is refused in words.

        After a request that could be, it is let go of: the answer to that one is the last.
        """
        if self._is_waiting() or self.cycle.more_body:
            self._refuse(400)
        else:
            self.cycle.keep_alive = False
            self._refused = True

    def _is_waiting(self) -> bool:
        """Whether no request is being answered: it is up to the client."""
        return self.cycle is None or self.cycle.response_complete

    def _await_head(self) -> None:
        self._bytes = 0
        self._until = self.loop.time() + self.hoofd_seconden
        if self._wait is None:
            self._wait = self.loop.call_at(self._until, self._look)

    def _look(self) -> None:
        """One timer serves all requests of a connection."""
        self._wait = None
        if not self._is_waiting():
            return  # after the answer we wait again
        if self._until > self.loop.time():
            self._wait = self.loop.call_at(self._until, self._look)
        elif self._bytes:
            self._refuse(408)
        else:
            self.transport.close()
            self._await_reader()

    def _await_reader(self) -> None:
        if self._read is None:
            self._read = self.loop.call_later(
                self.lees_seconden, self._not_taken_off, self._answers
            )

    def _not_taken_off(self, answers: int) -> None:
        self._read = None
        if not self.transport.get_write_buffer_size():
            return
        if answers == self._answers or self.transport.is_closing():
            self.transport.abort()
        else:
            self._await_reader()  # what waits now is of a later request

    def _refuse(self, status: int) -> None:
        """An answer without the application, and the end of the connection."""
        if self.transport.is_closing():
            return
        self._refused = True
        self.pipeline.clear()
        for cycle in (self._answering, self.cycle):
            if cycle is not None and not cycle.response_complete:
                if cycle.response_started:
                    self.transport.abort()
                    return
                # What would answer it is to hear that there is nobody any more.
                cycle.disconnected = True
                cycle.message_event.set()
        reason, words = _WOORDEN[status]
        body = words.encode()
        head = (
            f"HTTP/1.1 {status} {reason}\r\ncontent-type: text/plain; charset=utf-8\r\n"
            f"content-length: {len(body)}\r\ncache-control: no-store\r\nconnection: close\r\n\r\n"
        )
        self.transport.write(head.encode() + body)
        # What they still send is let go of for a moment: else the system throws our words away.
        self.transport.write_eof()
        self.loop.call_later(self.stop_seconden, self.transport.close)
        self._await_reader()


def make_verbinding(proxies: Sequence[str] = (), **changes: Any) -> type[Verbinding]:
    """The kind of connection of one server; `changes` are other bounds, for tests."""
    kept = {"proxies": parse_proxies(proxies), "open": Counter()}
    return type("Verbinding", (Verbinding,), kept | changes)
