"""Texts that are translated through a name or a table, but not marked with N_ where they stand.

The extraction of msgids sees literals only; this finds what would slip past it.
"""

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

Plaatsen = Mapping[str, tuple[int, ...] | None]
"""By the name of a call: which of its arguments are msgids, counted from one; None: the first."""

MARK = "N_"


def unmarked(pakket: Path, calls: Plaatsen) -> Iterator[str]:
    """One line for each text that is given to one of these calls by name, and is not marked."""
    for path in sorted(pakket.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        kept = _assignments(tree)
        for call in ast.walk(tree):
            if isinstance(call, ast.Call):
                for name in _names_given(call, calls):
                    for text in kept.get(name, ()):
                        where = f"{path.relative_to(pakket)}:{text.lineno}"
                        yield f"{where}: «{text.value!s}» is niet gemerkt met {MARK}()"


def _assignments(tree: ast.AST) -> dict[str, list[ast.Constant]]:
    """The bare texts in what each name is set to."""
    found: dict[str, list[ast.Constant]] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found.setdefault(node.targets[0].id, []).extend(_texts(node.value))
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            found.setdefault(node.target.id, []).extend(_texts(node.value))
    return found


def _texts(value: ast.expr) -> Iterator[ast.Constant]:
    """The texts that stand bare in a value: itself, or inside a table."""
    match value:
        case ast.Constant(value=str()):
            yield value
        case ast.Dict():
            for item in value.values:
                yield from _texts(item)
        case ast.Tuple() | ast.List():
            for item in value.elts:
                yield from _texts(item)
        case ast.BoolOp():
            for item in value.values:
                yield from _texts(item)


def _names_given(call: ast.Call, calls: Plaatsen) -> Iterator[str]:
    """The names whose value goes into this call as a msgid."""
    called = str(getattr(call.func, "attr", None) or getattr(call.func, "id", None))
    if called not in calls or called == MARK:
        return
    for place in calls[called] or (1,):
        if place <= len(call.args):
            for part in ast.walk(call.args[place - 1]):
                if isinstance(part, ast.Name):
                    yield part.id
