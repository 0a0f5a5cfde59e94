"""Which addresses the import may fetch from: the public internet, and what an operator allows.

A name is resolved once; what is connected to is the address that was checked, so a name that
changes its mind in between (DNS rebinding) gains nothing.
"""

import ipaddress
import socket
from collections.abc import Callable, Collection
from dataclasses import dataclass
from urllib.parse import urlsplit

from zkl_bot.intake.opgave import IntakeFault

_PORTS = {"https": 443, "http": 80}
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

Resolve = Callable[[str, int], list[str]]
"""The IP addresses of a host name."""


@dataclass(frozen=True, slots=True)
class Doel:
    """A checked URL: its parts, and the IP address to connect to."""

    url: str
    host: str
    port: int
    scheme: str
    ip: str


def resolve(host: str, port: int) -> list[str]:
    """Asks the system. Raises IntakeFault when the name does not exist."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise IntakeFault(f"de host {host!r} is niet te vinden") from None
    return [str(info[4][0]) for info in found]


def is_public(ip: str) -> bool:
    """Whether an address lies on the public internet, also when one form hides another."""
    address = ipaddress.ip_address(ip.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if address.teredo:
            inner = address.teredo[1]
        if address in _NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
    return address.is_global and not address.is_multicast and not address.is_reserved


def check_adres(url: str, allowed: Collection[str], resolve: Resolve = resolve) -> Doel:
    """The URL with the address to connect to. Raises IntakeFault when it may not be fetched.

    `allowed` holds "host:port" of what may be on a private address, and over plain http.
    """
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme, 0)
    except ValueError:
        raise IntakeFault("dit webadres is niet te lezen") from None
    host = (parts.hostname or "").rstrip(".")
    if parts.scheme not in _PORTS or not host:
        raise IntakeFault("alleen webadressen die met https:// beginnen kunnen worden opgehaald")
    if parts.username is not None or parts.password is not None:
        raise IntakeFault("een webadres met naam of wachtwoord erin wordt niet opgehaald")
    bracketed = f"[{host}]" if ":" in host else host
    is_allowed = f"{bracketed}:{port}".lower() in {entry.lower() for entry in allowed}
    if parts.scheme != "https" and not is_allowed:
        raise IntakeFault("alleen webadressen die met https:// beginnen kunnen worden opgehaald")
    ips = resolve(host, port)
    if not ips:
        raise IntakeFault(f"de host {host!r} is niet te vinden")
    if not is_allowed and not all(is_public(ip) for ip in ips):
        raise IntakeFault(
            f"de host {host} ligt in een besloten netwerk; daar wordt niets opgehaald. "
            f"Mag dit wel, zet het dan in ZKL_IMPORT_ALLOW als {bracketed}:{port}"
        )
    return Doel(url, host, port, parts.scheme, ips[0])
