from hypothesis import given
from hypothesis import strategies as st

from zkl_bot.gesprek.verwijzing import refer, resolve
from zkl_bot.texts.bericht import Knop

IDS = st.from_regex(r"[a-z0-9]{1,20}(-[a-z0-9]{1,10}){0,4}", fullmatch=True).filter(
    lambda id: len(id) <= 64
)


@given(st.lists(IDS, min_size=1, max_size=20, unique=True))
def test_refer_and_resolve_are_each_others_opposite(ids: list[str]) -> None:
    assert [resolve(refer(id), ids) for id in ids] == ids


@given(IDS)
def test_refer_leaves_room_in_a_button(id: str) -> None:
    assert Knop("x", f"v:hoofdopgave:{refer(id)}:1").data


def test_resolve_knows_nothing_of_what_is_gone() -> None:
    assert resolve("actie-9", ["actie-1"]) is None
