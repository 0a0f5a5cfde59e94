"""The small words: which don't count, which count little, numbers, chat spelling, verbs."""

from zkl_bot.vragen.gewoon import GEWOON_EN, GEWOON_NL, inflect
from zkl_bot.vragen.patroon import Patronen


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


STOP = {
    "nl": _set("""
        the and or to from with for by on at what who how which are does did not they their it
        de het een t n d s een der den des dat die dit deze daar daarin daarvan daarmee daarover
        daarvoor daarna daarbij daartoe hier hierin hiervan hiervoor hierbij hierover hiermee er
        erin ervan ervoor erbij erover ermee eraan ervoor eronder ertegen erna waar waarin waaraan
        waarbij waarmee waarop waarover waartoe waarvan waarvoor waarnaar waardoor waaruit
        waaronder waarom hoe hoezo hoelang wie wiens wier wanneer wat wa welk welke welks hoeveel
        hoeveelste ik je jij jou jouw u uw we wij ons onze jullie hij zij ze zijn haar hun hen men
        hem mij me mijn zich zichzelf elkaar iemand niemand iets niets is ben bent was waren wordt
        word worden werd werden geworden zijn geweest heeft heb hebt hebben had hadden gehad kan
        kun kunt kunnen kon konden zal zult zullen zou zouden wil wilt willen wilde wilden mag
        mogen mocht moet moeten moest moesten hoeft hoeven ga gaat gaan ging gingen doe doet doen
        deed deden gedaan laat laten komt komen kom kwam kwamen in op aan van voor bij met naar om
        uit over onder tussen door tot tegen te ten ter tijdens per via sinds vanaf na binnen
        buiten boven achter af al als alsof dan dus en of maar want omdat doordat zodat toen
        terwijl hoewel tenzij mits dan toch ook nog niet geen wel nou nu eens even eigenlijk
        eigelijk eerst gewoon maar zo zon zoal zoveel heel erg best precies ongeveer zelf steeds
        altijd nooit ooit weer verder alleen samen tevens namelijk overigens allemaal alles alle
        al beide ieder iedere elk elke  zulke sommige enkele veel weinig meer meest
        minder minst m.n. o.a. bijv bv etc enz ff effe svp aub pls graag hallo hoi hee he hey yo
        zeg nee ja jaa oke ok toe hoor tja nah huh eh uh joh man zeker weet weten bedoel bedoelt
        snap begrijp vraag vragen vroeg vertel vertellen noem noemen geef geven gaf leg leggen
        uitleggen uitleg zoek zoeken toon tonen bent zit zitten ligt liggen lag lagen staat staan
        stond stonden hoort horen heet heten blijft blijven i.s.m. ism incl excl mbt m.b.t igv tbv
        vlgs volgens qua zowel zoals dan wel danwel hiero der d'r dr hoor das nier zie zien hoevl
        wss gwn ofzo zeker zogezegd dergelijke bedoelen bedoeld praktijk ding dingen soort toe
        precies exact daadwerkelijk nodig stel stelt stellen houdt houden inhoudt inhouden speelt
        spelen gebeurt gebeuren gebeurde hierop daarop daaraan hieraan daaronder daaruit daarnaast
        daarop erop verstaat verstaan gehouden zet zetten ervan vandaan erop eruit erdoor lijst
        rijtje kort korte bondig zin zinnen klopt echt wij jaja hmm mbv oftewel ie m k em tis hebt
        hoeven krijg krijgt krijgen voluit betekent betekenen betekenis betekend noemt genoemd
        noemde noemden naam namen zegt zeggen zei stukken documenten document bron bronnen tekst
        werkelijk aantal elkaar opgeteld totaal bijelkaar ding zaak zaken gegeven ergens ooit
        overal heen jo ffe checken check effies snel hup kom yo joh pff ach zeg
    """),
    "en": _set("""
        the a an this that these those there here it its he she they them their we us our you your
        i me my mine who whom whose which what when where why how is are was were be been being am
        do does did done has have had having can could will would shall should may might must to
        of in on at by for with from into about over under between through until against during
        per via since after within outside above behind off as if then so and or but because while
        although unless also still not no none only just even ever never always again too very
        more most less least much many few some any all both each every other another such same
        please hi hello hey yes yeah ok okay tell give name show explain list mean means meaning
        stand stands exactly actually really happen happens thing things kind sort say says said
        according document documents source sources one ones get gets got going go goes take takes
        make makes let lets put does doesnt isnt dont cant s t d ll re ve than up out whats whos
        hows wheres
    """),
}
"""Words that say nothing of the subject; what kind of question it is, `vraag` reads itself."""

