"""Chinese and mixed numerals, against another library and by example."""

import random
from decimal import Decimal

import cn2an
import pytest

from domain.numerals import Doubtful, Magnitude, Numeral, read_numeral

# The other library drops the 零 it ought to write here (六亿七千七百三十八): two readings, rightly.
SKIPS_THE_TEN_THOUSANDS = 10**8


def whole_numbers(count: int) -> list[int]:
    rng = random.Random(20260105)
    numbers = [rng.randrange(10 ** rng.randrange(1, 14)) for _ in range(count)]
    return [n for n in numbers if not skips_the_ten_thousands(n)]


def skips_the_ten_thousands(number: int) -> bool:
    return number >= SKIPS_THE_TEN_THOUSANDS and number // 10**4 % 10**4 == 0


@pytest.mark.parametrize("style", ["low", "up"])
def test_twenty_thousand_whole_numbers_come_back_from_chinese(style: str) -> None:
    wrong = []

    for number in whole_numbers(20_000):
        read = read_numeral(cn2an.an2cn(number, style))
        if not isinstance(read, Numeral) or read.value != number:
            wrong.append((number, cn2an.an2cn(number, style), read))

    assert wrong == []


def test_where_ten_thousands_are_skipped_without_a_zero_both_readings_are_offered() -> None:
    read = read_numeral("六亿七千七百三十八")

    assert isinstance(read, Doubtful)
    assert [reading.value for reading in read.readings] == [677_380_000, 600_007_738]


@pytest.mark.parametrize(
    ("run", "value", "magnitude"),
    [
        ("13.5", "13.5", Magnitude.NONE),
        ("3,400", "3400", Magnitude.NONE),
        ("两千三百", "2300", Magnitude.NONE),
        ("3,400万", "34000000", Magnitude.LAST),
        ("一亿三千万", "130000000", Magnitude.LAST),
        ("1.2万亿", "1200000000000", Magnitude.LAST),
        ("一万三千", "13000", Magnitude.INSIDE),
        ("1亿零50", "100000050", Magnitude.INSIDE),
        ("一万三千亿", "1300000000000", Magnitude.LAST),
    ],
)
def test_a_numeral_tells_where_its_magnitude_stands(
    run: str, value: str, magnitude: Magnitude
) -> None:
    assert read_numeral(run) == Numeral(Decimal(value), magnitude)


@pytest.mark.parametrize(
    ("run", "readings"),
    [
        ("三万五", ["35000", "30005"]),
        ("13万2", ["132000", "130002"]),
        ("13万25", ["132500", "130025"]),
        ("一百五", ["150", "105"]),
        ("一亿三千", ["130000000", "100003000"]),
        ("13,5", ["13.5", "135"]),
        ("013", ["13"]),
        ("三五", ["35"]),
        ("两三千", []),
        ("1.2.3", []),
        ("13万2亿", []),
        ("12十", []),
        ("三千百", []),
        ("零三十", []),
        ("万", []),
        ("一百零", []),
        ("1" * 41, []),
    ],
)
def test_a_doubtful_numeral_offers_its_readings_and_decides_nothing(
    run: str, readings: list[str]
) -> None:
    read = read_numeral(run)

    assert isinstance(read, Doubtful)
    assert [reading.value for reading in read.readings] == [Decimal(value) for value in readings]
