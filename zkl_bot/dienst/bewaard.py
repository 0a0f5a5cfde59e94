"""An answer as plain JSON, for the moment that it waits in the database, and back."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from zkl_bot.gesprek.effecten import Effect, MaakFeed, MaakUitnodiging
from zkl_bot.texts.bericht import Bericht, Knop

Plek = Mapping[str, int | None]
"""Which message it answers ("op") and in which topic ("draad")."""
_GEHEIM = (MaakUitnodiging, MaakFeed)
"""What tells a secret once, of which only the hash may be kept."""


def to_json(
    berichten: Sequence[Bericht], plek: Plek, effecten: Iterable[Effect] = ()
) -> dict[str, Any]:
    """The messages. None of one with files, or with a secret: that has to be asked for again."""
    secret = any(isinstance(effect, _GEHEIM) for effect in effecten)
    return {
        "plek": dict(plek),
        "berichten": [None if secret or b.bijlagen else _bericht(b) for b in berichten],
    }


def _bericht(bericht: Bericht) -> dict[str, Any]:
    knoppen = [[[k.tekst, k.data, k.url] for k in rij] for rij in bericht.knoppen]
    return {"html": bericht.html, "knoppen": knoppen}


def from_json(kept: Mapping[str, Any]) -> tuple[list[Bericht], dict[str, int | None], bool]:
    """The messages, where they belong, and whether any is to be asked for again."""
    berichten = [
        Bericht(b["html"], tuple(tuple(Knop(*k) for k in rij) for rij in b["knoppen"]))
        for b in kept["berichten"]
        if b is not None
    ]
    return berichten, dict(kept["plek"]), None in kept["berichten"]
