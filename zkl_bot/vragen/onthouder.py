"""Memory of what was worked out before, which is not kept with who has it."""

from typing import Any


class Onthouder:
    """Remembers what it works out (by `functools.lru_cache`) while the program runs.

    When it is kept for a next time, that memory is not: it would be larger than the rest.
    """

    def _remember(self) -> None:
        """Begins its memories: for each class to fill, and to call when it is made."""
        raise NotImplementedError

    def __getstate__(self) -> dict[str, Any]:
        """What is kept of it: all but its memories."""
        each = vars(self).items()
        return {name: value for name, value in each if not hasattr(value, "cache_clear")}

    def __setstate__(self, state: dict[str, Any]) -> None:
        vars(self).update(state)
        self._remember()
