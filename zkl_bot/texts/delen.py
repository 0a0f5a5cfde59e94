"""Cutting a long message into parts that a channel takes, without breaking its markup."""

import re
from collections.abc import Iterator
from html import unescape

_STUK = re.compile(r"<(/?)([a-z]+)([^<>]*)>|&[#\w]+;|[^<&]")


def units(tekst: str) -> int:
    """The length as Telegram counts it: UTF-16 units."""
    return len(tekst.encode("utf-16-le", "surrogatepass")) // 2


def html_units(html: str) -> int:
    """The length of what people see of it, in UTF-16 units."""
    return sum(_visible(m[0]) for m in _STUK.finditer(html))


def split_html(html: str, longest: int) -> list[str]:
    """Parts of at most `longest` visible UTF-16 units; tags that are open are closed and reopened.

    Cuts at an empty line if there is one in the second half, else at a line, a space, or anywhere.
    """
    if html_units(html) <= longest:
        return [html]
    return list(_parts([m[0] for m in _STUK.finditer(html)], longest))


def _parts(stukken: list[str], longest: int) -> Iterator[str]:
    open_tags: list[str] = []
    begin = 0
    while begin < len(stukken):
        end = _fits(stukken, begin, longest)
        if end < len(stukken):
            end = _good_cut(stukken, begin, end)
        prefix = "".join(open_tags)
        for stuk in stukken[begin:end]:
            if stuk.startswith("</"):
                if open_tags:
                    open_tags.pop()
            elif stuk.startswith("<"):
                open_tags.append(stuk)
        suffix = "".join(f"</{_name(tag)}>" for tag in reversed(open_tags))
        body = "".join(stukken[begin:end]).strip("\n ")
        if _STUK.sub(lambda m: "" if m[0].startswith("<") else m[0], body).strip():
            yield f"{prefix}{body}{suffix}"
        begin = end


def _fits(stukken: list[str], begin: int, longest: int) -> int:
    used = 0
    for index in range(begin, len(stukken)):
        used += _visible(stukken[index])
        if used > longest:
            return index
    return len(stukken)


def _good_cut(stukken: list[str], begin: int, end: int) -> int:
    half = begin + (end - begin) // 2
    for index in range(end - 1, half, -1):
        if stukken[index] == "\n" and stukken[index - 1] == "\n":
            return index + 1
    for wanted in ("\n", " "):
        for index in range(end - 1, half, -1):
            if stukken[index] == wanted:
                return index + 1
    return max(end, begin + 1)


def _visible(stuk: str) -> int:
    return 0 if stuk.startswith("<") else units(unescape(stuk))


def _name(tag: str) -> str:
    match = _STUK.fullmatch(tag)
    return match[2] if match else ""
