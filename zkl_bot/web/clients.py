"""Kinds of calendar clients, for the health of the feeds: never who, only what program."""

_MARKS: tuple[tuple[str, str], ...] = (
    ("google-calendar", "google"),
    ("googlebot", "overig"),
    ("google", "google"),
    ("thunderbird", "thunderbird"),
    ("lightning", "thunderbird"),
    ("nextcloud", "nextcloud"),
    ("owncloud", "nextcloud"),
    ("outlook", "outlook"),
    ("microsoft", "outlook"),
    ("exchange", "outlook"),
    ("ms-office", "outlook"),
    ("dataaccessd", "apple"),
    ("calendaragent", "apple"),
    ("calendard", "apple"),
    ("ical/", "apple"),
    ("ios/", "apple"),
    ("macos/", "apple"),
    ("mac os x/", "apple"),
)

CLIENTS = ("outlook", "google", "apple", "thunderbird", "nextcloud", "overig")


def client_of(user_agent: bytes) -> str:
    """The kind of client, one of CLIENTS, by its User-Agent."""
    words = user_agent[:512].decode("latin-1").lower()
    return next((client for mark, client in _MARKS if mark in words), "overig")
