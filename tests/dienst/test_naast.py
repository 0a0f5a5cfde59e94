import asyncio

import pytest

from zkl_bot.dienst.naast import beside


async def test_beside_runs_as_long_as_the_block_and_has_ended_after_it() -> None:
    seen: list[str] = []
    begun = asyncio.Event()

    async def run() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            seen.append("broken off")

    async with beside(run()):
        await begun.wait()
        assert seen == []
    assert seen == ["broken off"]


async def test_beside_ends_when_the_block_fails_too() -> None:
    seen: list[str] = []

    async def run() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            seen.append("broken off")

    async def fail() -> None:
        async with beside(run()):
            await asyncio.sleep(0)
            raise ValueError("x")

    with pytest.raises(ValueError, match="x"):
        await fail()
    assert seen == ["broken off"]
