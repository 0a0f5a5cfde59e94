"""What is wrong with the input of a request, in plain words and with its place."""

from collections.abc import Sequence
from typing import Any

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute

from zkl_bot.kennis.model import Taal
from zkl_bot.texts.vertaling import N_, gettext_for
from zkl_bot.web.api.vorm import InputFault, Location

ONBEKEND = "unknown_parameter"
MOST = 20
_OVERAL = frozenset({"taal"})
"""Parameters every address takes: the language of its errors."""

_GETAL = ("getal", N_("Dit moet een heel getal zijn."))
_DATUM = ("datum", N_("Dit moet een datum zijn, zoals 2026-12-31."))
_MOMENT = ("moment", N_("Dit moet een dag of moment zijn, zoals 2026-12-31T12:00:00Z."))
_TE_LANG = ("te-lang", N_("Dit mag hoogstens %(max_length)s tekens lang zijn."))
_OBJECT = ("object", N_("Dit moet een JSON-object zijn."))
_ANDERS = ("ongeldig", N_("Deze waarde klopt niet."))
_WOORDEN: dict[str, tuple[str, str]] = {
    ONBEKEND: ("onbekend", N_("Deze parameter bestaat niet. Wel bekend: %(known)s.")),
    "missing": ("ontbreekt", N_("Dit ontbreekt.")),
    "extra_forbidden": ("onbekend", N_("Dit veld bestaat niet.")),
    "json_invalid": ("json", N_("Dit is geen geldige JSON.")),
    "int_parsing": _GETAL,
    "int_type": _GETAL,
    "greater_than_equal": ("te-klein", N_("Dit moet minstens %(ge)s zijn.")),
    "less_than_equal": ("te-groot", N_("Dit mag hoogstens %(le)s zijn.")),
    "date_parsing": _DATUM,
    "date_type": _DATUM,
    "date_from_datetime_parsing": _DATUM,
    "date_from_datetime_inexact": _DATUM,
    "datetime_parsing": _MOMENT,
    "datetime_type": _MOMENT,
    "datetime_from_date_parsing": _MOMENT,
    "literal_error": ("keuze", N_("Kies uit: %(expected)s.")),
    "string_too_long": _TE_LANG,
    "string_too_short": ("te-kort", N_("Dit moet minstens %(min_length)s teken lang zijn.")),
    "string_type": ("tekst", N_("Dit moet tekst zijn.")),
    "too_long": ("te-veel", N_("Hier mogen hoogstens %(max_length)s waarden staan.")),
    "list_type": ("lijst", N_("Dit moet een lijst zijn.")),
    "model_attributes_type": _OBJECT,
    "model_type": _OBJECT,
    "dict_type": _OBJECT,
}
"""By the kind of fault: our code for it, and what is expected."""


def known_only(request: Request) -> None:
    """Refuses a query parameter that does nothing here: a filter that was misspelt would lie.

    Raises RequestValidationError.
    """
    route = request.scope["route"]
    assert isinstance(route, APIRoute)
    known = {p.alias for p in route.dependant.query_params}
    given = request.query_params.keys()
    known |= _OVERAL
    context = {"known": ", ".join(sorted(known))}
    unknown = [
        {"type": ONBEKEND, "loc": ("query", name[:100]), "ctx": context}
        for name in given
        if name not in known
    ]
    if unknown:
        raise RequestValidationError(unknown)


def input_faults(errors: Sequence[Any], taal: Taal) -> list[InputFault]:
    """Every fault, as the Dutch API Design Rules want them: where, what code, what is expected."""
    return [_fault(error, taal) for error in errors[:MOST]]


def _fault(error: dict[str, Any], taal: Taal) -> InputFault:
    where, *place = error["loc"]
    code, msgid = _WOORDEN.get(error["type"], _ANDERS)
    detail = gettext_for(taal).gettext(msgid) % error.get("ctx", {})
    return InputFault(in_=where, location=_location(where, place, code), code=code, detail=detail)


def _location(where: str, place: list[Any], code: str) -> Location | None:
    if where == "body":
        return None if code == "json" else Location(pointer="".join(f"/{part}" for part in place))
    index = place[1] if len(place) > 1 and isinstance(place[1], int) else None
    return Location(name=str(place[0]), index=index) if place else None
