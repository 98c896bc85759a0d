"""Milestones on one line of time, read back from their figure."""

from datetime import date, timedelta

from charts.drawing import figures
from charts.pages import ALBUM
from charts.roadmap import AXIS_END, AXIS_X, Line, paginate_roadmap
from charts.sheets.roadmap import RoadmapSheet, RoadRow, RoadSection
from domain.lights import Light
from tests.charts import samples
from tests.charts.reading import words_of

LIGHTS = (Light.GREEN, Light.YELLOW, Light.RED, Light.NONE)
JANUARY, DECEMBER = date(2026, 1, 1), date(2026, 12, 1)


def row(number: int, *, name: str = "主体结构封顶") -> RoadRow:
    planned = JANUARY + timedelta(days=37 * number % 330)
    return RoadRow(
        name=f"{name}{number}",
        light=LIGHTS[number % 4],
        planned=planned,
        now=planned + timedelta(days=(0, 60, 0, 0)[number % 4]),
        now_text=f"{planned.month}月{planned.day}日到期，未答复",
        is_done=number % 4 == 0,
        note="计划3月20日，比计划晚 60 天：审批手续" if number % 4 == 1 else "",
    )


def sheet(count: int, *, name: str = "主体结构封顶", each: int = 4) -> RoadmapSheet:
    rows = [row(number, name=name) for number in range(count)]
    sections = tuple(
        RoadSection(
            rows=tuple(rows[start : start + each]),
            heading=f"{name}项目{start}",
            detail="城关街道 王芳　完成 1/4",
        )
        for start in range(0, count, each)
    )
    return RoadmapSheet(
        head=samples.HEAD,
        sections=sections,
        first=JANUARY,
        last=DECEMBER,
        today=date(2026, 3, 20),
        today_label="今天",
        ticks=tuple((date(2026, n, 1), f"{n}月") for n in range(1, 13)),
        tallies=samples.usual().tallies,
        footer=samples.FOOTER,
    )


def test_eighty_milestones_are_one_album() -> None:
    assert len(paginate_roadmap(sheet(80))) <= ALBUM


def test_each_milestone_stands_on_one_page_below_its_project() -> None:
    pages = paginate_roadmap(sheet(80))
    last = len(pages)

    told = [words for page in figures(sheet(80)) for words in words_of(page)]
    assert [f"主体结构封顶{n}" in told for n in range(80)] == [True] * 80
    assert [page.head.page for page in pages] == [f"{n}/{last}" for n in range(1, last + 1)]


def test_days_lie_between_the_ends_of_the_line_and_none_beyond() -> None:
    line = Line(JANUARY, DECEMBER)

    assert line.x(JANUARY) == AXIS_X
    assert line.x(DECEMBER) == line.x(date(2030, 1, 1)) == AXIS_END
    assert Line(JANUARY, JANUARY).x(JANUARY) == AXIS_X


def test_labels_of_months_give_way_to_today() -> None:
    (page,) = figures(sheet(3))

    words = words_of(page)
    assert "今天" in words
    assert {"2月", "5月"} <= set(words)
    assert not {"3月", "4月"} & set(words)
