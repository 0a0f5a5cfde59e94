"""The menu of commands that Telegram shows: per language, for chats, groups and the griffie."""

import structlog
from telegram import (
    Bot,
    BotCommand,
    BotCommandScope,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import TelegramError

from zkl_bot.gesprek.gesprekken import COMMANDOS
from zkl_bot.gesprek.register import Commando
from zkl_bot.handlers.kern import Kern
from zkl_bot.kennis.model import Taal
from zkl_bot.texts.vertaling import gettext_for

log = structlog.get_logger()

TALEN: tuple[tuple[Taal, str | None], ...] = (("nl", None), ("nl", "nl"), ("en", "en"))
"""The language of the words, and the code of the clients that see them; None is all others."""


def commands(taal: Taal, *, griffie: bool = False, groep: bool = False) -> list[BotCommand]:
    """The menu in one language."""

    def is_shown(commando: Commando) -> bool:
        return commando.menu and (griffie or not commando.griffie) and (commando.groep or not groep)

    words = gettext_for(taal).gettext
    return [BotCommand(c.naam, words(c.uitleg)) for c in COMMANDOS.values() if is_shown(c)]


async def set_menus(kern: Kern, bot: Bot) -> None:
    """Sets all menus; what Telegram refuses is logged and costs nothing else."""
    for taal, code in TALEN:
        await _set(bot, commands(taal), BotCommandScopeDefault(), code)
        await _set(bot, commands(taal, groep=True), BotCommandScopeAllGroupChats(), code)
    await sync_griffie_menus(kern, bot)


async def sync_griffie_menus(kern: Kern, bot: Bot) -> None:
    """Shows the griffie's commands to who is of the griffie now, and no longer to who was."""
    griffie = set(await kern.in_thread(kern.adresboek.griffie))
    new, gone = griffie - kern.griffie_menus, kern.griffie_menus - griffie
    kern.griffie_menus = griffie
    for chat in new:
        for taal, code in TALEN:
            await _set(bot, commands(taal, griffie=True), BotCommandScopeChat(chat), code)
    for chat in gone:
        for _, code in TALEN:
            await _unset(bot, BotCommandScopeChat(chat), code)


async def _unset(bot: Bot, scope: BotCommandScope, code: str | None) -> None:
    try:
        await bot.delete_my_commands(scope=scope, language_code=code)
    except TelegramError as fault:
        log.warning("menu not taken away", reason=str(fault))


async def _set(bot: Bot, menu: list[BotCommand], scope: BotCommandScope, code: str | None) -> None:
    try:
        await bot.set_my_commands(menu, scope=scope, language_code=code)
    except TelegramError as fault:
        log.warning("menu not set", reason=str(fault))
