"""What the fake Bot API keeps, and what can be made to go wrong in it."""

import json
from dataclasses import dataclass
from typing import Any, Literal

FaultKind = Literal[
    "429",
    "500",
    "502",
    "conflict",
    "reset",
    "hang",
    "lost",
    "garbled",
    "late",
    "blocked",
    "deactivated",
    "gone",
    "migrate",
    "markup",
]
"""reset: no reply, not delivered; hang: no reply for `seconds`, not delivered; lost: delivered,
but the connection breaks before the reply; garbled and late: delivered, but what comes back is
no JSON, or an error of a gateway in between; the others are answers Telegram gives."""

ONLEESBAAR = {"garbled": 200, "late": 502}
"""Faults after which a page of HTML comes back, with its code."""

ANSWERS = {
    "500": (500, "Internal Server Error"),
    "502": (502, "Bad Gateway"),
    "conflict": (409, "Conflict: terminated by other getUpdates request"),
    "blocked": (403, "Forbidden: bot was blocked by the user"),
    "deactivated": (403, "Forbidden: user is deactivated"),
    "gone": (400, "Bad Request: chat not found"),
    "markup": (400, "Bad Request: can't parse entities: made to fail"),
}


@dataclass(slots=True)
class Fault:
    """What is to go wrong, `times` times, with messages (to `chat`, if given)."""

    kind: FaultKind
    times: int = 1
    chat: int | None = None
    retry_after: int = 1
    seconds: float = 30.0
    new_chat: int | None = None
    method: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message that reached a chat. `at` is time.monotonic() when it was accepted."""

    method: str
    chat: int
    message_id: int
    text: str
    """As it was sent: HTML when parse_mode says so; of a file its caption."""
    bare: str
    """What people see."""
    params: dict[str, Any]
    files: dict[str, tuple[str, bytes]]
    at: float

    @property
    def buttons(self) -> list[dict[str, Any]]:
        """All inline buttons, row by row."""
        markup = json.loads(self.params.get("reply_markup") or "{}")
        return [button for row in markup.get("inline_keyboard", []) for button in row]


@dataclass(frozen=True, slots=True)
class Call:
    """A request, with the code it was answered with (0: no answer)."""

    method: str
    params: dict[str, Any]
    code: int
    at: float
