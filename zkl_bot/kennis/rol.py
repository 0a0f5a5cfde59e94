"""Who somebody is to the bot: what they may do and which reminders they get."""

from typing import Literal, get_args

Rol = Literal["publiek", "raadslid", "ambtenaar", "college", "griffie"]
"""`publiek` is everyone without an invitation."""

ROLLEN: tuple[Rol, ...] = get_args(Rol)
UITNODIGBARE_ROLLEN: tuple[Rol, ...] = ("raadslid", "ambtenaar", "griffie", "college")


def parse_rol(rol: str) -> Rol:
    """The role of this name; what is no role (any more) is `publiek`."""
    return next((known for known in ROLLEN if known == rol), "publiek")
