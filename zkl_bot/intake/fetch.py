"""Fetching what is to be imported: over https, from addresses that were checked, within bounds."""

import ssl
import time
from collections.abc import Collection
from dataclasses import dataclass
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx

from zkl_bot.intake.adres import Doel, Resolve, check_adres, resolve
from zkl_bot.intake.opgave import MAX_BYTES, IntakeFault

MAX_REDIRECTS = 5
TIMEOUT = httpx.Timeout(20, connect=10)
DEADLINE = 60.0
"""Seconds (real time) that one answer may take in all."""
_ACCEPT = "text/calendar, text/csv, application/json, application/hal+json;q=0.9, */*;q=0.5"


@dataclass(frozen=True, slots=True)
class Opgehaald:
    """An answer: its bytes, where they came from in the end, and its validator."""

    inhoud: bytes
    url: str
    etag: str | None


class Ophaler:
    """Fetches within one import. Use as a context manager."""

    def __init__(
        self,
        allowed: Collection[str] = (),
        *,
        resolve: Resolve = resolve,
        verify: ssl.SSLContext | bool = True,
    ) -> None:
        self._allowed = allowed
        self._resolve = resolve
        self._client = httpx.Client(
            timeout=TIMEOUT, follow_redirects=False, trust_env=False, verify=verify
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def fetch(self, url: str, etag: str | None = None) -> Opgehaald | None:
        """The answer; None when it is still the one with this ETag. Raises IntakeFault."""
        seen = 0
        while True:
            doel = check_adres(url, self._allowed, self._resolve)
            answer = self._once(doel, etag)
            if not isinstance(answer, str):
                return answer
            seen += 1
            if seen > MAX_REDIRECTS:
                raise IntakeFault("het webadres verwijst te vaak door")
            url = urljoin(url, answer)

    def _once(self, doel: Doel, etag: str | None) -> Opgehaald | str | None:
        """The answer, where it refers to, or None for 304."""
        parts = urlsplit(doel.url)
        ip = f"[{doel.ip}]" if ":" in doel.ip else doel.ip
        address = urlunsplit((doel.scheme, f"{ip}:{doel.port}", parts.path, parts.query, ""))
        headers = {
            "Host": parts.netloc,
            "Accept": _ACCEPT,
            "Accept-Encoding": "identity",
            "User-Agent": "zkl_bot",
        }
        if etag:
            headers["If-None-Match"] = etag
        # The certificate is that of the name, though the connection goes to the address.
        extensions = {"sni_hostname": doel.host} if doel.scheme == "https" else {}
        try:
            with self._client.stream(
                "GET", address, headers=headers, extensions=extensions
            ) as response:
                return self._read(response, doel)
        except httpx.TimeoutException:
            raise IntakeFault(f"de host {doel.host} antwoordt te traag") from None
        except (httpx.HTTPError, httpx.InvalidURL) as fault:
            if "CERTIFICATE" in str(fault).upper():
                reden = f"het beveiligingscertificaat van {doel.host} klopt niet"
                raise IntakeFault(reden) from None
            raise IntakeFault(f"de host {doel.host} is niet te bereiken") from None

    def _read(self, response: httpx.Response, doel: Doel) -> Opgehaald | str | None:
        if response.status_code == httpx.codes.NOT_MODIFIED:
            return None
        if response.has_redirect_location:
            return response.headers["location"]
        if response.status_code != httpx.codes.OK:
            raise IntakeFault(f"de host {doel.host} antwoordt met fout {response.status_code}")
        if response.headers.get("content-encoding", "identity") != "identity":
            raise IntakeFault(f"de host {doel.host} stuurt een vorm die niet is gevraagd")
        until = time.monotonic() + DEADLINE
        chunks, size = [], 0
        for chunk in response.iter_raw():
            size += len(chunk)
            if size > MAX_BYTES:
                raise IntakeFault(f"het antwoord is groter dan {MAX_BYTES // 1024 // 1024} MB")
            if time.monotonic() > until:
                raise IntakeFault(f"de host {doel.host} antwoordt te traag")
            chunks.append(chunk)
        return Opgehaald(b"".join(chunks), doel.url, response.headers.get("etag"))
