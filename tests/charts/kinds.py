"""Every kind of picture, made as small, large and awkward as it can come.

A new kind of sheet is registered in KINDS; `test_every_picture` then looks at it in every case.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from charts.sheets import Sheet
from charts.sheets.board import (
    BoardEntry,
    BoardGroup,
    BoardNote,
    BoardSheet,
    BoardStrip,
    BoardTotal,
)
from charts.sheets.bump import BumpLine, BumpSection, BumpSheet
from charts.sheets.card import CardGroup, CardItem, CardSheet
from charts.sheets.compare import CompareBar, CompareRow, CompareSheet
from charts.sheets.contribution import ContributionRow, ContributionSheet
from charts.sheets.gaps import GapRow, GapSection, GapSheet
from charts.sheets.heatmap import HeatCell, HeatRow, HeatSection, HeatSheet
from charts.sheets.parts import Head, Movement, Tally
from charts.sheets.ranking import RankingRow, RankingSheet, Section
from charts.sheets.roadmap import RoadmapSheet, RoadRow, RoadSection
from charts.sheets.trend import TrendAhead, TrendMark, TrendSeries, TrendSheet
from domain.lights import Light

PACE = 57.5
GROUP = 26  # units of one group; an album holds ten pages
JANUARY = date(2026, 1, 1)
LIGHTS = (Light.GREEN, Light.YELLOW, Light.RED)


class Numbers(StrEnum):
    """What the numbers of a picture are like."""

    PLAIN = "plain"
    WILD = "below nothing and far beyond everything"
    GAPS = "every third missing"
    TIES = "all the same"
    NOTHING = "all missing"


@dataclass(frozen=True, slots=True)
class Case:
    """One picture: so many units, with such numbers and names."""

    units: int
    numbers: Numbers = Numbers.PLAIN
    is_long: bool = False
    is_english: bool = False

    def __str__(self) -> str:
        names = ("long " if self.is_long else "") + ("English" if self.is_english else "Chinese")
        return f"{self.units} {names}, {self.numbers}"

    @property
    def periods(self) -> int:
        """One to a year of weeks."""
        return min(self.units, 52)

    def say(self, zh: str, en: str) -> str:
        return en if self.is_english else zh

    def name(self, place: int) -> str:
        """A unit's name; long ones are as long as any real one, and longer."""
        if self.is_long:
            return self.say(
                f"国家级文化和旅游融合发展示范区管理委员会{place}号办公室",
                f"Office {place} of the Cultural and Tourism Demonstration Zone Committee",
            )
        return self.say(f"第{place}街道", f"Chengguan {place}")

    def value(self, place: int) -> float | None:
        """The number of the unit in this place."""
        match self.numbers:
            case Numbers.NOTHING:
                return None
            case Numbers.GAPS if place % 3 == 0:
                return None
            case Numbers.TIES:
                return 50.0
            case Numbers.WILD:
                return 1340.0 - 1500.0 * place / self.units
            case _:
                return 95.0 - 70.0 * place / self.units

    @property
    def places(self) -> range:
        return range(1, self.units + 1)


def light_of(value: float | None) -> Light:
    if value is None:
        return Light.NONE
    gap = value - PACE
    return Light.GREEN if gap >= 0 else Light.YELLOW if gap >= -10 else Light.RED


def signed(value: float | None, *, digits: int = 1) -> str:
    return "" if value is None else f"{value:+,.{digits}f}".replace("-", "−")


def plain(value: float, *, digits: int = 2) -> str:
    return f"{value:,.{digits}f}".replace("-", "−")


def head(case: Case) -> Head:
    title = case.say("一季度综合完成率排名", "First quarter ranking")
    told = case.say("城关街道领跑，临江镇落后序时20点", "Chengguan leads; Linjiang is 20 behind")
    return Head(
        title=title * (4 if case.is_long else 1),
        subtitle=case.say("2026年第10周 · 截至3月6日18:00", "2026 week 10 · as of Mar 6, 18:00")
        * (3 if case.is_long else 1),
        headline=told * (4 if case.is_long else 1),
        stamp=case.say("调度数据", "Management data"),
    )


