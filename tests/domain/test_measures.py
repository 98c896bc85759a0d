"""Units, and exact conversion between them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.measures import CannotConvert, convert, measure_of


@pytest.mark.parametrize(
    ("value", "given_unit", "asked", "expected"),
    [
        ("3400", "万元", "亿元", "0.34"),
        ("1.2", "亿元", "万元", "12000"),
        ("13800", "元", "万元", "1.38"),
        ("125", "‰", "%", "12.5"),
        ("3", "成", "%", "30"),
        ("3", "亩", "公顷", "0.2"),
        ("12.5", "万平方米", "公顷", "12.5"),
        ("3000", "公斤", "吨", "3"),
        ("12500", "米", "公里", "12.5"),
        ("5", "个", "家", "5"),
        ("5", "户", "家", "5"),
        ("3", "家", "个", "3"),
        ("50", "基点", "个百分点", "0.5"),
        ("3.2", "万标准箱", "标准箱", "32000"),
    ],
)
def test_a_number_converts_exactly(value: str, given_unit: str, asked: str, expected: str) -> None:
    converted = convert(Decimal(value), measure_of(given_unit), measure_of(asked))

    assert converted == Decimal(expected)


@pytest.mark.parametrize(
    ("given_unit", "asked"),
    [
        ("个百分点", "%"),
        ("%", "个百分点"),
        ("个", "亿元"),
        ("人", "人次"),
        ("美元", "元"),
        ("人", "个"),
        ("标准箱", "吨"),
        ("次", "场"),
    ],
)
def test_different_things_do_not_convert(given_unit: str, asked: str) -> None:
    with pytest.raises(CannotConvert):
        convert(Decimal(5), measure_of(given_unit), measure_of(asked))


def test_a_result_without_end_is_refused_rather_than_rounded() -> None:
    with pytest.raises(CannotConvert):
        convert(Decimal(1), measure_of("亩"), measure_of("公顷"))


@pytest.mark.parametrize(
    ("name", "stem", "power"),
    [
        ("亿元", "元", 8),
        ("万平方米", "平方米", 4),
        ("千瓦时", "千瓦时", 0),
        ("百分点", "百分点", 0),
        ("万标准箱", "标准箱", 4),
        ("标准箱", "标准箱", 0),
        ("亿千瓦时", "千瓦时", 8),
        ("", "", 0),
    ],
)
def test_a_measure_knows_its_stem_and_its_prefix(name: str, stem: str, power: int) -> None:
    measure = measure_of(name)

    assert (measure.stem, measure.power) == (stem, power)


@given(
    st.decimals(-(10**9), 10**9, places=4),
    st.sampled_from(["元", "万元", "亿元"]),
    st.sampled_from(["元", "万元", "亿元"]),
)
def test_converting_there_and_back_changes_nothing(value: Decimal, one: str, two: str) -> None:
    there = convert(value, measure_of(one), measure_of(two))

    assert convert(there, measure_of(two), measure_of(one)) == value
