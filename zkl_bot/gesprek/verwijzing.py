"""References that fit in a button: at most 64 bytes, whatever the id."""

from collections.abc import Iterable
from hashlib import sha256

from zkl_bot.kennis.model import Id

_LONGEST = 40
"""Leaves room for the prefix and the other parts of a button's data."""


def digest(tekst: str) -> str:
    """Ten hexadecimal digits that stand for a text."""
    return sha256(tekst.encode()).hexdigest()[:10]


def refer(id: Id) -> str:
    """The id itself, or what stands for it when it is long."""
    return id if len(id) <= _LONGEST else f"~{digest(id)}"


def resolve(verwijzing: str, ids: Iterable[Id]) -> Id | None:
    """Which of the ids a reference means; None for one that was made up or is gone."""
    return next((id for id in ids if refer(id) == verwijzing), None)
