"""Where the facts are. Apart from what reads them, which takes longer to load."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
SHIPPED = next(
    (map for map in (_PACKAGE / "data", _PACKAGE.parent / "data") if map.is_dir()),
    _PACKAGE / "data",
)
"""The shipped facts: inside the package in a wheel, beside it in a checkout."""
