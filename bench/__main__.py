"""`make bench`: runs every benchmark, prints one table and keeps it as JSON."""

import argparse
import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path

from bench.tabel import Meting, render

ONDERDELEN = ("vragen", "feeds", "schedule", "handlers", "geheugen")
"""Each is a module here with a function `measure() -> list[Meting]`."""


def main() -> int:
    """Runs the asked-for parts. Exit status 1 when a promise is not kept."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("onderdeel", nargs="*", choices=[*ONDERDELEN, []], help="standaard: alles")
    parser.add_argument("--uit", type=Path, default=Path("bench/uitkomst.json"))
    args = parser.parse_args()
    metingen: list[Meting] = []
    for naam in args.onderdeel or ONDERDELEN:
        print(f"bench {naam} …", file=sys.stderr)
        measure: Callable[[], list[Meting]] = importlib.import_module(f"bench.{naam}").measure
        metingen += measure()
    print(render(metingen))
    args.uit.write_text(json.dumps([m.as_json() for m in metingen], indent=1), encoding="utf-8")
    return int(any(m.gehaald is False for m in metingen))


if __name__ == "__main__":
    sys.exit(main())
