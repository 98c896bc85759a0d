"""Messages as cadres type them, generated from a seed together with what they must mean.

The expectation comes from the values the message was made of; nothing of the reader is used.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

import cn2an

NOTES = (
    "因雨停工",
    "受疫情影响",
    "较上周增加1.2",
    "同比增长6.2%",
    "主要是项目未开工",
    "其中民间3.1",
    "3月10日复工",
    "年度目标45",
    "快报",
    "停工3天",
)
# Every one of these has more than one reading, or none: no value may come of it.
AMBIGUOUS = (
    "13万2",
    "三万五",
    "两三千",
    "13.5或14",
    "十几",
    "1e5",
    "1.2.3",
    "12-15",
    "几十",
    "13.5？",
    "超过13",
    "13.5以上",
    "三千五",
    "13.5+2",
    "3/5",
    "30多",
)
WORDS = {
    "same": ("同上", "不变", "没变化", "同上周", "和上周一样", "保持不变"),
    "not applicable": ("不涉及", "不适用", "无此项"),
    "not available": ("暂无", "还没出", "待统计", "暂无数据", "统计中"),
}
_WORDS = """
    0 1 2 3 12 13.5 8.2 3,400 45 007 . , ， 。 、 ； ： （ ） ( ) - − — + % ‰ 亿 万
    千 百 十 元 亿元 万元  家 个 户 项 人 吨 百分点 个百分点 成 半 点 零 一 二 两 三 五
    几 多 余 约 左右 增长 下降 同比 环比 较上周  增加 其中 完成 累计 本周 上周 为 达到
    预计 超过 不足 同上 不变 无 没有 不涉及 暂无 还没出 都 全部 其他 改  改为 更正 投资
    零售 工业 民间 规上企业 外资增速 谢谢 收到 ? 吗 因雨停工 停工 或 至 到 ~ / * w e5 x
    A ① ②  1. 2、 3） 👍 负 负增长 ¥ 目标 计划 不是 去年 含 占 比 3月5日 ² ½ ٣
