import pytest

from zkl_bot.gesprek.bladeren import is_bladeren


@pytest.mark.parametrize(
    ("data", "bladert"),
    [
        ("ag:1:-:-", True),
        ("b:3:m:202701", True),
        ("b:3:a:actie-9", True),
        ("b:3:a", False),
        ("b:3:ok", False),
        ("b:3:d:20270112", False),
        ("in:s:opzegging:0", True),
        ("c:agenda", False),
        ("", False),
    ],
)
def test_is_bladeren(data: str, bladert: bool) -> None:
    assert is_bladeren(data) is bladert
