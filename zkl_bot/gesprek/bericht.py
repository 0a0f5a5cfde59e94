"""What the bot says; defined in texts, where every way out can reach it."""

from zkl_bot.texts.bericht import Bericht, Bijlage, Knop

__all__ = ["Bericht", "Bijlage", "Knop"]
