"""/kalender: the feeds to subscribe to, a personal one, and for the griffie how they are used."""

from dataclasses import replace
from itertools import groupby

from zkl_bot.feeds.kalenders import ARCHIEF, Kalender, all_kalenders
from zkl_bot.feeds.keuze import Keuze
from zkl_bot.gesprek.beurt import Beurt, Knoppen
from zkl_bot.gesprek.commandos.start import hash_code
from zkl_bot.gesprek.effecten import MaakFeed
from zkl_bot.gesprek.raadpleging import FeedTelling
from zkl_bot.gesprek.register import Commando, Gesprek
from zkl_bot.gesprek.zoeken import find_actie
from zkl_bot.kennis.model import Id
from zkl_bot.texts.bericht import Knop


def _kalender(beurt: Beurt, rest: str) -> None:
    kalenders = all_kalenders(beurt.wereld.kennis)
    if not rest:
        kennis = beurt.wereld.kennis
        apart = {a.id for w in kennis.werkplannen for a in w.acties}
        beurt.zeg(
            "kalender",
            "lijst",
            knoppen=_personal_knop(beurt) + _tellingen_knop(beurt),
            kalenders=[k for k in kalenders.values() if k.naam not in apart],
            voorbeeld=kennis.acties[0],
            base_url=beurt.wereld.base_url,
        )
        return
    found = _find(beurt, rest, kalenders)
    if found is None:
        beurt.zeg(
            "kalender",
            "onbekend",
            knoppen=((Knop(beurt.vertaal("Alle kalenders"), "c:kalender"),),),
            gevraagd=rest[:60],
        )
    else:
        beurt.zeg("kalender", "een", kalender=found, base_url=beurt.wereld.base_url)


def _find(beurt: Beurt, rest: str, kalenders: dict[str, Kalender]) -> Kalender | None:
    words = rest.lower().strip()
    if words in kalenders:
        return kalenders[words]
    if actie := find_actie(beurt.wereld.kennis, words):
        return kalenders.get(actie.id)
    titles = {k.titel.for_taal(beurt.taal).lower(): k for k in kalenders.values()}
    return titles.get(words)


def _personal_knop(beurt: Beurt) -> Knoppen:
    if beurt.invoer.groep or beurt.invoer.kanaal == "web":
        return ()
    return ((Knop("🔑 " + beurt.vertaal("Mijn eigen kalender"), "ka:mijn"),),)


def _tellingen_knop(beurt: Beurt) -> Knoppen:
    if not beurt.is_griffie:
        return ()
    return ((Knop("📊 " + beurt.vertaal("Hoe vaak opgehaald?"), "kf"),),)


def _personal(beurt: Beurt, parts: list[str]) -> None:
    if beurt.invoer.kanaal == "web":
        beurt.zeg("hulp", "oude_knop")
        return
    token = beurt.wereld.raadpleging.geheim()
    beurt.doe(MaakFeed(hash_code(token), _followed(beurt)))
    beurt.zeg(
        "kalender",
        "eigen",
        knoppen=((Knop("🔔 " + beurt.vertaal("Wat volg ik?"), "c:volg"),),),
        link=f"{beurt.wereld.base_url}/kalender/abonnement/{token}.ics",
        beheer=f"{beurt.wereld.base_url}/kalenders/abonnement/{token}",
    )


def _followed(beurt: Beurt) -> Keuze:
    """What they follow, as the choice of a feed; all there is for who follows nothing."""

    def of(soort: str) -> tuple[Id, ...]:
        return tuple(sorted(id for s, id in beurt.persoon.volgt if s == soort))

    gemeenten = of("gemeente")
    gemeente = beurt.persoon.gemeente or (gemeenten[0] if len(gemeenten) == 1 else None)
    if of("alles"):
        return Keuze(gemeente=gemeente)
    convenant, los = of("convenant"), of("gebeurtenis")
    keuze = Keuze(gemeente, of("gremium"), of("actie"), of("hoofdopgave"))
    if gemeenten and keuze.is_alles:  # all that is a gemeente's
        return keuze
    # Who follows nothing but these is to get no other deadlines; an actie has some of its own.
    deadlines = not (convenant or los) or not keuze.is_alles
    return replace(keuze, deadlines=deadlines, convenant=convenant, gebeurtenissen=los)


def _tellingen(beurt: Beurt, parts: list[str]) -> None:
    """How often each feed was fetched: in the order of the registry, the busiest client first."""
    tellingen = beurt.wereld.raadpleging.feedtellingen()
    if not tellingen:
        beurt.zeg("kalender", "nooit_opgehaald")
        return
    kalenders = all_kalenders(beurt.wereld.kennis)
    plaats = {naam: nummer for nummer, naam in enumerate(kalenders)}

    def volgorde(telling: FeedTelling) -> tuple[int, str, int, str]:
        nummer = plaats.get(telling.feed.removesuffix(ARCHIEF), len(plaats))
        return nummer, telling.feed, -telling.aantal, telling.client

    per_feed = groupby(sorted(tellingen, key=volgorde), key=lambda t: t.feed)
    beurt.zeg(
        "kalender",
        "opgehaald",
        feeds=[
            (feed, kalenders.get(feed.removesuffix(ARCHIEF)), list(van_feed))
            for feed, van_feed in per_feed
        ],
        niet=len(kalenders.keys() - {t.feed for t in tellingen}),
    )


GESPREK = Gesprek(
    commandos=(Commando("kalender", "zet de data in uw eigen agenda", _kalender),),
    knoppen={"ka": _personal},
    groep=False,
)
GESPREK_GRIFFIE = Gesprek(knoppen={"kf": _tellingen}, griffie=True)
