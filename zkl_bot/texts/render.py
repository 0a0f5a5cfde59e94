"""From a template and data to the words people read.

To add a text: put a template in `zkl_bot/texts/templates/<name>.j2`, write its Dutch words
inside `{{ _("…") }}`, `{% trans %}…{% endtrans %}` or `ngettext`, add the English to a .po file
in `zkl_bot/locale/en/LC_MESSAGES/` (one file per part of the program; all are merged), and call
`renderer.render("<name>", taal, key=value)`. A test fails on a msgid without a translation.

Templates are Jinja, autoescaped: every value is escaped, so HTML can only come from the
template itself. Within a template:

- `taal` and `kennis` are always there;
- `{{ x | tekst }}`: the words of a `Tekst` in the right language;
- `{{ p | periode }}`: a `Periode` in the words of its source; `periode_in_zin`: after "voor";
- `{{ d | datum }}`, `{{ d | datum("lang") }}`: a date; `{{ m | moment }}`: an aware datetime,
  `{{ m | tijd }}` only its time;
- `{{ x | zinnen }}`: every sentence begins with a capital;
- `{{ v | cite }}`: a `Vindplaats`; `{{ vindplaatsen | bronnen }}`: several, joined, each once;
- blank lines at the ends go, and never more than one blank line stays.
"""

import re
from collections.abc import Callable, Iterable, Mapping, MutableMapping
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Taal, Tekst, Vindplaats
from zkl_bot.kennis.periode import Periode
from zkl_bot.texts.bericht import Bericht
from zkl_bot.texts.datum import format_datum, format_moment, format_tijd
from zkl_bot.texts.sjablonen import Sjablonen
from zkl_bot.texts.vertaling import gettext_for
from zkl_bot.texts.vindplaats import cite
from zkl_bot.vragen.antwoord import Antwoord

TEMPLATES = Path(__file__).resolve().parent / "templates"
MAX_ONTHOUDEN = 1024
"""Of how many places is remembered how they are cited."""
_ZIN = re.compile(r"(^|[.!?] )([a-z])")
# Begins with a letter that is rare, so that there is little to try.
_BLANK_LINES = re.compile(r"\n[ \t]*\n[ \t\n]*")
_BLANK_BEFORE = re.compile(r"[ \t]+(?=\n\n)")


class _Omgeving(Environment):
    """Hands each template its globals as a dict: Jinja copies them for every text, and copying the
    chain of dicts it makes of them takes longer than rendering a short one.
    """

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What a template knows beside its data."""
        return {**self.globals, **(d or {})}


class Renderer:
    """Renders templates for one Kennis; keeps compiled templates, so make one and share it."""

    def __init__(
        self,
        kennis: Kennis,
        templates: Path = TEMPLATES,
        sjablonen: Callable[[Taal], Sjablonen | None] = lambda _: None,
    ) -> None:
        """`sjablonen` gives the compiled templates of a language, where they are kept."""
        self.kennis = kennis
        self.templates = templates
        self._sjablonen = sjablonen
        self._environments: dict[Taal, Environment] = {}

    def render(self, template: str, taal: Taal, **data: Any) -> str:
        """The HTML of `templates/<template>.j2` in a language.

        Raises jinja2.TemplateNotFound, and jinja2.UndefinedError for a value that is missing.
        """
        html = self._environment(taal).get_template(f"{template}.j2").render(data)
        html = _BLANK_LINES.sub("\n\n", html).strip()
        return _BLANK_BEFORE.sub("", html) if " \n" in html or "\t\n" in html else html

    def prepare(self, taal: Taal) -> None:
        """Compiles now the templates of answers, which the first answers would wait for."""
        environment = self._environment(taal)
        for path in sorted((self.templates / "antwoord").glob("*.j2")):
            environment.get_template(f"antwoord/{path.name}")

    def antwoord(self, antwoord: Antwoord, taal: Taal) -> Bericht:
        """An answer as a message, its sources under it.

        The template "samen" is several answers in one: each is rendered by its own template.
        """
        if antwoord.template != "samen":
            return Bericht(self._part(antwoord.template, antwoord.data, antwoord.bronnen, taal))
        parts = [self._part(name, data, (), taal) for name, data in antwoord.data["delen"]]
        parts.append(self.render("antwoord/_bron", taal, bronnen=antwoord.bronnen))
        return Bericht("\n\n".join(parts))

    def _part(
        self, name: str, data: Mapping[str, Any], bronnen: tuple[Vindplaats, ...], taal: Taal
    ) -> str:
        return self.render(f"antwoord/{name}", taal, bronnen=bronnen, **data)

    def _environment(self, taal: Taal) -> Environment:
        if taal not in self._environments:
            self._environments[taal] = self._make_environment(taal)
        return self._environments[taal]

    def _make_environment(self, taal: Taal) -> Environment:
        environment = _Omgeving(
            loader=FileSystemLoader(self.templates),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=self._sjablonen(taal),
            extensions=["jinja2.ext.i18n"],
        )
        translations = gettext_for(taal)
        environment.install_gettext_translations(  # type: ignore[attr-defined]
            translations, newstyle=True
        )
        environment.policies["ext.i18n.trimmed"] = True

        @cache
        def translate(msgid: str) -> Markup:
            return Markup(translations.gettext(msgid))  # noqa: S704 - ours

        @cache
        def words(msgid: str) -> str:
            return translate(msgid) % {}

        def gettext(msgid: str, **variables: object) -> str:
            # Does as Jinja's own, which goes through three calls each time.
            return translate(msgid) % variables if variables else words(msgid)

        environment.globals |= {
            "taal": taal, "kennis": self.kennis, "_": gettext, "gettext": gettext
        }  # fmt: skip

        def tekst(value: Tekst) -> str:
            return value.for_taal(taal)

        def periode(value: Periode) -> str:
            return value.label_for(taal)

        def periode_in_zin(value: Periode) -> str:
            return value.zin_for(taal)

        def datum(value: date, vorm: str = "gewoon") -> str:
            return format_datum(value, taal, vorm)

        def moment(value: datetime, vorm: str = "lang") -> str:
            return format_moment(value, taal, vorm)

        def zinnen(value: str) -> str:
            capital = _ZIN.sub(lambda m: m[1] + m[2].upper(), str(value))
            return Markup(capital) if isinstance(value, Markup) else capital  # noqa: S704 - was markup

        @lru_cache(maxsize=MAX_ONTHOUDEN)
        def citation(value: Vindplaats) -> str:
            return cite(self.kennis, value, taal)

        def bronnen(value: Iterable[Vindplaats]) -> str:
            return "; ".join(dict.fromkeys(citation(v) for v in value))

        environment.filters |= {
            "tekst": tekst,
            "periode": periode,
            "periode_in_zin": periode_in_zin,
            "datum": datum,
            "moment": moment,
            "zinnen": zinnen,
            "tijd": format_tijd,
            "cite": citation,
            "bronnen": bronnen,
        }
        return environment
