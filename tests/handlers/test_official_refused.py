"""What is no published value, and who puts none on record."""

import pytest

from tests.endtoend.town import Town

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("城关 投资 12.0", "没写是哪个月"),
        ("城关 投资 第9周 12.0", "没写是哪个月"),
        ("城关 投资 12月 12.0", "还没到"),
        ("城关 入规 2025年1-6月 12", "当期指标请写当期的月份或季度"),
        ("城关 1-2月 12.0", "没看出是哪个指标"),
        ("城关 投资 1-2月 12.0.1", "没看懂公布的数"),
        (f"城关 投资 1-2月 12.0 同比 {'9' * 40}", "没看懂同比增速"),
    ],
)
async def test_what_cannot_be_read_is_not_put_on_record(calm: Town, words: str, why: str) -> None:
    assert f"{why}" in await calm.answered(calm.enzo, f"/official {words}")


async def test_only_assessors_and_admins_put_values_on_record(calm: Town) -> None:
    for phone in (calm.asha, calm.bela, calm.diana):
        answer = await calm.answered(phone, "/official 城关 投资 1-2月 12.0")

        assert "不在您的权限内" in answer


async def test_a_template_can_be_filled_and_sent_back(calm: Town) -> None:
    await calm.enzo.says("/official 模板")

    assert "每行一个公布数" in await calm.enzo.sees()
