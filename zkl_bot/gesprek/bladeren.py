"""Which buttons leaf through something: their answer may take the place of the message."""

import re

_BLADEREN = re.compile(r"(ag|wp|in|vk):.*|[bw]:\d+:(m:.*|a:.+)|go:[^:]+:m:.*", re.DOTALL)


def is_bladeren(data: str) -> bool:
    """Whether this button shows another page, month or state of the same message."""
    return _BLADEREN.fullmatch(data) is not None
