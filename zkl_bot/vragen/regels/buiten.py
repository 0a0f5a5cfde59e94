"""What is no question about the sources: named categories, each with a fitting reply.

They are tried before any matching, so each pattern must be sure of its case.
"""

from zkl_bot.vragen.patroon import Patronen, Wending, Zeefpatroon
from zkl_bot.vragen.taal import is_andere_taal
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld

_FRACTIES = (
    r"vvd|cda|d66|pvda|groenlinks|gl|sp|pvv|bbb|fvd|volt|ja21|christenunie|cu|sgp|"
    r"partij voor de dieren|pvdd|50plus|denk|fracties?|raadsfracties?|oppositie|coalitie"
)
_CATEGORIEEN: Patronen[str] = Patronen(
    (
        ("injectie",
         r"\b(ignore|forget|disregard|override)\b.{0,40}\b(instruction|rule|prompt|previous|above)|"
         r"\b(negeer|vergeet|omzeil)\b.{0,40}\b(instructie|regel|opdracht|prompt|vorige|"
         r"voorgaande)|"
         r"\bsystem ?prompt\b|\b(you are|je bent|doe) (now|nu|alsof)\b|\bact as\b|\bjailbreak\b|"
         r"\bdeveloper mode\b|\bpretend\b|<script|\bdrop table\b|\bselect \* from\b|"
         r"\bunion select\b"),
        ("groet",
         r"^\W*(hallo|hoi|hey|hee|he|hi|hello|dag|yo|goede(n)?(morgen|middag|avond|dag)|goeie\w+|"
         r"good (morning|afternoon|evening)|moin)(\s+(bot|allemaal|daar|there|zkl|iedereen))*\W*$"),
        ("dank",
         r"^\W*(ok[ea]?y?|top|super|mooi|fijn|great)?\W*(be?dankt|dank ?(je|u)( ?wel)?|dankjewel|"
         r"dankuwel|thanks?( you)?|thx|merci|tof)\b.{0,40}$|^\W*(top|super|mooi|fijn|prima|"
         r"great)\W*$"),
        ("hoe-gaat-het",
         r"\bhoe gaat (het|ie|t)( met (jou|je|u))?\W*$|\bhow are you\b|^\W*alles goed\W*$|"
         r"\bhoe is (het|t)\W*$|\bhow('?s| is) it going\b"),
        ("wie-ben-je",
         r"\bwie ben (jij|je|u)\b|\bwat ben (jij|je)\b|\bben (jij|je|u) (een|n) (robot|bot|mens|ai|"
         r"computer)\b|\bwat (kun|kan) (jij|je|u)( allemaal)?( doen| beantwoorden)?\W*$|"
         r"\bwho are you\b|\bwhat can you do\b|\bare you (a|an) (bot|robot|human|ai)\b|"
         r"^\W*help\W*$|"
         r"\bwat kan ik (je|jou|u )?(hier )?vragen\b|\bhoe werk(t|en) (jij|je|deze bot|dit)\b"),
        ("mening",
         r"^(?!.*\b(waar|(op|in) welke?)\b).*\b(vind|vindt) (jij|je|u)\b|"
         r"\b(jouw|je|uw) (mening|oordeel|advies|voorkeur|favoriet\w*)\b|"
         r"\bstemadvies\b|\b(voor of tegen|tegen of voor)\b.{0,40}\bstemmen\b|"
         r"\bmoet(en)? (ik|we|wij|onze fractie|de fractie|mijn fractie)\b.{0,60}"
         r"\b(voor|tegen) ?(stemmen)?\W*$|\b(voor|tegen)\b.{0,40}\bstemmen\W*$|"
         r"\b(voor|tegen) stemmen\b|\bwat zou (jij|je|u)\b|"
         r"\b(wat|hoe) (moet|moeten|zal|zullen|kan|kunnen) (ik|we|wij|(mijn|onze|de) fractie)\b"
         r".{0,30}\bstemmen\b|"
         r"\bzou (jij|je|u) (voor|tegen|kiezen|doen)\b|\bdenk (jij|je|u)\b|\bdenkt u\b|"
         r"\bwhat do you think\b|\byour opinion\b|\b(should|shall) (i|we|our party|"
         r"our group) (vote|"
         r"support|reject|oppose)\b|\bdo you (like|prefer|agree|think)\b|\bben (jij|je|"
         r"u) het eens\b|"
         r"\bwhich party should\b|\braad (jij|je|u) aan\b|\badviseer (jij|je|mij|me|ons)\b|"
         r"[,.?] ?(eerlijk|eerlijk gezegd|be honest|honestly)\W*$|"
         r"^\W*(eerlijk gezegd|wees eerlijk|zeg eens eerlijk|honestly)\b|"
         r"\bis (het|dit|dat) (\w+ )?(slim|verstandig|een goed idee|dom|onzin|zinvol|"
         r"een slecht plan)\b|"
         r"\bis (it|this|that) (a good idea|wise|smart|stupid)\b"),
        ("stemgedrag",
         r"\bwelke fracties?\b|\bvan welke (politieke )?partij (is|zijn|was|waren)\b|"
         r"\bwie (van|uit|in) (mijn|onze|de) fractie\b|"
         r"\b(wat|hoe) (wil|stemt|stemde|vindt|vond|zei|zegt) "
         r"(mijn|onze|jullie|uw|de) fractie\b|"
         rf"\b({_FRACTIES})\b.{{0,60}}\b(stem\w*|stond\w*|vind\w*|vond\w*|standpunt\w*|tegen|voor "
         r"het|zei|zegt|wil\w*|vote\w*)\b|\b(stem\w*|stond\w*|vind\w*|vond\w*|standpunt\w*|"
         r"vote\w*)\b"
         rf".{{0,60}}\b({_FRACTIES})\b|\bwie (van de raad )?(stemde\w*|was tegen|waren tegen)\b|"
         r"\b(verkiezingen|verkiezing|election) (winnen|gewonnen|wint|win)\b|\bwie (wint|"
         r"gaat winnen)\b|"
         r"\bwho (will win|voted)\b|\bstemuitslag\b|\bstemverhouding\b|"
         r"\bhoe (is er gestemd|stemde\w*)\b|\bhoe (heeft|hebben|is|zijn)\b.{0,60}\bgestemd\b"),
        ("persoon",
         r"\be-?mail(adres\w*| address\w*)\b|\bmailadres\w*|\btelefoon(nummer)?\b|"
         r"\bphone( number)?\b|"
         r"\bmobiele? ?nummer\b|\b06[- ]?nummers?\b|"
         r"\b(t|het|een|de) 06\b|^\W*06 van\b|\b06\W*$|"
         r"\b(thuis|prive|woon|huis|post|bezoek)?adres(sen|"
         r"je)?\b|"
         r"\baddress\b|\bbsn\b|\bgeboortedatum\b|\bverjaardag\b|\bhoe oud (ben|is) (je|jij|u|hij|"
         r"zij|ze|de (burgemeester|wethouder|\w*secretaris))\b|\bleeftijd\b|"
         r"\bsalaris\b|"
         r"\bhoeveel verdient\b|\bsalary\b|\bverdient\b|\bpostcode\b|\bcontactgegevens\b|"
         r"\bwaar woont\b|\bwho is married\b|\bgetrouwd\b|\bhow old (are you|is (he|she|"
         r"the mayor))\b|\bkvk\W?nummer\b|"
         r"\bhoe (kan|bereik) ik\b.{0,40}\b(bereiken|bellen|mailen)\b"),
        ("dienst",
         r"\b(parkeervergunning|paspoort|rijbewijs|identiteitskaart|id-?kaart|grofvuil|grof vuil|"
         r"oud papier|gft|groenbak|"
         r"afvalkalender|vuilnis\w*|afvalbak|afval ophalen|kliko|container|uittreksel|"
         r"geboorteaangifte|bijstand aanvragen|wmo|hondenbelasting|ozb|woz|kapvergunning|"
         r"bouwvergunning|omgevingsvergunning|evenementenvergunning|standplaats|openingstijden|"
         r"gemeentehuis open|toeslag|zorgtoeslag|huurtoeslag|urgentieverklaring|afspraak (maken|"
         r"bij)|"
         r"kwijtschelding|parkeerboete|boete betalen|trouwen|verhuizing doorgeven|adreswijziging|"
         r"bezwaar maken|losliggende|lantaarnpaal|straatverlichting|parking permit|passport|"
         r"driving licen[cs]e|garbage|rubbish|trash|opening hours|swimming pool|zwembad|"
         r"bibliotheek|"
         r"library|inschrijven voor een woning|sociale huurwoning (aanvragen|krijgen)|"
         r"schoolvakantie\w*|"
         r"aangifte doen|melding (doen|maken) van)\b|\baanvragen\b.{0,20}\b(hoe|waar)\b|"
         r"\b(hoe|waar)\b.{0,50}\b(aanvragen|vraag ik)\b"),
        ("handeling",
         r"^\W*(kun|kan|wil|zou)? ?(je|jij|u)? ?(even |ff |alsjeblieft |aub |please |"
         r"nou )*(voor mij )?"
         r"(stuur|verstuur|mail|bel|app|plan (mijn|een|onze|even|ff|in)|boek|reserveer|schrijf|"
         r"print|download|herinner|verwijder|"
         r"wis|annuleer|vertaal|koop|bestel|teken|maak|zet|send|write|book|schedule|translate|call|"
         r"remind|delete|cancel|draft|create|order|buy)\b(?!.{0,90}\bop (een|n) rij)|"
         r"^(?!\W*(en |maar |tot |vanaf |sinds |per )*(wie|wat|wanneer|hoe|waar\w*|welke?|who|what|"
         r"when|how|where|why|which)\b).*\b(kun|kan|wil|zou|could|can|would) (je|jij|u|you)\b"
         r"(?!.*\b(zeggen|vertellen|uitleggen|aangeven|wie|wat|wanneer|hoe|welke?|waarom|tell|"
         r"explain|who|what|when|how|which|why)\b)"
         r".{0,80}\b(inplannen|plannen|versturen|"
         r"sturen|mailen|bellen|schrijven|boeken|reserveren|regelen|vertalen|maken|opstellen|"
         r"uitnodigen|printen|bestellen|verwijderen|annuleren|doorsturen|send|write|book|schedule|"
         r"translate|call|remind|draft)\b"),
        ("kletsen",
         r"\b(mop|moppen|grap|grapje|grappen|raadsel|gedicht|liedje|zing|rijmpje)\b|\bjokes?\b|"
         r"\bpoem\b|\bsing\b|\b(weer|weerbericht|weersverwachting) (is|wordt|morgen|vandaag|van)\b|"
         r"\bwat voor weer\b|\bweather\b|\bgaat het regenen\b|\bvoetbal\w*|\bajax\b|\bfootball\b|"
         r"\bhoofdstad van\b|\bcapital of\b|\bzin van het leven\b|\bmeaning of life\b|"
         r"\bhou je van\b|"
         r"\bhoe laat is het\b|\bwhat time is it\b|\bbitcoin\b|\brecept voor (een )?(appel|taart|"
         r"soep|"
         r"pannen|pasta|koek)\w*|\bpizza\b|\bnetflix\b"),
    )
)  # fmt: skip


