"""Forged looks at weeks that are over, far away, or none at all."""

import pytest

from tests.endtoend.town import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize("period", ["2026", "2026-W08", "2199-W01", "1990-W01", "2027-W01"])
@pytest.mark.parametrize(
    "look",
    [
        "all:",
        "rank:fai",
        "unit:cg",
        "item:cg|fai",
        "trend:fai",
        "heat:",
        "moves:",
        "missing:",
        "person:asha",
        "group:街镇组",
        "unit:qu",
    ],
)
async def test_a_forged_look_at_an_odd_period_never_breaks(
    calm: Town, look: str, period: str
) -> None:
    first = await calm.answered(calm.diana, "/rank")

    pressed = await calm.diana.forges(first, f"v:{look}@{period}")
    await calm.quiet()

    assert await pressed.answer() is not None
    assert await calm.enzo.bot_messages() == []
