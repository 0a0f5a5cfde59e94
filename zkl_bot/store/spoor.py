"""What one transaction changed in the calendar: who made it need not read it all back."""

from dataclasses import dataclass, field

from sqlmodel import Session

from zkl_bot.agenda.bijeenkomst import Bijeenkomst


@dataclass(slots=True)
class Spoor:
    """The changes of one transaction, in order."""

    nummers: list[int] = field(default_factory=list)
    """Each number that the version of the agenda got."""
    bijeenkomsten: list[tuple[Bijeenkomst | None, Bijeenkomst]] = field(default_factory=list)
    """The meetings for which it got one, as they were (None: new) and as they are."""

    @property
    def enige(self) -> tuple[int, Bijeenkomst | None, Bijeenkomst] | None:
        """The version and the meeting, when one change of one meeting is all there was."""
        if len(self.nummers) != 1 or len(self.bijeenkomsten) != 1:
            return None
        return self.nummers[0], *self.bijeenkomsten[0]


def spoor_of(session: Session) -> Spoor:
    """That of the transaction that is going on in this session."""
    transaction = session.get_transaction()
    known: tuple[object, Spoor] | None = session.info.get("spoor")
    if known is None or known[0] is not transaction:
        known = session.info["spoor"] = (transaction, Spoor())
    return known[1]
