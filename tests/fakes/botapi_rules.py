"""What Telegram accepts: methods, parameters, markup, lengths and rates."""

import json
import re
from collections import deque
from html import unescape
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

_SEND = (
    "business_connection_id chat_id message_thread_id direct_messages_topic_id "
    "disable_notification protect_content allow_paid_broadcast message_effect_id "
    "suggested_post_parameters reply_parameters reply_markup parse_mode"
)
_MEDIA = f"{_SEND} caption caption_entities"

PARAMETERS: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "getMe": "",
        "logOut": "",
        "close": "",
        "getUpdates": "offset limit timeout allowed_updates",
        "setWebhook": "url certificate ip_address max_connections allowed_updates "
        "drop_pending_updates secret_token",
        "deleteWebhook": "drop_pending_updates",
        "getWebhookInfo": "",
        "sendMessage": f"{_SEND} text entities link_preview_options",
        "sendDocument": f"{_MEDIA} document thumbnail disable_content_type_detection",
        "sendPhoto": f"{_MEDIA} photo show_caption_above_media has_spoiler",
        "sendChatAction": "business_connection_id chat_id message_thread_id action",
        "editMessageText": "business_connection_id chat_id message_id inline_message_id text "
        "parse_mode entities link_preview_options reply_markup",
        "editMessageReplyMarkup": "business_connection_id chat_id message_id inline_message_id "
        "reply_markup",
        "deleteMessage": "chat_id message_id",
        "answerCallbackQuery": "callback_query_id text show_alert url cache_time",
        "answerInlineQuery": "inline_query_id results cache_time is_personal next_offset button",
        "setMyCommands": "commands scope language_code",
        "getMyCommands": "scope language_code",
        "deleteMyCommands": "scope language_code",
        "setMyName": "name language_code",
        "setMyDescription": "description language_code",
        "setMyShortDescription": "short_description language_code",
        "setChatMenuButton": "chat_id menu_button",
        "getChat": "chat_id",
        "getChatMember": "chat_id user_id",
        "getChatAdministrators": "chat_id",
        "getFile": "file_id",
        "leaveChat": "chat_id",
    }.items()
}
REQUIRED: dict[str, tuple[str, ...]] = {
    "sendMessage": ("chat_id", "text"),
    "sendDocument": ("chat_id", "document"),
    "sendPhoto": ("chat_id", "photo"),
    "sendChatAction": ("chat_id", "action"),
    "editMessageText": ("text",),
    "answerCallbackQuery": ("callback_query_id",),
    "answerInlineQuery": ("inline_query_id", "results"),
    "setMyCommands": ("commands",),
    "setWebhook": ("url",),
    "getChat": ("chat_id",),
    "getChatMember": ("chat_id", "user_id"),
    "getChatAdministrators": ("chat_id",),
    "getFile": ("file_id",),
}
DELIVERING = frozenset({"sendMessage", "sendDocument", "sendPhoto"})
"""Methods that put a message in a chat."""
LIMITED = DELIVERING | {"editMessageText"}

_TAGS = frozenset(
    [
        "b",
        "strong",
        "i",
        "em",
        "u",
        "ins",
        "s",
        "strike",
        "del",
        "span",
        "tg-spoiler",
        "a",
        "tg-emoji",
        "code",
        "pre",
        "blockquote",
    ]
)
_ENTITY = re.compile(r"&(?:(lt|gt|amp|quot)|#\d{1,7}|#x[0-9a-fA-F]{1,6});|&")


class Refusal(Exception):
    """Raised for what Telegram answers with an error."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def units(text: str) -> int:
    """The length of a text as Telegram counts it: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


