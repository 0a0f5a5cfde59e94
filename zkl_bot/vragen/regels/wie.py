"""Who leads, directs, pays for or supports an actie or an item of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zkl_bot.kennis.model import Id, Taal, Vindplaats
from zkl_bot.kennis.werkplan import Actie, Betrokkenheid, Onderdeel, Werkplan
from zkl_bot.vragen.bouwer import Bouwer
from zkl_bot.vragen.oordeel import is_ontkend
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.patroon import Wending
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld

TREKWOORDEN: dict[Taal, tuple[str, ...]] = {
    "nl": (
        "trekt trekker trekkers trekken trekkerschap kartrekker trekkersrol getrokken leidt "
        "leiding leiden leider voortouw verantwoordelijk verantwoordelijkheid regelt coordineert "
        "coordinatie bordje hoede aanspreekpunt aanspreken initiatief rol partner partners "
        "bestuurlijk ambtelijk uitvoering opgepakt oppakken pakt aan zet onder wiens kop baas "
        "moet ik zijn bij welke gemeente duo gemeente voert voeren beheert aanvoerder "
        "kar sleept roer eigenaar aanjager",
    ),
    "en": (
        "leads lead leading leader charge responsible coordinates coordinator municipality role "
        "partner partners political administrative directs takes runs heads duo pair",
    ),
}
STUREND = ("trekker", "bestuurlijk-trekker", "ambtelijk-trekker", "regie", "coordinerend",
           "samenwerking")  # fmt: skip
LEIDEND = frozenset({"trekker", "bestuurlijk-trekker", "ambtelijk-trekker"})
_DOET_MEE = Wending(r"\bmee\b|\bbetrokken\b|\b(rol|partner)\b|\binvolved\b|\btake part\b")
"""Whether a party has a part at all, leading or not."""
_BLIJFT = Wending(r"\b(blij(f|ft|ven)|vast|voorgoed|definitief|altijd|stays?|remains?|fixed)\b")
"""Whether it stays so is not for who does it now to say."""
_ALLEEN = Wending(
    r"(?<!\bniet )\balleen\b|\b(eentje|solo|zelfstandig)\b|\balone\b|\bsolely\b|"
    r"\bon its own\b|\bby itself\b"
)
"""Whether nobody does it with whom is named."""
_ENIGE = Wending(r"\benige\b|\b(the only|sole)\b")
"""Whether nobody else leads it, which who helps may or may not be said to do."""
MET_UITLEG = "ambtelijk-trekker"
"""A role of which what the plan says besides is always told: it is but a part of the lead."""
_SOORT_TREKKER = {
    "ambtelijk-trekker": Wending(
        r"\bambtelijke?\b(?!.*\bbestuurlijke?\b)|\b(administrative|civil service) lead"
    ),
    "bestuurlijk-trekker": Wending(r"\bbestuurlijke?\b(?!.*\bambtelijke?\b)|\bpolitical(ly)? lead"),
}


@dataclass(frozen=True, slots=True)
class Groep:
    """The parties with one role in one actie or item."""

    rol: str
    partijen: tuple[Id, ...]
    toelichtingen: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Trekkers:
    """Who does what in one subject, in roles."""

    onderwerp: Actie | Onderdeel
    actie: Actie
    groepen: tuple[Groep, ...]

    @property
    def iedereen(self) -> frozenset[Id]:
        """All parties, whatever their role."""
        return frozenset(p for g in self.groepen for p in g.partijen)

    def partijen(self, *rollen: str) -> tuple[Id, ...]:
        """The parties with one of these roles, in order."""
        return tuple(p for g in self.groepen if g.rol in rollen for p in g.partijen)


def group(betrokkenen: Iterable[Betrokkenheid]) -> tuple[Groep, ...]:
    """Parties by role, roles in the order in which they first appear."""
    roles: dict[str, list[Betrokkenheid]] = {}
    for item in betrokkenen:
        roles.setdefault(item.rol, []).append(item)
    return tuple(
        Groep(
            rol,
            tuple(item.partij for item in items),
            tuple(dict.fromkeys(item.toelichting for item in items if item.toelichting)),
        )
        for rol, items in roles.items()
    )


def trekkers(actie: Actie) -> Iterator[Trekkers]:
    """The roles in an actie itself and in each of its items that names somebody."""
    if actie.betrokkenen:
        yield Trekkers(actie, actie, group(actie.betrokkenen))
    for deel in actie.onderdelen:
        if deel.betrokkenen:
            yield Trekkers(deel, actie, group(deel.betrokkenen))


def trekkers_of(onderwerp: Actie | Onderdeel, actie: Actie) -> tuple[Trekkers, ...]:
    """The roles in an actie itself, or in one item of it: none where it names nobody."""
    return tuple(t for t in trekkers(actie) if t.onderwerp is onderwerp)


def passages(bouwer: Bouwer) -> Iterable[Passage]:
    """One passage for each actie and each item."""
    words = TREKWOORDEN[bouwer.taal]
    for werkplan in bouwer.kennis.werkplannen:
        for actie in werkplan.acties:
            subjects: tuple[Actie | Onderdeel, ...] = (actie, *actie.onderdelen)
            for onderwerp in subjects:
                named = trekkers_of(onderwerp, actie)
                if onderwerp is actie:
                    named = tuple(trekkers(actie))
                # Who leads the whole leads an item of it that names nobody.
                whole = not named and bool(actie.betrokkenen)
                if whole:
                    named = trekkers_of(actie, actie)
                ids = {p for t in named for p in t.iedereen}
                namen = [bouwer.kennis.partij(id) for id in sorted(ids)]
                parts = actie.onderdelen if onderwerp is actie else ()
                yield bouwer.make(
                    f"wie-{onderwerp.id}",
                    "wie",
                    ("wie",),
                    onderwerp,
                    eigen=words,
                    tekst="",
                    bronnen=(onderwerp.vindplaats,),
                    data=(actie if whole else onderwerp, actie, named),
                    rond=(
                        *(name for p in namen for name in (p.naam.nl, *p.aliassen)),
                        *(bouwer.tekst(p.titel) for p in parts),
                        *(alias for p in parts for alias in p.aliassen),
                    ),
                    rondom=(word for f in onderwerp.feiten for word in bouwer.feit(f)),
                    extra=("actor", "partijnaam", "opsomming"),
                    voorkeur=0.1,
                )


def word(gekozen: Sequence[Passage], vraag: Vraag, wereld: Wereld) -> Vorm:
    """Who does what, with "nee" or "dat klopt niet" where the question thinks otherwise."""
    best = gekozen[0]
    onderwerp, actie, named = best.data
    bronnen: tuple[Vindplaats, ...] = tuple(
        dict.fromkeys(b.vindplaats for t in named for b in t.onderwerp.betrokkenen)
    ) or (onderwerp.vindplaats,)
    everyone = {p for t in named for p in t.iedereen}
    leading = {p for t in named for p in t.partijen(*_roles(vraag, named))}
    asked = [p for p in vraag.partijen if p in {x.id for x in wereld.kennis.partijen}]
    oordeel = ""
    werkplan = wereld.kennis.werkplan_of(actie.id)
    if len(asked) == 1 and named and vraag.ja_nee and _DOET_MEE.is_in(vraag.tekst):
        if asked[0] in everyone:
            oordeel = "ja"
        elif wereld.kennis.partij(asked[0]).deelnemer or _has_role(werkplan, asked[0]):
            # Who has no role anywhere may yet take part, as a fact tells.
            oordeel = "nee"
    elif len(asked) == 1 and named and (vraag.ja_nee or vraag.bewering):
        leads = asked[0] in leading
        denied = is_ontkend(vraag.tekst, vraag.taal)
        shares = len(everyone) > 1
        stays = _BLIJFT.is_in(vraag.tekst)
        if denied and not leads:
            oordeel = ""  # that it does not lead is what the question says itself
        elif leads and shares and _ALLEEN.is_in(vraag.tekst):
            oordeel = "nee" if vraag.ja_nee else "onjuist"
        elif leads and shares and _ENIGE.is_in(vraag.tekst):
            oordeel = ""
        elif not leads and not (asked[0] in everyone and not leading):
            oordeel = "nee" if vraag.ja_nee else "onjuist"
        elif leads and vraag.ja_nee and len(leading) == len(named) == 1 and not stays:
            oordeel = "ja"
    return Vorm(
        "wie",
        {
            "onderwerp": onderwerp,
            "actie": actie,
            "werkplan": werkplan,
            "trekkers": named,
            "oordeel": oordeel,
            "zonder_trekker": not any(t.partijen(*STUREND) for t in named),
            "gevraagd": tuple(
                b
                for t in named
                for b in t.onderwerp.betrokkenen
                if b.toelichting and (b.partij in asked or b.rol == MET_UITLEG)
            )[:1],
        },
        bronnen[:3],
        onderwerp.id,
    )


def _has_role(werkplan: Werkplan, partij: Id) -> bool:
    """Whether a party has a role in any actie or item of a plan."""
    return any(partij in t.iedereen for actie in werkplan.acties for t in trekkers(actie))


def _roles(vraag: Vraag, named: Sequence[Trekkers]) -> frozenset[str]:
    """The roles of who leads as the question means it: officially or politically, where those
    are not the same.
    """
    for role, words in _SOORT_TREKKER.items():
        others = LEIDEND - {role, "trekker"}
        if words.is_in(vraag.tekst) and any(t.partijen(*others) for t in named):
            return LEIDEND - others
    return LEIDEND
