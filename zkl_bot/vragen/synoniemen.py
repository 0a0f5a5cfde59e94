"""Groups of words that mean the same, and those of their members that are several words."""

from collections.abc import Iterable, Mapping, Sequence

from zkl_bot.vragen.woorden import split

Zinsdelen = Mapping[str, Sequence[tuple[tuple[str, ...], str]]]
"""By first word: the words of a member, and the name of its group; the longest first."""


def read_zinsdelen(groepen: Iterable[Sequence[str]]) -> Zinsdelen:
    """The members of the groups that are more than one word."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for number, group in enumerate(groepen):
        for member in group:
            parts = tuple(split(member))
            if len(parts) > 1:
                found.setdefault(parts[0], []).append((parts, f"={number}"))
    for pairs in found.values():
        pairs.sort(key=lambda pair: -len(pair[0]))
    return found


def find_zinsdelen(tokens: Sequence[str], zinsdelen: Zinsdelen) -> list[tuple[int, int, str]]:
    """Where they stand in a text: start, length and the name of the group, none overlapping."""
    found = []
    index = 0
    while index < len(tokens):
        for parts, name in zinsdelen.get(tokens[index], ()):
            if tuple(tokens[index : index + len(parts)]) == parts:
                found.append((index, len(parts), name))
                index += len(parts)
                break
        else:
            index += 1
    return found
