"""A long list in pages, with the addresses of the next and the former one."""

from collections.abc import Sequence
from typing import Annotated, Any, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import Query, Request
from pydantic import BaseModel, Field

T = TypeVar("T")

MOST = 500
PER_PAGINA = 100

Pagina = Annotated[int, Query(ge=1, le=100_000, description="Welke pagina, vanaf 1.")]
Grootte = Annotated[
    int, Query(alias="pageSize", ge=1, le=MOST, description="Hoeveel resultaten op een pagina.")
]


class Lijst(BaseModel, Generic[T]):
    """Eén pagina met resultaten."""

    count: int = Field(description="Hoeveel resultaten er in totaal zijn.")
    next: str | None = Field(description="Het adres van de volgende pagina.")
    previous: str | None = Field(description="Het adres van de vorige pagina.")
    results: list[T]


def page_address(request: Request, base_url: str, page: int) -> str:
    """The address of the request with another page number, as the outside reaches it."""
    query = [(k, w) for k, w in request.query_params.multi_items() if k != "page"]
    return f"{base_url}{request.url.path}?{urlencode([*query, ('page', str(page))])}"


def paginate(
    request: Request, base_url: str, every: Sequence[Any], page: int, size: int
) -> tuple[list[Any], str | None, str | None]:
    """The results of one page, and the addresses of the next and the former."""
    first = (page - 1) * size
    chosen = list(every[first : first + size])
    following = page_address(request, base_url, page + 1) if first + size < len(every) else None
    former = page_address(request, base_url, page - 1) if page > 1 and first <= len(every) else None
    return chosen, following, former


def link_header(following: str | None, former: str | None) -> dict[str, str]:
    """The same addresses as a Link header (RFC 8288)."""
    parts = [f'<{a}>; rel="{rel}"' for a, rel in ((following, "next"), (former, "prev")) if a]
    return {"Link": ", ".join(parts)} if parts else {}
