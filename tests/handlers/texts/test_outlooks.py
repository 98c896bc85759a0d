from datetime import date
from decimal import Decimal

import pytest

from domain.figures import Basis, Direction, Indicator
from domain.outlook import Outlook
from domain.people import Language
from domain.targets import Anchor
from handlers.deps import Deps
from handlers.texts.catalog import catalog
from handlers.texts.outlooks import outlook
from tests.domain.district import indicator
from tests.handlers.phone import enrol, phone

ZH = catalog(Language.ZH)
FAI = indicator("fai")
Q1 = Anchor(date(2026, 3, 31), Decimal(60), "q1")
CEILING = indicator("energy", measure="吨", direction=Direction.LOWER)
DEBT = indicator("debt", Basis.LEVEL, direction=Direction.LOWER)
SHARE = Indicator("prj", "项目", "%", Basis.LEVEL, decimals=0)


def ahead(left: str, weeks: str, days: int | None = None) -> Outlook:
    amount, time = Decimal(left), Decimal(weeks)
    return Outlook(Q1, amount, time, amount / time if time else None, days, None)


@pytest.mark.parametrize(
    ("known", "found", "words"),
    [
        (FAI, ahead("6", "2"), "离一季度目标还差 6.00 亿元，余下 2.0 周每周需 3.00 亿元。"),
        (FAI, ahead("-1", "2"), "一季度目标已完成，超出 1.00 亿元。"),
        (FAI, ahead("0", "2"), "一季度目标正好完成。"),
        (FAI, ahead("6", "0"), "一季度目标3月31日到期，还差 6.00 亿元。"),
        (CEILING, ahead("6", "2"), "离一季度控制数还有 6.00 吨，余下 2.0 周每周不超过 3.00 吨。"),
        (CEILING, ahead("-1", "2"), "一季度控制数已超出 1.00 吨。"),
        (CEILING, ahead("6", "0"), "一季度控制数3月31日到期，没有超出，余 6.00 吨。"),
        (DEBT, ahead("-6", "2"), "离一季度目标还要降 6.00 亿元，余下 2.0 周每周需降 3.00 亿元。"),
        (DEBT, ahead("6", "2"), "一季度目标已完成，超出 6.00 亿元。"),
        (SHARE, ahead("7", "2"), "离一季度目标还差 7%，余下 2.0 周每周需 3.5 个百分点。"),
    ],
)  # fmt: skip
def test_what_is_left_is_told_as_it_is_meant(known: Indicator, found: Outlook, words: str) -> None:
    assert list(outlook(found, known, ZH)) == [words]


def test_days_ahead_and_behind_are_told() -> None:
    told = [next(outlook(ahead("6", "2", days), SHARE, ZH)) for days in (3, 0, -3)]

    assert told == ["比计划快 3 天。", "正好按计划。", "比计划慢 3 天。"]


async def test_a_leader_reads_where_a_number_leads(district: Deps) -> None:
    ids = await enrol(district.db, "p02")
    async with phone(district) as phones:
        item = await phones.says("/status 雾坪投资", who=ids["p02"])
        card = await phones.says("/status 雾坪", who=ids["p02"])

    assert "比计划慢 11 天。" in item.text
    assert "完成目标的把握约" in item.text
    assert "按近 7 期推算，供参考。" in item.text
    assert "× 固定资产投资 1.37 亿元（70.6%，−11.6，每周需 0.25 亿元）" in card.text
