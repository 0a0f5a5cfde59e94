"""`python -m zkl_bot`, the same as `zkl-bot`."""

import os
import sys

# The matrices here are small: more threads for them only cost time, from the start. And what
# others may plug in to pydantic is not asked for. Both are read when the library is loaded.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

from zkl_bot.cli.hoofd import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
