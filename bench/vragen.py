"""How well and how fast questions are answered.

Tells accuracy per category, what was invented, latency per question and of the whole batch,
the memory of the index, the same with a corpus ten times as large, and the processor time of a
cold `zkl-bot ask`; beside SQLite FTS5 and rapidfuzz WRatio on the same passages, in one run.

A question file has a JSON object per line: question, category, context, now, and the regular
expressions must_all, must_any and must_not that a right answer meets.
"""

import json
import os
import re
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import tracemalloc
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

import numpy as np
from rapidfuzz import fuzz, process

from bench.tabel import Meting
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.load import SHIPPED, load_kennis
from zkl_bot.kennis.model import Taal
from zkl_bot.texts.plain import to_plain
from zkl_bot.texts.render import Renderer
from zkl_bot.vragen.boek import Boek, read_bundels
from zkl_bot.vragen.bouwer import Bouwer
from zkl_bot.vragen.index import Index
from zkl_bot.vragen.kolommen import Kolommen
from zkl_bot.vragen.registry import REGELS
from zkl_bot.vragen.thesaurus import read_paren
from zkl_bot.vragen.vormen import Vormen
from zkl_bot.vragen.vraagbaak import Vraagbaak
from zkl_bot.vragen.woorden import split
from zkl_bot.vragen.zakken import read_zakken

WERK = Path(__file__).parent / "vragen" / "werk.jsonl"
GEZIEN = WERK.with_name("gezien.jsonl")
MEET = Path(__file__).parent / "vragen" / "meet.jsonl"
NOW = datetime(2026, 1, 15, 12, tzinfo=AMSTERDAM)
MAX_TEKENS = 1200
Item = dict[str, Any]
Answer = Callable[[Item], str]


def read(paths: list[Path]) -> list[Item]:
    return [
        json.loads(line)
        for path in paths
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]


def is_right(item: Item, answer: str) -> bool:
    text = unicodedata.normalize("NFC", " ".join(answer.replace("*", "").split()))
    flags = re.IGNORECASE | re.DOTALL
    must_any = item.get("must_any") or []
    return (
        bool(text)
        and (len(text) <= MAX_TEKENS or item["category"] == "overview")
        and all(re.search(p, text, flags) for p in item.get("must_all") or [])
        and (not must_any or any(re.search(p, text, flags) for p in must_any))
        and not any(re.search(p, text, flags) for p in item.get("must_not") or [])
    )


def at(item: Item) -> datetime:
    now = item.get("now")
    return datetime.fromisoformat(now).replace(tzinfo=AMSTERDAM) if now else NOW


def percentile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


@dataclass(frozen=True, slots=True)
class Uitslag:
    """The outcome of one set: shares from 0 to 1, times in milliseconds."""

    right: float
    invented: int
    median: float
    p99: float
    batch: float


def report(name: str, items: list[Item], answer: Answer, *, per_category: bool = False) -> Uitslag:
    for item in items[:20]:
        answer(item)
    right: dict[str, list[bool]] = {}
    took: list[float] = []
    begin = time.perf_counter()
    answers = []
    for item in items:
        start = time.perf_counter()
        answers.append(answer(item))
        took.append((time.perf_counter() - start) * 1e3)
    whole = (time.perf_counter() - begin) * 1e3
    for item, text in zip(items, answers, strict=True):
        right.setdefault(item["category"], []).append(is_right(item, text))
    if per_category:
        for category, results in sorted(right.items()):
            line = f"  {category:<16}{sum(results):4d}/{len(results)}"
            print(line, file=sys.stderr)
    total = [result for results in right.values() for result in results]
    invented = right.get("unanswerable", []).count(False)
    uitslag = Uitslag(
        sum(total) / len(total), invented, statistics.median(took), percentile(took, 0.99), whole
    )
    print(
        f"{name:<22}{100 * uitslag.right:5.1f} % right, {invented:3d} invented, "
        f"median {uitslag.median:7.2f} ms, p99 {uitslag.p99:7.2f} ms, batch {whole:7.0f} ms",
        file=sys.stderr,
    )
    return uitslag


def ours(vraagbaak: Vraagbaak, renderer: Renderer) -> Answer:
    def answer(item: Item) -> str:
        found = vraagbaak.answer(item["question"], now=at(item), context=item.get("context") or ())
        return to_plain(renderer.antwoord(found, found.taal).html)

    return answer


def fts5(texts: list[str]) -> Answer:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE passage USING fts5(tekst, woorden)")
    database.executemany("INSERT INTO passage VALUES (?, ?)", [(t, "") for t in texts])

    def answer(item: Item) -> str:
        words = " OR ".join(f'"{word}"' for word in split(item["question"]))
        row = database.execute(
            "SELECT tekst FROM passage WHERE passage MATCH ? ORDER BY rank LIMIT 1", (words,)
        ).fetchone()
        return row[0] if row else "Dat staat niet in de bronnen."

    return answer


def wratio(texts: list[str]) -> Answer:
    def answer(item: Item) -> str:
        best = process.extractOne(item["question"], texts, scorer=fuzz.WRatio)
        return best[0] if best and best[1] > 60 else "Dat staat niet in de bronnen."

    return answer


