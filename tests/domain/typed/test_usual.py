"""A name with a bare number behind it, the second time somebody writes its like."""

from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.answers import Question, Reader
from tests.domain.typed_messages import ITEMS

# Names that begin or end as greetings, corrections and stages do, and words that are none.
AWKWARD = ("快报", "改造", "单位能耗", "全部投资", "核定额", "收到位资金", "周一", "百个亿")
NOT_NAMES = (
    "投",
    "完成",
    "累计投资",
    "核定投资",
    "改投资",
    "投资改为",
    "投资约",
    "投资和",
    "元",
    "w",
)
QUESTIONS = [
    *(Question(i.key, i.names, i.measure, i.is_rate) for i in ITEMS),
    Question("awkward", AWKWARD, "亿元"),
]
KEYS = [question.key for question in QUESTIONS]
WORDS = [*(name for question in QUESTIONS for name in question.names), *NOT_NAMES]


@st.composite
def twins(draw: st.DrawFn) -> tuple[str, str]:
    """Two messages that differ in nothing but the digits of their numbers."""
    head = draw(st.sampled_from(WORDS)) + draw(st.sampled_from(("", " ", ":", "：")))
    whole, part = draw(st.integers(1, 6)), draw(st.integers(0, 5))
    first, second = (
        draw(st.text("0123456789", min_size=whole + part, max_size=whole + part)) for _ in range(2)
    )
    point = "." if part else ""
    return (
        f"{head}{first[:whole]}{point}{first[whole:]}",
        f"{head}{second[:whole]}{point}{second[whole:]}",
    )


@settings(max_examples=200)
@given(twins(), st.none() | st.sampled_from(KEYS), st.none() | st.sampled_from(KEYS))
@example(("投资 1.50", "投资 2.00"), None, None)
@example(("投资 3025", "投资 2025"), None, None)
@example(("投资15", "投资05"), None, None)
@example(("完成 13.5", "完成 8.2"), KEYS[0], None)
def test_it_is_read_as_if_nobody_had_written_its_like_before(
    twin: tuple[str, str], asked: str | None, still_open: str | None
) -> None:
    first, second = twin
    used, fresh = Reader(QUESTIONS), Reader(QUESTIONS)
    still = still_open and {still_open}
    used.read(first, asked=asked, still_open=still)

    again = used.read(second, asked=asked, still_open=still), used.read(second)

    alone = fresh.read(second, asked=asked, still_open=still), Reader(QUESTIONS).read(second)
    assert repr(again) == repr(alone)
