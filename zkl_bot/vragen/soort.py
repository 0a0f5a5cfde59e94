"""What kind of question it is, read from its small words."""

from typing import Literal

from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.patroon import Patronen, Wending

Soort = Literal[
    "wie", "wanneer", "hoeveel", "geld", "waarom", "definitie", "lijst", "resultaat", "waar",
    "hoe", "verschil", "naam", "mening", "besluit", "partij", "alle", "uur", "gemeente",
    "bedrag", "stand", "plaats", "dag", "duur", "betaler", "persoon", "procent", "kwartaal", "maat",
    "opsomming", "webadres", "frequentie",
    "wat",
]  # fmt: skip

# Of each only those are tried of which some letters are in the question (see `zeef`), so what
# stands in many questions is best kept apart from the rest of its kind.
_PATTERNS: dict[Taal, tuple[tuple[Soort, str], ...]] = {
    "nl": (
        (
            "alle",
            r"\bper actie\b|\balle\b|\ballemaal\b|\bop (een|n) rij\w*|\blijst\w*|\bopsom\w*|"
            r"\brijtje\b|"
            r"\b(elke|iedere|alle) acties?\b|\bper hoofdopgave\b|\b(de|"
            r"welke) ((9|negen) )?acties\b(?! \d)|"
            r"\bwie (trekt|doet|leidt) (wat|welke)\b|\bwelke gemeente\b.{1,30}\bwelke acties?\b",
        ),
        (
            "mening",
            r"(?<!\bgoed )\b(vindt|vinden|vond|vonden)\b"
            r"(?!.*\b(plaats|van belang|belangrijk|nodig)\b)|"
            r"\bmening\b|\bstandpunt\b|\bhoe denk(t|en)\b.*\bover\b",
        ),
        (
            "besluit",
            r"\b(besloten|besloot|beslist|won|gewonnen|wint|afgewezen|ja gezegd|nee gezegd)\b|"
            r"\b(kwam|kwamen) er ?uit\b|\buitgekomen\b|\bhoe is .* afgelopen\b",
        ),
        (
            "bedrag",
            r"\bbudget\b|bedrag\b|\bhoe duur\b|\bwat (kost|kosten|kostte)\b|\bhoeveel (geld|"
            r"euro|subsidie|budget|kost)\w*|\bgekost\b|\bkostte\b|"
            r"\bwat (gaat|gaan|zal|zou|moet) .{1,60}\bkosten\b|"
            r"\b(legt|leggen|schuift) .{1,40}\bbij\b|"
            r"\bwat (betaalt|betalen|betaalde|betaalden|draagt|dragen|draag|rekent|rekende|"
            r"verdient|verdiende)\b|\bboete\b|"
            r"\bwat (legt|leggen) .{1,40}\b(jaarlijks|per jaar)\b|"
            r"\b(totale|totaal) kosten\b|\bkostenplaatje\b|\bprijskaartje\b|"
            r"\bwat (is|zijn|raakt|raken|ben|bent) .{1,60}\bkwijt\b",
        ),
        ("uur", r"\bhoe laat\b"),
        ("frequentie", r"\bhoe (vaak|dikwijls|frequent)\b|\bom de hoeveel\b"),
        ("webadres", r"\b(web)?sites?\b|\bweb(adres|pagina)\w*|\burls?\b"),
        (
            "stand",
            r"\b(inmiddels|intussen|ondertussen|momenteel|tegenwoordig|op dit moment|huidige?)\b|"
            r"\bhoe staat het\b|\bstand van zaken\b|\bhoe ver (is|zijn|staa\w*)\b|"
            r"\b(al|nu|nou) (klaar|af|open|gelukt|gehaald|gerealiseerd|opgeleverd|gebouwd|gestart|"
            r"begonnen|rond|binnen)\b|\b(kwam|kwamen|gekomen) er ?uit\b|\b(kwam|kwamen) uit\b|"
            r"\b(heeft|hebben|is|zijn|werd|werden)\b.*\buiteindelijk\b|"
            r"^\W*(de )?(uitkomst|uitslag)\w*\b|\bwat (is|was|zijn|waren) de (uitkomst|uitslag|"
            r"conclusie|bevinding)\w*|"
            r"\bwelke (resultaten|uitkomsten|conclusies) (had|hadden|gaf|gaven)\b|"
            r"\bwat (heeft|hebben|had|hadden|is|zijn) .{3,60}\bmet\b.{3,60}\bgedaan\b",
        ),
        (
            "stand",
            r"^\W*(staat|ligt|loopt|rijdt)\b.{3,60}\bnu\b|"
            r"\bkom(t|en)\b.{3,60}\ber (nou|nu|al|ooit)\b|\bnu\W*$|"
            r"^\W*(heeft|hebben|is|zijn|zit)\b.{8,}\b(gekregen|toegekend|verleend|ingestemd|gelukt|"
            r"gehaald|doorgegaan|goedgekeurd|opgeleverd|geopend|verlengd|vernieuwd|herzien)\W*$",
        ),
        (
            "stand",
            r"^(?!\W*(wat|welke?|hoe|wie|waar)\b).*\b(al|nu|nou) (geweest|gedaan|gehouden|"
            r"uitgevoerd|afgerond|plaatsgevonden|geevalueerd)\b",
        ),
        ("gemeente", r"\bwelke (\w+ )?(gemeentes?|gemeenten|buurregios|regios)\b"),
        (
            "wie",
            r"(?<!\bvoor )(?<!\baan )(?<!\bvan )(?<!\bover )(?<!\bnamens )(?<!\btegen )(?<!\bnaar )"
            r"(?<!\bbij )"
            r"\bwie(ns|r)?\b|\b(trekker|kartrekker)s?\b|"
            r"\bwelke gemeente\b.{1,30}\bwelke acties?\b",
        ),
        (
            "partij",
            r"\b(welke|bij welke|door welke|aan welke|welk) "
            r"(gemeentes?|gemeenten|partij|partijen|organisaties?|instanties?|wethouders?|orgaan|"
            r"organen|gremium|gremia|club|ministerie|ministeries|deelnemers|overheden|overheid|badplaats|bureau|"
            r"regio|regios|buurregios|provincie|hogescholen|hogeschool|mbo|personen|"
            r"functionarissen|"
            r"bestuurders|partners)\b|\bafzender\b|"
            r"\b(voor|aan|van|over|namens|tegen|naar|bij) wie\b",
        ),
        (
            "wanneer",
            r"(^\W*|[,:;?] ?|\b(en|maar|dus|tot|vanaf|sinds|van|per|over|he+|yo|zeg) )wanneer\b|"
            r"\bwanneer\W*$|"
            r"\bwanneer (is|was|wordt|worden|zijn|waren|komt|komen|moet|moeten|kan|kunnen|gaat|"
            r"gaan|"
            r"begint|start|eindigt|loopt|geldt|ging|werd|valt|vindt|zou|bespreken|krijgen|heeft|"
            r"hebben|"
            r"staat|stond|rijdt|op de agenda|op tafel|aan de beurt)\b|\bbespreekmoment\w*|"
            r"\bwelk(e)? (jaar|jaren|datum|dag|maand|kwartaal|moment|momenten|"
            r"periode|jaartal|jaartallen|kalenderdag)\b|\b(tot|vanaf|sinds|per) (wanneer|welk)\b"
            r"|\bdatums?\b|\bwelke (\w+ )?data\b|\bhoe laat\b|\bhoe ?lang\b|\bhoelang\b"
            r"|\bop welk moment\b|\bhoeveel tijd\b|\bwelke tijd\b|\blooptijd\b|\beinddatum\b",
        ),
        (
            "hoeveel",
            r"\bhoeveel\b|\bhoe (vaak|veel|groot|dikwijls|hoog)\b|\baantal\b|"
            r"\bpercentage\b|(?<!\d )\bprocent\b|"
            r"\bwelk(e)? (aandeel|deel|bedrag|getal|percentage)\b|"
            r"\bstreefgetal\b|\baantallen\b|\bminimum\b|\bfrequentie\b|\bhoeveelheid\b",
        ),
        (
            "geld",
            r"\bkost(en|te)?\b|\bbudget\w*|\beuros?\b|\bhoe duur\b|\bgeld\b|\bbedrag\w*|"
            r"\bfinanci\w*|\bbetaal\w*|\bbetalen\b|\bsubsidie\w*|\bmiljoen\b|\bmiljard\b|\bpotje\b",
        ),
        (
            "waarom",
            r"\bwaarom\b|\bhoezo\b|\bhoe komt het\b|\bhoe komt dat\b|\breden(en)?\b|"
            r"\bwaardoor\b|\baanleiding\b|\bwaartoe\b|\bwaarvoor\b|\bnut\b|"
            r"\bwaar\b.{2,30}\bvoor\W*$",
        ),
        (
            "definitie",
            r"\bbetekent\b|\bbetekenis\b|\bvoluit\b|\bstaat \S+( \S+)? voor\b|\bafkorting|"
            r"\bkort voor\b|= ?\?|\bverstaa(t|n)\b|\bbedoel\w*|\bdefini\w+|\bwat is (dat|da)\b|"
            r"^wat (is|was|zijn) (een |de |het |t |n |da )?\S+( \S+)?( \S+)?\??$|\bhuh\b|"
            r"\bis een wat\b"
            r"|\bleg\b.*\buit\b|\bhoudt \S+( \S+)? in\b|\bstelt\b.*\bvoor\b|\bvoor iets\b|"
            r"\bbegrip\b|\bnooit van gehoord\b|\bnog nooit gehoord\b|"
            r"\bzegt (me|mij|ons) (niks|niets)\b|"
            r"\b(ken|snap) ik niet\W*$",
        ),
        (
            "lijst",
            r"\bop een rij\w*|\brijtje\b|\blijst\w*|\bopsom\w*|\boverzicht\b|\balle\b|"
            r"\ballemaal\b|^(noem|geef|som)\b|\bwat zijn\b|\bwelke\b|\bper actie\b|\bop n rij\b",
        ),
        (
            "resultaat",
            r"\bbereik(t|en)\b|\bresulta\w+|\boplever\w*|\beindproduct\w*|\bproducten\b|"
            r"\blever(t|en)\b.*\bop\b|\bin 2023\b|\bstreefgetal\b|\bopbrengst\b|\bgerealiseerd\b|"
            r"\baf zijn\b|\bklaar zijn\b|\bals (alles|het) lukt\b|\buitkomst\w*|\bligt er\b|"
            r"\bmoet er (uit|van)\b|\bkomt er uit\b",
        ),
        (
            "waar",
            r"\b(in )?welk(e)? (artikel|paragraaf|hoofdstuk|document|bron|stuk|punt|bladzijde)"
            r"\b|\bwaar (staat|vind|lees|kan ik)\b|\bwaar is\b.*\b(geregeld|vastgelegd|te lezen)\b",
        ),
        ("duur", r"\bhoe ?lang (duurt|duren|duurde|gaat|gaan)\b"),
        ("betaler", r"\bwie (betaal\w*|betal\w*|financier\w*|dokt|lapt|draait op)\b"),
        (
            "persoon",
            r"\bpersoonlijk\b|\bwie vertegenwoordig\w+|\bcontactperso\w+|"
            r"\bwie (is|zijn|zit|zitten) (onze|ons|jullie|uw|hun)\b|"
            r"\bwie zit(ten)? er (namens|voor|van|uit) (ons|onze|\w+)\b|"
            r"\b(welke|noem|namen van)( de| het| die)?( twee| vier| acht)? "
            r"(raadsleden|statenleden|wethouders?|bestuurder|portefeuillehouder|ambtena\w+|leden|"
            r"sprekers|burgemeesters?|"
            r"gedeputeerden?)\b|\bhoe he(et|ten) (de|onze|die|het|mijn) (wethouder|burgemeester|"
            r"gemeentesecretaris|griffier|regisseur|voorzitter|projectleider|directeur|gedeputeerde|"
            r"ambtenaar|raadsleden|leden)",
        ),
        (
            "procent",
            r"\bwelk(e)? percentage\b|\bin (procenten|percentages)\b|"
            r"\b(hoeveel|welk) procent\b|\bpercentage\W*$",
        ),
        ("kwartaal", r"\bwelk(e)? kwarta(al|len)\b"),
        (
            "maat",
            r"\bhoe (breed|diep|snel|hard|zwaar|dik|smal)\b|\bin hectares?\b|"
            r"\bhoeveel (hectares?|kilometers?|km|meter|minuten|ton)\b",
        ),
        (
            "dag",
            r"\bdatum waarop\b|\bwelke (precieze |exacte )?(datum|dag)\b|"
            r"\b(precieze|exacte) (datum|dag)\b",
        ),
        (
            "plaats",
            r"\bwaar (precies|in de|in het)\b|\bwelke stra(at|ten)\b|"
            r"\bwaar (was|waren|werd|vond|vindt|gebeurde|ligt|liggen|zat)\b"
            r"(?!.*\b(voor|van|over|aan|toe|om|mee|bij|tegen)\W*$)|"
            r"\bwaar en (op|wanneer)\b|\bwelke (plek|locatie|plaats)\b|"
            r"\bin welk(e)? (gebouw|plaats|zaal|stad)\b|"
            r"\bwaar (wordt|worden|komt|komen|vergader\w*)\b.*\b(gehouden|bijeen|samen|bij elkaar|"
            r"vergader\w*|raad|raden|overleg|commissie)\W*$",
        ),
        (
            "verschil",
            r"\bklopt\b|\bkloppen\b|\btegenstrijdig\w*|\bverschil\w*|\btegensp\w+|\brijm\w+"
            r"|\bspreken elkaar\b|\beens\b.*\bmet elkaar\b|\bkruisje\w*|"
            r"\bwelke naam\b"
            r"|\bonduidelijk\w*|\bwat is het nu\b|\bof nou\b|\bof toch\b|\bverwarr\w+|\bnou echt\b"
            r"|\bzoals hoofdstuk\b|\bonenigheid\b",
        ),
        (
            "verschil",
            r"\bof\b.*\bof\b|"
            r"^\W*(en )?(wie|wat|welke?|hoe|hoeveel|wanneer|tot wanneer)\b.*[,:;] ?.*\bof\b",
        ),
        (
            "naam",
            r"\bhoe he(et|ten|ette)\b|\bna(am|men)\b|\bwelk(e)? (\w+ )?(\w+)?(bureau|bedrijf|firma|"
            r"leverancier|aannemer|persoon|"
            r"wethouder|burgemeester|kandidaat|projectleider)\b|^\W*wie (wordt|worden) (de|het|"
            r"onze|een)\b|"
            r"\bwie gaat\b.*\bworden\b|\bwie (is|zijn) (nu )?(de |onze |het )?(huidige |"
            r"nieuwe )?(wethouder|"
            r"burgemeester|gemeentesecretaris|secretaris|griffier|regisseur|projectleider|"
            r"directeur|"
            r"gedeputeerde|raadsleden|leden)\b|"
            r"\bwie (wordt|worden) (wethouder|burgemeester|voorzitter|projectleider|directeur)\b|"
            r"\bwie\b.*\bals (burgemeester|wethouder|portefeuillehouder|griffier)\b",
        ),
        (
            "opsomming",
            r"\bnoem( eens)? (de|die|alle)\b|\bwelke ([3-9]|drie|vier|vijf|zes|zeven|acht|negen) "
            r"\w+ (zijn|waren|horen)\b|\bwelke \w+ (zijn|waren) (dat|het)\b",
        ),
        ("hoe", r"\bhoe\b|\bop welke (manier|wijze)\b"),
    ),
    "en": (
        (
            "alle",
            r"\b(per|each|every) action\b|\b(all|nine|9) actions\b",
        ),
        ("mening", r"\bopinion\b|\bthinks?\b|\bview of\b"),
        ("besluit", r"\bdecided\b|^\W*did\b.*\b(accept|adopt|approve|agree|reject)\b"),
        (
            "bedrag",
            r"\bbudget\b|\bhow expensive\b|\b(what|which) amount\b|\bhow much (money|funding)\b|"
            r"\b(what|how much) (do|does|did|will|would|is|are|was|were) .{1,60}\b(cost|pay|paid|"
            r"spend|spent|contribut\w+|invest\w*)\b|\bfines?\b",
        ),
        ("betaler", r"\bwho (pays?|paid|funds?|funded|financ\w+)\b"),
        ("duur", r"\bhow long (does|do|did|will|is|are|was)\b"),
        ("uur", r"\bwhat time\b"),
        ("frequentie", r"\bhow (often|many times|frequently)\b"),
        ("webadres", r"\b(web)?sites?\b|\bweb ?(page|address)\w*|\burls?\b"),
        (
            "stand",
            r"\b(currently|at the moment|by now|so far|nowadays|current)\b|"
            r"\b(did|has|have)\b.*\b(conclude|find|found|reveal|revealed)\b|"
            r"\bturn(ed)? out\b|"
            r"\balready (been )?(open|finished|built|done|held|evaluated|taken place)\b|"
            r"\b(open|finished|built|done|adopted|held|evaluated|taken place) (yet|already)\b",
        ),
        ("gemeente", r"\bwhich (\w+ )?(municipalit\w+|towns?)\b"),
        ("wie", r"\bwho(m|se)?\b|\bin charge\b|\bleads?\b|\bresponsible\b"),
        (
            "partij",
            r"\bwhich (municipalit\w+|party|parties|organi[sz]ations?|body|bodies|"
            r"ministry|agency|agencies|firm|company|towns?|colleges?|partners?|regions?|province)\b",
        ),
        (
            "wanneer",
            r"\bwhen\b|\b(what|which) (year|date|day|month|quarter|moment|period|time)\b|"
            r"\bhow long\b|\b(since|until|from) when\b|\bdate\b|\bdeadline\b",
        ),
        (
            "hoeveel",
            r"\bhow (many|much|often|large|big|high)\b|\bnumber of\b|\bpercentage\b|"
            r"\bper cent\b|\b(what|which) (share|part|amount|proportion)\b|\bminimum\b",
        ),
        (
            "geld",
            r"\bcosts?\b|\bbudget\w*|\beuros?\b|\bmoney\b|\bfund\w*|\bfinanc\w*|\bpay\w*|"
            r"\bpaid\b|\bsubsid\w*|\bgrants?\b|\bmillion\b|\bbillion\b",
        ),
        ("waarom", r"\bwhy\b|\breasons?\b|\bhow come\b|\bwhat for\b|\bpurpose\b"),
        (
            "definitie",
            r"\bmeans?\b|\bmeaning\b|\bstands? for\b|\babbreviation\b|\bdefin\w+|= ?\?|"
            r"^what('?s| is| was| are) (an? |the )?\S+( \S+)?( \S+)?\??$|\bin full\b|\bacronym\b",
        ),
        ("lijst", r"\blist\b|\boverview\b|\ball\b|^(name|give)\b|\bwhat are\b|\bwhich\b"),
        (
            "resultaat",
            r"\bresults?\b|\bachiev\w+|\bdeliver\w*|\boutcomes?\b|\bby 2023\b|\bin 2023\b|"
            r"\bproduce\w*|\bfinished\b|\bcompleted\b",
        ),
        (
            "waar",
            r"\b(in )?(which|what) (article|section|chapter|document|source|paragraph)\b|"
            r"\bwhere (is|does|do|can)\b.*\b(say|state\w*|read|written|find|found)\b",
        ),
        (
            "persoon",
            r"\b(which|what|name|names of)( the| those)?( two| four| eight)? (councillors|"
            r"council members|alderm[ae]n|mayors?|officials?|members|speakers|deput(y|ies))\b",
        ),
        ("procent", r"\b(what|which) (percentage|share)\b|\bhow many per ?cent\b"),
        ("kwartaal", r"\b(what|which) quarters?\b"),
        (
            "maat",
            r"\bhow (wide|deep|fast|heavy|far|tall)\b|"
            r"\bhow many (hectares?|kilomet\w+|met(er|re)s|minutes|tons?)\b",
        ),
        ("dag", r"\b(what|which|exact) (exact )?(date|day)\b"),
        (
            "plaats",
            r"\bwhere (was|were|did|is) (?!.*\b(say|state\w*|read|written|found)\b)|"
            r"\b(which|what) (venue|location|place|building|city)\b",
        ),
        (
            "verschil",
            r"\bdisagree\w*|\bdiffer\w*|\bcontradict\w*|\bmatch\w*|\bcorrect\b|\bconsistent\b"
            r"|\binconsisten\w+|\bconflict\w*|^\W*(who|what|which|how|when)\b.*[,:;] ?.*\bor\b",
        ),
        (
            "naam",
            r"\bnames?\b|\bwho (is|are) the (current )?(mayor|alderman|secretary|director|members|"
            r"councillors|project leader)\b|\b(what|which) (\w+ )?(company|firm|agency|supplier|"
            r"contractor|associations?|person)\b|\bcalled\b",
        ),
        ("hoe", r"\bhow\b"),
    ),
}


