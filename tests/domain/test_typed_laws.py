"""What holds for every text, however it was typed."""

import re
import time
from decimal import Decimal

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.amounts import (
    Amount,
    Answer,
    NotApplicable,
    NotAvailable,
    Same,
    Unclear,
    Wanted,
    read_amount,
)
from domain.answers import Question, Reader
from domain.typed.folding import fold
from tests.domain.typed_messages import AMBIGUOUS, FRAGMENTS, ITEMS, Item, messages

READER = Reader([Question(i.key, i.names, i.measure, i.is_rate) for i in ITEMS])
WANTED = [Wanted.of(i.measure, is_rate=i.is_rate, names=i.names) for i in ITEMS]
KEYS = [item.key for item in ITEMS]

SOUP = st.lists(
    st.sampled_from([*FRAGMENTS, " ", "\n", "\u200b", "\u3000", "\ufeff"]), max_size=12
).map("".join)
TEXTS = st.text(max_size=60) | SOUP


@settings(max_examples=400)
@given(TEXTS, st.sampled_from(WANTED))
@example("", WANTED[0])
@example("\x00", WANTED[0])
@example("İ13.5", WANTED[0])
def test_no_text_raises_when_read_as_one_number(text: str, wanted: Wanted) -> None:
    outcome = read_amount(text, wanted)

    if isinstance(outcome, Amount):
        assert outcome.value == outcome.value.quantize(Decimal("0.0001"))
        assert abs(outcome.value) < 10**15


@settings(max_examples=400)
@given(TEXTS, st.none() | st.sampled_from(KEYS), st.none() | st.sets(st.sampled_from(KEYS)))
@example("投资İ13.5 零售8.2", None, None)
def test_no_text_raises_when_read_as_a_message(
    text: str, asked: str | None, still_open: set[str] | None
) -> None:
    reading = READER.read(text, asked=asked, still_open=still_open)

    keys = [given.key for given in reading.answers]
    assert len(keys) == len(set(keys))


@st.composite
def rendered_values(draw: st.DrawFn) -> tuple[Item, str, Decimal]:
    item = draw(st.sampled_from(ITEMS))
    places = {"亿元": 2, "万元": 2, "%": 1, "家": 0}[item.measure]
    # From 10,000 on, 一万三千 (万元) has two readings, and is asked back.
    lowest, highest = (-2_000, 2_000) if item.is_rate else (0, 10**4 * 10**places - 1)
    value = Decimal(draw(st.integers(lowest, highest))).scaleb(-places)
    return item, draw(st.sampled_from(item.renderings(value))), value


@settings(max_examples=600)
@given(rendered_values())
def test_every_rendering_of_a_value_reads_back_as_that_value(
    rendering: tuple[Item, str, Decimal],
) -> None:
    item, text, value = rendering

    outcome = read_amount(text, Wanted.of(item.measure, is_rate=item.is_rate))

    assert isinstance(outcome, Amount), (text, outcome)
    assert outcome.value == value


@settings(max_examples=300)
@given(
    st.sampled_from(["", "完成", "累计", "约", "达到", "为", "：", " "]),
    st.sampled_from(AMBIGUOUS),
    st.sampled_from(["", "亿元", "左右", "。", " 因雨停工", "，谢谢", " 较上周增加1.2"]),
    st.sampled_from(WANTED),
)
def test_an_ambiguous_number_never_becomes_a_value(
    before: str, number: str, behind: str, wanted: Wanted
) -> None:
    outcome = read_amount(before + number + behind, wanted)

    assert isinstance(outcome, Unclear)


@settings(max_examples=600)
@given(SOUP, st.sampled_from(WANTED))
@example("3十5", WANTED[0])
def test_an_amount_leaves_no_second_number_unread(text: str, wanted: Wanted) -> None:
    outcome = read_amount(text, wanted)

    if isinstance(outcome, Amount) and not outcome.note:
        dated = re.sub(r"3月5日|[0-9]+[万亿千百十][0-9]*", "9", fold(text))
        assert len(re.findall(r"[0-9][0-9.,]*", dated)) <= 1 + text.count("3月5日")


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text)

    assert fold(once) == once


def meaning(answer: Answer) -> Decimal | str:
    """A value, or the word that stands for it."""
    words = {Same: "same", NotApplicable: "not applicable", NotAvailable: "not available"}
    return answer.value if isinstance(answer, Amount) else words[type(answer)]


def test_thousands_of_generated_messages_are_read_as_they_were_meant() -> None:
    misread = []

    for typed in messages(seed=20260105, number=4_000):
        reading = READER.read(typed.text)
        values = {given.key: meaning(given.answer) for given in reading.answers}
        meant = {key: value for key, value in typed.expected.items() if value is not None}
        if values != meant:
            misread.append((typed.text, values, meant))

    assert misread[:5] == []


JUNK = "1 13.5, 投资 投资1 一 万 其中 较上周增加 完成 ( 1- 1. ① a 增长1 3月 一亿三千万 约 已完成 -"


@pytest.mark.parametrize(
    "unit", [*JUNK.split(), " ", "1 ", "1\n", "无 ", "其他 ", "投资 1.1 零售 "]
)
def test_a_message_of_junk_is_read_in_no_time(unit: str) -> None:
    junk = (unit * 4096)[:4096]
    longest_read = junk[:1990]

    began = time.thread_time()  # of this thread alone, however busy the machine is
    for text in (junk, longest_read):
        READER.read(text)
        READER.read(text, asked=KEYS[0])

    assert time.thread_time() - began < 2
