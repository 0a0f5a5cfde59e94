"""`zkl-bot`: finds the command, runs it, and says in one sentence what went wrong."""

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from zkl_bot.cli.fout import Mislukt
from zkl_bot.cli.parser import Parser
from zkl_bot.cli.register import COMMANDOS
from zkl_bot.cli.taal import vertaal

_BREED = max(len(c.naam) for c in COMMANDOS)


def _beschrijving() -> str:
    lines = [f"  {c.naam:<{_BREED}}  {vertaal(c.uitleg)}" for c in COMMANDOS]
    wat = vertaal("Chatbot, agenda en herinneringen voor de samenwerking in Zuid-Kennemerland.")
    meer = vertaal("Uitleg bij een opdracht: zkl-bot OPDRACHT --help")
    return "\n".join([wat, "", vertaal("Opdrachten:"), *lines, "", meer])


def main(argv: Sequence[str] | None = None) -> int:
    """Runs a command. 0: done; 1: what was asked for failed; 2: wrong usage."""
    args = list(sys.argv[1:] if argv is None else argv)
    try:
        return _run(args)
    except Mislukt as fault:
        return _fail(str(fault))
    except KeyboardInterrupt:
        return _fail(vertaal("Afgebroken."))
    except BrokenPipeError:
        # Whoever read our output stopped reading; nothing more can or need be said.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except Exception as fault:
        return _fail(explain(fault))


def _run(args: list[str]) -> int:
    parser = Parser("zkl-bot", _beschrijving())
    parser.add_argument("opdracht", metavar="OPDRACHT", help="een van de opdrachten hierboven")
    if not args or args[0].startswith("-"):
        parser.parse_args(args)
    commando = next((c for c in COMMANDOS if c.naam == args[0]), None)
    if commando is None:
        parser.error(vertaal("de opdracht %(naam)r ken ik niet", naam=args[0]))
    module: Any = import_module(f"zkl_bot.cli.{commando.module}")
    own = Parser(f"zkl-bot {commando.naam}", module.__doc__.split("\n\n")[0])
    uitleg = vertaal(commando.uitleg)
    own.description = uitleg[0].upper() + uitleg[1:] + "."
    module.configure(own)
    status: int = module.run(own.parse_args(args[1:]))
    sys.stdout.flush()
    return status


def _fail(melding: str) -> int:
    print(melding, file=sys.stderr)
    return 1


def explain(fault: Exception) -> str:
    """What went wrong, for people: known kinds in their own words, never a traceback."""
    naam = type(fault).__name__
    if naam in ("DataFault", "SettingsFault", "SchemaFault"):
        return str(fault)
    if naam in ("OperationalError", "InterfaceError", "ProgrammingError", "DatabaseError"):
        oorzaak = str(getattr(fault, "orig", None) or fault).strip().splitlines()
        return vertaal(
            "De database werkt niet mee: %(reden)s", reden=oorzaak[0] if oorzaak else naam
        )
    if isinstance(fault, OSError):
        plaats = f" ({fault.filename})" if fault.filename else ""
        reden = f"{fault.strerror or fault}{plaats}"
        return vertaal("Dat lukt hier niet: %(reden)s", reden=reden)
    return vertaal("Er ging iets mis waarop niet is gerekend: %(wat)s", wat=f"{naam}: {fault}")
