"""A council information system over HTTP, as the mini-ORI API (or ORI 1.0) describes it.

Paging, `gewijzigdSinds`, `vergadering`, `/vergaderingen/{id}`; it keeps what it was asked.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

PAGE = 2
PATH = "/api/v1"

_ORI_1_0 = {
    "geplandeAanvangVergadering": "geplandeaanvang",
    "geplandeEindeVergadering": "geplandeeinde",
    "geplandeVergaderdatum": "geplandedatum",
    "status": "vergaderstatus",
    "georganiseerdDoorGremium": "georganiseerddoorgremium",
    "webpaginaLink": "webpaginalink",
    "agendapuntTitel": "agendapuntnaam",
    "agendapuntvolgnummer": "volgnummer",
}


@dataclass
class FakeOri:
    """The system: what it holds (with when each last changed), and what it was asked."""

    oud: bool = True
    """Speaks the mini-ORI API; False for ORI 1.0, which knows no `gewijzigdSinds`."""
    vergaderingen: dict[str, dict[str, Any]] = field(default_factory=dict)
    agendapunten: dict[str, dict[str, Any]] = field(default_factory=dict)
    gewijzigd: dict[str, datetime] = field(default_factory=dict)
    gevraagd: list[str] = field(default_factory=list)
    url: str = ""

    def meeting(self, id: str, at: datetime, **fields: Any) -> None:
        """Adds or replaces a vergadering, changed at that moment."""
        self.vergaderingen[id] = {
            "id": id,
            "url": f"{self.url}/vergaderingen/{id}",
            "organisatie": {"gemeente": "gm0397"},
            "vergaderingstype": "raadsvergadering",
            "naam": "Raadsbijeenkomst Zuid-Kennemerland",
            **fields,
        }
        self.gewijzigd[id] = at

    def item(self, id: str, vergadering: str, at: datetime, **fields: Any) -> None:
        """Adds or replaces an agendapunt, changed at that moment."""
        self.agendapunten[id] = {
            "id": id,
            "url": f"{self.url}/agendapunten/{id}",
            "vergadering": {
                "id": vergadering,
                "url": f"{self.url}/vergaderingen/{vergadering}",
            },
            "organisatie": {"gemeente": "gm0397"},
            **fields,
        }
        self.gewijzigd[id] = at

    def spoken(self, item: dict[str, Any]) -> dict[str, Any]:
        """The resource under the names of the version it speaks."""
        if self.oud:
            return item
        said = {_ORI_1_0.get(name, name): value for name, value in item.items()}
        said["dossiertype"] = "agendapunt" if "vergadering" in item else "vergadering"
        if "vergadering" in said:
            said["vergaderingen"] = [said.pop("vergadering")]
        return said

    def answer(self, path: str, query: dict[str, list[str]]) -> dict[str, Any] | None:
        """What a GET gives, or None for 404."""
        parts = path.removeprefix(PATH).strip("/").split("/")
        kinds = {"vergaderingen": self.vergaderingen, "agendapunten": self.agendapunten}
        if not path.startswith(PATH) or parts[0] not in kinds:
            return None
        items = kinds[parts[0]]
        if len(parts) == 2:
            return self.spoken(items[parts[1]]) if parts[1] in items else None
        found = list(items.values())
        if self.oud and "gewijzigdSinds" in query:
            since = datetime.fromisoformat(query["gewijzigdSinds"][0])
            found = [item for item in found if self.gewijzigd[item["id"]] >= since]
        if self.oud and "vergadering" in query:
            found = [i for i in found if i["vergadering"]["id"] == query["vergadering"][0]]
        page = int(query.get("page", ["1"])[0])
        following = None
        if len(found) > page * PAGE:
            rest = {name: values[0] for name, values in query.items()} | {"page": str(page + 1)}
            following = f"{self.url}/{parts[0]}?{urlencode(rest)}"
        shown = found[(page - 1) * PAGE : page * PAGE]
        return {"next": following, "previous": None, "results": [self.spoken(i) for i in shown]}


@contextmanager
def serve(ori: FakeOri) -> Iterator[FakeOri]:
    """Serves it on loopback; its `url` is the root of the API."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            ori.gevraagd.append(self.path)
            parts = urlsplit(self.path)
            found = ori.answer(parts.path, parse_qs(parts.query))
            body = json.dumps(found or {"title": "Not found"}).encode()
            self.send_response(200 if found is not None else 404)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    ori.url = f"http://127.0.0.1:{server.server_port}{PATH}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield ori
    finally:
        server.shutdown()
        server.server_close()
