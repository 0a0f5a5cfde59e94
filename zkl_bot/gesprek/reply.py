"""The one way in: what came in, where the dialogue stands and the world → what goes back."""

import re
import unicodedata
from difflib import get_close_matches

from zkl_bot.gesprek.beurt import Beurt
from zkl_bot.gesprek.commandos.vraag import answer_vraag
from zkl_bot.gesprek.gesprekken import COMMANDOS, FORMULIEREN, KNOPPEN
from zkl_bot.gesprek.invoer import Invoer
from zkl_bot.gesprek.reactie import Reactie, Stand
from zkl_bot.gesprek.register import Commando
from zkl_bot.gesprek.wereld import Wereld
from zkl_bot.texts.bericht import Knop

LANGSTE_TEKST = 4096
"""Telegram's own limit for what a person types; the web has none of its own."""

_COMMANDO = re.compile(r"/([a-z]+)(?:_?(\d{1,4}))?(?:@\w+)?(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)
_BLIJFT_OPEN = frozenset({"annuleer"})


def clean(tekst: str) -> str:
    """Typed text without control and direction characters, in one normal form.

    Emoji joiners stay; what people can't see but a terminal or a page would obey goes.
    """
    tekst = unicodedata.normalize("NFC", tekst)
    return "".join(
        c
        for c in tekst
        if c in "\n\u200d" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn")
    ).strip()


def reply(invoer: Invoer, stand: Stand, wereld: Wereld) -> Reactie:
    """The answer to one thing somebody did. Pure: the same in gives the same out."""
    beurt = Beurt(invoer, stand, wereld)
    if invoer.bestand is not None:
        _run_commando(beurt, COMMANDOS["import"], "")
    elif invoer.knop is not None:
        _press(beurt, invoer.knop)
    else:
        _read(beurt, clean(invoer.tekst or ""))
    return beurt.reactie()


def needs_beheerder(tekst: str | None, knop: str | None) -> bool:
    """Whether this, said or pressed in a group, is for who manages it."""
    if knop:
        prefix, _, rest = knop.partition(":")
        if prefix != "c":
            return prefix in KNOPPEN and KNOPPEN[prefix][0].beheerder
        tekst = f"/{rest}"
    naam, rest = _split(clean(tekst or ""))
    return naam in COMMANDOS and _is_for_beheerder(COMMANDOS[naam], rest)


def _read(beurt: Beurt, tekst: str) -> None:
    if not tekst:
        beurt.zeg("hulp", "leeg", knoppen=_help_knop(beurt))
    elif len(tekst) > LANGSTE_TEKST:
        beurt.zeg("hulp", "te_lang", lengte=len(tekst))
    elif tekst.startswith("/"):
        _command(beurt, tekst)
    elif (formulier := beurt.formulier) and formulier["naam"] in FORMULIEREN:
        gesprek, op_tekst = FORMULIEREN[formulier["naam"]]
        if _mag(beurt, gesprek.griffie):
            op_tekst(beurt, tekst)
        else:
            beurt.sluit_formulier()
    else:
        answer_vraag(beurt, tekst)


def _command(beurt: Beurt, tekst: str) -> None:
    naam, rest = _split(tekst)
    if naam not in COMMANDOS:
        near = get_close_matches(naam, [c for c, d in COMMANDOS.items() if not d.griffie], 1, 0.6)
        beurt.zeg("hulp", "onbekend", knoppen=_help_knop(beurt), lijkt_op=near[0] if near else None)
        return
    _run_commando(beurt, COMMANDOS[naam], rest)


def _split(tekst: str) -> tuple[str, str]:
    """The name of a command and what stands behind it; an empty name for what is none."""
    match = _COMMANDO.fullmatch(tekst)
    if match is None:
        return "", ""
    naam = match[1].lower()
    rest = " ".join(part for part in (match[2], match[3]) if part)
    # Behind /start it is a deep link to a command.
    return (rest.lower(), "") if naam == "start" and rest.lower() in COMMANDOS else (naam, rest)


def _run_commando(beurt: Beurt, commando: Commando, rest: str) -> None:
    if not _mag(beurt, commando.griffie, _is_for_beheerder(commando, rest)):
        return
    if beurt.invoer.groep and not commando.groep:
        beurt.zeg("hulp", "alleen_prive", commando=commando.naam)
        return
    open_formulier = beurt.formulier
    commando.run(beurt, rest.strip())
    still_open = beurt.formulier is open_formulier and open_formulier is not None
    if still_open and not commando.griffie and commando.naam not in _BLIJFT_OPEN:
        beurt.zeg("hulp", "nog_bezig", knoppen=_resume_knoppen(beurt))


def _press(beurt: Beurt, data: str) -> None:
    prefix, *parts = data.split(":")
    if prefix == "c":
        _command(beurt, f"/{':'.join(parts)}")
        return
    if prefix not in KNOPPEN:
        beurt.zeg("hulp", "oude_knop", knoppen=_help_knop(beurt))
        return
    gesprek, op_knop = KNOPPEN[prefix]
    if not _mag(beurt, gesprek.griffie, gesprek.beheerder):
        return
    if beurt.invoer.groep and not gesprek.groep:
        beurt.zeg("hulp", "alleen_prive", commando=gesprek.commandos[0].naam)
        return
    op_knop(beurt, parts)


def _is_for_beheerder(commando: Commando, rest: str) -> bool:
    return commando.beheerder and bool(rest.strip() or not commando.toont)


def _mag(beurt: Beurt, griffie: bool, beheerder: bool = False) -> bool:
    """Whether they may; if not they have been told, in a friendly way."""
    if griffie and not beurt.is_griffie:
        beurt.zeg("hulp", "alleen_griffie")
        return False
    if beheerder and beurt.invoer.groep and not beurt.invoer.beheerder:
        is_known = beurt.invoer.beheerder is not None
        beurt.zeg("hulp", "alleen_beheerder" if is_known else "beheerder_onbekend")
        return False
    return True


def _help_knop(beurt: Beurt) -> tuple[tuple[Knop, ...], ...]:
    return ((Knop(beurt.vertaal("Wat kan ik vragen?"), "c:help"),),)


def _resume_knoppen(beurt: Beurt) -> tuple[tuple[Knop, ...], ...]:
    return (
        (
            Knop(beurt.vertaal("Ga verder"), "f:verder"),
            Knop(beurt.vertaal("Stop ermee"), "c:annuleer"),
        ),
    )
