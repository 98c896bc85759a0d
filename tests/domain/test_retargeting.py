"""Changes of targets as people write them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from domain.errors import NotRetargeted
from domain.figures import Basis, Direction, Indicator
from domain.retargeting import Order, doubtful, read_order, split_name
from domain.roster import Assignment

TODAY = date(2026, 3, 10)  # a Tuesday
FAI = Indicator("fai", "固定资产投资", "亿元", Basis.CUMULATIVE)
MONEY = Indicator("inv", "招商引资", "万元", Basis.CUMULATIVE)
RATE = Indicator("fig", "固投增速", "%", Basis.RATE)


def read(text: str, indicator: Indicator = FAI) -> Order:
    return read_order(text, indicator, today=TODAY, year=2026)


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("一季度 16.2 因土地出让推迟", {"q1": "16.2"}),
        ("一季度16.2亿元，因土地出让推迟", {"q1": "16.2"}),
        ("年度 60 二季度 18.5 原因：项目转入", {"year": "60", "q2": "18.5"}),
        ("全年目标调整为60，第三季度改为 15 由于区划调整", {"year": "60", "q3": "15"}),
        ("q1 16.2 year 60 because the land came late", {"q1": "16.2", "year": "60"}),
        ("1-2月 9.5 3月 6.7 因春节早", {"m2": "9.5", "m3": "6.7"}),
        ("十二月 5 因收尾", {"m12": "5"}),
        ("二月 9.5 因春节早", {"m2": "9.5"}),
        ("四季度：1.2亿 因退库", {"q4": "1.2"}),
        ("全年 ６０ 因全角", {"year": "60"}),
    ],
)
def test_slots_and_amounts_are_read_in_the_measure(text: str, slots: dict[str, str]) -> None:
    found = read(text)

    assert found.slots == {slot: Decimal(amount) for slot, amount in slots.items()}
    assert found.since == TODAY


def test_magnitudes_are_converted_exactly() -> None:
    assert read("年度 1.2亿 因追加", MONEY).slots == {"year": Decimal(12000)}
    assert read("年度 3,400万 因追加", MONEY).slots == {"year": Decimal(3400)}
    assert read("年度 增长6.2% 因追加", RATE).slots == {"year": Decimal("6.2")}


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("一季度 16.2 3月16日起 因推迟", date(2026, 3, 16)),
        ("自4月1日起 二季度 18 因推迟", date(2026, 4, 1)),
        ("二季度 18 从4月起 因推迟", date(2026, 4, 1)),
        ("二季度 18，下月起执行，因推迟", date(2026, 4, 1)),
        ("二季度 18 下周起 因推迟", date(2026, 3, 16)),
        ("二季度 18 下季度起 因推迟", date(2026, 4, 1)),
        ("q2 18 from 2026-04-01 because it is late", date(2026, 4, 1)),
        ("3月 6.7 明天起 因推迟", date(2026, 3, 11)),
    ],
)
def test_the_day_from_which_it_holds_is_told_from_the_slots(text: str, since: date) -> None:
    found = read(text)

    assert found.since == since
    assert len(found.slots) == 1
    assert found.reason.startswith(("推迟", "it is late"))


@pytest.mark.parametrize(
    ("behind", "since", "reason"),
    [
        ("因征地延期，4月1日起", date(2026, 4, 1), "征地延期"),
        ("因征地延期 从4月1日起执行", date(2026, 4, 1), "征地延期"),
        ("因征地延期 自2026-04-01", date(2026, 4, 1), "征地延期"),
        ("因征地延期 下月起", date(2026, 4, 1), "征地延期"),
        ("because it is late, from 1 april", date(2026, 4, 1), "it is late"),
        ("因征地延期到4月1日", TODAY, "征地延期到4月1日"),
        ("因征地 4月1日前完不成", TODAY, "征地 4月1日前完不成"),
        ("因征地延期（4月1日）", TODAY, "征地延期（4月1日）"),
        ("因项目推迟 三个月", TODAY, "项目推迟 三个月"),
        ("因 3月1日起停工", TODAY, "3月1日起停工"),
    ],
)
def test_a_day_behind_the_reason_is_told_from_the_reason(
    behind: str, since: date, reason: str
) -> None:
    found = read(f"一季度 16.2 {behind}")

    assert (found.since, found.reason) == (since, reason)


@pytest.mark.parametrize("behind", ["4月1日", "4月1号", "2026-04-01", "明天", "下周一"])
def test_a_day_that_may_be_either_is_asked_about(behind: str) -> None:
    with pytest.raises(NotRetargeted) as refused:
        read(f"一季度 16.2 因征地延期 {behind}")

    assert (refused.value.why, refused.value.name) == ("day_behind", behind)


LOWER = replace(RATE, direction=Direction.LOWER)


@pytest.mark.parametrize(
    ("before", "said", "indicator", "is_doubtful"),
    [
        ("18", "0", FAI, True),
        ("18", "-3", FAI, True),
        ("18", "3", FAI, False),
        (None, "0", FAI, True),
        ("-1", "-3", FAI, False),  # a loss that is to be cut stays one
        ("3", "-3", RATE, True),
        ("3", "-3", LOWER, False),  # energy by output is to fall
    ],
)
def test_zero_and_less_are_hardly_meant_where_more_was_asked_for(
    before: str | None, said: str, indicator: Indicator, is_doubtful: bool
) -> None:
    targets = {} if before is None else {"q1": Decimal(before)}
    own = Assignment(1, "cg", indicator.code, "asha", None, None, targets)

    order = Order({"q1": Decimal(said)}, TODAY, "区划调整")

    assert doubtful(own, indicator, order) is is_doubtful


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("一季度 16.2 3月16日起 因推迟 4月1日起", "two_days"),
        ("一季度 16.2 因推迟 3月1日起", "past"),
        ("", "how"),
        ("一季度 16.2", "no_reason"),
        ("一季度 16.2 因", "no_reason"),
        ("16.2 因推迟", "no_slot"),
        ("因推迟", "no_slot"),
        ("一季度 因推迟", "unreadable"),
        ("一季度 三万五 因推迟", "unreadable"),
        ("一季度 16.2或17 因推迟", "unreadable"),
        ("一季度 约16 因推迟", "unreadable"),
        ("一季度 5个 因推迟", "unreadable"),
        ("提前 一季度 16.2 因推迟", "unreadable"),
        ("一季度 16.2 一季度 17 因推迟", "twice"),
        ("一季度 16.2 2026-03-09起 因推迟", "past"),
        ("一季度 16.2 2027-01-01起 因推迟", "other_year"),
    ],
)
def test_what_cannot_be_followed_says_why(text: str, why: str) -> None:
    with pytest.raises(NotRetargeted) as refusal:
        read(text)

    assert refusal.value.why == why


def test_the_reason_is_kept_as_it_was_written() -> None:
    assert (
        read("一季度 16.2 因为 A地块 推迟出让，见会议纪要").reason == "A地块 推迟出让，见会议纪要"
    )


def test_a_name_ends_where_a_slot_or_a_reason_begins() -> None:
    assert split_name("城关 投资 一季度 16.2 因老街区推迟") == (
        "城关 投资 ",
        "一季度 16.2 因老街区推迟",
    )
    assert split_name("城关投资") == ("城关投资", "")
