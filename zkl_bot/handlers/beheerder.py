"""Who manages a group, as Telegram tells it."""

import structlog
from telegram import Bot, ChatMember, User
from telegram.error import BadRequest, TelegramError

from zkl_bot.handlers.kern import Kern

log = structlog.get_logger()

ANONIEME_BEHEERDER = 1087968824
"""The account in whose name Telegram brings what those write who manage a group unseen."""


async def manages(
    kern: Kern, bot: Bot, chat: int, user: User | None, draad: int | None
) -> bool | None:
    """Whether somebody manages a group; None when Telegram does not say.

    Who writes as the group itself can only be one who does. `draad` is the topic they wait in.
    """
    if user is None:
        return None
    if user.id == ANONIEME_BEHEERDER:
        return True
    async with kern.typing(bot, chat, draad):
        return await _ask(bot, chat, user)


async def _ask(bot: Bot, chat: int, user: User) -> bool | None:
    try:
        try:
            member = await bot.get_chat_member(chat, user.id)
        except BadRequest:  # a group need not show its members, but who manages it is told
            return any(m.user.id == user.id for m in await bot.get_chat_administrators(chat))
    except (TelegramError, TypeError) as fault:  # the latter for a kind nobody knows yet
        log.warning("member not looked up", reason=str(fault))
        return None
    return member.status in (ChatMember.OWNER, ChatMember.ADMINISTRATOR)
