"""Reading a council information system over its ORI API: page by page, whole or what changed."""

from datetime import datetime, timedelta
from urllib.parse import quote, urlencode, urljoin, urlsplit

from zkl_bot.intake.fetch import Ophaler
from zkl_bot.intake.opgave import IntakeFault, Lezing
from zkl_bot.intake.ori import Bron, id_of, lowered, meeting_ids_of, read_ori, results_of
from zkl_bot.intake.read import read_json

MAX_PAGES = 200
MANY = 25
"""Above so many changed meetings, all agendas are asked for at once."""
OVERLAP = timedelta(minutes=5)
"""What is asked of the time before the last import, for clocks that differ."""


def base_of(url: str) -> str:
    """The root of the API, whether the URL names it or one of its lists."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    for last in ("/vergaderingen", "/agendapunten"):
        path = path.removesuffix(last)
    return f"{parts.scheme}://{parts.netloc}{path}"


def fetch_ori(ophaler: Ophaler, url: str, since: datetime | None = None) -> Lezing:
    """All meetings with their agendas; with `since` (aware) only what changed after it.

    Of a meeting of which only the agenda changed, the meeting itself is fetched as well.
    Raises IntakeFault.
    """
    base = base_of(url)
    host = urlsplit(base).netloc.lower()
    query: dict[str, str] = {}
    if since is not None:
        query["gewijzigdSinds"] = (since - OVERLAP).isoformat()
    meetings = {id_of(m): m for m in _list(ophaler, base, "vergaderingen", query)}
    items = _list(ophaler, base, "agendapunten", query)
    if since is None:
        return read_ori(meetings.values(), items, host=host)
    touched = {id: None for item in items for id in meeting_ids_of(item)}
    for id in touched:
        if id not in meetings:
            meetings[id] = _one(ophaler, f"{base}/vergaderingen/{quote(id, safe='')}")
    agenda: list[Bron] = []
    if len(meetings) > MANY:
        # A system that does not know `gewijzigdSinds` gives all there is: then so do we ask it.
        agenda = _list(ophaler, base, "agendapunten", {})
        return read_ori(meetings.values(), agenda, host=host, volledig=False)
    for known in meetings:
        found = _list(ophaler, base, "agendapunten", {"vergadering": known or ""})
        agenda += [item for item in found if known in meeting_ids_of(item)]
    return read_ori(meetings.values(), agenda, host=host, volledig=False)


def _one(ophaler: Ophaler, url: str) -> Bron:
    answer = ophaler.fetch(url)
    value = read_json(answer.inhoud, url) if answer else None
    if not isinstance(value, dict):
        raise IntakeFault(f"{url}: dit is geen vergadering")
    return lowered(value)


def _list(ophaler: Ophaler, base: str, naam: str, query: dict[str, str]) -> list[Bron]:
    """Every page of a list. Pages must be on the same host."""
    url: str | None = f"{base}/{naam}" + (f"?{urlencode(query)}" if query else "")
    found: list[Bron] = []
    seen: set[str] = set()
    while url is not None:
        if url in seen or len(seen) >= MAX_PAGES:
            raise IntakeFault(f"{base}/{naam}: de pagina's houden niet op")
        seen.add(url)
        answer = ophaler.fetch(url)
        page, following = results_of(read_json(answer.inhoud, url) if answer else [], url)
        found += page
        following = urljoin(url, following) if following else None
        if following and urlsplit(following).netloc != urlsplit(base).netloc:
            raise IntakeFault(f"{url}: de volgende pagina staat op een andere host")
        url = following
    return found
