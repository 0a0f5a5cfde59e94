from typing import Any

import pytest

from zkl_bot.agenda.gebeurtenis import Gebeurtenis
from zkl_bot.kennis.model import Tekst
from zkl_bot.kennis.periode import parse_periode
from zkl_bot.schedule.regels.ontvanger import follows


def _over(**fields: Any) -> Gebeurtenis:
    titel, periode = Tekst(nl="x", en="x"), parse_periode("2022")
    values: dict[str, Any] = {"id": "g", "soort": "bijeenkomst", "titel": titel, "periode": periode}
    return Gebeurtenis(**(values | fields))


@pytest.mark.parametrize(
    ("onderwerp", "over", "expected"),
    [
        (("alles", "alles"), _over(), True),
        (("actie", "actie-9"), _over(acties=("actie-9",)), True),
        (("actie", "actie-9"), _over(acties=("actie-1",)), False),
        (("gremium", "pho"), _over(gremium="pho"), True),
        (("gremium", "pho"), _over(gremium="raadsbijeenkomst"), False),
        (("gemeente", "haarlem"), _over(), True),
        (("gemeente", "haarlem"), _over(gemeenten=("haarlem", "heemstede")), True),
        (("gemeente", "haarlem"), _over(gemeenten=("heemstede",)), False),
        (("gemeente", "haarlem"), _over(gemeenten=("heemstede",), organisator="haarlem"), True),
        (("gebeurtenis", "g"), _over(), True),
        (("onzin", "g"), _over(), False),
        (("convenant", "opzegging"), _over(soort="opzegging"), True),
        (("convenant", "opzegging"), _over(soort="verplichtingen"), True),
        (("convenant", "opzegging"), _over(soort="evaluatie"), False),
        (("convenant", "evaluatie"), _over(soort="evaluatie"), True),
        (("convenant", "evaluatie"), _over(soort="evaluatie", acties=("actie-9",)), False),
        (("convenant", "evaluatie"), _over(), False),
    ],
)
def test_follows_is_about_the_subject(
    onderwerp: tuple[str, str], over: Gebeurtenis, expected: bool
) -> None:
    assert follows(over, frozenset({onderwerp})) is expected