_SOORTEN: dict[Taal, Patronen[Soort]] = {taal: Patronen(each) for taal, each in _PATTERNS.items()}


_JA_NEE = {
    "nl": Wending(
        r"^(\W*(en|maar|dus|want|of|he|hee|yo|zeg)\b)?\W*(is|zijn|was|waren|heeft|hebben|had|kan|"
        r"kun|kunnen|kunt|mag|mogen|moet|moeten|krijg\w*|word\w*|werd\w*|komt|komen|gaat|gaan|doet|"
        r"doen|trekt|trekken|klopt|staat|staan|hoor\w*|valt|vallen|ligt|liggen|volstaat|schrijft|"
        r"loopt|lopen|zal|zullen|zou|zouden|bestaat|bestaan|geldt|gelden|blij[fv]\w*|betaal\w*|"
        r"betalen|leidt|leiden|horen|hoeven|"
        r"zit|zitten|vraagt|vragen|wil|willen|hoef\w*|maakt|maken|raakt|neemt|beslist|bepaalt|"
        r"stuurt|werkt|werken|botst|botsen|versterkt|versterken|ben|levert|leveren|helpt|worden|"
        r"stemt|tekent|stelt|dient)\b"
        r"|\btoch ?\??$|\bja of nee\b|\bof niet ?\??$|\btoch (zeker|wel|niet|al)\b|\bwaar\?$"
    ),
    "en": Wending(
        r"^(\W*(and|but|so|or)\b)?\W*(is|are|was|were|has|have|had|can|could|may|must|should|will|"
        r"would|does|do|did)\b|, right\??$|\byes or no\b|\b(isn|aren|doesn|don)'?t (it|they)\??$"
    ),
}
_BEWERING = {
    "nl": Wending(r"\bwaarom\b|\bhoezo\b|\bhoe komt het\b|\breden\b|\btoch\b|\bwaardoor\b|\bwrm\b"),
    "en": Wending(r"\bwhy\b|\bhow come\b|\breason\b|\bright\b"),
}