LICHT = {
    "nl": _set("""
        zuid kennemerland kennemer zkl terug regio regionale regionaal gemeente gemeenten gemeentes
        actie acties plan punt punten onderdeel samenwerking bijeenkomst jaar jaren nieuwe nieuw
        grote groot goed beter belangrijk belangrijke rol rollen afspraak afspraken afgesproken
        tijd twee drie vier vijf 2 3 4 5 6 7 8 9 10 verschillende bepaalde eerste laatste huidige
        huidig mogelijk mogelijke deel hoofdstuk paragraaf artikel werkplan volgende komende
        mensen wat gezamenlijke gezamenlijk reden redenen manier wijze uiteindelijk straks later
        indertijd destijds momenteel uiterlijk minimaal maximaal minstens moment lopen loopt wijst
        zogenaamd zogeheten soorten gebruikt gebruik genaamd vallen valt geldt gelden plaats
        nummer nr totale gebied hele vooral via werken werkt gezegd gaat dient dienen bezig komend
        rond rondom ruim gebruiken maken maakt gemaakt volgt hebben allerlei bijzonder bijzondere
        vast vaste feitelijk feitelijke speciaal speciale bekend rij
    """),
    "en": _set("""
        zuid kennemerland kennemer region regional municipality municipalities action actions plan
        point points cooperation meeting year years new large good better important role part
        chapter section work two three four five 2 3 4 5 6 7 8 9 10 different certain first last
        current possible people joint way next coming number town towns together mentioned
        eventually used use called time place area whole local
    """),
}
"""Words that count for little: half the corpus has them, or they only carry the sentence."""

NUMMERS = {
    "twee": "2", "drie": "3", "vier": "4", "vijf": "5", "zes": "6", "zeven": "7", "acht": "8",
    "negen": "9", "tien": "10", "elf": "11", "twaalf": "12", "dertien": "13", "veertien": "14",
    "vijftien": "15", "twintig": "20", "dertig": "30", "veertig": "40", "vijftig": "50",
    "zestig": "60", "zeventig": "70", "tachtig": "80", "negentig": "90", "honderd": "100",
    "eerste": "1e", "tweede": "2e", "derde": "3e", "vierde": "4e", "vijfde": "5e", "zesde": "6e",
    "zevende": "7e", "achtste": "8e", "negende": "9e", "tiende": "10e",
    "two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8",
    "nine": "9", "ten": "10", "eleven": "11", "twelve": "12", "twenty": "20", "thirty": "30",
    "forty": "40", "fifty": "50", "sixty": "60", "seventy": "70", "eighty": "80", "ninety": "90",
    "hundred": "100", "first": "1e", "second": "2e", "third": "3e", "fourth": "4e", "fifth": "5e",
    "sixth": "6e", "seventh": "7e", "eighth": "8e", "ninth": "9e",
}  # fmt: skip
"""Number words to the form `woorden.split` gives numbers."""

GEWOON = {"nl": inflect(GEWOON_NL), "en": _set(GEWOON_EN)}
"""Ordinary words: see `gewoon`."""

VRAAGWOORDEN = {
    "nl": _set("""
        hoeveel wanneer waarom welke wethouder wethouders burgemeester gemeente gemeenten partijen
        kosten kostte budget bedrag adres telefoonnummer salaris verdient inmiddels momenteel
        allemaal trekker trekken voorzitter leiding uiteindelijk eerstvolgende percentage procent
        precies uitslag uitkomst fractie stemmen
    """),
    "en": _set("""
        which where whats percentage address budget already currently mayor alderman councillor
        municipality exactly outcome salary eventually
    """),
}
"""Words by which one sees what is asked for, or that the sources don't tell it."""

CHAT = {
    "vd": "van de", "vh": "van het", "vlgs": "volgens", "igv": "in geval van", "nr": "nummer",
    "da": "dat", "wa": "wat", "nie": "niet", "ni": "niet", "pj": "per jaar",
    "hoevl": "hoeveel", "wnr": "wanneer", "wrm": "waarom", "gem": "gemeente", "w8": "wacht",
    "jr": "jaar", "hlm": "haarlem",
    "vgl": "volgens", "mn": "mijn", "zn": "zijn", "wanner": "wanneer", "wannneer": "wanneer",
    "kw": "kwartaal", "q1": "eerste kwartaal", "q2": "tweede kwartaal", "q3": "derde kwartaal",
    "q4": "vierde kwartaal", "c.q": "of", "bijeenk": "bijeenkomst",
    "hoelang": "hoe lang", "p/j": "per jaar", "waneer": "wanneer", "weike": "welke",
    "ouwe": "oude", "ouwere": "oudere",
    "welek": "welke", "belnr": "telefoonnummer", "telnr": "telefoonnummer",
    "telefoonnr": "telefoonnummer", "nz": "noord zuid",
}  # fmt: skip
"""How people type, and what they mean."""

