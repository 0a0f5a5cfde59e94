"""Fits the weights by which is judged how sure an answer is, and tells how they do.

    python -m bench.zekerheid            tells, for each writer's questions by a fit to the others'
    python -m bench.zekerheid --schrijf  writes the weights too

Of every question that was seen it is known whether the best that was found answers it. The fit is
a logistic regression with a penalty on large weights; a question that no source answers counts
double. The part that is only measured has no say in it.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import get_args
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from bench.vragen import GEZIEN, MEET, WERK, Item, is_right, ours, read
from zkl_bot.kennis.load import SHIPPED, load_kennis
from zkl_bot.kennis.model import Taal
from zkl_bot.texts.render import Renderer
from zkl_bot.vragen import zekerheid
from zkl_bot.vragen.vondst import Vondst
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.vraagbaak import Vraagbaak
from zkl_bot.vragen.woorden import fold, split_folded

TALEN: tuple[Taal, ...] = get_args(Taal)
UITKOMST = Path(zekerheid.__file__).with_name("zekerheid.json")
STRAF, MAAT, RONDEN, STAP = 3.0, 0.7, 300, 0.05
"""The penalty, what being there counts beside a deviation of a sign, and how the fit is sought."""
MINST_GEZIEN, MINST = 8, 0.02
"""In how many questions a word must stand to have a weight, and from what weight it is kept."""
DUBBEL = 2.0
"""What a question that no source answers counts."""
DELEN = 6
"""In how many parts the writers are dealt to tell how it does."""
AANDELEN = (0.05, 0.08, 0.10, 0.13)
"""Shares of right answers in doubt, for which is told what is taken for an answer wrongly."""

Rij = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Geval:
    """A question with what was found, and whether that answers it."""

    schrijver: str
    onbekend: bool
    goed: bool
    tekens: dict[str, float]
    kenmerken: frozenset[str]


def read_gevallen(vraagbaak: Vraagbaak, renderer: Renderer, items: Sequence[Item]) -> list[Geval]:
    """What is known of each question that is searched for; those written down elsewhere aside."""
    kennis, estimate = vraagbaak.kennis, zekerheid.estimate
    answer = ours(vraagbaak, renderer)
    known = {
        split_folded(fold(text))
        for taal in TALEN
        for texts in (
            *(vorm.all_of_taal(taal) for vorm in kennis.vraagvormen),
            *(item.for_taal(taal) for item in kennis.onbekend),
        )
        for text in texts
    }
    seen: list[tuple[Vraag, tuple[Vondst, ...], float]] = []

    def watch(vraag: Vraag, gevonden: Sequence[Vondst]) -> float:
        seen.append((vraag, tuple(gevonden), estimate(vraag, gevonden)))
        return 1.0  # told without doubt, so that it is seen whether it is right

    found = []
    with patch.object(zekerheid, "estimate", watch):
        for item in items:
            seen.clear()
            text = answer(item)
            onbekend = item["category"] == "unanswerable"
            found += [
                Geval(
                    item["id"].rstrip("0123456789"),
                    onbekend,
                    not onbekend and is_right(item, text),
                    dict(zekerheid.read_tekens(vraag, gevonden)),
                    frozenset(zekerheid.read_kenmerken(vraag, gevonden[0])),
                )
                for vraag, gevonden, zeker in seen[-1:]
                if 0 < zeker < 1 and split_folded(vraag.tekst) not in known
            ]
    return found


@dataclass(frozen=True, slots=True)
class Ontwerp:
    """All cases as numbers: each sign with mean 0 and deviation 1, then what is there or not."""

    tekens: list[str]
    kenmerken: list[str]
    gemiddeld: Rij
    afwijking: Rij
    rijen: NDArray[np.float32]

    def unscale(self, gevonden: Rij) -> dict[str, dict[str, float]]:
        """The weights as `zekerheid` takes them, from those of the columns and the begin."""
        size = len(self.tekens)
        of_signs = gevonden[:size] / self.afwijking
        begin = gevonden[-1] - of_signs @ self.gemiddeld
        others = zip(self.kenmerken, gevonden[size:-1] * MAAT, strict=True)
        return {
            "tekens": {"begin": begin} | dict(zip(self.tekens, of_signs, strict=True)),
            "kenmerken": {naam: gewicht for naam, gewicht in others if abs(gewicht) >= MINST},
        }


def design(gevallen: Sequence[Geval]) -> Ontwerp:
    """Makes numbers of cases."""
    tekens = sorted({naam for geval in gevallen for naam in geval.tekens} - {"begin"})
    times = Counter(naam for geval in gevallen for naam in geval.kenmerken)
    kenmerken = sorted(naam for naam, keren in times.items() if keren >= MINST_GEZIEN)
    place = {naam: at for at, naam in enumerate(kenmerken)}
    signs = np.array([[geval.tekens[naam] for naam in tekens] for geval in gevallen])
    mean, spread = signs.mean(0), signs.std(0) + 1e-6
    there = np.zeros((len(gevallen), len(kenmerken)), dtype=np.float32)
    for row, geval in zip(there, gevallen, strict=True):
        row[[place[naam] for naam in geval.kenmerken if naam in place]] = MAAT
    rows = np.hstack(((signs - mean) / spread, there)).astype(np.float32)
    return Ontwerp(tekens, kenmerken, mean, spread, rows)


def fit(rijen: NDArray[np.float32], goed: Rij, telt: Rij) -> Rij:
    """The weights of the columns, and the begin; by Adam, from nothing."""
    found = np.zeros(rijen.shape[1] + 1)
    speed, size = np.zeros_like(found), np.zeros_like(found)
    for ronde in range(1, RONDEN + 1):
        sure = 1 / (1 + np.exp(-(rijen @ found[:-1] + found[-1])))
        wrong = (sure - goed) * telt
        slope = np.append(rijen.T @ wrong + STRAF * found[:-1], wrong.sum()) / len(goed)
        speed = 0.9 * speed + 0.1 * slope
        size = 0.999 * size + 0.001 * slope**2
        step = np.sqrt(size / (1 - 0.999**ronde)) + 1e-8
        found -= STAP * speed / (1 - 0.9**ronde) / step
    return found


def _deal(schrijvers: Sequence[str]) -> Iterator[NDArray[np.bool_]]:
    """Which cases are of each part of the writers, the largest dealt first."""
    order = [schrijver for schrijver, _ in Counter(schrijvers).most_common()]
    for deel in range(DELEN):
        yield np.isin(schrijvers, order[deel::DELEN])


def main() -> int:
    """Fits, tells, and writes when asked to."""
    parser = argparse.ArgumentParser(prog="python -m bench.zekerheid", description=__doc__)
    parser.add_argument("--schrijf", action="store_true", help="schrijf de gewichten")
    args = parser.parse_args()
    kennis = load_kennis(SHIPPED)
    measured = {item["question"] for item in read([MEET])}
    items = [item for item in read([WERK, GEZIEN]) if item["question"] not in measured]
    gevallen = read_gevallen(Vraagbaak(kennis), Renderer(kennis), items)
    ontwerp = design(gevallen)
    goed = np.array([float(geval.goed) for geval in gevallen])
    onbekend = np.array([geval.onbekend for geval in gevallen])
    telt = np.where(onbekend, DUBBEL, 1.0)
    score = np.zeros(len(gevallen))
    for part in _deal([geval.schrijver for geval in gevallen]):
        found = fit(ontwerp.rijen[~part], goed[~part], telt[~part])
        score[part] = ontwerp.rijen[part] @ found[:-1] + found[-1]
    right, unknown = score[goed == 1], score[onbekend]
    for share in AANDELEN:
        taken = (unknown >= np.quantile(right, share)).sum()
        print(f"{share:.0%} in doubt: {taken} of {len(unknown)} unknown taken for answered",
              file=sys.stderr)  # fmt: skip
    if args.schrijf:
        kept = {
            soort: {naam: round(gewicht, 3) for naam, gewicht in each.items()}
            for soort, each in ontwerp.unscale(fit(ontwerp.rijen, goed, telt)).items()
        }
        UITKOMST.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
