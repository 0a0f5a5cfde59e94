"""From the HTML of a Bericht (b, i, a, code and newlines) to paragraphs and lists of a page."""

import re
from itertools import groupby

from markupsafe import Markup

_BULLET = re.compile(r"^\s*(?:[•‣◦]|[-–])\s+")


def to_blocks(html: str) -> Markup:
    """Blank lines part paragraphs; lines that begin with a bullet become a list.

    `html` comes from the Renderer, which has escaped every value in it already.
    """
    blocks: list[str] = []
    for part in re.split(r"\n[ \t]*\n", html.strip()):
        for is_list, lines in groupby(part.split("\n"), key=_is_item):
            if is_list:
                items = "".join(f"<li>{_BULLET.sub('', line)}</li>" for line in lines)
                blocks.append(f'<ul class="utrecht-unordered-list">{items}</ul>')
            else:
                words = "<br>\n".join(line for line in lines if line.strip())
                if words:
                    blocks.append(f'<p class="utrecht-paragraph">{words}</p>')
    return Markup("\n".join(blocks))  # noqa: S704 - escaped by the Renderer


def _is_item(line: str) -> bool:
    return _BULLET.match(line) is not None
