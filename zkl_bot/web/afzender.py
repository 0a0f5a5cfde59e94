"""Where a request came from, and over what: proxies are believed only when they are ours."""

import re
from collections.abc import Sequence
from functools import lru_cache
from ipaddress import (
    IPv4Address,
    IPv4Network,
    IPv6Address,
    IPv6Network,
    ip_address,
    ip_network,
)

from starlette.types import ASGIApp, Receive, Scope, Send

Netwerk = IPv4Network | IPv6Network

_REQUEST_ID = re.compile(rb"[A-Za-z0-9-]{8,64}")


def parse_proxies(values: Sequence[str]) -> tuple[Netwerk, ...]:
    """Addresses or networks. Raises ValueError for what is neither."""
    return tuple(ip_network(value, strict=False) for value in values)


@lru_cache(maxsize=1024)
def _parse(address: str) -> IPv4Address | IPv6Address | None:
    """The address; None for what is none. Most requests come from the same few."""
    try:
        return ip_address(address)
    except ValueError:
        return None


def is_trusted(address: str, proxies: Sequence[Netwerk]) -> bool:
    """Whether this address is one of our proxies."""
    if not proxies:
        return False
    parsed = _parse(address)
    return parsed is not None and any(
        parsed.version == net.version and parsed in net for net in proxies
    )


def client_of(peer: str, forwarded_for: Sequence[str], proxies: Sequence[Netwerk]) -> str:
    """The client's address: from the right, the first hop that is not one of our proxies.

    What stands further to the left anyone can have written, so it is not looked at.
    """
    address = peer
    for hop in reversed([h.strip() for line in forwarded_for for h in line.split(",")]):
        if not is_trusted(address, proxies):
            break
        parsed = _parse(hop)
        if parsed is None:
            break
        address = str(parsed)
    return address


def limit_key(address: str) -> str:
    """What a rate limit goes by: an IPv4 address, or the /64 that one IPv6 subscriber holds."""
    parsed = _parse(address)
    if isinstance(parsed, IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ip_network((parsed, 64), strict=False))
    return address


class Afzender:
    """Puts the real client and scheme into the scope, and a request id from our own proxy."""

    def __init__(self, app: ASGIApp, proxies: Sequence[str] = ()) -> None:
        self.app = app
        self.proxies = parse_proxies(proxies)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes the request on with what our proxies say of it."""
        peer = (scope.get("client") or ("", 0))[0]
        if scope["type"] == "http" and is_trusted(peer, self.proxies):
            found: dict[bytes, list[str]] = {}
            for name, value in scope["headers"]:
                found.setdefault(name, []).append(value.decode("latin-1"))
            forwarded = found.get(b"x-forwarded-for", [])
            scope = dict(scope, client=(client_of(peer, forwarded, self.proxies), 0))
            proto = found.get(b"x-forwarded-proto", [""])[-1].rsplit(",", 1)[-1].strip().lower()
            if proto in ("http", "https"):
                scope["scheme"] = proto
            request_id = found.get(b"x-request-id", [""])[-1].encode("latin-1")
            if _REQUEST_ID.fullmatch(request_id):
                scope["zkl.request_id"] = request_id.decode()
        await self.app(scope, receive, send)
