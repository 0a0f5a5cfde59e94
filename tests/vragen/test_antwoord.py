import pytest

from zkl_bot.vragen.antwoord import Antwoord


def test_a_factual_answer_cannot_be_built_without_a_source() -> None:
    with pytest.raises(ValueError, match="source"):
        Antwoord("antwoord", "feiten")
