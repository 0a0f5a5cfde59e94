"""The running service as the ways in see it."""

from zkl_bot.dienst.dienst import Dienst
from zkl_bot.dienst.inkomend import Inkomend

__all__ = ["Dienst", "Inkomend"]
