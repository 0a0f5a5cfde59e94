"""What people do in Telegram, as the updates that the fake Bot API hands to the bot."""

import threading
import time
from typing import Any

import httpx

from tests.fakes.botapi_types import Delivery


class People:
    """The pushing half of FakeBotApi."""

    def __init__(self, username: str) -> None:
        self.username = username
        self.webhook: dict[str, Any] | None = None
        self._updates: list[dict[str, Any]] = []
        self._files: dict[str, bytes] = {}
        self._changed = threading.Condition()
        self._next = {"update": 1000, "message": 1, "poll": 0}

    def push_message(
        self, chat: int, text: str = "", *, user: int | None = None, **fields: Any
    ) -> int:
        """Somebody types `text` in a chat (negative: a group). Returns the update_id."""
        message = self._message(chat, user) | ({"text": text} if text else {})
        if text.startswith("/"):
            length = len(text.split(maxsplit=1)[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return self.push_update(message=message | fields)

    def push_document(self, chat: int, name: str, content: bytes, **fields: Any) -> int:
        """Somebody sends a file."""
        file = {"file_id": f"file-{len(self._files)}", "file_unique_id": name}
        self._files[file["file_id"]] = content
        document = file | {"file_name": name, "file_size": len(content)}
        return self.push_message(chat, document=document, **fields)

    def push_callback(
        self, chat: int, message: Delivery | int, data: str, *, user: int | None = None
    ) -> int:
        """Somebody presses a button under a message."""
        number = message if isinstance(message, int) else message.message_id
        query = {
            "id": str(self._number("update")),
            "from": self._user(user or abs(chat)),
            "chat_instance": "1",
            "data": data,
            "message": self._message(chat, None) | {"message_id": number, "text": "…"},
        }
        return self.push_update(callback_query=query)

    def push_inline(self, query: str, *, user: int = 1) -> int:
        """Somebody types `@bot query`."""
        number = str(self._number("update"))
        return self.push_update(
            inline_query={"id": number, "from": self._user(user), "query": query, "offset": ""}
        )

    def push_member(self, chat: int, status: str = "kicked", old: str = "member") -> int:
        """The bot's own membership of a chat changes: blocked (kicked), or welcome (member)."""
        me = {"id": 123456, "is_bot": True, "first_name": "ZKL", "username": self.username}
        base = self._message(chat, None)
        change = {"chat": base["chat"], "from": base["from"], "date": base["date"]}
        states = {
            name: {"user": me, "status": value} | ({"until_date": 0} if value == "kicked" else {})
            for name, value in (("old_chat_member", old), ("new_chat_member", status))
        }
        return self.push_update(my_chat_member=change | states)

    def push_update(self, **content: Any) -> int:
        """Any update; goes to the webhook when one is set. Returns its id."""
        update = {"update_id": self._number("update"), **content}
        if self.webhook:
            secret = self.webhook.get("secret_token", "")
            headers = {"X-Telegram-Bot-Api-Secret-Token": secret}
            httpx.post(self.webhook["url"], json=update, headers=headers, timeout=10)
        else:
            with self._changed:
                self._updates.append(update)
        return int(update["update_id"])

    def _number(self, name: str) -> int:
        with self._changed:
            self._next[name] += 1
            return self._next[name]

    def _user(self, id: int) -> dict[str, Any]:
        return {"id": id, "is_bot": False, "first_name": f"P{id}", "language_code": "nl"}

    def _message(self, chat: int, user: int | None) -> dict[str, Any]:
        kind: dict[str, Any] = {"type": "private", "first_name": f"P{chat}"}
        if chat < 0:
            kind = {"type": "supergroup", "title": f"Groep {-chat}"}
        return {
            "message_id": self._number("message"),
            "date": int(time.time()),
            "chat": {"id": chat} | kind,
            "from": self._user(user or abs(chat)),
        }