"""
FRAGMENTS = _WORDS.split()
"""What messages are made of, by itself without any meaning."""
FULL_WIDTH = str.maketrans("0123456789.,-%", "０１２３４５６７８９．，－％")


@dataclass(frozen=True)
class Item:
    """An item on the list, and how its numbers are written."""

    key: str
    names: tuple[str, ...]
    measure: str
    is_rate: bool
    renderings: Callable[[Decimal], list[str]]
    draw: Callable[[random.Random], Decimal]


@dataclass(frozen=True)
class Typed:
    """A message and its meaning: values, the words of WORDS, or None for what is asked back."""

    text: str
    expected: dict[str, Decimal | str | None]
    is_soup: bool = False


def in_hundred_millions(value: Decimal) -> list[str]:
    """亿元."""
    wan = f"{value * 10000:.0f}"
    return [
        *digits(value),
        f"{value}亿",
        f"{value}亿元",
        f"{value} 亿元",
        f"{wan}万",
        f"{int(wan):,}万元",
        f"{int(wan):,} 万",
        spoken(value),
        f"{spoken(value)}亿",
        f"完成{value}",
        f"累计完成{value}亿元",
        f"达到{value}亿元。",
        f"约{value}",
        f"{value}左右",
        f"¥{value}亿",
    ]


def in_ten_thousands(value: Decimal) -> list[str]:
    """万元."""
    return [
        *digits(value),
        f"{value}万",
        f"{value}万元",
        f"{value / 10000:f}亿元",
        f"{value * 10000:.0f}元",
        spoken(value) + "万元",
        f"累计{value}",
    ]


def in_percent(value: Decimal) -> list[str]:
    """A growth rate."""
    size = abs(value)
    words = (
        ("增长", "同比增长", "同比增") if value >= 0 else ("下降", "同比下降", "同比降", "负增长")
    )
    shares = [f"{word}{size}%" for word in words] + [f"{word}{size}" for word in words]
    sign = "" if value >= 0 else "负"
    return [
        *digits(value),
        f"{value}%",
        f"{value} %",
        *shares,
        f"{sign}百分之{spoken(size)}",
        f"增速{value}%",
        f"约{value}%",
    ]


def in_firms(value: Decimal) -> list[str]:
    """A count."""
    return [
        *digits(value),
        f"{value}家",
        f"{value} 家",
        f"{value}个",
        f"{spoken(value)}家",
        f"共{value}家",
    ]


def digits(value: Decimal) -> list[str]:
    """The number alone."""
    plain = [str(value), f"{value:,}", str(value).translate(FULL_WIDTH), f"{value}。"]
    return [*plain, str(value).replace("-", "−"), str(value).replace("-", "负")]


def spoken(value: Decimal) -> str:
    """In Chinese numerals, as another library writes them."""
    whole, _, rest = str(abs(value)).partition(".")
    words = cn2an.an2cn(int(whole), "low")
    points = "".join("零一二三四五六七八九"[int(digit)] for digit in rest)
    return f"{'负' if value < 0 else ''}{words}" + (f"点{points}" if points else "")


def amount(rng: random.Random) -> Decimal:
    """Two decimals, up to some hundreds."""
    return Decimal(rng.randrange(1, 60_000)) / 100


def count(rng: random.Random) -> Decimal:
    """A small whole number."""
    return Decimal(rng.randrange(0, 120))


def rate(rng: random.Random) -> Decimal:
    """One decimal, either sign."""
    return Decimal(rng.randrange(-150, 250)) / 10


ITEMS = (
    Item("fai", ("固定资产投资", "投资", "固投"), "亿元", False, in_hundred_millions, amount),
    Item("ret", ("社会消费品零售总额", "零售", "社零"), "亿元", False, in_hundred_millions, amount),
    Item("rev", ("一般公共预算收入", "预算收入", "财政"), "万元", False, in_ten_thousands, amount),
    Item("iva", ("规上工业增加值增速", "工业增速"), "%", True, in_percent, rate),
    Item("ent", ("新增规上企业", "规上企业", "入规"), "家", False, in_firms, count),
    Item("for", ("实际利用外资增速", "外资增速"), "%", True, in_percent, rate),
)


def messages(seed: int, number: int) -> Iterator[Typed]:
    """Many messages, the layouts taking turns."""
    rng = random.Random(seed)
    layouts = (
        *(named, lines, numbered, tokens, value_first, with_a_slip, one_of_many),
        *(in_words, and_the_rest, corrected, chained),
    )
    for n in range(number):
        yield layouts[n % len(layouts)](rng)


def soups(seed: int, number: int) -> Iterator[Typed]:
    """Words and numbers thrown together: nothing is meant by them."""
    rng = random.Random(seed)
    gaps = (" ", " ", "", "", "\n", "\u200b", "\u3000", "\ufeff")
    for _ in range(number):
        words = rng.choices(FRAGMENTS, k=rng.randrange(1, 13))
        text = "".join(word + rng.choice(gaps) for word in words)
        yield Typed(text, {}, is_soup=True)


def rendered(rng: random.Random, item: Item, *, notes: bool) -> tuple[str, Decimal]:
    """One number in one of its forms, now and then with a note."""
    value = item.draw(rng)
    text = rng.choice(item.renderings(value))
    if notes and rng.random() < 0.15:
        text = text.rstrip("。") + rng.choice((" ", "，")) + rng.choice(NOTES)
    return text, value


def chosen(rng: random.Random) -> list[Item]:
    """Some of the items, in any order."""
    return rng.sample(ITEMS, rng.randrange(1, len(ITEMS) + 1))


def named(rng: random.Random) -> Typed:
    """投资 13.5 零售 8.2, in any order and with any separators."""
    between = rng.choice((" ", "，", "；", "\n", "; ", "\n\n", "、", " / "))
    after = rng.choice(("", " ", ":", "：", "="))
    texts, expected = [], {}
    for item in chosen(rng):
        text, value = rendered(rng, item, notes=between in ("\n", "\n\n", "；"))
        # 投资-13.5 is rightly asked back: a minus or a dash?
        gap = after or (" " if text[0] in "-−－" else "")
        texts.append(f"{rng.choice(item.names)}{gap}{text}")
        expected[item.key] = value
    opening = rng.choice(("", "", "", "您好，", "收到，", "截至3月5日，", "1-3月，"))
    ending = rng.choice(("", "", "", "。", "，谢谢", "\n请查收"))
    return Typed(opening + between.join(texts).rstrip("。") + ending, dict(expected))


def lines(rng: random.Random) -> Typed:
    """One for each item, below each other."""
    pairs = [rendered(rng, item, notes=True) for item in ITEMS]
    text = "\n".join(text for text, _ in pairs)
    if looks_numbered(text.split("\n")):
        text = "约" + text
    return Typed(text, {i.key: v for i, (_, v) in zip(ITEMS, pairs, strict=True)})


def looks_numbered(rows: Sequence[str]) -> bool:
    """1.5, 2.7, 3.1 … below each other are rightly asked back."""
    return all(row.startswith(f"{n}.") for n, row in enumerate(rows, start=1))


def numbered(rng: random.Random) -> Typed:
    """2、8.2."""
    mark = rng.choice(("{}. ", "{}、", "{}）", "（{}）", "第{}项 "))
    places = sorted(rng.sample(range(len(ITEMS)), rng.randrange(1, len(ITEMS) + 1)))
    texts, expected = [], {}
    for place in places:
        text, value = rendered(rng, ITEMS[place], notes=True)
        texts.append(mark.format(place + 1) + text)
        expected[ITEMS[place].key] = value
    return Typed("\n".join(texts), dict(expected))


def tokens(rng: random.Random) -> Typed:
    """One for each item, side by side."""
    pairs = [(item, item.draw(rng)) for item in ITEMS]
    texts = [str(value) for _, value in pairs]
    between = rng.choice((" ", "，", "、", "；", " / ", "  "))
    if between == "，" and re.search(r"\b[0-9]{1,3}，[0-9]{3}\b", "，".join(texts)):
        between = "； "  # 156，448 is rightly asked back
    return Typed(between.join(texts), {item.key: value for item, value in pairs})


def value_first(rng: random.Random) -> Typed:
    """13.5投资 8.2零售."""
    texts, expected = [], {}
    for item in chosen(rng):
        value = item.draw(rng)
        texts.append(f"{value}{rng.choice(('', ' '))}{rng.choice(item.names)}")
        expected[item.key] = value
    return Typed(rng.choice((" ", "，", "\n")).join(texts), dict(expected))


def with_a_slip(rng: random.Random) -> Typed:
    """One of the named numbers cannot be read in one way only; the others can."""
    items = chosen(rng)
    wrong = rng.choice(items)
    texts: list[str] = []
    expected: dict[str, Decimal | str | None] = {}
    for item in items:
        text, value = rendered(rng, item, notes=False)
        is_wrong = item is wrong
        texts.append(f"{rng.choice(item.names)} {rng.choice(AMBIGUOUS) if is_wrong else text}")
        expected[item.key] = None if is_wrong else value
    return Typed(rng.choice(("\n", "；")).join(texts), expected)


def one_of_many(rng: random.Random) -> Typed:
    """A number alone, while several items are open."""
    value = rng.choice(ITEMS).draw(rng)
    return Typed(str(value), {})


def in_words(rng: random.Random) -> Typed:
    """Numbers and words instead of numbers, mixed."""
    texts: list[str] = []
    expected: dict[str, Decimal | str | None] = {}
    for item in chosen(rng):
        name = rng.choice(item.names)
        if rng.random() < 0.5:
            kind = rng.choice(list(WORDS))
            texts.append(name + rng.choice(("", " ", "：")) + rng.choice(WORDS[kind]))
            expected[item.key] = kind
        else:
            text, value = rendered(rng, item, notes=False)
            texts.append(f"{name} {text}")
            expected[item.key] = value
    return Typed(rng.choice(("\n", "；", "，", " ")).join(texts), expected)


def and_the_rest(rng: random.Random) -> Typed:
    """投资13.5，其他不变."""
    typed = named_plainly(rng)
    kind = rng.choice(list(WORDS))
    rest = rng.choice(("其他", "其余", "其它", "剩下的")) + rng.choice(("", "都", "均"))
    missing: dict[str, Decimal | str | None] = {
        item.key: kind for item in ITEMS if item.key not in typed.expected
    }
    text = f"{typed.text}{rng.choice(('，', '；', ' '))}{rest}{rng.choice(WORDS[kind])}"
    return Typed(text, typed.expected | missing)


def corrected(rng: random.Random) -> Typed:
    """改 投资 13.6."""
    item = rng.choice(ITEMS)
    text, value = rendered(rng, item, notes=False)
    name = rng.choice(item.names)
    old = item.draw(rng)
    form = rng.choice(
        (
            f"改 {name} {text}",
            f"更正：{name} {text}",
            f"{name}改为{abs(value)}",
            f"{name}{abs(old)}改为{abs(value)}",
            f"刚才写错了，{name}应该是{abs(value)}",
        )
    )
    signed = value if text in form else abs(value)
    return Typed(form, {item.key: signed})


def chained(rng: random.Random) -> Typed:
    """投资、零售都不变."""
    items = rng.sample(ITEMS, rng.randrange(2, len(ITEMS)))
    kind = rng.choice(list(WORDS))
    names = rng.choice(("、", "和", "，")).join(rng.choice(item.names) for item in items)
    text = names + rng.choice(("都", "均")) + rng.choice(WORDS[kind])
    return Typed(text, {item.key: kind for item in items})


def named_plainly(rng: random.Random) -> Typed:
    """Names and bare numbers."""
    pairs = [(item, item.draw(rng)) for item in chosen(rng)]
    text = "，".join(f"{rng.choice(item.names)} {value}" for item, value in pairs)
    return Typed(text, {item.key: value for item, value in pairs})
