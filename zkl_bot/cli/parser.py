"""argparse, speaking Dutch, or English where that is asked for."""

import argparse
import re
from typing import NoReturn, TypeVar

from zkl_bot.cli.taal import cli_taal, vertaal

Argument = TypeVar("Argument", bound=argparse.Action)

_MELDINGEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), dutch)
    for pattern, dutch in (
        (r"the following arguments are required: (.+)", r"er ontbreekt: \1"),
        (r"one of the arguments (.+) is required", r"geef één van: \1"),
        (r"argument (.+): expected one argument", r"\1: hier hoort een waarde bij"),
        (r"argument (.+): expected at least one argument", r"\1: hier hoort een waarde bij"),
        (
            r"argument (.+): invalid choice: (.+) \(choose from (.+)\)",
            r"\1: \2 ken ik niet; kies uit \3",
        ),
        (r"argument (.+): invalid int value: (.+)", r"\1: \2 is geen heel getal"),
        (r"argument (.+): not allowed with argument (.+)", r"\1 gaat niet samen met \2"),
        (r"argument (.+): ignored explicit argument (.+)", r"\1: hier hoort geen waarde bij (\2)"),
        (r"unrecognized arguments: (.+)", r"dit ken ik niet: \1"),
        (r"ambiguous option: (.+) could match (.+)", r"\1 kan van alles zijn: \2"),
        (r"argument (.+?): (.+)", r"\1: \2"),
    )
)


def translate(message: str) -> str:
    """A message of argparse in Dutch; what is not known here stays as it is, as does English."""
    if cli_taal() == "en":
        return message
    for pattern, dutch in _MELDINGEN:
        if match := pattern.fullmatch(message):
            return match.expand(dutch)
    return message


class _Opmaak(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self, usage: str | None, actions: object, groups: object, prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or vertaal("Gebruik: "))  # type: ignore[arg-type]


class Parser(argparse.ArgumentParser):
    """A parser that speaks our languages. Options can't be shortened."""

    def __init__(self, prog: str, description: str) -> None:
        super().__init__(
            prog=prog,
            description=description,
            formatter_class=_Opmaak,
            add_help=False,
            allow_abbrev=False,
        )
        self._positionals.title = vertaal("Argumenten")
        self._optionals.title = vertaal("Opties")
        self.add_argument("-h", "--help", action="help", help="toon deze uitleg")

    def _add_action(self, action: Argument) -> Argument:
        """An argument, of a group too; its `help` is a msgid."""
        if action.help:
            action.help = vertaal(action.help)
        return super()._add_action(action)

    def error(self, message: str) -> NoReturn:
        """Says what is wrong, and how to get help; exit status 2."""
        meer = vertaal("Uitleg: %(prog)s --help", prog=self.prog)
        self.exit(2, f"{self.prog}: {translate(message)}\n{meer}\n")
