"""The one stream of gebeurtenissen, and the questions everyone asks of it."""

from bisect import bisect_left, insort
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.clock import AMSTERDAM
from zkl_bot.kennis.model import Id


def volgorde(gebeurtenis: Gebeurtenis) -> tuple[date, datetime, date, Id]:
    """Sorts by first day, then by start (vague and whole days first), then by last day and id.

    What is n.t.b. comes last.
    """
    eerste = gebeurtenis.periode.start or date.max
    return (
        eerste,
        gebeurtenis.start or datetime.combine(eerste, time(), AMSTERDAM),
        gebeurtenis.periode.eind_exclusief or date.max,
        gebeurtenis.id,
    )


def is_over(gebeurtenis: Gebeurtenis, now: datetime) -> bool:
    """Whether it lies wholly behind `now`; without a known end it lasts its whole local day.

    What is n.t.b. is never over.
    """
    if gebeurtenis.eind is not None:
        return gebeurtenis.eind <= now
    return gebeurtenis.periode.ligt_achter(now.astimezone(AMSTERDAM).date())


def _on_the_agenda(gebeurtenis: Gebeurtenis) -> tuple[Id, ...]:
    return gebeurtenis.acties if gebeurtenis.soort == "bijeenkomst" else ()


@dataclass(frozen=True)
class Agenda:
    """All gebeurtenissen, sorted by `volgorde`. Build it with `zkl_bot.agenda.stroom`."""

    gebeurtenissen: tuple[Gebeurtenis, ...]

    @cached_property
    def _by_id(self) -> dict[Id, Gebeurtenis]:
        return {g.id: g for g in self.gebeurtenissen}

    @cached_property
    def _meetings(self) -> dict[Id, dict[Id, Gebeurtenis]]:
        """By actie, then by id."""
        found: dict[Id, dict[Id, Gebeurtenis]] = {}
        for gebeurtenis in self.gebeurtenissen:
            for actie in _on_the_agenda(gebeurtenis):
                found.setdefault(actie, {})[gebeurtenis.id] = gebeurtenis
        return found

    def by_id(self, id: Id) -> Gebeurtenis | None:
        """The gebeurtenis with this id, or None."""
        return self._by_id.get(id)

    def meetings_on(self, acties: Iterable[Id]) -> dict[Id, Gebeurtenis]:
        """The bijeenkomsten with any of these acties on the agenda, by id, in no order."""
        found: dict[Id, Gebeurtenis] = {}
        for actie in acties:
            found |= self._meetings.get(actie, {})
        return found

    def exchange(self, weg: Iterable[Gebeurtenis], erbij: Iterable[Gebeurtenis]) -> "Agenda":
        """The agenda without the one and with the other; what stays keeps its place.

        `weg` must be in it. Much quicker than sorting anew, and what was found in it stays found.
        """
        gone, came = [*weg], [*erbij]
        rij, by_id, meetings = list(self.gebeurtenissen), dict(self._by_id), dict(self._meetings)
        for actie in {actie for g in (*gone, *came) for actie in _on_the_agenda(g)}:
            meetings[actie] = dict(meetings.get(actie, {}))
        for gebeurtenis in gone:
            del rij[bisect_left(rij, volgorde(gebeurtenis), key=volgorde)]
            del by_id[gebeurtenis.id]
            for actie in _on_the_agenda(gebeurtenis):
                meetings[actie].pop(gebeurtenis.id, None)
        for gebeurtenis in came:
            insort(rij, gebeurtenis, key=volgorde)
            by_id[gebeurtenis.id] = gebeurtenis
            for actie in _on_the_agenda(gebeurtenis):
                meetings[actie][gebeurtenis.id] = gebeurtenis
        made = Agenda(tuple(rij))
        made.__dict__.update(_by_id=by_id, _meetings=meetings)  # as cached_property keeps them
        return made

    def upcoming(self, now: datetime) -> tuple[Gebeurtenis, ...]:
        """What is coming or going on at `now`, in order.

        Cancelled meetings are in it, for people must see that they are off; what is recorded
        as done is not, and what is n.t.b. neither (see `undated`).
        """
        return tuple(
            g
            for g in self.gebeurtenissen
            if g.periode.is_bekend and g.status != "gereed" and not is_over(g, now)
        )

    def between(self, van: date, tot: date) -> tuple[Gebeurtenis, ...]:
        """What touches any local day from `van` up to and including `tot`."""
        na = tot + timedelta(days=1)
        return tuple(g for g in self.gebeurtenissen if g.periode.overlapt(van, na))

    def undated(self) -> tuple[Gebeurtenis, ...]:
        """What the documents leave n.t.b."""
        return tuple(g for g in self.gebeurtenissen if not g.periode.is_bekend)

    def for_actie(self, actie: Id) -> tuple[Gebeurtenis, ...]:
        """What is about this actie: its besprekingen, and meetings with it on the agenda."""
        return tuple(g for g in self.gebeurtenissen if actie in g.acties)

    def for_hoofdopgave(self, hoofdopgave: Id) -> tuple[Gebeurtenis, ...]:
        """What is about this hoofdopgave or one of its acties."""
        return tuple(g for g in self.gebeurtenissen if hoofdopgave in g.hoofdopgaven)

    def for_gremium(self, gremium: Id) -> tuple[Gebeurtenis, ...]:
        """The meetings of this gremium, and what the documents place in it."""
        return tuple(g for g in self.gebeurtenissen if g.gremium == gremium)

    def for_gemeente(self, gemeente: Id) -> tuple[Gebeurtenis, ...]:
        """What is about this municipality, and what concerns them all."""
        return tuple(g for g in self.gebeurtenissen if not g.gemeenten or gemeente in g.gemeenten)


def sorted_agenda(gebeurtenissen: Iterable[Gebeurtenis]) -> Agenda:
    """An Agenda of these, in order."""
    return Agenda(tuple(sorted(gebeurtenissen, key=volgorde)))
