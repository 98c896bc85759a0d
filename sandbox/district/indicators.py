"""The indicators of the sample district: eight weekly, one monthly, one quarterly."""

from decimal import Decimal

from sandbox.district.roster import Indicator

CUMULATIVE, LEVEL, RATE = "累计", "时点", "增速"
_ZERO = Decimal(0)

INDICATORS = (
    Indicator("fai", "固定资产投资", ("投资", "固投"), "亿元", CUMULATIVE, 2, 25, lowest=_ZERO),
    Indicator(
        "ind",
        "规上工业总产值",
        ("产值", "工业", "工业产值"),
        "亿元",
        CUMULATIVE,
        2,
        20,
        lowest=_ZERO,
    ),
    Indicator(
        "ret",
        "社会消费品零售总额",
        ("零售", "社零", "消费"),
        "亿元",
        CUMULATIVE,
        2,
        10,
        lowest=_ZERO,
    ),
    Indicator(
        "rev",
        "一般公共预算收入",
        ("财政", "收入", "财政收入"),
        "万元",
        CUMULATIVE,
        0,
        15,
        lowest=_ZERO,
    ),
    Indicator(
        "inv", "招商引资到位资金", ("招商", "到位资金"), "亿元", CUMULATIVE, 2, 15, lowest=_ZERO
    ),
    Indicator(
        "new",
        "新增规上企业",
        ("入规", "新增规上", "规上企业"),
        "家",
        CUMULATIVE,
        0,
        5,
        lowest=_ZERO,
    ),
    Indicator(
        "fig",
        "固定资产投资增速",
        ("固投增速", "投资增速"),
        "%",
        RATE,
        1,
        5,
        lowest=Decimal(-60),
        highest=Decimal(200),
    ),
    Indicator(
        "prj",
        "重点项目形象进度",
        ("项目", "项目进度", "形象进度"),
        "%",
        LEVEL,
        0,
        5,
        lowest=_ZERO,
        highest=Decimal(100),
    ),
    Indicator("ele", "工业用电量", ("用电", "用电量"), "万千瓦时", CUMULATIVE, 0, 5, "月", _ZERO),
    Indicator("gdp", "地区生产总值", ("GDP", "生产总值"), "亿元", CUMULATIVE, 1, 10, "季", _ZERO),
)
