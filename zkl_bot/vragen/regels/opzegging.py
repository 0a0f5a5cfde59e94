"""Leaving the covenant with a date: what follows from a notice, or when it must be given."""

from datetime import date

from zkl_bot.kennis.opzegging import Opzegging, last_day_for
from zkl_bot.kennis.relatief import find_relatief
from zkl_bot.vragen.patroon import Patroon, Wending
from zkl_bot.vragen.tijden import find_dag, find_jaar, find_komende_dag
from zkl_bot.vragen.vraag import Vraag
from zkl_bot.vragen.wereld import Vorm, Wereld

_VERTREK = Wending(
    r"\bopzeg\w*|\bopgezegd\b|\bzeg(?!,| (even|eens|es|nou|hoor)\b)\w*\b.*\bop\b|"
    r"\buitstap\w*|\bstap\w*\b.*\b(uit|eruit)\b|"
    r"\buittre\w*|\btre\w+ .*\buit\b|\bvertre\w*|\bafscheid\b|\bniet (meer|langer) (mee\w*|deel\w*)"
    r"|\b(weg|eruit)\b|\buit (het|dit|t) convenant\b|\bverla(at|ten)\b|\bstop(t|pen)? (met|ermee)\b"
    r"|\bopheffen\b|\bdeelname\b.*\b(beeindig\w*|stop\w*)|\bleav\w+|\bwithdraw\w*|\bterminat\w+|"
    r"\bgive notice\b|\bnotice\b|\bquit\w*|\bbe out\b|\bget out\b|\bopt out\b|\bexit\w*"
    r"|\bbrief\b.*\b(deur uit|op de bus|op de post|de bus in)\b|\bde brui\b|"
    r"\b(zijn|ben|is|komen|kom) (we|wij|ik|\w{5,}) (ervan |er van )?(af|los|vrij|verlost)\b|"
    r"\b(dat|als) (we|wij) (stopp|vertrekk|weggaa|ophoud)\w*|"
    r"\bermee (kapp|ophoud|stopp|nokk)\w*"
    r"|\bstuu?r\w*\b.*\bbrief\b.*\b(einddatum|eruit|uit|vrij|los)\b"
    r"|\bmeldt?\b.*\bbesluit\b|"
    r"\b(meldt?|schrijft|laat weten)\b.*\b(stopt?|stoppen|ophoudt)\b|"
    r"\bbesluit\b.*\bcoordinatieoverleg\b"
)
_UITERLIJK = Wending(
    r"\buiterlijk\w*|\blaatste\b.*\b(dag|kalenderdag|moment|datum|jaar)\b.*\b(meld\w*|opzeg\w*|"
    r"op te"
    r"|brief|laten weten)|\bwelk jaar moet\w*|\bwanneer (moet\w*|dien\w*)\b|\bdeadline\b|"
    r"\bhoe laat\b|\blatest\b|\blast (day|date|moment)\b|\bby when\b|\bwhen (must|should|do) \w+ "
    r"(give|send|notify|tell)|\b(voor|tot) welke (datum|dag)\b|\btot wanneer (kun|kan|mag|"
    r"moet)\w*|\bmoet de brief\b|\bwanneer dan opzeggen\b"
)
_GEGEVEN = Wending(
    r"\bopgezegd\b|\bzeg\w* \w* ?\w* ?op\b|\bafscheid per\b|\bopzegging (op|in|van|per)\b|"
    r"\bals we (op|in)\b.*\bopzeggen\b|\bligt\b|\bgave notice\b|\bgives? notice (in|on)\b"
)
_PER = Wending(
    r"\b(per|vanaf|met ingang van|ingaande|as of|as from|starting) (de )?(1|\w+ )?.{0,3}"
    r"(\d{1,2}[-/]\d{1,2}[-/])?.{0,14}\b(20|21)\d\d\b"
)
"""A day from which one wants to be out, rather than the day of the notice."""
_LOOPT_AF = Wending(
    r"\b(convenant|covenant)\b (nu |al |zelf |toch |dus |zomaar )*(stopt|eindigt|vervalt|verloopt|"
    r"loopt|houdt op|afloopt|ophoudt|ends?|expires?|stops?)\b|"
    r"\bverleng\w*|\bextend\w*|\bextension\b"
)
"""That the covenant itself ends, rather than that somebody leaves it."""
_MELDING = Wending(
    r"\b(meld\w*|gemeld|kennisgeving|brief|schriftelijk\w*|(ver)?stu(u|re?n?)\w*|mail\w*|notice|"
    r"letter|notif\w+)\b"
)
"""What counts is when the notice is given, whenever it was decided."""
_ZINSDEEL = Patroon(r"[,;:.] | (maar|terwijl|but|while) ")
_JAARTAL = Patroon(r"\b2[01]\d\d\b")
_NU = Wending(r"\b(nu|now)\b")


def _relative(tekst: str, vandaag: date) -> tuple[date | None, int | None]:
    """The day that is told from today, or of a longer period only the year it goes on in."""
    periode = find_relatief(tekst, vandaag)
    if periode and periode.start and periode.laatste_dag:
        first = min(max(periode.start, vandaag), periode.laatste_dag)
        one_day = periode.start == periode.laatste_dag
        return (first, None) if one_day else (None, first.year)
    return (vandaag, None) if _NU.is_in(tekst) else (None, None)


def _tell_of_notice(tekst: str) -> str:
    """Of a text with several years the part that tells of the notice; all of it otherwise."""
    if len(set(_JAARTAL.compile().findall(tekst))) < 2:
        return tekst
    parts = _ZINSDEEL.sub("\n", tekst).split("\n")
    of_notice = (part for part in parts if _MELDING.is_in(part) and _JAARTAL.search(part))
    return next(of_notice, tekst)


def probeer(vraag: Vraag, wereld: Wereld) -> Vorm | None:
    """The calculation, when the question is about leaving and names a year or a day."""
    return bereken(vraag, wereld) if _VERTREK.is_in(vraag.tekst) else None


def bereken(vraag: Vraag, wereld: Wereld) -> Vorm | None:
    """The calculation for the year or day in a question that is known to be about leaving."""
    tekst = vraag.tekst
    if _LOOPT_AF.is_in(tekst) and not _VERTREK.is_in(tekst):
        return None
    tekst = _tell_of_notice(tekst)
    told_day, told_year = _relative(tekst, wereld.vandaag)
    day, year = find_dag(tekst) or told_day, find_jaar(tekst) or told_year
    if not year and not day and _MELDING.is_in(tekst):
        day = find_komende_dag(tekst, wereld.vandaag)
    if not day and not year:
        return None
    if year and year < wereld.kennis.werkplannen[-1].begin.year:
        return None
    onderwerp = wereld.kennis.convenant.opzegging
    bron = (onderwerp.feiten[0].vindplaats,)
    wish = _UITERLIJK.is_in(tekst) or _PER.is_in(tekst)
    if wish and not _GEGEVEN.is_in(tekst):
        vertrek = day or date(int(year or 0), 1, 1)
        if day and (day.month, day.day) == (12, 31):
            vertrek = date(day.year + 1, 1, 1)
        laatste = last_day_for(vertrek)
        return Vorm(
            "opzegging_uiterlijk",
            {"vertrek": vertrek, "laatste": laatste, "opzegging": Opzegging(laatste)},
            bron,
            onderwerp.id,
        )
    opzegging = Opzegging(day or date(int(year or 0), 12, 31))
    return Vorm("opzegging", {"opzegging": opzegging, "dag": day}, bron, onderwerp.id)