def tallies(case: Case) -> tuple[Tally, ...]:
    counts = ("128/1280", "12", "0") if case.is_long else ("8", "5", "4")
    words = case.say("达到序时进度", "on schedule or ahead")
    return tuple(Tally(count, words, light) for count, light in zip(counts, LIGHTS, strict=True))


def footer(case: Case) -> tuple[str, ...]:
    words = case.say("调度数据，非统计口径。", "Management data, not official statistics. ")
    return (words * (8 if case.is_long else 1),)


def grouped(case: Case) -> list[range]:
    """The places of each group of comparable units."""
    return [
        range(start, min(start + GROUP, case.units + 1))
        for start in range(1, case.units + 1, GROUP)
    ]


def ranking(case: Case) -> RankingSheet:
    sections = tuple(
        Section(
            heading=case.name(0),
            detail=case.say("6/7 已报", "6 of 7 reported"),
            pace=PACE,
            pace_label=case.say("序时进度 57.5%", "Pace 57.5%"),
            rows=tuple(_ranked(case, place) for place in places),
        )
        for places in grouped(case)
    )
    return RankingSheet(
        head=head(case), tallies=tallies(case), sections=sections, footer=footer(case)
    )


def _ranked(case: Case, place: int) -> RankingRow:
    value = case.value(place)
    note = case.say("拖累：固定资产投资 −18.3", "Held back by: investment −18.3")
    return RankingRow(
        rank="–" if value is None else "1" if case.numbers is Numbers.TIES else str(place),
        name=case.name(place),
        light=light_of(value),
        completion=value,
        completion_text=case.say("未报送", "no answer") if value is None else f"{plain(value)}%",
        gap_text=signed(None if value is None else value - PACE),
        medal=place if place <= 3 else 0,
        movement=tuple(Movement)[place % 5],
        movement_text=str(place) if place % 5 < 4 else "",
        note=note * (5 if case.is_long else 1) if place % 2 else "",
        needed_text=_needed(case) if place % 4 and value is not None else "",
        mark=case.say("缺2项", "2 missing") if place % 3 == 0 else "",
    )


def _needed(case: Case) -> str:
    return case.say("每周需 1.90 亿元", "1.90 100m yuan a week needed")


def card(case: Case) -> CardSheet:
    group = CardGroup(
        heading=case.name(0),
        detail=case.say("竖线为序时进度 57.5%", "The line is the pace, 57.5%"),
        items=tuple(_item(case, place) for place in case.places),
    )
    return CardSheet(head=head(case), groups=(group,), tallies=tallies(case), footer=footer(case))


def _item(case: Case, place: int) -> CardItem:
    value = case.value(place)
    amounts = 123_456.78 if case.is_long else 6.62
    note = case.say("较序时少3.73亿元，余下每周需1.90亿元", "3.73 short; 1.90 a week from now")
    return CardItem(
        name=case.name(place),
        light=light_of(value),
        completion=value,
        completion_text=case.say("未报送", "no answer") if value is None else f"{plain(value)}%",
        value_text="" if value is None else f"{plain(amounts)} {case.say('亿元', '100m yuan')}",
        target_text=case.say(f"目标 {plain(amounts)} 亿元", f"Target {plain(amounts)} 100m yuan"),
        needed_text=_needed(case) if place % 3 else "",
        gap_text=signed(None if value is None else value - PACE),
        pace=PACE,
        note=note * (5 if case.is_long else 1) if place % 2 else "",
        mark=case.say("预计", "estimate") if place % 3 == 0 else "",
        history=tuple(case.value(week) for week in range(place % 9)),
        official=None if value is None or place % 4 == 3 else value * 0.97 - 2,
        official_text=_official(case, place, amounts) if place % 4 else "",
    )


