"""What a text holds: numbers, times, money, somebody who acts, a name, an opinion."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from zkl_bot.vragen.patroon import Patroon
from zkl_bot.vragen.woorden import split

_LOS = Patroon(r"[^\W_]+")
_JAAR = Patroon(r"\b(19|20)\d\d\b")
_UUR = Patroon(r"\b\d{1,2}[.:]\d\d\b|\b\d{1,2} uur\b")
_NAMEN = Patroon(r"[a-z,] [A-Z][a-zA-Z]+")
_OPEN = Patroon(
    r"\b(staat|staan|zegt|zeggen|noemt|noemen|legt|leggen)\b.{0,24}\b(niet|geen|nergens)\b"
    r"|\bdo(es)? not (say|name|tell|explain|mention|state)\b|\bnot (said|stated|named)\b"
)
_PLAATS = Patroon(
    r"\b([Ii]n|te|[Bb]ij|[Ll]angs|[Tt]ussen|[Aa]t|[Nn]ear|[Bb]etween) (het |de |the )?[A-Z][a-z]"
    r"|[a-z]huis\b|[Aa]dres|\bzaal\b|gebouw"
)
_WEB = Patroon(r"\bwww\.|\bhttps?:")
_RANG = Patroon(r"\d+e")
_DAG = Patroon(
    r"\b\d{1,2} (jan|feb|maart|apr|mei|jun|jul|aug|sep|okt|nov|dec|march|may|oct)"
    r"|\b(january|february|march|april|may|june|july|august|september|october|november|december)"
    r" \d{1,2}\b|\b\d{1,2}-\d{1,2}-\d{4}"
)
_DUUR = Patroon(
    r"\b(\d+|een|twee|drie|vier|vijf|tien|one|two|three|four|five|ten) "
    r"(jaar|jaren|maanden|weken|dagen|uur|years?|months?|weeks?|days?|hours?)\b|onbepaald|indefinite"
)
_PERSOON = Patroon(
    r"\b(?!(Gedeputeerde|Staten|Nationaal|Provinciale|Regiona|Bestuur|Commissie|Raad|Gemeenschappelijk|Samen|"
    r"Haarlem|Metropool|Personeel|Facilitaire|Financi|Openbaar|Pact|Natura|Visie|National|Provincial|"
    r"Work|The|De|Het|In|Van)\w* )[A-Z][a-z]+ (van |de |der )?[A-Z][a-z]+"
    r"|\b[A-Z]\. (van |de |der )?[A-Z][a-z]+"
    r"|\b(raadsle(den|id)|wethouder|portefeuillehouder|council members?|alderman) (is )?[A-Z][a-z]+"
)
_TIJDVAK = "jaar|kwartaal|maand|week|year|quarter|month"
_KEREN = Patroon(rf"\b(ieder|elk|per|every|each|a) ({_TIJDVAK})\b")
_FREQUENTIE = Patroon(
    rf"\b(ieder|elk|elke|iedere|per|every|each|a) (half)?({_TIJDVAK}|dag|day)\b|"
    r"(?<!nor)maal\b|\b(keer|keren|times|once|twice)\b|\b(jaar|maand|week|dag)elijks|jaarlijks|"
    r"periodiek|frequent|\b(year|month|week|dai|quarter)ly\b|annual|regelmatig|regularly"
)
_KWARTAAL = Patroon(r"kwartaal|quarter|\bq[1-4]\b|\b(medio|begin|eind|early|mid|late) 20\d\d")
_BEDRAG = Patroon(
    r"€|\beuros?\b|\b(miljoen|miljard|million|billion)\b|\d ?(mln|mld)\b"
    r"|\b(kostenneutraal|gratis|kosteloos|vergoed\w*|cost.neutral|free of charge)\b"
)
_PROCENT = Patroon(r"%|procent|per ?cent|\bde helft\b|\bhalf\b|\b(een|twee) ?(derde|vijfde)\b")
_MAAT = Patroon(
    r"\d ?(m|km|ha|cm|meter|kilometers?|hectares?|ton|minuten|uur|minutes|hours|metres?)\b"
)
_EN = Patroon(r"\w\W? (en|and) (de |het |een |the |a )?\W?\w")
_REDEN = Patroon(
    r"\b(omdat|want|doordat|zodat|daarom|daardoor|vanwege|waardoor|reden\w*|dankzij|nodig|aanleiding|"
    r"hierdoor|because|so that|in order|since|reason|therefore|due to)\b|\bom .{1,60} te\b"
)
_ZEGT = (
    r"staat|staan|zeg(t|gen)|noem(t|en)|leg(t|gen)|geeft|genoemd|vermeld\w*|opgenomen|ingevuld|bekend|"
    r"uitgeschreven|uitgelegd|toegelicht|beschreven|vastgelegd|bepaald|gegevens|bron|te zien|says?|"
    r"names?|tells?|states?|known|stated|named|written"
)
_ZWIJGT = Patroon(
    rf"\b({_ZEGT})\b.{{0,50}}\b(niet|geen|nergens|niets|not|no|nothing)\b"
    rf"|\b(niet|geen|nergens|niets|not|no|nothing)\b.{{0,50}}\b({_ZEGT})\b|n\.t\.b|te bepalen"
)
_VERWIJZING = Patroon(
    r"\b(acties?|actions?|hoofdstuk|chapter|punt|point|kans|vraagstuk|lijn|line) \d+\w?"
    r"|§\d+(\.\d)?|\b(19|20)\d\d\b|natura 2000|n2000|co2"
    r"|\b\d{1,2} (januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|"
    r"december|january|february|march|may|june|july|august|october)\b"
)


@dataclass(frozen=True, slots=True)
class _Woordenlijst:
    """Words, and beginnings and ends of words."""

    heel: frozenset[str]
    begin: tuple[str, ...]
    eind: tuple[str, ...]

    @classmethod
    def read(cls, woorden: str) -> "_Woordenlijst":
        """From words such as "geld*" (a beginning), "*overleg" (an end) and "euro"."""
        words = woorden.split()
        return cls(
            frozenset(word for word in words if "*" not in word),
            tuple(word[:-1] for word in words if word.endswith("*")),
            tuple(word[1:] for word in words if word.startswith("*")),
        )

    def __call__(self, tekst: str) -> bool:
        words = _words(tekst)
        return (
            not self.heel.isdisjoint(words)
            or any(word.startswith(self.begin) for word in words)
            or any(word.endswith(self.eind) for word in words)
        )


@lru_cache(maxsize=4)
def _words(tekst: str) -> frozenset[str]:
    return frozenset(_LOS.compile().findall(tekst.lower()))


_GETAL = _Woordenlijst.read(
    "eenmaal tweemaal jaarlijks periodiek aantal frequentie helft once twice yearly annual* "
    "number half één elk"
)
_TIJD = _Woordenlijst.read(
    "jaarlijks kwartaal januari februari maart april juni juli augustus september oktober november "
    "december onbepaalde planning jaar maand* vroeg* tijdig vooraf snel quarter january february "
    "march june july august october year* month* early soon before periodiek frequentie frequency "
    "eerst daarna verkiezing* election* termijn term straks"
)
_GELD = _Woordenlijst.read(
    "euro miljoen miljard geld* budget* middelen subsidie* kosten financi* betaal* betalen million "
    "billion money fund* grant* cofinanc* cost costs subsid* pay* financ* bijdrage contribution "
    "claim*"
)
_ACTOR = _Woordenlijst.read(
    "gemeente* raad raden raadsleden college* burgemeester* provincie portefeuillehouder* "
    "secretaris* regisseur griffie* bureau ministerie rijk kabinet regio* *commissie *overleg "
    "team* partijen deelnemers corporaties ondernem* municipalit* council* mayor* province "
    "ministry cabinet executive* committee region parties bestuurders ambtenaren medewerkers "
    "inwoners residents staff people professionals"
)
_NAAM = _Woordenlijst.read("heet heten naam genaamd called name names named")
_MENING = _Woordenlijst.read(
    "vind* oordeel advi* mening zegt zei raadt constateert think thinks opinion says advises wants"
)
_BESLUIT = _Woordenlijst.read(
    "beslui* besloot besloten beslis* aangenomen vastgesteld aangehouden kiest gekozen vast "
    "onbeslist decid* decision* adopted deferred"
)


def _has_getal(tekst: str) -> bool:
    """Whether a text holds a number that does not only name something."""
    plain = _VERWIJZING.sub(" ", tekst.lower())
    return (
        any(token[0].isdigit() for token in split(plain))
        or _GETAL(plain)
        or bool(_KEREN.search(plain))
    )


_TOETSEN: dict[str, Callable[[str], object]] = {
    "getal": _has_getal,
    "tijd": lambda tekst: _TIJD(tekst) or _JAAR.search(tekst) or "n.t.b." in tekst,
    "geld": lambda tekst: _GELD(tekst) or "€" in tekst,
    "actor": lambda tekst: _ACTOR(tekst) or _NAMEN.search(tekst),
    "naam": lambda tekst: (
        _NAAM(tekst) or any(mark in tekst for mark in '"“‘') or _PERSOON.search(tekst)
    ),
    "procent": lambda tekst: _PROCENT.search(tekst.lower()),
    "kwartaal": lambda tekst: _KWARTAAL.search(tekst.lower()),
    "maat": lambda tekst: _MAAT.search(tekst.lower()),
    "bedrag": lambda tekst: _BEDRAG.search(tekst.lower()),
    "mening": _MENING,
    "besluit": _BESLUIT,
    "open": lambda tekst: _OPEN.search(tekst.lower()),
    "zwijgt": lambda tekst: _ZWIJGT.search(tekst.lower()),
    "uur": _UUR.search,
    "webadres": _WEB.search,
    "frequentie": lambda tekst: _FREQUENTIE.search(tekst.lower()),
    "plaats": _PLAATS.search,
    "duur": _DUUR.search,
    "persoon": _PERSOON.search,
    "dag": lambda tekst: _DAG.search(tekst.lower()),
    "reden": lambda tekst: _REDEN.search(tekst.lower()),
    "partijnaam": lambda tekst: False,
    "rij": lambda tekst: tekst.count(",") >= 2,
    "opsomming": lambda tekst: tekst.count(",") >= 2 or _EN.search(tekst),
}
"""Per kenmerk, how it shows in a text: "open" is that the source does not tell, "zwijgt" that it
may say so of some part, "rij" a list, "opsomming" two things or more;
"partijnaam", the name of a party, is known to who knows the parties (see `bouwer`)."""
KENMERKEN = frozenset(_TOETSEN)


def find_eigennamen(tekst: str) -> frozenset[str]:
    """The words with a capital, beyond the first, as they are typed in a question."""
    return frozenset(found[0][2:].lower() for found in _NAMEN.compile().finditer(tekst))


def has_kenmerk(kenmerk: str, tekst: str) -> bool:
    """Whether a text holds a kenmerk. Raises KeyError for an unknown one."""
    return bool(_TOETSEN[kenmerk](tekst))


def find_kenmerken(tekst: str) -> frozenset[str]:
    """All kenmerken that a text holds."""
    return frozenset(kenmerk for kenmerk in KENMERKEN if has_kenmerk(kenmerk, tekst))


def _split_plain(tekst: str) -> tuple[str, ...]:
    """The words of a text, without the numbers that only name something."""
    return split(_VERWIJZING.sub(" ", tekst.lower()))


def _is_getal(token: str) -> bool:
    return token[0].isdigit() and not _RANG.compile().fullmatch(token)


def find_getallen(tekst: str) -> frozenset[str]:
    """The numbers of a text in figures, apart from those that only name or order something."""
    return frozenset(filter(_is_getal, _split_plain(tekst)))


def find_near_getal(tekst: str) -> frozenset[str]:
    """The words within three of a number, apart from numbers that only name or order something."""
    tokens = _split_plain(tekst)
    return frozenset(
        tokens[near]
        for index, token in enumerate(tokens)
        if _is_getal(token)
        for near in range(max(0, index - 3), min(len(tokens), index + 4))
        if near != index
    )
