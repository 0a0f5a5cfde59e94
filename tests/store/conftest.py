from datetime import UTC, datetime

import pytest


@pytest.fixture
def nu() -> datetime:
    """The moment of these tests."""
    return datetime(2022, 3, 1, 9, tzinfo=UTC)
