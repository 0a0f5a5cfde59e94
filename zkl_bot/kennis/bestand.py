"""Reading YAML files, and finding the line of a path in one."""

from collections.abc import Hashable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from zkl_bot.kennis.fout import DataFault, Fout

try:
    from yaml import CSafeLoader as _Loader
except ImportError:  # a PyYAML built without libyaml: slower, the same result
    from yaml import SafeLoader as _Loader  # type: ignore[assignment]
Pad = tuple[int | str, ...]


class _UniqueKeys(_Loader):
    """Plain YAML, but a key that stands twice in one mapping is a fault, not a silent loss."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        mapping = dict(super().construct_mapping(node, deep))
        if len(mapping) != len(node.value):
            self._find_double(node)
        return mapping

    def _find_double(self, node: Any) -> None:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.MarkedYAMLError(
                    problem=f"de sleutel {key!r} staat er twee keer",
                    problem_mark=key_node.start_mark,
                )
            seen.add(key)


def read_yaml(bestand: Path, naam: str) -> Any:
    """The content of a YAML file. Raises DataFault with the line when it is not valid YAML."""
    try:
        return yaml.load(bestand.read_text(encoding="utf-8"), _UniqueKeys)  # noqa: S506 - a safe loader
    except FileNotFoundError:
        raise DataFault([Fout(naam, 0, "", "het bestand ontbreekt")]) from None
    except UnicodeDecodeError as fault:
        raise DataFault([Fout(naam, 0, "", f"geen UTF-8: {fault.reason}")]) from None
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        regel = mark.line + 1 if mark else 0
        melding = f"geen geldige YAML: {fault.problem or fault.context}"
        raise DataFault([Fout(naam, regel, "", melding)]) from None
    except yaml.YAMLError as fault:
        raise DataFault([Fout(naam, 0, "", f"geen geldige YAML: {fault}")]) from None


@lru_cache(maxsize=16)
def _compose(bestand: Path, _: int) -> Any:
    """The nodes of a file, with their lines; a file with many faults is read once."""
    return yaml.compose(bestand.read_text(encoding="utf-8"), Loader=_Loader)


def line_of(bestand: Path, pad: Pad) -> int:
    """The line on which `pad` stands in the file, or of the nearest thing above it."""
    node = _compose(bestand, bestand.stat().st_mtime_ns)
    regel = 1
    for stap in pad:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(stap)), None)
            if pair is None:
                break
            regel, node = pair[0].start_mark.line + 1, pair[1]
        elif (
            isinstance(node, yaml.SequenceNode) and isinstance(stap, int) and stap < len(node.value)
        ):
            node = node.value[stap]
            regel = node.start_mark.line + 1
        else:
            break
    return regel