class _Html(HTMLParser):
    """Telegram's HTML: only its own tags and attributes, properly nested."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.text: list[str] = []

    def fail(self, why: str) -> None:
        raise Refusal(400, f"Bad Request: can't parse entities: {why}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self.fail(f'Unsupported start tag "{tag}"')
        given = dict(attrs)
        allowed = {
            "a": {"href"},
            "span": {"class"},
            "code": {"class"},
            "tg-emoji": {"emoji-id"},
            "blockquote": {"expandable"},
        }.get(tag, set())
        if set(given) - allowed:
            self.fail(f'attributes {sorted(set(given) - allowed)} in tag "{tag}"')
        if tag == "a" and not given.get("href"):
            self.fail('Tag "a" must have attribute "href"')
        if tag == "span" and given.get("class") != "tg-spoiler":
            self.fail('Tag "span" must have class "tg-spoiler"')
        if tag in ("code", "pre") and {"code", "pre"} & set(self.open) and self.open != ["pre"]:
            self.fail(f'Tag "{tag}" within code')
        if tag == "a" and "a" in self.open:
            self.fail('Tag "a" within "a"')
        self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.fail(f'Unsupported start tag "{tag}/"')

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.fail(f'Unmatched end tag "{tag}"')
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if "<" in data or "&" in data:
            self.fail(f"unescaped character in {data[:40]!r}")
        self.text.append(data)

    def handle_entityref(self, name: str) -> None:
        self.text.append(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.text.append(unescape(f"&#{name};"))

    def unknown_decl(self, data: str) -> None:
        self.fail("declaration")

    def handle_comment(self, data: str) -> None:
        self.fail("comment")

    def handle_decl(self, decl: str) -> None:
        self.fail("declaration")

    def handle_pi(self, data: str) -> None:
        self.fail("processing instruction")


def parse_html(html: str) -> str:
    """The bare text of Telegram HTML. Raises Refusal as Telegram would, or stricter."""
    for match in _ENTITY.finditer(html):
        if match[0] == "&":
            raise Refusal(400, "Bad Request: can't parse entities: unescaped ampersand")
    parser = _Html()
    parser.feed(html)
    parser.close()
    if parser.open:
        parser.fail(f"Can't find end tag corresponding to start tag {parser.open[-1]}")
    return "".join(parser.text)


def check_text(text: Any, parse_mode: Any, limit: int, *, empty: bool = False) -> str:
    """The bare text of a message or caption. Raises Refusal when it is not acceptable."""
    if not isinstance(text, str):
        raise Refusal(400, "Bad Request: message text must be a string")
    if parse_mode not in (None, "", "HTML"):
        raise Refusal(400, f"Bad Request: unsupported parse_mode {parse_mode!r}")
    bare = parse_html(text) if parse_mode == "HTML" else text
    if not bare.strip() and not empty:
        raise Refusal(400, "Bad Request: message text is empty")
    if units(bare) > limit:
        what = "message is too long" if limit == 4096 else "message caption is too long"
        raise Refusal(400, f"Bad Request: {what}")
    return bare


def check_markup(markup: Any) -> None:
    """Raises Refusal for buttons Telegram would not take."""
    if markup in (None, ""):
        return
    try:
        value = json.loads(markup) if isinstance(markup, str) else markup
        rows = value.get("inline_keyboard", [])
        buttons = [button for row in rows for button in row]
    except (ValueError, AttributeError, TypeError):
        raise Refusal(400, "Bad Request: can't parse reply keyboard markup JSON object") from None
    if len(buttons) > 100 or any(len(row) > 8 for row in rows):
        raise Refusal(400, "Bad Request: too many buttons")
    for button in buttons:
        kinds = set(button) - {"text", "style", "icon_custom_emoji_id"}
        if not str(button.get("text", "")).strip() or len(kinds) != 1:
            raise Refusal(400, "Bad Request: BUTTON_INVALID")
        if kinds == {"callback_data"} and not 1 <= len(button["callback_data"].encode()) <= 64:
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
        if kinds == {"url"}:
            parts = urlsplit(button["url"])
            web = parts.scheme in ("http", "https") and "." in (parts.hostname or "")
            if not web and parts.scheme != "tg":
                raise Refusal(400, "Bad Request: BUTTON_URL_INVALID")


def check_commands(value: Any) -> None:
    """Raises Refusal for a command menu Telegram would not take."""
    commands = json.loads(value) if isinstance(value, str) else value
    if len(commands) > 100:
        raise Refusal(400, "Bad Request: too many commands")
    for command in commands:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
            raise Refusal(400, "Bad Request: BOT_COMMAND_INVALID")
        if not 1 <= len(command["description"]) <= 256:
            raise Refusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")


def check_results(value: str) -> None:
    """Raises Refusal for inline results Telegram would not take."""
    results = json.loads(value)
    if len(results) > 50 or len({r["id"] for r in results}) < len(results):
        raise Refusal(400, "Bad Request: RESULT_ID_DUPLICATE")
    for result in results:
        content = result.get("input_message_content", {})
        if "message_text" in content:
            check_text(content["message_text"], content.get("parse_mode"), 4096)
        check_markup(result.get("reply_markup"))


def migration(chat: int) -> Refusal:
    """The answer for a group that became a supergroup."""
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    return Refusal(400, text, migrate_to_chat_id=chat)


def too_many(seconds: int) -> Refusal:
    """The answer to one message too many."""
    return Refusal(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


class StrictLimits:
    """Sliding windows: so many a second overall, one a second per chat, 20 a minute per group."""

    def __init__(self, per_second: float, per_chat: float, per_group_minute: int) -> None:
        self.per_second, self.per_chat = per_second, per_chat
        self.per_group_minute = per_group_minute
        self._all: deque[float] = deque()
        self._chats: dict[str, deque[float]] = {}

    def count(self, chat: str, now: float) -> float | None:
        """Counts a message at `now` (seconds); or how long to wait when it is one too many."""
        window = self._all
        while window and window[0] <= now - 1:
            window.popleft()
        if len(window) >= self.per_second:
            return window[0] + 1 - now
        sent = self._chats.setdefault(chat, deque())
        if chat.startswith("-"):
            while sent and sent[0] <= now - 60:
                sent.popleft()
            if len(sent) >= self.per_group_minute:
                return sent[0] + 60 - now
        while sent and not chat.startswith("-") and sent[0] <= now - self.per_chat:
            sent.popleft()
        if sent and not chat.startswith("-"):
            return sent[0] + self.per_chat - now
        window.append(now)
        sent.append(now)
        return None
