"""The service of the memory benchmark, as `zkl-bot serve` but for what it says on stdout.

`python -m bench.geheugen_dienst tikken`: its jobs run as often as they can, and it says how often
every one of them has. `… namen`: once it is at rest it says what libraries it has, and ends.
"""

import json
import os
import signal
import sys
import threading
from collections import Counter

from apscheduler.events import EVENT_JOB_EXECUTED, JobExecutionEvent
from apscheduler.schedulers.base import BaseScheduler
from prometheus_client import Gauge

from zkl_bot import app
from zkl_bot.schedule import jobs, meten
from zkl_bot.settings import load_settings

TIK = 0.02
STAP = 50
"""After how many ticks of every job it says how far it is."""
BLIJFT = ("STOP_SECONDEN", "BEGIN_SECONDEN")
RUST_SECONDEN = 5.0


class Teller:
    """Counts how often each job has run."""

    def __init__(self) -> None:
        self._done: Counter[str] = Counter()
        self._next = STAP

    def meter(self, scheduler: BaseScheduler, vertraging: Gauge, gelopen: Gauge) -> None:
        """As the service measures its jobs, and counts them."""
        meten.meter(scheduler, vertraging, gelopen)

        def ended(event: JobExecutionEvent) -> None:
            if "at the start" in event.job_id:
                return
            self._done[event.job_id] += 1
            if min(self._done[job.id] for job in scheduler.get_jobs()) >= self._next:
                print(self._next, flush=True)
                self._next += STAP

        scheduler.add_listener(ended, EVENT_JOB_EXECUTED)


def tell_names() -> None:
    """Says what this process has imported that is not ours, and ends it."""
    print(json.dumps([naam for naam in sys.modules if not naam.startswith("zkl_bot")]), flush=True)
    os.kill(os.getpid(), signal.SIGTERM)


def hurry() -> None:
    """Lets every job run as often as it can, and counts them."""
    for naam in list(vars(jobs)):
        if naam.endswith("_SECONDEN") and naam not in BLIJFT:
            vars(jobs)[naam] = TIK
    vars(jobs)["meter"] = Teller().meter


def main() -> None:
    """Serves until it is stopped."""
    if sys.argv[1] == "tikken":
        hurry()
    settings = load_settings()
    if sys.argv[1] == "namen":
        # Not before it serves: until then the service wants to be the only thread.
        welcome = vars(app)["_welcome"]

        def rest_then_tell(dienst: object) -> None:
            welcome(dienst)
            threading.Timer(RUST_SECONDEN, tell_names).start()

        vars(app)["_welcome"] = rest_then_tell
    app.serve(settings)


if __name__ == "__main__":
    main()
