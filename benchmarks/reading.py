"""One typed message read against six items."""

from statistics import median
from time import perf_counter_ns

from benchmarks.rows import Row, bounded
from domain.answers import Question, Reader

TOPIC = "reading"
TURNS = 200
MOST = 100.0  # microseconds
ITEMS = (
    Question("1", ("固定资产投资", "投资"), "亿元"),
    Question("2", ("社会消费品零售总额", "社零", "零售"), "亿元"),
    Question("3", ("规上工业增加值增速", "工业"), "%", is_rate=True),
    Question("4", ("招商引资到位资金", "到位资金"), "亿元"),
    Question("5", ("一般公共预算收入", "预算收入", "财政"), "亿元"),
    Question("6", ("新增经营主体", "经营主体"), "户"),
)
MESSAGES = (
    "13.5",
    "投资 13.5",
    "投资13.5 零售8.2",
    "投资：13.5亿元",
    "社零 3400万",
    "工业 增长 4.2%",
    "到位资金 二十三点五",
    "13.5\n8.2\n4.2%\n23.5\n6.1\n340",
    "投资 13.5 零售 8.2 工业 4.2 到位资金 23.5 财政 6.1 经营主体 340",
    "投资同上期，社零 8.2",
    "财政不涉及",
    "经营主体 1,234 户",
    "投资 １３．５",
    "投资13.5，因雨停工",
    "改 投资 13.6",
    "领导好，本周投资完成13.5亿元",
    "约13.5亿",
    "投资 13万2",
)


def measure() -> list[Row]:
    """Every message many times, with a reader made once, as the bot keeps it."""
    reader = Reader(ITEMS)
    took = [_once(reader, message) for _ in range(TURNS) for message in MESSAGES]
    return [bounded(TOPIC, "one message, median", median(took), MOST, unit="µs")]


def _once(reader: Reader, message: str) -> float:
    began = perf_counter_ns()
    reader.read(message)
    return (perf_counter_ns() - began) / 1e3