_INLEIDING = Zeefpatroon(
    r"\b(mijn|onze|de|een|my|our) (raads)?(fractie|group|party group) "
    r"(wil|wilt|wou|zou|vraagt|vroeg|zoekt|twijfelt|overweegt|wants|asks|asked|would like)\b"
    r"(?! (voor|tegen)\b)( (graag|ook|eens|zich af|mij|me|to know|weten|know)\b)*"
)
"""For whom a question is asked: not yet a question about that group."""
_BRIEFHOOFD = Wending(r"\b(provincie|gedeputeerde staten|gs|brief|province|letter)\b")


def find_categorie(tekst: str) -> str | None:
    """The category a folded text falls in, or None when it may be a question for the sources."""
    return next(_CATEGORIEEN.search(_INLEIDING.sub(" ", tekst)), None)


def probeer(vraag: Vraag, wereld: Wereld) -> Vorm | None:
    """The reply of the category, or None."""
    categorie = find_categorie(vraag.tekst)
    if categorie == "persoon" and _BRIEFHOOFD.is_in(vraag.tekst):
        # The letter that came with the recept tells where the province is to be reached.
        return None
    if categorie is None and is_andere_taal(vraag.origineel, vraag.tekst):
        categorie = "taal"
    return Vorm("buiten", {"categorie": categorie}, kind="hulp") if categorie else None
