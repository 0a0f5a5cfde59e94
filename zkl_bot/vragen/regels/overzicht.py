"""In short: what a chapter of the work plan, a document or an actie is about."""

from collections.abc import Iterable, Iterator

from zkl_bot.kennis.model import Onderwerp, Tekst
from zkl_bot.kennis.werkplan import Actie, Hoofdopgave, Werkplan
from zkl_bot.vragen.patroon import Patronen
from zkl_bot.vragen.regels import actie as kern
from zkl_bot.vragen.regels.wie import trekkers_of
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld
from zkl_bot.vragen.woorden import fold, split, split_folded

FEITEN = 2
"""How many facts of a document are told before its parts are named."""
_PLEK = r"\b(hoofdstuk|paragraaf|par|h|§) ?\d(\.\d)?\b"
_IN_HET_KORT: Patronen[str] = Patronen(
    (
        ("woord",
         r"\b(in|op) (de )?(grote|grove) lijnen\b|\bhoofdlijn(en)?\b|\bsamenvat\w*|"
         r"\bvat\b.+\bsamen\b|\bkort\w*\b|\bnotendop\b|\bglobaal\b|\boverzicht van\b|"
         r"\bsummar\w+|\bin (short|brief)\b|\bnutshell\b|\boutline\b|\boverview of\b|"
         r"\bgist of\b|\bbriefly\b|\bmain points of\b"),
        ("vraag",
         rf"\bwat (staat|zegt|vertelt)\b.*{_PLEK}|\bwaar gaat (het |de )?{_PLEK}.*\bover\b|"
         rf"\binhoud van (het |de )?{_PLEK}|\bwhat (is|does|do)\b.*\b(chapter|section) \d"),
        ("plek", rf"^\W*{_PLEK}\W*$"),
    )
)  # fmt: skip
_ALGEMEEN = frozenset(
    """
    lijnen lijn grote grove hoofdlijn hoofdlijnen samenvatting samengevat samenvatten vat samen kort
    korte kortweg notendop globaal overzicht inhoud hoofdstuk paragraaf h par deel document plan
    acties actie hoofdopgave opgave thema gaat over staat werkplan convenant bestuursconvenant zkl
    zegt vertelt does
    summary summarise summarize summarised short brief briefly nutshell outline overview gist main
    points chapter section says said what's whats about covenant work please mij me even ff eens
    """.split()  # noqa: SIM905 - words read better than a list
)


def probeer(vraag: Vraag, wereld: Wereld) -> Vorm | None:
    """The gist of what is named, when that is all that is asked for."""
    if vraag.ja_nee or not any(_IN_HET_KORT.search(vraag.tekst)):
        return None
    numbers = set(vraag.verwijzingen)
    words = f" {' '.join(split_folded(vraag.tekst))} "
    fitting = [
        (max(map(len, found)), subject)
        for subject, names in _subjects(wereld)
        if (found := numbers & names if numbers else _named(words, names)) and _is_all(vraag, found)
    ]
    # Of a name within a longer one, such as "work" in "work plan", the longer one is meant.
    return _tell(max(fitting, key=lambda f: f[0])[1], wereld) if fitting else None


def _subjects(wereld: Wereld) -> Iterator[tuple[Onderwerp, set[str]]]:
    """What can be told in short, with its names and numbers; the particular ones first."""
    plan = wereld.kennis.werkplan
    for actie in plan.acties:
        yield actie, {f"§{actie.vindplaats.paragraaf}"}
    for taak in plan.hoofdopgaven:
        chapters = {f"§{a.vindplaats.paragraaf[0]}" for a in _acties(plan, taak)}
        names = {fold(n) for n in (taak.titel.nl, taak.titel.en, *taak.aliassen)}
        compounds = {f"{name}{end}" for name in names for end in ("acties", "hoofdstuk")}
        yield taak, names | compounds | chapters | {f"hoofdopgave#{taak.nummer}"}
    kennis = wereld.kennis
    for document in (kennis.kader, kennis.collegebericht, kennis.recept, kennis.convenant, plan):
        yield document, {fold(n) for n in (document.titel.nl, *document.aliassen)}


def _acties(plan: Werkplan, taak: Hoofdopgave) -> tuple[Actie, ...]:
    return tuple(actie for actie in plan.acties if actie.hoofdopgave == taak.id)


def _named(words: str, names: Iterable[str]) -> set[str]:
    return {name for name in names if f" {name} " in words}


def _is_all(vraag: Vraag, found: Iterable[str]) -> bool:
    """Whether nothing but that name carries the question."""
    return vraag.holds_only(_ALGEMEEN.union(*map(split, found)))


def _tell(subject: Onderwerp, wereld: Wereld) -> Vorm:
    if isinstance(subject, Actie):
        return kern.tell(subject, wereld)
    plan = wereld.kennis.werkplan
    acties: tuple[Actie, ...] = ()
    feiten = subject.feiten[:FEITEN]
    delen: tuple[Tekst, ...] = ()
    opgaven: tuple[tuple[Hoofdopgave, tuple[Actie, ...]], ...] = ()
    if isinstance(subject, Hoofdopgave):
        acties = _acties(plan, subject)
        feiten = ()
    else:
        feiten = tuple(f for f in subject.feiten if f.soort == "definitie")[:1] or feiten
        if isinstance(subject, Werkplan):
            opgaven = tuple((taak, _acties(subject, taak)) for taak in subject.hoofdopgaven)
        else:
            delen = tuple(part.titel for part in _parts(subject))
    bronnen = (*(f.vindplaats for f in feiten), *(a.vindplaats for a in acties))
    data = {
        "onderwerp": subject,
        "feiten": tuple(f.tekst for f in feiten),
        "acties": tuple((a, trekkers_of(a, a)) for a in acties),
        "delen": delen,
        "opgaven": opgaven,
    }
    return Vorm("overzicht", data, tuple(dict.fromkeys(bronnen)), subject.id)


def _parts(document: Onderwerp) -> tuple[Onderwerp, ...]:
    """The parts of a document, by which its kind calls them."""
    for name in ("regels", "punten", "ingredienten", "onderdelen"):
        if parts := getattr(document, name, ()):
            return tuple(parts)
    return ()