def _official(case: Case, place: int, amount: float) -> str:
    zh = f"1–2月公布 {plain(amount)} 亿元，差 +{place}.16（+1.1%）"
    return case.say(zh, f"Jan–Feb published {plain(amount)} 100m yuan, gap +{place}.16 (+1.1%)")


def trend(case: Case) -> TrendSheet:
    weeks = range(1, case.periods + 1)
    series = tuple(
        TrendSeries(
            name=case.name(place),
            values=tuple(_course(case, place, week) for week in weeks),
            last_text="" if case.value(place) is None else f"{plain(case.value(place) or 0)}%",
            light=light_of(case.value(place)),
        )
        for place in case.places
    )
    return TrendSheet(
        head=head(case),
        periods=tuple(f"{week}/28" for week in weeks),
        series=series,
        measure=case.say("亿元，累计", "100m yuan, cumulative"),
        plan=tuple(PACE * week / case.periods for week in weeks),
        plan_label=case.say("按序时应完成", "Due by the calendar"),
        plan_text="57.50",
        marks=_marks(case) if len(series) == 1 else (),
        mark_label=case.say("公布数", "published"),
        ahead=_ahead(case) if len(series) == 1 else None,
        tallies=tallies(case),
        footer=footer(case),
    )


def _ahead(case: Case) -> TrendAhead:
    """Half a period of time left, so that every label has little room."""
    value = case.value(1)
    last = case.periods - 1
    return TrendAhead(
        place=last + 0.5,
        day_text=case.say("12月31日", "31 Dec"),
        target=60.0,
        target_text=case.say("目标 60.00", "target 60.00"),
        plan=((last, PACE), (last + 0.5, 60.0)),
        start=last,
        value=value or 0.0,
        low=None if value is None else value - 30,
        middle=None if value is None else value,
        high=None if value is None else value + 30,
        middle_text="" if value is None else case.say("预计 58.00", "expected 58.00"),
    )


