"""/agenda: what is coming, or what falls in a period, by pages."""

from datetime import date

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.gesprek.beurt import Beurt, Knoppen
from zkl_bot.gesprek.periodewoorden import Span, read_span
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.gesprek.verwijzing import refer
from zkl_bot.texts.bericht import Knop

PER_PAGINA = 8


def _agenda(beurt: Beurt, rest: str) -> None:
    if not rest:
        _show(beurt, None, 0)
    elif span := read_span(rest, beurt.wereld.vandaag):
        _show(beurt, span, 0)
    else:
        beurt.zeg("agenda", "periode_onbekend", knoppen=_period_knoppen(beurt), gevraagd=rest[:60])


def _show(beurt: Beurt, span: Span | None, pagina: int) -> None:
    agenda, wereld = beurt.wereld.agenda, beurt.wereld
    found = agenda.between(span.van, span.tot) if span else agenda.upcoming(wereld.now)
    ids = {g.id for g in found}
    # Of a bespreking and the meeting that treats it, the meeting says enough.
    events = tuple(g for g in found if g.bijeenkomst not in ids)
    if not events:
        volgende = next(iter(agenda.upcoming(wereld.now)), None)
        beurt.zeg("agenda", "leeg", knoppen=_period_knoppen(beurt), span=span, volgende=volgende)
        return
    last = (len(events) - 1) // PER_PAGINA
    pagina = max(0, min(pagina, last))
    shown = events[pagina * PER_PAGINA : (pagina + 1) * PER_PAGINA]
    beurt.zeg(
        "agenda",
        "lijst",
        knoppen=_list_knoppen(beurt, shown, span, pagina, last),
        events=shown,
        eerste=pagina * PER_PAGINA + 1,
        span=span,
        pagina=pagina + 1,
        paginas=last + 1,
        onbepaald=len(agenda.undated()) if span is None and pagina == last else 0,
        vandaag=wereld.vandaag,
    )


def _list_knoppen(
    beurt: Beurt, shown: tuple[Gebeurtenis, ...], span: Span | None, pagina: int, last: int
) -> Knoppen:
    first = pagina * PER_PAGINA + 1
    nummers = [Knop(str(first + i), f"g:{refer(g.id)}") for i, g in enumerate(shown)]
    period = f"{span.van:%Y%m%d}:{span.tot:%Y%m%d}" if span else "-:-"
    blader: list[Knop] = []
    if pagina > 0:
        blader.append(Knop("◀ " + beurt.vertaal("Vorige"), f"ag:{pagina - 1}:{period}"))
    if pagina < last:
        blader.append(Knop(beurt.vertaal("Volgende") + " ▶", f"ag:{pagina + 1}:{period}"))
    half = 4
    rows = [tuple(nummers[:half]), tuple(nummers[half:]), tuple(blader)]
    return tuple(row for row in rows if row)


def _period_knoppen(beurt: Beurt) -> Knoppen:
    return (
        (
            Knop(beurt.vertaal("Wat komt er"), "c:agenda"),
            Knop(beurt.vertaal("Dit jaar"), "c:agenda dit jaar"),
        ),
    )


def _page(beurt: Beurt, parts: list[str]) -> None:
    try:
        pagina, van, tot = parts
        span = None if van == "-" else Span(_dag(van), _dag(tot))
        _show(beurt, span, int(pagina[:4]))
    except ValueError:
        beurt.zeg("hulp", "oude_knop")


def _dag(tekst: str) -> date:
    return date(int(tekst[:4]), int(tekst[4:6]), int(tekst[6:8]))


GESPREK = Gesprek(
    commandos=(Commando("agenda", "wat er komt, of bijvoorbeeld /agenda volgend jaar", _agenda),),
    knoppen={"ag": _page},
)