SCHEIDBAAR = Patronen(
    (verb, pattern)
    for pattern, verb in (
        (r"\bzeg\w*\b.{0,40}\bop\b", "opzeggen"),
        (r"\b(kom\w*|rak\w*|wil\w*)\b.{0,30}\b(van|uit)\b.{0,30}\b(af|weg|los)\b", "opzeggen"),
        (r"\b(stap\w*|tre\w+|ga\w*)\b.{0,30}\b(eruit|uit)\b", "uittreden"),
        (r"\buit\b.{0,30}\b(stappen|treden)\b|\buitstappen\b", "uittreden"),
        (r"\b(ga\w*|wil\w*)\b.{0,20}\bweg\b", "weggaan"),
        (r"\bloop\w*\b.{0,20}\baf\b", "aflopen"),
        (r"\bsluit\w*\b.{0,40}\baan\b", "aansluiten"),
        (r"\btre\w+\b.{0,30}\btoe\b", "toetreden"),
        (r"\bdoe\w*\b.{0,30}\bmee\b", "meedoen"),
        (r"\b(kom\w*|mag|kan)\b.{0,20}\berbij\b", "toetreden"),
        (
            r"\b(kom\w*|mag|mogen|kan|kun\w*|wil\w*)\b.{0,30}\ber (\w+ ){0,2}(bij|in)\W*$",
            "toetreden",
        ),
        (r"\bwil\w*\b.{0,60}\b(erbij|meedoen|aanhaken|instappen)\b", "toetreden"),
        (r"\bstel\w*\b.{0,60}\bvast\b", "vaststellen"),
        (r"\bstel\w*\b.{0,60}\bop\b", "opstellen"),
        (r"\bstuur\w*\b.{0,40}\baan\b", "aansturen"),
        (r"\bzit\w*\b.{0,40}\bvoor\b", "voorzitten"),
        (r"(?<!\bwat komt )\beruit\b|\bwil\w*\b.{0,30}\buit het convenant\b", "opzeggen"),
        (r"\bzich\b.{0,50}\bhoud\w*\b|\bhoud\w*\b.{0,30}\baan (de|het|zijn|haar|hun)\b", "naleven"),
        (r"\bnem\w*\b.{0,40}\bmee\b|\bneem\w*\b.{0,40}\bmee\b", "meenemen"),
        (r"\blever\w*\b.{0,40}\bop\b", "opleveren"),
        (r"\bkrijg\w*\b.{0,40}\bterug\b", "terugkrijgen"),
        (r"\bleg\w*\b.{0,40}\bvast\b", "vastleggen"),
    )
)
"""Separable verbs of the subject, as they stand apart in a sentence."""

STERK = {
    "besproken": "bespreken", "bespraken": "bespreken", "besprak": "bespreken",
    "gesproken": "spreken", "sprak": "spreken", "spraken": "spreken",
    "getrokken": "trekken", "trok": "trekken", "trokken": "trekken", "trekt": "trekken",
    "genomen": "nemen", "nam": "nemen", "neemt": "nemen", "besloten": "besluiten",
    "besloot": "besluiten", "besluit": "besluiten", "gekozen": "kiezen", "koos": "kiezen",
    "gegeven": "geven", "geschreven": "schrijven", "schreef": "schrijven",
    "begonnen": "beginnen", "begon": "beginnen", "verloren": "verliezen", "verloor": "verliezen",
    "gebonden": "binden", "verbonden": "verbinden", "gevonden": "vinden", "gebracht": "brengen",
    "bracht": "brengen", "gedacht": "denken", "dacht": "denken", "gekocht": "kopen",
    "aangekocht": "aankopen", "verkocht": "verkopen", "geleden": "lijden",
    "verstreken": "verstrijken", "gebleken": "blijken", "bleek": "blijken", "blijkt": "blijken",
    "gekregen": "krijgen", "kreeg": "krijgen", "kregen": "krijgen", "gehouden": "houden",
    "hield": "houden", "hielden": "houden", "gelopen": "lopen", "liep": "lopen",
    "afgesproken": "afspreken", "toegewezen": "toewijzen", "vergeleken": "vergelijken",
    "getekend": "tekenen", "ondertekend": "ondertekenen", "opgezegd": "opzeggen",
    "uitgetreden": "uittreden", "toegetreden": "toetreden", "steden": "stad",
    "leden": "lid", "raadsleden": "raadslid", "commissieleden": "commissielid",
    "schepen": "schip", "burgers": "burger", "overwogen": "overwegen", "bewogen": "bewegen",
    "verschoven": "verschuiven", "aangeboden": "aanbieden", "geboden": "bieden",
    "verboden": "verbieden", "vervlochten": "vervlechten", "verweven": "verweven",
    "verwevenheid": "verweven", "gekregene": "krijgen", "geholpen": "helpen", "hielp": "helpen",
    "gestorven": "sterven", "geworven": "werven", "verworven": "verwerven",
    "verwierp": "verwerpen", "verworpen": "verwerpen", "bleef": "blijven", "gebleven": "blijven",
    "werkt": "werken", "held": "hold", "led": "lead", "leads": "lead", "leading": "lead",
    "chose": "choose", "chosen": "choose", "paid": "pay", "left": "leave", "leaves": "leave",
    "leaving": "leave", "councillors": "councillor", "bodies": "body", "cities": "city",
    "began": "begin", "begun": "begin", "built": "build", "spoke": "speak", "spoken": "speak",
}  # fmt: skip
"""Strong verbs and plurals that no stemmer brings together."""
