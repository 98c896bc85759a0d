"""The card of one unit, person or project, read back from its figure."""

from dataclasses import replace

from matplotlib.figure import Figure

from charts.drawing import figures
from charts.pages import paginate_card
from charts.sheets.card import CardGroup, CardItem, CardSheet
from domain.lights import Light
from tests.charts import samples
from tests.charts.reading import assert_legible, colored_bars, words_of


def sheet_of(*items: CardItem) -> CardSheet:
    return CardSheet(head=samples.HEAD, groups=(CardGroup(items=items),))


def shapes(figure: Figure) -> list[object]:
    return [*figure.axes[0].patches, *figure.axes[0].collections]


def test_every_text_is_large_inside_the_picture_and_on_no_other() -> None:
    (figure,) = figures(samples.card())

    assert_legible(figure)


def test_it_shows_everything_it_is_told() -> None:
    # given
    sheet = samples.card()

    # when
    (figure,) = figures(sheet)

    # then
    words = words_of(figure)
    for group in sheet.groups:
        for item in group.items:
            told = (item.name, item.completion_text, item.value_text, item.target_text)
            more = (item.gap_text, item.note, item.mark)
            assert [text for text in (*told, *more) if text and text not in words] == []


def test_a_missing_item_has_no_bar() -> None:
    # given
    missing = CardItem(
        name="一般公共预算收入",
        light=Light.NONE,
        completion=None,
        completion_text="未报送",
        pace=57.5,
    )

    # when
    (figure,) = figures(sheet_of(missing))

    # then
    assert colored_bars(figure, within=(0, 1080), tall=24) == []


def test_long_names_and_wild_numbers_stay_legible() -> None:
    # given
    items = (
        samples.item("很长的指标名称" * 8, -112.3, "−112,345.67 亿元", "目标 1,234,567.89 亿元"),
        samples.item(
            "招商",
            1340.0,
            "12,345,678,901.23 亿元",
            "目标 98,765,432,109.87 亿元",
            mark="预计",
            note="三" * 60,
        ),
        samples.item("空", 0.0, "", "", weeks=(None, None, None)),
        samples.item("平", 5.0, "", "", weeks=(5.0, 5.0, 5.0)),
    )

    # when
    (figure,) = figures(sheet_of(*items))

    # then
    assert_legible(figure)


def test_what_was_published_is_told_and_lies_on_the_bar_where_it_can() -> None:
    # given
    text = "1–2月公布 6.00 亿元，差 +0.62（+10.3%）"
    bare = samples.item("投资", 36.8, "6.62 亿元", "目标 18.00 亿元")
    told = replace(bare, official_text=text)
    marked = replace(told, official=33.3)

    # when
    silent, worded, drawn = (next(figures(sheet_of(item))) for item in (bare, told, marked))

    # then
    assert text not in words_of(silent)
    assert text in words_of(worded)
    assert text in words_of(drawn)
    assert len(shapes(drawn)) > len(shapes(worded)) == len(shapes(silent))


def test_many_items_are_paged_and_none_is_lost() -> None:
    # given
    items = tuple(samples.item(f"项目{n}", n, "1 亿元", "目标 2 亿元") for n in range(70))
    sheet = replace(sheet_of(*items), tallies=samples.TALLIES)

    # when
    pages = paginate_card(sheet)

    # then
    assert [item for page in pages for group in page.groups for item in group.items] == [*items]
