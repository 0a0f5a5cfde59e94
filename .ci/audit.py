"""Looks whether any locked dependency has a known weakness: `make audit`.

Fails on a finding. Where no advisory service can be reached, or the one that answers knows no
packages (a mirror without advisories), nothing was looked at: that is said loudly, and it fails
only with ZKL_AUDIT=streng, so that a machine without a network can still run everything else.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
LOCK = "requirements-dev.lock"
"""Everything that ships, and everything it is made and tested with."""
SERVICES = ("pypi", "osv")
SECONDS = 300


@dataclass(frozen=True)
class Outcome:
    """What one service told: the weaknesses, and of which packages it knew nothing."""

    findings: tuple[str, ...]
    unknown: tuple[str, ...]
    known: int

    @property
    def is_whole(self) -> bool:
        """Whether every package was looked at."""
        return not self.unknown and self.known > 0


def judge(report: dict[str, Any]) -> Outcome:
    """Reads the JSON of pip-audit."""
    findings, unknown, known = [], [], 0
    for package in report["dependencies"]:
        if "skip_reason" in package:
            unknown.append(str(package["name"]))
            continue
        known += 1
        findings += [
            f"{package['name']} {package['version']}: {found['id']}"
            f" (mended in {', '.join(found['fix_versions']) or 'no version yet'})"
            for found in package["vulns"]
        ]
    return Outcome(tuple(findings), tuple(unknown), known)


def ask(service: str) -> Outcome | None:
    """What a service tells; None when it cannot be reached."""
    command = [sys.executable, "-m", "pip_audit", "-r", LOCK, "--disable-pip", "--format", "json",
               "--progress-spinner", "off", "--timeout", "10", "-s", service]  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603 - nothing in it comes from outside
            command, cwd=ROOT, capture_output=True, text=True, timeout=SECONDS, check=False
        )
        return judge(json.loads(done.stdout))
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return None


def conclude(outcomes: list[Outcome], *, strict: bool) -> tuple[int, str]:
    """The exit status, and what to say."""
    findings = sorted({finding for outcome in outcomes for finding in outcome.findings})
    if findings:
        return 1, "\n".join(["Known weaknesses in what is locked:", *findings])
    whole = [outcome for outcome in outcomes if outcome.is_whole]
    if whole:
        return 0, f"No known weakness in the {whole[0].known} locked packages."
    known = max((outcome.known for outcome in outcomes), default=0)
    seen = "none of the locked packages" if not known else f"only {known} of the locked packages"
    bar = "!" * 78
    return int(strict), "\n".join(
        [
            bar,
            f"!! NOT AUDITED: no advisory service told of all; looked at {seen}.",
            "!! This says nothing about their safety. Run `make audit` where a service can be",
            "!! reached, at the least before a release; ZKL_AUDIT=streng makes this a failure.",
            bar,
        ]
    )


def main() -> int:
    """Asks one service after another, until one knows every package."""
    outcomes: list[Outcome] = []
    for service in SERVICES:
        outcome = ask(service)
        outcomes += [outcome] if outcome else []
        if outcome and outcome.is_whole:
            break
    status, words = conclude(outcomes, strict=os.environ.get("ZKL_AUDIT") == "streng")
    print(words, file=sys.stderr)
    return status


if __name__ == "__main__":
    sys.exit(main())
