"""The reverse of who: what a party leads, directs, pays for or supports."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from zkl_bot.kennis.model import Id
from zkl_bot.kennis.werkplan import Actie, Betrokkenheid, Hoofdopgave, Onderdeel, Werkplan
from zkl_bot.vragen.bouwer import Bouwer
from zkl_bot.vragen.oordeel import is_ontkend
from zkl_bot.vragen.passage import Passage
from zkl_bot.vragen.patroon import Wending
from zkl_bot.vragen.regels.wie import LEIDEND, TREKWOORDEN, trekkers_of
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld

_EXTRA = {
    "nl": ("acties taken rollen doet takenpakket betrokken alle overzicht lijst waar "
           "werkplan mede medetrekker allemaal ondersteunt steunt",),
    "en": ("actions tasks roles involved supports all overview list work plan",),
}  # fmt: skip

_LEIDT = Wending(
    r"\b(trek\w*|getrokken|kartrek\w*|leid\w*|voortouw|verantwoordelijk\w*|leads?|leading|"
    r"responsible|in charge)\b"
)


@dataclass(frozen=True, slots=True)
class Rolregel:
    """One part of one party: in which actie or item, as what, and with whom."""

    actie: Actie
    onderdeel: Onderdeel | None
    rol: str
    samen: tuple[Id, ...]
    bron: Betrokkenheid

    @property
    def leidend(self) -> bool:
        """Whether it leads there."""
        return self.rol in LEIDEND


def rollen(werkplan: Werkplan, partij: Id) -> tuple[Rolregel, ...]:
    """Every part a party has in an edition, in the order of the plan."""
    found = []
    for actie in werkplan.acties:
        for deel in (None, *actie.onderdelen):
            all_parties = (deel or actie).betrokkenen
            for item in all_parties:
                if item.partij == partij:
                    samen = tuple(
                        b.partij
                        for b in all_parties
                        if b.partij != partij and b.rol in (item.rol, "samenwerking", "trekker")
                    )
                    found.append(Rolregel(actie, deel, item.rol, samen, item))
    return tuple(found)


def passages(bouwer: Bouwer) -> Iterable[Passage]:
    """One passage per party with a part or in the covenant, and one for each hoofdopgave."""
    for werkplan in bouwer.kennis.werkplannen:
        for partij in bouwer.kennis.partijen:
            parts = rollen(werkplan, partij.id)
            if not parts and not partij.deelnemer:
                continue
            names = (partij.naam.nl, partij.naam.en, *partij.aliassen)
            for taak in (None, *werkplan.hoofdopgaven):
                own = tuple(r for r in parts if taak is None or r.actie.hoofdopgave == taak.id)
                if taak is not None and not own and not partij.deelnemer:
                    continue
                bronnen = tuple(dict.fromkeys(r.bron.vindplaats for r in own))
                name = f"partij-{partij.id}" + (f"-{taak.id}" if taak else "")
                if werkplan.voorvoegsel:
                    name = f"{werkplan.voorvoegsel}{name}"
                yield bouwer.make(
                    name,
                    "partij",
                    ("wie", "lijst"),
                    taak,
                    eigen=(*names, *TREKWOORDEN[bouwer.taal], *_EXTRA[bouwer.taal]),
                    tekst="",
                    bronnen=bronnen[:4] or tuple(a.vindplaats for a in werkplan.acties[:1]),
                    data=(partij.id, werkplan, taak, own),
                    extra=("actor", "partijnaam", "getal", "opsomming"),
                    voorkeur=-0.03 if taak is None else -0.12,
                    werkplan=werkplan.bron,
                )


def word(gekozen: Sequence[Passage], vraag: Vraag, wereld: Wereld) -> Vorm:
    """What the party leads first, then its other parts; "nee" where it leads nothing asked."""
    partij, werkplan, taak, parts = gekozen[0].data
    with_others = [p for p in vraag.partijen if p != partij]
    if with_others:
        shared = tuple(r for r in parts if set(with_others) & set(r.samen))
        parts = shared or parts
    leading = tuple(r for r in parts if r.leidend)
    other = tuple(r for r in parts if not r.leidend)
    taken: Hoofdopgave | None = taak
    oordeel = _judge(vraag, leading, parts)
    # Who is told that it leads nothing there, would ask next who does.
    anderen = tuple(
        t
        for actie in werkplan.acties
        if oordeel and taken and actie.hoofdopgave == taken.id
        for t in trekkers_of(actie, actie)
    )
    return Vorm(
        "partij",
        {
            "partij": partij,
            "werkplan": werkplan,
            "hoofdopgave": taken,
            "leidend": leading,
            "overig": other,
            "oordeel": oordeel,
            "anderen": anderen,
        },
        tuple(dict.fromkeys((*gekozen[0].bronnen, *(t.actie.vindplaats for t in anderen)))),
        taken.id if taken else partij,
    )


def _judge(vraag: Vraag, leading: Sequence[Rolregel], parts: Sequence[Rolregel]) -> str:
    """Whether a party that is thought to lead something, or to have a part, has none."""
    if leading or (parts and not _LEIDT.is_in(vraag.tekst)):
        return ""
    if is_ontkend(vraag.tekst, vraag.taal):
        return ""  # that it leads nothing is what the question says itself
    if vraag.ja_nee:
        return "nee"
    return "onjuist" if vraag.bewering else ""
