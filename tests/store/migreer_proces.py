"""A process that migrates and stands still half way, to be killed there: tests do so."""

import sys
import time
from typing import Any

from alembic import op

from zkl_bot.store.engine import make_engine
from zkl_bot.store.migrate import migrate


def stand_still(after: int) -> None:
    """After so many indexes made or dropped: says so, and does nothing more."""
    done = 0
    for name in ("create_index", "drop_index"):
        real = getattr(op, name)

        def slow(*args: Any, real: Any = real, **kwargs: Any) -> None:
            nonlocal done
            real(*args, **kwargs)
            done += 1
            if done == after:
                print("half way", flush=True)
                time.sleep(600)

        setattr(op, name, slow)


if __name__ == "__main__":
    url, revision, after = sys.argv[1:4]
    stand_still(int(after))
    migrate(make_engine(url), revision)
