"""The brief on paper, read back from the document."""

from datetime import UTC, datetime
from functools import cache
from itertools import combinations

import pytest

from charts import fonts
from charts.brief.document import draw_brief
from charts.brief.page import LEFT, RIGHT
from charts.drawing import draw_pages
from charts.fonts import MissingGlyph
from charts.paper import TALL, WIDE, Paper
from charts.sheets.brief import BriefSheet
from charts.theme import NIGHT
from tests.charts import samples
from tests.charts.printed import Words, pages_of

SMALLEST = 6.0  # points, in the lights of twenty indicators; all else is 8 and more
LARGEST = 200_000  # bytes


@cache
def printed(units: int, columns: int) -> bytes:
    return draw_brief(samples.brief(units, columns=columns))


def texts_of(document: bytes) -> list[str]:
    return [words.text for page in pages_of(document) for words in page]


def overlap(one: Words, other: Words) -> bool:
    """Whether two lines that stand at one height run into each other."""
    if abs(one.y - other.y) > min(one.size, other.size) * 0.7:
        return False
    first, second = sorted((one, other), key=lambda words: words.x)
    return first.x + fonts.width(first.text, first.size) > second.x + 1


def test_its_words_can_be_searched_and_copied() -> None:
    document = printed(18, 8)

    found = texts_of(document)
    assert found[0] == "调度数据"
    assert found[1] == "2026 一季度开门红第11周简报"
    assert "第1号街道办事处" in found
    assert "89.0%" in found
    assert document.count(b"/FontFile3") == 2  # regular and bold; no rare character is in it
    assert len(document) < LARGEST


@pytest.mark.parametrize(("units", "columns", "most"), [(3, 3, 2), (18, 8, 2), (80, 12, 4)])
def test_every_word_stands_on_its_page_and_on_no_other(units: int, columns: int, most: int) -> None:
    pages = pages_of(printed(units, columns))

    assert len(pages) <= most
    for number, page in enumerate(pages, start=1):
        assert page[-1 if number == 1 else -2].text.startswith("调度数据")
        assert f"{number}/{len(pages)}" in [words.text for words in page]
        for words in page:
            assert words.size >= SMALLEST
            assert words.x >= LEFT - 1
            assert words.x + fonts.width(words.text, words.size) <= RIGHT + 8, words
            assert 20 < words.y < TALL - 20
        for one, other in combinations(page, 2):
            assert not overlap(one, other), (one, other)


def test_what_each_week_must_bring_is_written_whole_and_at_one_size() -> None:
    notes = [words for page in pages_of(printed(18, 8)) for words in page if "每周需" in words.text]

    assert [words.text for words in notes] == [
        "余 2.3 周，每周需 6.10 亿元",
        "缺 3 家　余 2.3 周，每周需 6.10 亿元",
    ]
    assert {words.size for words in notes} == {8.0}


def test_three_hundred_units_go_on_as_many_pages_as_they_take_and_nobody_is_lost() -> None:
    found = texts_of(printed(300, 20))

    assert {f"第{place}号街道办事处" for place in range(1, 301)} <= set(found)


def test_the_same_facts_are_the_same_bytes_by_day_and_by_night() -> None:
    again = draw_pages(samples.brief(3, columns=3), theme=NIGHT)

    assert again == [printed(3, 3)]
    assert b"/CreationDate (D:20260316013000Z)" in again[0]


def test_a_brief_of_nothing_is_a_page_with_its_name() -> None:
    bare = BriefSheet(
        head=samples.HEAD,
        created=datetime(2026, 3, 16, tzinfo=UTC),
        language="zh-CN",
        paragraphs=(),
    )

    (page,) = pages_of(draw_brief(bare))

    assert samples.HEAD.title in [words.text for words in page]


def test_rare_characters_come_from_the_complete_face() -> None:
    paper = Paper(title="珺㛃", created=datetime(2026, 3, 16, tzinfo=UTC), language="zh-CN")
    paper.turn()
    paper.text(WIDE / 2, 100, "彭㛃玮", 12, color="#000000", bold=True, align="center")
    document = paper.finish()

    assert texts_of(document) == ["彭㛃玮"]
    assert document.count(b"/FontFile3") == 2


def test_what_no_font_can_draw_is_an_error_and_never_a_box() -> None:
    paper = Paper(title="x", created=datetime(2026, 3, 16, tzinfo=UTC), language="zh-CN")
    paper.turn()

    with pytest.raises(MissingGlyph):
        paper.text(0, 0, "\U0001f600", 12, color="#000000")