def enlarge(boek: Boek, kennis: Kennis, times: int) -> None:
    """Makes the book `times` as large: copies of which half the words are other words."""

    def strange(word: str, number: int) -> str:
        changes = word.isalpha() and hash((word, number)) % 2
        return "".join(chr(97 + (ord(c) - 97 + number) % 26) for c in word) if changes else word

    def rewrite(tekst: str, number: int) -> str:
        return " ".join(strange(word, number) for word in split(tekst))

    bouwer = Bouwer(kennis, "nl")
    passages = [p for regel in REGELS.values() for p in regel.passages(bouwer)]
    woorden = bouwer.passagewoorden
    bundels = read_bundels(kennis, passages, woorden, "nl")
    unknown = [text for item in kennis.onbekend for text in item.nl]
    all_passages, all_words = list(passages), [woorden[p.id] for p in passages]
    bags, with_bags = list(bundels.values()), list(bundels)
    for number in range(1, times):
        for at, passage in enumerate(passages):
            if at in bundels:
                with_bags.append(len(all_passages))
                bags.append(tuple(rewrite(tekst, number) for tekst in bundels[at]))
            own = tuple(strange(word, number) for word in passage.eigen)
            all_passages.append(replace(passage, id=f"{passage.id}-{number}", eigen=own))
            all_words.append({strange(w, number): g for w, g in woorden[passage.id].items()})
        unknown += [rewrite(item.nl[0], number) for item in kennis.onbekend]
    paren = read_paren(kennis.thesaurus.nl)
    boek.passages = tuple(all_passages)
    boek.by_id = {passage.id: number for number, passage in enumerate(boek.passages)}
    boek.index = Index(all_words, [p.eigen for p in all_passages], kennis.synoniemen, "nl",
                       paren=paren)  # fmt: skip
    boek.met_vormen = np.array(with_bags, dtype=np.int64)
    zakken = read_zakken([*bags, *((tekst,) for tekst in unknown)])
    boek.vormen = Vormen(zakken, "nl", len(bags), paren)
    boek.kolommen = Kolommen(boek.passages, boek.met_vormen)


def cold() -> float:
    """Seconds of processor time of one `zkl-bot ask` in a process of its own, where nothing is
    kept but what installing made.
    """
    command = [sys.executable, "-m", "zkl_bot", "ask", "Wie trekt actie 1?"]
    with tempfile.TemporaryDirectory() as empty:
        own = {**os.environ, "ZKL_HOME": empty, "XDG_CACHE_HOME": empty, "HOME": empty}
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, capture_output=True, env=own)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def measure() -> list[Meting]:
    """Accuracy on the part to work with and on the part only to measure, speed and memory."""
    kennis = load_kennis(SHIPPED)
    vraagbaak, renderer = Vraagbaak(kennis), Renderer(kennis)
    tracemalloc.start()
    boek = vraagbaak.boek("nl")
    memory = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    for taal in get_args(Taal):
        vraagbaak.prepare(taal)
        renderer.prepare(taal)
    texts = [passage.tekst for passage in boek.passages if passage.regel == "feit"]
    metingen = []
    for naam, deel in (("werkdeel", WERK), ("meetdeel", MEET)):
        items = read([deel])
        answer = ours(vraagbaak, renderer)
        ons = report(f"zkl-bot, {naam}", items, answer, per_category=True)
        fts = report("SQLite FTS5", items, fts5(texts))
        ratio = report("rapidfuzz WRatio", items, wratio(texts))
        metingen += [
            Meting("vragen", f"goed, {naam}", 100 * ons.right, "%", "FTS5", ons.right / fts.right,
                   "≥ 97", ons.right >= 0.97),
            Meting("vragen", f"verzonnen, {naam}", ons.invented, "", "FTS5",
                   ons.invented / max(fts.invented, 1), "0", ons.invented == 0),
            Meting("vragen", f"mediaan, {naam}", ons.median, "ms", "WRatio",
                   ons.median / ratio.median, "< 1", ons.median < 1),
            Meting("vragen", f"p99, {naam}", ons.p99, "ms", "WRatio", ons.p99 / ratio.p99, "< 3",
                   ons.p99 < 3),
        ]  # fmt: skip
    large = Vraagbaak(kennis)
    enlarge(large.boek("nl"), kennis, 10)
    ten = report("zkl-bot, 10 x corpus", read([WERK]), ours(large, renderer))
    cold()  # when the data changed since installing, this one makes it all anew
    seconds = min(cold() for _ in range(3))
    return [
        *metingen,
        Meting("vragen", "p99, tien keer zoveel", ten.p99, "ms", doel="< 10", gehaald=ten.p99 < 10),
        Meting("vragen", "geheugen van de index", memory, "MB", doel="< 20", gehaald=memory < 20),
        Meting("vragen", "zkl-bot ask, processortijd", seconds, "s", doel="≤ 0,6",
               gehaald=seconds <= 0.6),
    ]  # fmt: skip
