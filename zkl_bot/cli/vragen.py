"""A question and its answer in plain text, for the terminal and for machines."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from time import perf_counter
from typing import Any, get_args

from zkl_bot.agenda.agenda import Agenda
from zkl_bot.kennis.model import Taal, Vindplaats
from zkl_bot.texts.plain import to_plain
from zkl_bot.texts.render import Renderer
from zkl_bot.vragen.antwoord import AntwoordKind, Uitleg
from zkl_bot.vragen.vraagbaak import Vraagbaak


@dataclass(frozen=True, slots=True)
class Gegeven:
    """An answer as given. `ms` is how long it took, in milliseconds."""

    tekst: str
    kind: AntwoordKind
    bronnen: tuple[Vindplaats, ...]
    suggesties: tuple[str, ...]
    uitleg: Uitleg
    ms: float

    def as_json(self) -> dict[str, Any]:
        """The fields that scripts may rely on."""
        return {
            "answer": self.tekst,
            "sources": [b.model_dump(exclude_none=True) for b in self.bronnen],
            "kind": self.kind,
            "suggestions": list(self.suggesties),
            "ms": round(self.ms, 3),
        }


TALEN: tuple[Taal, ...] = get_args(Taal)


class Beantwoorder:
    """Answers questions as of one moment and in one language, unless a question says otherwise."""

    def __init__(
        self,
        agenda: Agenda,
        now: datetime,
        taal: Taal,
        vraagbaak: Vraagbaak,
        renderer: Renderer,
    ) -> None:
        self._agenda = agenda
        self._now = now
        self._taal: Taal = taal
        self._vraagbaak = vraagbaak
        self._renderer = renderer

    def warm_up(self) -> None:
        """Reads the facts in both languages, so that the first question waits no longer."""
        for taal in TALEN:
            self._vraagbaak.prepare(taal)
            self._renderer.prepare(taal)

    def answer(
        self,
        vraag: str,
        *,
        context: Sequence[str] = (),
        now: datetime | None = None,
        taal: Taal | None = None,
    ) -> Gegeven:
        """The answer, and how long it took."""
        begin = perf_counter()
        antwoord = self._vraagbaak.answer(
            vraag,
            now=now or self._now,
            taal=taal or self._taal,
            context=context,
            agenda=self._agenda,
        )
        tekst = to_plain(self._renderer.antwoord(antwoord, antwoord.taal).html)
        return Gegeven(
            tekst,
            antwoord.kind,
            antwoord.bronnen,
            antwoord.suggesties,
            antwoord.uitleg,
            (perf_counter() - begin) * 1000,
        )
