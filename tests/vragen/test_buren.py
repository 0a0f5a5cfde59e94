import numpy as np
import pytest

from zkl_bot.vragen.buren import Buren, pack, unpack

STRAND = Buren(
    0.5, 0.25, ((7, 1.0), (3, 0.86)), True, np.array([2, 300], dtype=np.intp),
    np.array([1.0, 0.86], dtype=np.float32), "strand",
)  # fmt: skip
NIETS = Buren(
    1.0, 1.0, (), False, np.empty(0, dtype=np.intp), np.empty(0, dtype=np.float32)
)  # fmt: skip


@pytest.mark.parametrize("buren", [STRAND, NIETS])
def test_buren_come_out_as_they_were_packed(buren: Buren) -> None:
    found = unpack(pack(buren))

    for name in ("gewicht", "mis", "woorden", "bekend", "bedoeld"):
        assert getattr(found, name) == getattr(buren, name)
    for one, other in ((found.passages, buren.passages), (found.raak, buren.raak)):
        assert (one.dtype, one.tolist()) == (other.dtype, other.tolist())


def test_buren_tell_how_well_one_passage_has_the_word() -> None:
    numbers = (0, 2, 299, 300, 301)
    assert [round(STRAND.of_passage(n), 2) for n in numbers] == [0.0, 1.0, 0.0, 0.86, 0.0]
