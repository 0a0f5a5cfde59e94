"""A world to talk in: the real facts, and one meeting."""

from collections.abc import Callable
from datetime import datetime

import pytest

from tests.fakes.gesprek import GRIFFIE, NU, FakeRaadpleging, Gesprekspartner
from zkl_bot.agenda.stroom import build_agenda
from zkl_bot.agenda.vastlegging import Vastlegging
from zkl_bot.feeds.feeds import Feeds
from zkl_bot.gesprek.wereld import Wereld
from zkl_bot.kennis.kennis import Kennis
from zkl_bot.schedule.regels.due import make_regelset
from zkl_bot.texts.render import Renderer
from zkl_bot.vragen.vraagbaak import Vraagbaak


@pytest.fixture(scope="session")
def vraagbaak(kennis: Kennis) -> Vraagbaak:
    return Vraagbaak(kennis)


@pytest.fixture(scope="session")
def renderer(kennis: Kennis) -> Renderer:
    return Renderer(kennis)


MaakWereld = Callable[..., Wereld]


@pytest.fixture
def maak_wereld(kennis: Kennis, vraagbaak: Vraagbaak, renderer: Renderer) -> MaakWereld:
    def make(
        raadpleging: FakeRaadpleging | None = None,
        now: datetime = NU,
        vastleggingen: tuple[Vastlegging, ...] = (),
    ) -> Wereld:
        answers = raadpleging or FakeRaadpleging()
        agenda = build_agenda(kennis, answers.bijeenkomsten.values(), vastleggingen, now=now)
        feeds = Feeds(kennis, "https://zkl.example", basis=NU)
        feeds.update(agenda, now)
        return Wereld(
            kennis=kennis,
            agenda=agenda,
            vraagbaak=vraagbaak,
            renderer=renderer,
            regelset=make_regelset(kennis),
            feeds=feeds,
            raadpleging=answers,
            now=now,
            base_url="https://zkl.example",
            bot="zkl_bot",
        )

    return make


@pytest.fixture
def griffie(maak_wereld: MaakWereld) -> Gesprekspartner:
    return Gesprekspartner(maak_wereld(), GRIFFIE)


@pytest.fixture
def publiek(maak_wereld: MaakWereld) -> Gesprekspartner:
    return Gesprekspartner(maak_wereld())
