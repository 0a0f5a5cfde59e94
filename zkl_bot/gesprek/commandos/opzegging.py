"""/opzegging: leaving the covenant, and what follows from a notice on a given day."""

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.commandos.gebeurtenis import event_knoppen, event_of_convenant
from zkl_bot.gesprek.datumwoorden import read_datum
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.kennis.opzegging import Opzegging
from zkl_bot.texts.bericht import Knop


def _opzegging(beurt: Beurt, rest: str) -> None:
    onderwerp = beurt.wereld.kennis.convenant.opzegging
    beurt.onthoud(onderwerp.id)
    if not rest:
        deadline = event_of_convenant(beurt, onderwerp.id)
        beurt.zeg(
            "opzegging",
            "regel",
            knoppen=event_knoppen(beurt, deadline) if deadline else (),
            onderwerp=onderwerp,
            deadline=deadline,
            berekend=Opzegging(beurt.wereld.vandaag),
        )
        return
    gelezen = read_datum(rest, beurt.wereld.now, verleden=True)
    melding = gelezen.dag
    if melding is not None and melding.year <= 9990:
        beurt.zeg(
            "opzegging",
            "berekening",
            berekend=Opzegging(melding),
            vindplaatsen=tuple(dict.fromkeys(f.vindplaats for f in onderwerp.feiten)),
            begin=min(
                (
                    m.periode.start
                    for m in beurt.wereld.kennis.convenant.momenten
                    if m.periode.start
                ),
                default=None,
            ),
        )
        return
    kandidaten = [k for k in gelezen.kandidaten if k.year <= 9990]
    beurt.zeg(
        "opzegging",
        gelezen.twijfel or "onleesbaar",
        knoppen=tuple(
            (Knop(f"{k.day}-{k.month}-{k.year}", f"c:opzegging {k:%d-%m-%Y}"),) for k in kandidaten
        ),
        gevraagd=rest[:60],
        kandidaten=kandidaten,
    )


GESPREK = Gesprek(
    commandos=(Commando("opzegging", "wanneer opzeggen kan en wat dan volgt", _opzegging),)
)
