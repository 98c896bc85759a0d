import pytest

from handlers.keyboards import markup
from handlers.outgoing import Button
from handlers.rows import in_rows


def buttons(*names: str) -> list[Button]:
    return [Button(name, "v:all:") for name in names]


@pytest.mark.parametrize(
    ("names", "rows"),
    [
        ([], []),
        (["投资"], [1]),
        (["投资", "产值", "零售"], [3]),
        (["投资", "产值", "零售", "财政"], [2, 2]),
        (["投资", "产值", "零售", "财政", "招商", "入规", "用电"], [3, 2, 2]),
        (["✓ 城关街道", "! 雾坪乡", "责任人排名"], [3]),
        (["✓ 高新产业园", "! 雾坪乡", "✓ 经开区"], [2, 1]),
        (["✓ 经开区", "! 雾坪乡", "✓ 工信局", "× 栖雾湖度假区", "✓ 商务局"], [3, 2]),
        (["GDP", "Rank moves", "Investment"], [3]),
        (["GDP", "Whole district", "Missing"], [2, 1]),
    ],
)
def test_as_many_in_a_row_as_show_their_names_whole(names: list[str], rows: list[int]) -> None:
    assert [len(row) for row in in_rows(buttons(*names))] == rows


def test_a_row_that_is_too_narrow_for_its_names_goes_on_in_the_next() -> None:
    named = buttons("← 园区平台", "全区进度", "对比", "怎么算的")
    short = buttons("周看板", "谁没报", "怎么算的")

    sent = markup((tuple(named), tuple(short)))

    assert sent is not None
    assert [[button.text for button in row] for row in sent.inline_keyboard] == [
        ["← 园区平台", "全区进度"],
        ["对比", "怎么算的"],
        ["周看板", "谁没报", "怎么算的"],
    ]
