"""The URLs that are imported again on schedule, and how that went last time."""

from datetime import datetime

from sqlmodel import Session, col, select

from zkl_bot.store.tables import ImportBron


def everything(session: Session) -> list[ImportBron]:
    """All sources, in order of URL."""
    return list(session.exec(select(ImportBron).order_by(col(ImportBron.url))))


def get(session: Session, url: str) -> ImportBron | None:
    """What is known of one source."""
    return session.get(ImportBron, url)


def succeeded(
    session: Session,
    url: str,
    *,
    now: datetime,
    etag: str | None = None,
    gewijzigd_sinds: str | None = None,
) -> None:
    """Keeps that a source was read, and what to ask it next time."""
    bron = session.get(ImportBron, url) or ImportBron(url=url)
    bron.etag, bron.gewijzigd_sinds = etag, gewijzigd_sinds
    bron.laatst, bron.fout = now, None
    session.add(bron)


def failed(session: Session, url: str, fout: str, *, now: datetime) -> None:
    """Keeps why a known source could not be read; what it gave before stays."""
    bron = session.get(ImportBron, url)
    if bron is not None:
        bron.laatst, bron.fout = now, fout
        session.add(bron)


def forget(session: Session, url: str) -> bool:
    """Stops importing it. False when it is unknown; its meetings stay."""
    bron = session.get(ImportBron, url)
    if bron is None:
        return False
    session.delete(bron)
    return True