def find_soorten(tekst: str, taal: Taal) -> frozenset[Soort]:
    """The kinds a folded question may be of; {"wat"} when nothing tells."""
    return frozenset(_SOORTEN[taal].search(tekst)) or frozenset({"wat"})


_TREKT = {
    "nl": Wending(
        r"\b(trekt|trekken|trok|getrokken|trekker\w*|leidt|leiden|leiding|ligt|liggen|"
        r"coordineert|coordinerend\w*|voortouw|verantwoordelijk\w*|hoede|pakt|doet|"
        r"regelt|voert|rol|rollen|taken|taak|bordje|in handen)\b"
    ),
    "en": Wending(r"\b(leads?|leading|in charge|responsible|coordinat\w+|runs?|directs?|roles?|"
                     r"tasks?)\b"),
}  # fmt: skip
_ZIT_VOOR = {
    "nl": Wending(r"\bvoorzit\w*|\bzit\b.{3,60}\bvoor\W*$"),
    "en": Wending(r"\bchair\w*"),
}
_STATUS = {
    "nl": Wending(r"\bal\b|\bachter de rug\b|\bgeweest\b|\bklaar\b|\bgebeurd\b|\bnog niet\b"),
    "en": Wending(r"\balready\b|\byet\b|\bover\b|\bdone\b"),
}
_REDEN = Wending(r"^\W*(en |maar |and )?(waarom|hoezo|why)\b")
"""Who asks why something is done already does not ask when."""


def is_trekvraag(tekst: str, taal: Taal) -> bool:
    """Whether a folded question is about who leads, or has what part."""
    return _TREKT[taal].is_in(tekst)


def find_zacht(tekst: str, taal: Taal, *, partij: bool, getal: bool) -> frozenset[Soort]:
    """Kinds that an answer may have though the question does not ask for it in so many words.

    `partij` and `getal` tell whether the question names a party or a number.
    """
    found: set[Soort] = set()
    if (partij and is_trekvraag(tekst, taal)) or _ZIT_VOOR[taal].is_in(tekst):
        found.add("wie")
    if _STATUS[taal].is_in(tekst) and not _REDEN.is_in(tekst):
        found.add("wanneer")
    if getal:
        found.add("hoeveel")
    return frozenset(found)


def is_ja_nee(tekst: str, taal: Taal) -> bool:
    """Whether a folded question asks for yes or no."""
    return _JA_NEE[taal].is_in(tekst)


def is_bewering(tekst: str, taal: Taal) -> bool:
    """Whether a folded question takes something for granted ("waarom trekt …")."""
    return _BEWERING[taal].is_in(tekst)
