"""Units of measure, and exact conversion between those of one dimension."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Final

MOST_PLACES: Final = 12  # decimals searched before a conversion counts as endless

_POWERS: Final = {
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "百亿": 10**10,
    "千亿": 10**11,
    "万亿": 10**12,
}

# Dimension, size of one in the base unit of that dimension, spellings.
_STEMS: Final = (
    ("money", Fraction(1), "元 块 圆 块钱 元人民币 rmb cny"),
    ("dollar", Fraction(1), "美元 美金 usd"),
    ("euro", Fraction(1), "欧元"),
    ("hk dollar", Fraction(1), "港元 港币"),
    ("percent", Fraction(1), "%"),
    ("percent", Fraction(1, 10), "‰"),
    ("percent", Fraction(10), "成"),
    ("points", Fraction(1), "个百分点 百分点"),
    ("points", Fraction(1, 100), "个基点 基点"),
    ("area", Fraction(1), "平方米 平米 平方 m2 m²"),
    ("area", Fraction(2000, 3), "亩"),
    ("area", Fraction(10**4), "公顷"),
    ("area", Fraction(10**6), "平方公里 平方千米 km2"),
    ("mass", Fraction(1, 1000), "克 g"),
    ("mass", Fraction(1, 2), "斤"),
    ("mass", Fraction(1), "公斤 千克 kg"),
    ("mass", Fraction(1000), "吨 t"),
    ("coal", Fraction(1), "吨标准煤 吨标煤"),
    ("volume", Fraction(1, 1000), "升"),
    ("volume", Fraction(1), "立方米 立方 方 m3"),
    ("length", Fraction(1), "米 m"),
    ("length", Fraction(1000), "公里 千米 km"),
    ("energy", Fraction(1, 1000), "瓦时"),
    ("energy", Fraction(1), "千瓦时 度 kwh"),
    ("energy", Fraction(1000), "兆瓦时 mwh"),
    ("power", Fraction(1, 1000), "瓦"),
    ("power", Fraction(1), "千瓦 kw"),
    ("power", Fraction(1000), "兆瓦 mw"),
    ("any count", Fraction(1), "个"),
    ("enterprises", Fraction(1), "家 户"),
    ("items", Fraction(1), "项 件 宗 起 桩"),
    ("people", Fraction(1), "人 名 位"),
    ("visits", Fraction(1), "人次"),
    ("days", Fraction(1), "天"),
)

# Counters that convert into nothing else, but take the general counter 个.
_COUNTERS: Final = (
    "台 辆 套 场 次 处 所 座 栋 幢 批 条 张 笔 间 只 头 株 棵 口 眼 村 镇 床 艘 架 部 组 班 份 "
    "篇 册 支 根 层 期 标箱 架次 车次 户次 工作日 届 单 场次"
)
# Words that follow a number and say that it is no plain quantity at all.
_OTHERS: Final = (
    "年 个月 月份 月 日 号 时 小时 分钟 秒 分 季度 周 倍 折 级 岁 里 日元 英镑 角 点 个点 度电 篇次"
)
_COUNTED: Final = frozenset({"enterprises", "items", "people", "visits"} | set(_COUNTERS.split()))
_TAKEN_AS_ANY_COUNT: Final = frozenset({"enterprises", "items"})


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number counts: 万元 is the stem 元 with the prefix 10,000.

    `factor` is the size of one in the base unit of the dimension.
    """

    name: str
    stem: str
    prefix: int
    dimension: str
    factor: Fraction

    @property
    def power(self) -> int:
        """The zeros of the prefix: 4 for 万元."""
        return len(str(self.prefix)) - 1

    @property
    def is_share(self) -> bool:
        """Percent and percentage points: 万 and 亿 make no sense before them."""
        return self.dimension in ("percent", "points")

    @property
    def is_whole(self) -> bool:
        """Counts what cannot be halved: 家, 个, 人; not 万人."""
        is_counter = self.dimension == "any count" or self.dimension in _COUNTED
        return is_counter and self.prefix == 1

    def takes(self, given: "Measure") -> bool:
        """Whether a number in `given` can be stated in this measure at all.

        The general counter 个 stands for any counter; percent and percentage points are two
        different things, as are people and visits.
        """
        if given.dimension == self.dimension:
            return True
        if given.dimension == "any count":
            return self.dimension in _COUNTED
        return self.dimension == "any count" and given.dimension in _TAKEN_AS_ANY_COUNT


class CannotConvert(ValueError):  # noqa: N818  a refusal is an answer, not an error
    """The two measures count different things, or the result has no end of decimals."""


def _stem_table() -> dict[str, tuple[str, Fraction]]:
    table = {name: (dimension, size) for dimension, size, names in _STEMS for name in names.split()}
    for name in f"{_COUNTERS} {_OTHERS}".split():
        table.setdefault(name, (name, Fraction(1)))
    return table


_TABLE: Final = _stem_table()

UNIT_WORDS: Final = tuple(sorted(_TABLE, key=len, reverse=True))
"""Every known unit without 万/亿, the longest first."""


@lru_cache(maxsize=512)
def measure_of(name: str) -> Measure:
    """The measure behind a written unit; an unknown one is a dimension of its own."""
    name = name.strip()
    if name.lower() in _TABLE:
        return _with_prefix(name, name.lower(), 1)
    for length in (2, 1):
        power = _POWERS.get(name[:length])
        if power is not None:
            return _with_prefix(name, name[length:].lower(), power)
    return _with_prefix(name, name, 1)


def _with_prefix(name: str, stem: str, prefix: int) -> Measure:
    dimension, size = _TABLE.get(stem, (stem, Fraction(1)))
    return Measure(name, stem, prefix, dimension, size * prefix)


def convert(value: Decimal, given: Measure, asked: Measure) -> Decimal:
    """State `value`, counted in `given`, in `asked`, without any rounding.

    Raises:
        CannotConvert: different dimensions, or a result like 66.666…
    """
    if not asked.takes(given):
        raise CannotConvert(f"{given.name} -> {asked.name}")
    return exact(Fraction(value) * given.factor / asked.factor)


def exact(ratio: Fraction) -> Decimal:
    """The decimal that equals `ratio`.

    Raises:
        CannotConvert: no decimal of at most MOST_PLACES places does.
    """
    for places in range(MOST_PLACES + 1):
        scaled = ratio * 10**places
        if scaled.denominator == 1:
            return Decimal(f"{scaled.numerator}E-{places}")
    raise CannotConvert(f"{ratio} has no end")
