"""From the files in `data/` to a checked Kennis."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from zkl_bot.kennis.bestand import Pad, line_of, read_yaml
from zkl_bot.kennis.bron import Bron
from zkl_bot.kennis.convenant import Convenant
from zkl_bot.kennis.document import Begrip, Collegebericht, Kader, Onduidelijkheid, Recept
from zkl_bot.kennis.fout import DataFault, Fout
from zkl_bot.kennis.herinneringsregel import Herinneringen
from zkl_bot.kennis.intakeregel import Intakeregels
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.kennis.model import Model
from zkl_bot.kennis.partij import Partij
from zkl_bot.kennis.plaats import SHIPPED
from zkl_bot.kennis.thesaurus import Thesaurus
from zkl_bot.kennis.verwijzing import check_verwijzingen
from zkl_bot.kennis.vraagvormen import Vraagvormen
from zkl_bot.kennis.werkplan import Werkplan

__all__ = ["SHIPPED", "load_kennis"]

M = TypeVar("M", bound=BaseModel)


class BronnenBestand(Model):
    """bronnen.yaml."""

    bronnen: tuple[Bron, ...]


class PartijenBestand(Model):
    """partijen.yaml."""

    partijen: tuple[Partij, ...]


class BegrippenBestand(Model):
    """begrippen.yaml."""

    begrippen: tuple[Begrip, ...]
    synoniemen: tuple[tuple[str, ...], ...] = ()


class OnduidelijkhedenBestand(Model):
    """onduidelijkheden.yaml."""

    onduidelijkheden: tuple[Onduidelijkheid, ...]


_EXPECTED = {
    "missing": "dit veld ontbreekt",
    "extra_forbidden": "onbekend veld; controleer de spelling",
    "string_type": "verwacht tekst (zet getallen en ja/nee tussen aanhalingstekens)",
    "int_type": "verwacht een geheel getal",
    "int_parsing": "verwacht een geheel getal",
    "bool_parsing": "verwacht true of false",
    "tuple_type": "verwacht een lijst",
    "model_type": "verwacht velden met een waarde",
    "date_from_datetime_parsing": "verwacht een datum als 2021-07-09",
    "string_too_short": "mag niet leeg zijn",
}


def _melding(error: Any) -> str:
    kind, context = error["type"], error.get("ctx", {})
    if kind == "literal_error":
        return f"verwacht {context.get('expected')}, maar er staat {error['input']!r}"
    if kind == "string_pattern_mismatch":
        return f"verwacht het patroon {context.get('pattern')}, maar er staat {error['input']!r}"
    if kind == "value_error":
        return str(context.get("error", error["msg"]))
    return _EXPECTED.get(kind, str(error["msg"]))


class _Reader:
    """Reads the files one by one and gathers every fault."""

    def __init__(self, map: Path) -> None:
        self.map = map
        self.fouten: list[Fout] = []

    def read(self, naam: str, model: type[M]) -> M | None:
        try:
            return model.model_validate(read_yaml(self.map / naam, naam))
        except DataFault as fault:
            self.fouten += fault.fouten
        except ValidationError as fault:
            for error in fault.errors():
                self.add(naam, tuple(error["loc"]), _melding(error))
        return None

    def add(self, naam: str, pad: Pad, melding: str) -> None:
        tekst = ".".join(f"[{stap}]" if isinstance(stap, int) else str(stap) for stap in pad)
        self.fouten.append(
            Fout(naam, line_of(self.map / naam, pad), tekst.replace(".[", "["), melding)
        )


def load_kennis(map: Path) -> Kennis:
    """All facts under `map`. Raises DataFault with every fault in every file."""
    if not map.is_dir():
        raise DataFault([Fout(str(map), 0, "", "deze map bestaat niet")])
    reader = _Reader(map)
    bronnen = reader.read("bronnen.yaml", BronnenBestand)
    partijen = reader.read("partijen.yaml", PartijenBestand)
    convenant = reader.read("convenant.yaml", Convenant)
    namen = sorted(f"werkplannen/{p.name}" for p in (map / "werkplannen").glob("*.yaml"))
    if not namen:
        reader.fouten.append(Fout("werkplannen", 0, "", "er is geen enkel werkplan"))
    werkplannen = {naam: reader.read(naam, Werkplan) for naam in namen}
    kader = reader.read("kader.yaml", Kader)
    collegebericht = reader.read("collegebericht.yaml", Collegebericht)
    recept = reader.read("recept.yaml", Recept)
    begrippen = reader.read("begrippen.yaml", BegrippenBestand)
    onduidelijkheden = reader.read("onduidelijkheden.yaml", OnduidelijkhedenBestand)
    herinneringen = reader.read("herinneringen.yaml", Herinneringen)
    intake = reader.read("intake.yaml", Intakeregels)
    # Without it questions are answered too, in fewer words.
    other = map / "thesaurus.yaml"
    thesaurus = reader.read(other.name, Thesaurus) if other.is_file() else Thesaurus()
    vormnamen = sorted(f"vraagvormen/{p.name}" for p in (map / "vraagvormen").glob("*.yaml"))
    vormen = {naam: reader.read(naam, Vraagvormen) for naam in vormnamen}
    if reader.fouten or not (
        bronnen
        and partijen
        and convenant
        and kader
        and collegebericht
        and recept
        and begrippen
        and thesaurus
        and onduidelijkheden
        and herinneringen
        and intake
    ):
        raise DataFault(reader.fouten)
    editions = [w for w in werkplannen.values() if w]
    kennis = Kennis(
        bronnen=bronnen.bronnen,
        partijen=partijen.partijen,
        convenant=convenant,
        werkplannen=tuple(sorted(editions, key=lambda w: w.begin, reverse=True)),
        kader=kader,
        collegebericht=collegebericht,
        recept=recept,
        begrippen=begrippen.begrippen,
        synoniemen=begrippen.synoniemen,
        thesaurus=thesaurus,
        onduidelijkheden=onduidelijkheden.onduidelijkheden,
        herinneringen=herinneringen,
        intake=intake,
        vraagvormen=tuple(v for b in vormen.values() if b for v in b.vraagvormen),
        onbekend=tuple(o for b in vormen.values() if b for o in b.onbekend),
    )
    bestanden: dict[str, BaseModel] = {
        "bronnen.yaml": bronnen,
        "partijen.yaml": partijen,
        "convenant.yaml": convenant,
        **{naam: w for naam, w in werkplannen.items() if w},
        "kader.yaml": kader,
        "collegebericht.yaml": collegebericht,
        "recept.yaml": recept,
        "begrippen.yaml": begrippen,
        "onduidelijkheden.yaml": onduidelijkheden,
        "herinneringen.yaml": herinneringen,
        "intake.yaml": intake,
        **{naam: b for naam, b in vormen.items() if b},
    }
    check: Callable[[str, Pad, str], None] = reader.add
    check_verwijzingen(kennis, bestanden, check)
    if reader.fouten:
        raise DataFault(reader.fouten)
    return kennis
