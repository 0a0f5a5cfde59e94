"""Lists and overviews: acties, hoofdopgaven, bodies, chances, speakers and the like."""

from collections.abc import Iterable, Iterator, Sequence

from zkl_bot.kennis.model import Onderwerp, Taal, Vindplaats
from zkl_bot.kennis.werkplan import Actie, Hoofdopgave, Werkplan
from zkl_bot.vragen.bouwer import Bouwer
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.regels.wie import trekkers
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld

_ALLES: dict[Taal, str] = {
    "nl": "alle allemaal lijst overzicht rij opsomming welke",
    "en": "all list overview which",
}
_NAMEN: dict[str, dict[Taal, str]] = {
    "acties": {"nl": "acties actie werkplan plan doen", "en": "actions action work plan"},
    "hoofdopgaven": {
        "nl": "hoofdopgaven hoofdopgave opgaven thema themas hoofdthemas onderwerpen",
        "en": "main tasks task themes topics",
    },
    "taak": {
        "nl": "acties actie pakt aan aanpakken doen doet hoofdopgave opgave hoofdstuk",
        "en": "actions action theme task chapter",
    },
    "criteria": {
        "nl": "criteria criterium uitgangspunten keuze keuzes gekozen afwegingen selectie acties",
        "en": "criteria criterion principles choice chosen selection",
    },
    "koppelkansen": {
        "nl": "koppelkansen kansen koppelkans versterken elkaar samenhang acties",
        "en": "opportunities linking chances strengthen connections",
    },
    "vraagstukken": {
        "nl": "vraagstukken bestuurlijke dilemmas dilemma botsen botsingen spanningen mogelijke",
        "en": "issues dilemmas clash clashes tensions governance",
    },
    "projecten": {
        "nl": "projecten overige project overig lopende bereikbaarheid §7.2 ter info informatie",
        "en": "projects other running accessibility §7.2",
    },
    "organen": {
        "nl": "organen overleggen gremia overlegstructuur overlegorganen structuur governance",
        "en": "bodies organs governance structure consultation",
    },
    "regels": {"nl": "afspraken regels convenant onderwerpen", "en": "agreements rules covenant"},
    "punten": {"nl": "punten kader 10 tien", "en": "points framework 10 ten"},
    "ingredienten": {
        "nl": "ingredienten ingredient recept bestanddelen tips adviezen 13",
        "en": "ingredients recipe advice tips",
    },
    "sprekers": {
        "nl": "sprekers spreker citaten geciteerd quotes recept uitspraken personen",
        "en": "speakers speaker quotes quoted recipe",
    },
    "onderdelen": {
        "nl": "onderdelen punten afspraken taakverdeling verdeling verdeeld",
        "en": "items points agreements division",
    },
    "trekkers": {
        "nl": "trekkers trekker trekt wat per actie acties verdeling elke",
        "en": "leads lead per action each actions division",
    },
    "planning": {
        "nl": "planning momenten besproken besprekingen per actie acties elke wanneer kalender",
        "en": "planning schedule moments discussed per action each actions",
    },
    "resultaten": {
        "nl": "resultaten bereikt resultaat 2023 per actie acties opbrengst",
        "en": "results achieved result 2023 per action actions",
    },
}
_SOORTEN = {"trekkers": ("wie", "lijst"), "planning": ("wanneer", "lijst"),
            "resultaten": ("resultaat", "lijst")}  # fmt: skip


def passages(bouwer: Bouwer) -> Iterable[Passage]:
    """One passage for each list."""
    kennis = bouwer.kennis
    for werkplan in kennis.werkplannen:
        yield from _of_werkplan(bouwer, werkplan)
    convenant = kennis.convenant
    kader, recept = kennis.kader, kennis.recept
    documents: tuple[tuple[str, Onderwerp, tuple[Onderwerp, ...]], ...] = (
        ("organen", convenant, convenant.organen),
        ("regels", convenant, convenant.regels),
        ("punten", kader, kader.punten),
        ("ingredienten", recept, recept.ingredienten),
        ("sprekers", recept, recept.sprekers),
    )
    for soort, document, items in documents:
        if items:
            yield _make(bouwer, soort, document, items)


def _of_werkplan(bouwer: Bouwer, werkplan: Werkplan) -> Iterator[Passage]:
    acties = werkplan.acties
    for soort in ("acties", "trekkers", "planning", "resultaten"):
        yield _make(bouwer, soort, werkplan, acties)
    yield _make(bouwer, "hoofdopgaven", werkplan, werkplan.hoofdopgaven)
    for soort, items in (
        ("criteria", werkplan.criteria),
        ("koppelkansen", werkplan.koppelkansen),
        ("vraagstukken", werkplan.vraagstukken),
        ("projecten", werkplan.projecten),
    ):
        if items:
            yield _make(bouwer, soort, werkplan, items)
    for taak in werkplan.hoofdopgaven:
        members = tuple(a for a in acties if a.hoofdopgave == taak.id)
        if members:
            yield _make(bouwer, "taak", taak, members)
            yield _make(bouwer, "trekkers", taak, members)
    for actie in acties:
        if actie.onderdelen:
            yield _make(bouwer, "onderdelen", actie, actie.onderdelen)


def _make(bouwer: Bouwer, soort: str, onderwerp: Onderwerp, items: Sequence[Onderwerp]) -> Passage:
    words = (_NAMEN[soort][bouwer.taal], _ALLES[bouwer.taal], str(len(items)))
    return bouwer.make(
        f"lijst-{soort}-{onderwerp.id}",
        "lijst",
        _SOORTEN.get(soort, ("lijst",)),
        onderwerp,
        eigen=words,
        tekst=str(len(items)),
        bronnen=_places(items)[:3],
        data=(soort, onderwerp, tuple(items)),
        extra=("tijd", "actor") if soort in ("planning", "trekkers") else (),
        # What is asked of all acties is not about those of one hoofdopgave.
        voorkeur=-0.1 if isinstance(onderwerp, Hoofdopgave) else -0.04,
    )


def _places(items: Sequence[Onderwerp]) -> tuple[Vindplaats, ...]:
    places: list[Vindplaats] = []
    for item in items:
        place = getattr(item, "vindplaats", None) or (
            item.feiten[0].vindplaats if item.feiten else None
        )
        if place:
            places.append(Vindplaats(bron=place.bron, paragraaf=place.paragraaf))
    return tuple(dict.fromkeys(places))


def word(gekozen: Sequence[Passage], vraag: Vraag, wereld: Wereld) -> Vorm:
    """The list, one line an item."""
    soort, onderwerp, items = gekozen[0].data
    resultaten = {
        item.id: next((f.tekst for f in item.feiten if f.soort == "resultaat"), None)
        for item in items
        if isinstance(item, Actie)
    }
    return Vorm(
        "lijst",
        {
            "soort": soort,
            "onderwerp": onderwerp,
            "items": items,
            "resultaten": resultaten,
            "trekkers": {a.id: tuple(trekkers(a)) for a in items if isinstance(a, Actie)},
            "vandaag": wereld.vandaag,
        },
        gekozen[0].bronnen,
        onderwerp.id,
    )
