"""`zkl-bot ask --json -`: a JSON object per line in, one out, in the same order."""

import argparse
import json
import statistics
import sys
from typing import Any, BinaryIO, TextIO

from zkl_bot.cli.taal import vertaal
from zkl_bot.cli.vragen import Beantwoorder
from zkl_bot.cli.waarden import moment
from zkl_bot.kennis.model import Taal


class RegelFout(ValueError):
    """Raised for a line that is no question; the message says in Dutch what was expected."""


def answer_lines(
    lines: BinaryIO, out: TextIO, beantwoorder: Beantwoorder, *, stats: bool = False
) -> None:
    """Answers every line. One that cannot be read gets an `error`, and the rest goes on."""
    times: list[float] = []
    for line in lines:
        if not line.strip():
            continue
        reply = _answer(line, beantwoorder)
        if "ms" in reply:
            times.append(reply["ms"])
        out.write(json.dumps(reply, ensure_ascii=False) + "\n")
        out.flush()
    if stats and times:
        p99 = sorted(times)[min(len(times) - 1, int(len(times) * 0.99))]
        told = vertaal(
            "%(vragen)s vragen, mediaan %(mediaan).2f ms, p99 %(p99).2f ms",
            vragen=len(times),
            mediaan=statistics.median(times),
            p99=p99,
        )
        print(told, file=sys.stderr)


def _answer(line: bytes, beantwoorder: Beantwoorder) -> dict[str, Any]:
    head: dict[str, Any] = {}
    try:
        item = _read(line)
        if "id" in item:
            head["id"] = item["id"]
        gegeven = beantwoorder.answer(
            _question(item), context=_context(item), now=_now(item), taal=_taal(item)
        )
    except RegelFout as fault:
        return head | {"error": str(fault)}
    return head | gegeven.as_json()


def _read(line: bytes) -> dict[str, Any]:
    try:
        item = json.loads(line)
    except (ValueError, RecursionError):
        raise RegelFout("dit is geen JSON") from None
    if not isinstance(item, dict):
        raise RegelFout("verwacht een JSON-object met 'question'")
    return item


def _question(item: dict[str, Any]) -> str:
    vraag = item.get("question")
    if not isinstance(vraag, str):
        raise RegelFout("verwacht tekst in 'question'")
    return vraag


def _context(item: dict[str, Any]) -> list[str]:
    context = item.get("context") or []
    if not isinstance(context, list) or not all(isinstance(v, str) for v in context):
        raise RegelFout("verwacht in 'context' een lijst met vragen")
    return context


def _now(item: dict[str, Any]) -> Any:
    now = item.get("now")
    if now is None:
        return None
    if not isinstance(now, str):
        raise RegelFout("verwacht in 'now' een moment zoals 2022-03-01")
    try:
        return moment(now)
    except argparse.ArgumentTypeError as fault:
        raise RegelFout(f"'now': {fault}") from None


def _taal(item: dict[str, Any]) -> Taal | None:
    taal = item.get("taal")
    if taal not in (None, "nl", "en"):
        raise RegelFout("verwacht in 'taal' nl of en")
    chosen: Taal | None = taal
    return chosen
