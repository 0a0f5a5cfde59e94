"""`python -m zkl_bot`, the same as `zkl-bot`."""

import sys

from zkl_bot.cli.hoofd import main

__all__ = ["main"]

if __name__ == "__main__":
    sys.exit(main())
