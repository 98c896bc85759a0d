"""Pictures of twenty units as leaders get them: one ranking, one wall map."""

from charts.sheets.heatmap import HeatCell, HeatRow, HeatSection, HeatSheet
from charts.sheets.parts import Head, Movement, Tally
from charts.sheets.ranking import RankingRow, RankingSheet, Section
from domain.lights import Light

ROWS = 20
PACE = 57.5
NAMES = tuple(f"第{number}街道" for number in range(1, ROWS + 1))


def completions(number: int) -> tuple[float, ...]:
    """The bars of the `number`-th picture, longest first; no two pictures are the same."""
    return tuple(96.0 - 4.1 * place + (number % 97) / 100 for place in range(ROWS))


def sheet(number: int) -> RankingSheet:
    """The `number`-th picture; every fifth unit has a reason below its name."""
    rows = tuple(_row(place, value) for place, value in enumerate(completions(number)))
    return RankingSheet(
        head=Head(
            title="一季度综合完成率排名",
            subtitle="2026年第10周 · 截至3月6日18:00",
            headline=f"第1街道领跑，第20街道等多个单位落后序时10点以上 {number}",
            stamp="调度数据",
        ),
        tallies=(
            Tally("10", "达到序时", Light.GREEN),
            Tally("2", "落后10点内", Light.YELLOW),
            Tally("8", "落后超10点", Light.RED),
            Tally("20/20", "已报单位"),
        ),
        sections=(
            Section(
                rows=rows,
                heading="全部单位",
                detail="20/20 已报",
                pace=PACE,
                pace_label=f"序时进度 {PACE}%",
            ),
        ),
        footer=("▲▼ 较上期公布名次变化；调度数据，非统计口径",),
    )


COLUMNS = tuple(f"指标{number}" for number in range(1, 9))


def gaps(number: int) -> tuple[tuple[float, ...], ...]:
    """The cells of the `number`-th wall map, a row for each unit."""
    return tuple(
        tuple(18.0 - 1.9 * place - 1.3 * column + (number % 97) / 100 for column in range(8))
        for place in range(ROWS)
    )


def wall_map(number: int) -> HeatSheet:
    """The `number`-th wall map: every unit by every indicator."""
    rows = tuple(
        HeatRow(
            rank=str(place + 1),
            name=NAMES[place],
            cells=tuple(HeatCell(light_of(gap), f"{gap:+.1f}".replace("-", "−")) for gap in own),
        )
        for place, own in enumerate(gaps(number))
    )
    return HeatSheet(
        head=sheet(number).head,
        columns=COLUMNS,
        sections=(HeatSection(rows=rows, heading="全部单位", detail="20/20 已报"),),
        tallies=sheet(number).tallies,
        footer=("格内为与序时进度之差（百分点）；调度数据，非统计口径",),
    )


def _row(place: int, value: float) -> RankingRow:
    gap = value - PACE
    return RankingRow(
        rank=str(place + 1),
        name=NAMES[place],
        light=light_of(gap),
        completion=value,
        completion_text=f"{value:.1f}%",
        gap_text=f"{gap:+.1f}".replace("-", "−"),
        medal=place + 1 if place < 3 else 0,
        movement=(Movement.UP, Movement.DOWN, Movement.SAME)[place % 3],
        movement_text=str(place % 3 + 1),
        note="拖累：投资 −18.3、工业 −9.0" if place % 5 == 4 else "",
    )


def light_of(gap: float) -> Light:
    """At the pace, a little behind, far behind."""
    if gap >= 0:
        return Light.GREEN
    return Light.YELLOW if gap >= -10 else Light.RED
