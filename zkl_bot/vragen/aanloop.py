"""What people say before they ask: "Een inwoner vroeg mij wie …", "Kunt u mij zeggen wanneer …";
and after it: "… ook alweer?".

It says nothing of what is asked, but its words would count as if it did.
"""

from zkl_bot.kennis.model import Taal
from zkl_bot.vragen.patroon import Patroon

_VRAAGWOORD = {
    "nl": r"(?=(wie|wat|wanneer|waar\w*|hoe\w*|waarom|welke?|wnr)\b)",
    "en": r"(?=(who\w*|what|when|where|how|why|which)\b)",
}
_GROET = {
    "nl": r"(hallo|hoi|hey|hee|dag|goede(n)?(morgen|middag|avond)|beste \w+|geachte \w+)",
    "en": r"(hello|hi|hey|dear \w+|good (morning|afternoon|evening))",
}
_AANLOPEN: dict[Taal, tuple[Patroon, ...]] = {
    "nl": (
        Patroon(r"(?i) (ook|nou|nu) ?(al)?weer(?=\W*$)"),
        Patroon(rf"(?i)^\W*{_GROET['nl']}( (bot|allemaal|iedereen))?[\s,.!]+(?=\w+\W+\w)"),
        Patroon(
            r"(?i)^\W*(maar |en |nou |ok[eé]? |zeg )?"
            r"(ik|wij|we|iemand|mensen|inwoners|bewoners|(mijn|onze|de|een|'?n) (raads)?"
            r"(fractie\w*|collega\w*|inwoner\w*|bewoner\w*|burger\w*|wethouder|griffier|raadslid|"
            r"college|commissie|ondernem\w+|buurman|buurvrouw|journalist|achterban|krant))"
            r" (vraagt?|vragen|vroeg(en)?|wil|willen|wilden?|wou|zou|zouden)"
            r"( (me|mij|ons|zich|mezelf|graag|eens|even|ff|af|weten|willen|ook|nog|net|toen|"
            rf"vandaag|gisteren|(van|aan) (mij|me|ons)))*[\s,:]+{_VRAAGWOORD['nl']}",
        ),
        Patroon(
            r"(?i)^\W*(kunt|kan|kun|weet|wilt|wil|zou|zoudt) (u|je|jij|jullie)"
            r"( (mij|me|ons|even|misschien|ook|eens|toevallig|kunnen|willen|zeggen|vertellen|"
            rf"uitleggen|aangeven|laten weten))*[\s,:]+{_VRAAGWOORD['nl']}",
        ),
    ),
    "en": (
        Patroon(rf"(?i)^\W*{_GROET['en']}( (bot|all|everyone))?[\s,.!]+(?=\w+\W+\w)"),
        Patroon(
            r"(?i)^\W*(i|we|someone|people|residents|(my|our|the|a) (party |council )?(group|"
            r"colleague|resident|councillor|alderman|journalist|neighbour)s?)( was| were|'m|'d)?"
            r" (wonder(s|ed|ing)?|wants? to know|wanted to know|would like to know|like to know|"
            rf"asks?|asked)( (me|us|just))*[\s,:]+{_VRAAGWOORD['en']}",
        ),
        Patroon(
            r"(?i)^\W*((can|could|would|will) you( please)? (tell|explain)|do you know|please tell)"
            rf"( (me|us|to me))*[\s,:]+{_VRAAGWOORD['en']}",
        ),
    ),
}


def without_aanloop(tekst: str, taal: Taal) -> str:
    """The question itself; a text that has no such beginning or end stays as it is."""
    for pattern in _AANLOPEN[taal]:
        tekst = pattern.sub("", tekst)
    return tekst
