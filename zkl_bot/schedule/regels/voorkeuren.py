"""What a person chose about reminders, as it is kept: a name and a JSON value each.

| name             | value                                | without it              |
|------------------|--------------------------------------|-------------------------|
| soort:<kind>     | true or false                        | what the role brings    |
| dagen:<kind>     | days ahead, as [7, 1]                | those of the rules      |
| tijd             | "08:30", local                       | that of the rule        |
| stil             | ["22:00", "07:00"], or null for none | 22:00 to 07:00          |
| overzicht        | "direct" or "wekelijks"              | direct                  |

The kinds are those of `kennis.herinneringsregel`. What cannot be read counts as not chosen, so
that one bad value never stops a reminder.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from gettext import NullTranslations
from typing import Any, Literal

from zkl_bot.kennis.herinneringsregel import VOORKEURSOORTEN, Voorkeursoort, is_toegestaan

STIL_STANDAARD = (time(22), time(7))
MEESTE_DAGEN = 366
"""How many days ahead one can ask for."""

Overzicht = Literal["direct", "wekelijks"]


class VoorkeurFout(ValueError):
    """Raised for a preference that does not exist or a value it cannot have; says so in Dutch."""

    def __init__(self, msgid: str, **waarden: object) -> None:
        super().__init__(msgid % waarden)
        self.msgid, self.waarden = msgid, waarden

    def in_words(self, woorden: NullTranslations) -> str:
        """The same in another language."""
        return woorden.gettext(self.msgid) % self.waarden


@dataclass(frozen=True, slots=True)
class Voorkeuren:
    """The choices, typed. `stil` runs from its first up to its second time, past midnight."""

    soorten: Mapping[Voorkeursoort, bool] = field(default_factory=dict)
    dagen: Mapping[Voorkeursoort, tuple[int, ...]] = field(default_factory=dict)
    tijd: time | None = None
    stil: tuple[time, time] | None = STIL_STANDAARD
    overzicht: Overzicht = "direct"


def parse_tijd(waarde: Any) -> time:
    """A local time of day from "08:30". Raises VoorkeurFout, also for 01:00 up to 04:00."""
    try:
        uur, minuut = str(waarde).split(":")
        tijd = time(int(uur), int(minuut))
    except ValueError:
        raise VoorkeurFout(
            "%(waarde)s is geen tijd; schrijf bijvoorbeeld 08:30", waarde=waarde
        ) from None
    if not is_toegestaan(tijd):
        raise VoorkeurFout("tussen 01:00 en 04:00 verspringt de klok; kies een andere tijd")
    return tijd


def parse_dagen(waarde: Any) -> tuple[int, ...]:
    """Days ahead, the most first, from [1, 7]. Raises VoorkeurFout."""
    if not isinstance(waarde, list | tuple) or not 1 <= len(waarde) <= 5:
        raise VoorkeurFout("kies één tot vijf aantallen dagen")
    for dagen in waarde:
        if not isinstance(dagen, int) or not 0 <= dagen <= MEESTE_DAGEN:
            raise VoorkeurFout("een aantal dagen is 0 tot en met %(meeste)s", meeste=MEESTE_DAGEN)
    return tuple(sorted(set(waarde), reverse=True))


def parse_stil(waarde: Any) -> tuple[time, time] | None:
    """Quiet hours from ["22:00", "07:00"], or None for none. Raises VoorkeurFout."""
    if waarde is None:
        return None
    if not isinstance(waarde, list | tuple) or len(waarde) != 2:
        raise VoorkeurFout("geef een begin en een einde, zoals 22:00 en 07:00")
    begin, einde = (parse_tijd(w) for w in waarde)
    return None if begin == einde else (begin, einde)


def check_voorkeur(naam: str, waarde: Any) -> None:
    """Raises VoorkeurFout unless this preference can have this value."""
    kop, _, soort = naam.partition(":")
    if kop in ("soort", "dagen") and soort not in VOORKEURSOORTEN:
        raise VoorkeurFout("onbekende soort %(soort)s", soort=soort)
    match kop:
        case "soort" if not isinstance(waarde, bool):
            raise VoorkeurFout("verwacht aan of uit")
        case "dagen":
            parse_dagen(waarde)
        case "tijd":
            parse_tijd(waarde)
        case "stil":
            parse_stil(waarde)
        case "overzicht" if waarde not in ("direct", "wekelijks"):
            raise VoorkeurFout("kies direct of wekelijks")
        case "soort" | "overzicht":
            pass
        case _:
            raise VoorkeurFout("onbekende voorkeur %(naam)s", naam=naam)


def parse_voorkeuren(bewaard: Mapping[str, Any]) -> Voorkeuren:
    """The typed choices; what cannot be read is left at its default."""
    good: dict[str, Any] = {}
    for naam, waarde in bewaard.items():
        try:
            check_voorkeur(naam, waarde)
        except VoorkeurFout:
            continue
        good[naam] = waarde
    return Voorkeuren(
        soorten={s: good[f"soort:{s}"] for s in VOORKEURSOORTEN if f"soort:{s}" in good},
        dagen={s: parse_dagen(good[f"dagen:{s}"]) for s in VOORKEURSOORTEN if f"dagen:{s}" in good},
        tijd=parse_tijd(good["tijd"]) if "tijd" in good else None,
        stil=parse_stil(good["stil"]) if "stil" in good else STIL_STANDAARD,
        overzicht=good.get("overzicht", "direct"),
    )
