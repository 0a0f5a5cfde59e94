"""Our own small CSS, script and icon: read once, named by their content, kept for a year."""

import gzip
import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

MAP = Path(__file__).resolve().parent / "static"
_MIME = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


class Statisch:
    """The static files, each under `/static/<name>?v=<digest>`."""

    def __init__(self, map: Path = MAP) -> None:
        self._bytes = {p.name: p.read_bytes() for p in sorted(map.iterdir()) if p.suffix in _MIME}
        self._gzip = {name: gzip.compress(b, 9, mtime=0) for name, b in self._bytes.items()}
        self._digest = {n: hashlib.sha256(b).hexdigest()[:12] for n, b in self._bytes.items()}

    def url(self, naam: str) -> str:
        """The address of a file; another content gives another address. Raises KeyError."""
        return f"/static/{naam}?v={self._digest[naam]}"

    def serve(self, request: Request) -> Response:
        """The file, plain or gzipped; 404 for what is not there."""
        naam = request.path_params["naam"]
        if naam not in self._bytes:
            return Response(status_code=404)
        etag = f'"{self._digest[naam]}"'
        current = request.query_params.get("v") == self._digest[naam]
        headers = {
            "Content-Type": _MIME[Path(naam).suffix],
            "Cache-Control": (
                "public, max-age=31536000, immutable" if current else "public, max-age=300"
            ),
            "Vary": "Accept-Encoding",
        }
        body = self._bytes[naam]
        if "gzip" in request.headers.get("accept-encoding", ""):
            body, etag = self._gzip[naam], f'"{self._digest[naam]}-gzip"'
            headers["Content-Encoding"] = "gzip"
        headers["ETag"] = etag
        if etag in request.headers.get("if-none-match", ""):
            headers.pop("Content-Encoding", None)
            return Response(status_code=304, headers=headers)
        return Response(body, headers=headers)
