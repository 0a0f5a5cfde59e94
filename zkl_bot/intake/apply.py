"""Carrying out a plan, in the caller's transaction: all of it, or nothing."""

from datetime import datetime

from sqlmodel import Session

from zkl_bot.intake.plan import Plan
from zkl_bot.store import bijeenkomsten


def apply_plan(session: Session, plan: Plan, *, wie: str, now: datetime) -> None:
    """Adds and changes the meetings of the plan; what vanished or is in conflict stays.

    Raises bijeenkomsten.Bezet or Achterhaald when somebody else changed one meanwhile: then
    the transaction must not be committed.
    """
    for bijeenkomst in plan.nieuw:
        bijeenkomsten.add(session, bijeenkomst, wie=wie, now=now)
    for wijziging in plan.gewijzigd:
        revisie = wijziging.oud.revisie
        bijeenkomsten.change(session, wijziging.nieuw, revisie=revisie, wie=wie, now=now)
    for bijeenkomst in plan.bijgewerkt:
        revisie = bijeenkomst.revisie
        bijeenkomsten.change(session, bijeenkomst, revisie=revisie, wie=wie, now=now)