def _marks(case: Case) -> tuple[TrendMark, ...]:
    """In the first, a middle and the last period, on the line and off it."""
    places = (0, case.periods // 2, case.periods - 1)
    return tuple(
        TrendMark(place=place, value=11.0 * n, text="11.00") for n, place in enumerate(places)
    )


def _course(case: Case, place: int, week: int) -> float | None:
    """As far as the unit had come in that week."""
    value = case.value(place)
    if value is None or (case.numbers is Numbers.GAPS and week % 4 == 2):
        return None
    return value * week / case.periods


def heatmap(case: Case) -> HeatSheet:
    columns = min(case.units, 12) if case.units < 100 else 8
    names = (case.say("一般公共预算收入", "Budget revenue"), case.say("社零总额", "Retail sales"))
    sections = tuple(
        HeatSection(
            heading=case.name(0),
            detail=case.say("6/7 已报", "6 of 7 reported"),
            rows=tuple(
                HeatRow(
                    name=case.name(place),
                    rank=str(place),
                    cells=tuple(_cell(case, place + column) for column in range(columns)),
                )
                for place in places
            ),
        )
        for places in grouped(case)
    )
    return HeatSheet(
        head=head(case),
        columns=tuple(names[column % 2] * (3 if case.is_long else 1) for column in range(columns)),
        sections=sections,
        tallies=tallies(case),
        footer=footer(case),
    )


def _cell(case: Case, place: int) -> HeatCell:
    value = case.value(place)
    if value is None:
        return HeatCell(Light.NONE, case.say("未报", "none"))
    return HeatCell(light_of(value), signed(value - PACE))


def bump(case: Case) -> BumpSheet:
    sections = tuple(
        BumpSection(
            heading=case.name(0),
            detail=case.say("6/7 已报", "6 of 7 reported"),
            lines=tuple(_climber(case, places, place) for place in places),
        )
        for places in grouped(case)
    )
    return BumpSheet(
        head=head(case),
        periods=tuple(f"{week}/28" for week in range(1, case.periods + 1)),
        sections=sections,
        footer=footer(case),
    )


def _climber(case: Case, places: range, place: int) -> BumpLine:
    def rank(week: int) -> int | None:
        if case.value(place if week == case.periods else place + week) is None:
            return None
        return 1 if case.numbers is Numbers.TIES else (place * (week + 1)) % len(places) + 1

    return BumpLine(
        name=case.name(place),
        ranks=tuple(rank(week) for week in range(1, case.periods + 1)),
        movement=tuple(Movement)[place % 5],
        movement_text=str(place) if place % 5 < 4 else "",
    )


def contribution(case: Case) -> ContributionSheet:
    return ContributionSheet(
        head=head(case),
        rows=tuple(_part(case, place) for place in case.places),
        tallies=tallies(case),
        footer=footer(case),
    )


def _part(case: Case, place: int) -> ContributionRow:
    value = case.value(place) or 0.0
    amount = Decimal(round(value * (1_234_567 if case.is_long else 1), 2))
    gained = None if place % 4 == 0 else amount / 4 - place
    return ContributionRow(
        name=case.name(place),
        value=amount,
        value_text=plain(float(amount)),
        light=light_of(case.value(place)),
        gained=gained,
        share_text=f"{plain(value / 9, digits=1)}%",
        gained_text="" if gained is None else signed(float(gained), digits=2),
    )


def compare(case: Case) -> CompareSheet:
    return CompareSheet(
        head=head(case),
        sides=(case.name(1), case.name(2)),
        rows=tuple(_pair(case, place) for place in case.places),
        tallies=tallies(case),
        footer=footer(case),
    )


def _pair(case: Case, place: int) -> CompareRow:
    lead = case.say("领先 23.6 点", "ahead by 23.6 points")
    return CompareRow(
        name=case.name(place),
        bars=(_beside(case, place), _beside(case, case.units + 1 - place)),
        lead_text=lead if place % 4 else case.say("持平", "level"),
        ahead=place % 2 if place % 4 else None,
    )


def _beside(case: Case, place: int) -> CompareBar:
    value = case.value(place)
    target = case.say("14.26 亿元　目标 15.60 亿元", "14.26 of 15.60 hundred million yuan")
    return CompareBar(
        light=light_of(value),
        completion=value,
        completion_text=case.say("未报", "no answer") if value is None else f"{plain(value)}%",
        gap_text=signed(None if value is None else value - PACE),
        value_text=target * (3 if case.is_long else 1) if value is not None else "",
        pace=PACE if place % 5 else None,
        mark=case.say("沿用上期", "an earlier value") if place % 3 == 0 else "",
    )


def roadmap(case: Case) -> RoadmapSheet:
    sections = tuple(
        RoadSection(
            heading=case.name(start),
            detail=case.say("城关街道 王芳　完成 1/4", "Chengguan, Wang Fang: 1 of 4 done"),
            rows=tuple(
                _node(case, place) for place in range(start, min(start + 4, case.units + 1))
            ),
        )
        for start in range(1, case.units + 1, 4)
    )
    return RoadmapSheet(
        head=head(case),
        sections=sections,
        first=JANUARY,
        last=date(2026, 12, 1),
        today=date(2026, 3, 20),
        today_label=case.say("今天", "today"),
        ticks=tuple((date(2026, n, 1), case.say(f"{n}月", f"Q{n}")) for n in range(1, 13)),
        tallies=tallies(case),
        footer=footer(case),
    )


def _node(case: Case, place: int) -> RoadRow:
    planned = JANUARY + timedelta(days=37 * place % 330)
    late = timedelta(days=0 if case.numbers is Numbers.TIES else place % 3 * 40)
    return RoadRow(
        name=case.name(place),
        light=light_of(case.value(place)),
        planned=planned,
        now=planned + late,
        now_text=case.say("5月20日到期，未答复", "due May 20, no answer yet"),
        is_done=place % 4 == 0,
        note=case.say("比计划晚60天：审批手续", "60 days late: approvals") if place % 2 else "",
    )


def board(case: Case) -> BoardSheet:
    groups = grouped(case)
    return BoardSheet(
        head=head(case),
        tallies=tallies(case),
        left=case.say("各组前列", "Ahead in each group"),
        right=case.say("落后序时", "Behind schedule"),
        groups=tuple(_two_ends(case, places) for places in groups[:6]),
        totals_heading=case.say("各单位合计", "All units together"),
        totals_detail=case.say("另有2项", "and 2 more"),
        totals=tuple(_total(case, place) for place in case.places[:4]),
        strips_heading=case.say("哪项亮红灯", "Where the red is"),
        strip_groups=tuple(case.name(place) for place, _ in enumerate(groups)),
        strips=tuple(_strip(case, groups, place) for place in range(8)),
        notes=tuple(
            BoardNote(heading=words, lines=(f"{case.name(0)} {signed(-1e6)}",) * 3)
            for words in (case.say("名次变化", "Moves"), case.say("要留意", "Odd"))
        ),
        footer=footer(case),
    )


def _two_ends(case: Case, places: range) -> BoardGroup:
    entries = tuple(
        BoardEntry(
            rank=row.rank,
            name=row.name,
            light=row.light,
            completion_text=row.completion_text,
            gap_text=row.gap_text,
        )
        for row in (_ranked(case, place) for place in places)
    )
    return BoardGroup(
        first=entries[:2],
        last=entries[2:][-2:],
        heading=case.name(0),
        detail=case.say("已报 49/50 项", "49 of 50 reported"),
        last_text=case.say("没有落后的", "nobody is behind"),
    )


def _total(case: Case, place: int) -> BoardTotal:
    item = _item(case, place)
    return BoardTotal(
        name=item.name,
        light=item.light,
        completion=item.completion,
        completion_text=item.completion_text,
        amount_text=f"{item.value_text} / {item.target_text}",
        gap_text=item.gap_text,
        pace=item.pace,
        note=item.note,
        course=item.history,
        plan=tuple(PACE for _ in item.history),
    )


def _strip(case: Case, groups: list[range], place: int) -> BoardStrip:
    return BoardStrip(
        name=case.name(place),
        lights=tuple(
            tuple(light_of(case.value(unit + place)) for unit in places) for places in groups
        ),
        count=case.say("12 个红灯", "12 red"),
        names=(case.name(place),) * 9,
        sep="、",
    )


def gaps(case: Case) -> GapSheet:
    return GapSheet(
        head=head(case),
        tallies=tallies(case),
        sections=tuple(
            GapSection(
                rows=tuple(_gap(case, place) for place in places),
                heading=case.say("数额（差多少 %）", "Amounts (gap in %)"),
                below=case.say("上报少", "less"),
                above=case.say("上报多", "more"),
            )
            for places in grouped(case)
        ),
        footer=footer(case),
    )


def _gap(case: Case, place: int) -> GapRow:
    value = case.value(place)
    gap = None if value is None else value - PACE
    item = _item(case, place)
    return GapRow(
        name=f"{case.name(place)} {case.name(0)}",
        gap=gap,
        detail=f"{item.target_text} · {item.value_text}",
        share_text=case.say("不可比", "not comparable") if gap is None else f"{signed(gap)}%",
        gap_text=signed(gap, digits=2),
    )


KINDS: dict[type, Callable[[Case], Sheet]] = {
    RankingSheet: ranking,
    CardSheet: card,
    TrendSheet: trend,
    HeatSheet: heatmap,
    BumpSheet: bump,
    ContributionSheet: contribution,
    CompareSheet: compare,
    RoadmapSheet: roadmap,
    BoardSheet: board,
    GapSheet: gaps,
}
