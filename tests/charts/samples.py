"""Sample sheets: small, usual, crowded and awkward ones."""

from dataclasses import replace
from datetime import UTC, datetime

from charts.sheets.board import (
    BoardEntry,
    BoardGroup,
    BoardNote,
    BoardSheet,
    BoardStrip,
    BoardTotal,
)
from charts.sheets.brief import BriefSheet
from charts.sheets.bump import BumpLine, BumpSection, BumpSheet
from charts.sheets.card import CardGroup, CardItem, CardSheet
from charts.sheets.heatmap import HeatCell, HeatRow, HeatSection, HeatSheet
from charts.sheets.parts import Head, Movement, Tally
from charts.sheets.ranking import RankingRow, RankingSheet, Section
from charts.sheets.trend import TrendSeries, TrendSheet
from domain.lights import Light

PACE = 57.5


def light_of(gap: float) -> Light:
    if gap >= 0:
        return Light.GREEN
    return Light.YELLOW if gap >= -10 else Light.RED


def row(
    rank: int,
    name: str,
    completion: float,
    *,
    pace: float = PACE,
    medal: bool = True,
    moved: int | None = 0,
    note: str = "",
    mark: str = "",
) -> RankingRow:
    gap = completion - pace
    return RankingRow(
        rank=str(rank),
        name=name,
        light=light_of(gap),
        completion=completion,
        completion_text=f"{completion:.1f}%".replace("-", "−"),
        gap_text=f"{gap:+.1f}".replace("-", "−"),
        medal=rank if medal and rank <= 3 else 0,
        movement=movement_of(moved),
        movement_text="新" if moved is None else str(abs(moved)),
        note=note,
        mark=mark,
    )


def movement_of(moved: int | None) -> Movement:
    if moved is None:
        return Movement.NEW
    if moved == 0:
        return Movement.SAME
    return Movement.UP if moved > 0 else Movement.DOWN


def unreported(name: str) -> RankingRow:
    return RankingRow(
        rank="–", name=name, light=Light.NONE, completion=None, completion_text="未报送"
    )


HEAD = Head(
    title="一季度综合完成率排名",
    subtitle="2026年第10周 · 截至3月6日18:00",
    headline="城关街道领跑，临江、云岭等4个单位落后序时10点以上，多因投资拖累",
    stamp="调度数据",
)
TALLIES = (
    Tally("8", "达到序时", Light.GREEN),
    Tally("5", "落后10点内", Light.YELLOW),
    Tally("4", "落后超10点", Light.RED),
    Tally("1", "未报送", Light.NONE),
    Tally("17/18", "已报单位"),
)
FOOTER = (
    "▲▼ 较上期公布名次变化；括号内为主要拖累指标",
    "综合完成率按指标权重加权；序时按天数计算。调度数据，非统计口径",
)


def usual() -> RankingSheet:
    towns = Section(
        heading="街道组",
        detail="6/6 已报",
        pace=PACE,
        pace_label="序时进度 57.5%",
        rows=(
            row(1, "城关街道", 74.0, moved=2),
            row(2, "白鹭洲街道", 70.6, moved=-1),
            row(2, "龙泉街道", 70.6, moved=1),
            row(4, "新华街道", 61.9, moved=0),
            row(5, "北湖街道", 56.7, moved=-2, note="拖累：社零 −6.2"),
            row(6, "东风街道", 45.4, moved=0, note="拖累：投资 −18.3、工业 −9.0"),
        ),
    )
    villages = Section(
        heading="乡镇组",
        detail="6/7 已报",
        pace=PACE,
        pace_label="序时进度 57.5%",
        rows=(
            row(1, "南岭镇", 66.1, moved=0),
            row(2, "清河镇", 64.6, moved=1),
            row(3, "青石镇", 58.0, moved=-1),
            row(4, "柳林镇", 55.4, moved=None, mark="缺2项", note="拖累：项目 −8.0"),
            row(5, "云岭乡", 47.2, moved=0, note="拖累：投资 −21.6"),
            row(6, "临江镇", 36.8, moved=-1, note="拖累：投资 −30.2、招商 −25.0"),
            unreported("大坪乡"),
        ),
    )
    offices = Section(
        heading="部门组",
        detail="5/5 已报",
        pace=PACE,
        pace_label="序时进度 57.5%",
        rows=(
            row(1, "区商务局", 73.0, moved=1),
            row(2, "区工业和信息化局", 62.7, moved=-1),
            row(3, "区发展和改革局", 56.2, moved=0),
            row(4, "区农业农村局", 53.4, moved=0),
            row(5, "区住房和城乡建设局", 37.8, moved=0, note="拖累：投资 −24.5"),
        ),
    )
    return RankingSheet(
        head=HEAD, tallies=TALLIES, sections=(towns, villages, offices), footer=FOOTER
    )


def three() -> RankingSheet:
    rows = (
        row(1, "城关街道", 74.0, moved=1),
        row(2, "南岭镇", 55.2, moved=-1, note="拖累：社零 −6.2"),
        row(3, "云岭乡", 31.0, moved=None, mark="缺1项"),
    )
    section = Section(rows=rows, heading="全部单位", pace=PACE, pace_label="序时进度 57.5%")
    return RankingSheet(head=replace(HEAD, headline="城关街道领跑"), sections=(section,))


def crowd(count: int, *, groups: int = 1) -> RankingSheet:
    """`count` units in even groups, every fifth with a reason, the last of each unreported."""
    size = count // groups
    sections = tuple(
        Section(
            heading=f"第{group}组",
            detail=f"{size - 1}/{size} 已报",
            pace=PACE,
            pace_label="序时进度 57.5%",
            rows=(
                *(
                    row(
                        place,
                        f"第{group}组{place}号单位",
                        95.0 - place * 70 / size,
                        moved=place % 5 - 2,
                        note="拖累：投资 −18.3" if place % 5 == 0 else "",
                    )
                    for place in range(1, size)
                ),
                unreported(f"第{group}组末位单位"),
            ),
        )
        for group in range(1, groups + 1)
    )
    return RankingSheet(head=HEAD, tallies=TALLIES, sections=sections, footer=FOOTER)


def eighty() -> RankingSheet:
    return crowd(80)


def three_hundred() -> RankingSheet:
    return crowd(300, groups=12)


def awkward() -> RankingSheet:
    """Long and rare names, far over 100, under zero, everything missing, no pace."""
    long_note = (
        "拖累：固定资产投资 −48.3、规模以上工业增加值 −29.0、" + "社会消费品零售总额 −12.6、" * 2
    )
    over = Section(
        heading="开发区与功能区管理机构（含代管单位）综合组",
        detail="5/6 已报 · 1个部分",
        pace=16.4,
        pace_label="序时进度 16.4%",
        rows=(
            row(1, "高新技术产业开发区管理委员会", 340.0, pace=16.4, moved=12),
            row(2, "经济技术开发区", 118.6, pace=16.4, moved=-10, mark="缺2项"),
            row(2, "国家级文化和旅游融合发展示范区管理委员会办公室", 118.6, pace=16.4, moved=None),
            row(4, "镕堃镇", 16.4, pace=16.4),
            row(5, "龙泉街道办事处", 0.0, pace=16.4, note=long_note),
            row(6, "云岭乡", -112.3, pace=16.4, moved=-4, mark="缺10项", note=long_note),
            unreported("大坪乡"),
        ),
    )
    silent = Section(
        heading="无序时组", rows=(unreported("甲镇"), unreported("乙镇")), detail="0/2 已报"
    )
    late = Section(
        heading="年末",
        pace=99.0,
        pace_label="按计划应完成 99.0%",
        rows=(
            row(1, "新华街道", 99.0, pace=99.0, note=long_note),
            row(2, "北湖街道", 89.5, pace=99),
        ),
    )
    head = replace(
        HEAD,
        title="2026年第一季度“开门红”专项行动重点经济指标综合完成率排名",
        subtitle="2026年第10周（3月2日至3月8日） · 数据截至2026年3月6日星期五18:00:00",
        headline="高新区领跑" + "而且说了很多很多还没有停顿的话" * 5,
    )
    tallies = tuple(replace(tally, count="128/1280") for tally in TALLIES)
    return RankingSheet(
        head=head, tallies=tallies, sections=(over, silent, late), footer=FOOTER * 2
    )


def item(
    name: str,
    completion: float,
    value: str,
    target: str,
    *,
    note: str = "",
    mark: str = "",
    weeks: tuple[float | None, ...] = (),
    official: float | None = None,
    official_text: str = "",
) -> CardItem:
    told = row(1, name, completion)
    return CardItem(
        name=name,
        light=told.light,
        completion=completion,
        completion_text=told.completion_text,
        gap_text=told.gap_text,
        value_text=value,
        target_text=target,
        pace=PACE,
        note=note,
        mark=mark,
        history=weeks,
        official=official,
        official_text=official_text,
    )


def card() -> CardSheet:
    economy = CardGroup(
        heading="经济指标",
        detail="竖线为序时进度 57.5%",
        items=(
            item(
                "固定资产投资",
                36.8,
                "6.62 亿元",
                "目标 18.00 亿元",
                weeks=(8.0, 12.0, 15.5, 21.0, None, 30.0, 33.3, 36.8),
                note="较序时少 3.73 亿元，余下每周需 1.90 亿元",
                official=33.3,
                official_text="1–2月公布 6.00 亿元，差 +0.62（+10.3%）",
            ),
            item(
                "规模以上工业增加值",
                55.4,
                "4.43 亿元",
                "目标 8.00 亿元",
                weeks=(5.0, 11.0, 19.0, 27.0, 35.0, 42.0, 50.1, 55.4),
            ),
            item(
                "社会消费品零售总额",
                64.6,
                "12.92 亿元",
                "目标 20.00 亿元",
                weeks=(9.0, 18.0, 25.0, 33.0, 41.0, 50.0, 58.0, 64.6),
            ),
            item(
                "招商引资到位资金",
                118.6,
                "23.72 亿元",
                "目标 20.00 亿元",
                weeks=(10.0, 10.0, 30.0, 55.0, 80.0, 80.0, 118.6),
            ),
            CardItem(
                name="一般公共预算收入",
                light=Light.NONE,
                completion=None,
                completion_text="未报送",
                target_text="目标 3.20 亿元",
                pace=PACE,
                history=(12.0, 20.0, 31.0, 40.0, 47.0, None),
            ),
        ),
    )
    projects = CardGroup(
        heading="重点项目",
        items=(
            item("滨江路改造", 0.0, "0.00 亿元", "目标 1.20 亿元", mark="预计"),
            item("龙泉水厂二期扩建及配套管网", 71.0, "0.85 亿元", "目标 1.20 亿元"),
        ),
    )
    tallies = (
        Tally("6/6", "乡镇组名次"),
        Tally("36.8%", "综合完成率", Light.RED),
        Tally("−20.7", "与序时差（点）"),
        Tally("4/5", "已报指标"),
    )
    head = replace(
        HEAD,
        title="临江镇",
        subtitle="乡镇组 · 2026年第10周 · 截至3月6日18:00",
        headline="落后序时20.7点，主要差在固定资产投资",
    )
    return CardSheet(head=head, groups=(economy, projects), tallies=tallies, footer=FOOTER[1:])


WEEKS = ("1/9", "1/16", "1/23", "1/30", "2/6", "2/13", "2/27", "3/6")


def trend() -> TrendSheet:
    series = TrendSeries(
        name="固定资产投资",
        values=(1.4, 2.2, 2.8, 3.8, None, 5.4, 6.0, 6.62),
        last_text="6.62 亿元",
        light=Light.RED,
    )
    head = replace(
        HEAD,
        title="临江镇 · 固定资产投资",
        headline="比序时少3.73亿元，近三周增速放缓",
    )
    return TrendSheet(
        head=head,
        periods=WEEKS,
        series=(series,),
        measure="亿元，累计",
        plan=(1.3, 2.6, 3.9, 5.2, 6.5, 7.8, 9.1, 10.35),
        plan_label="按序时应完成",
        plan_text="10.35",
        footer=FOOTER[1:],
    )


def trends() -> TrendSheet:
    """Six units with ends close together."""
    names = ("城关街道", "白鹭洲街道", "龙泉街道", "新华街道", "北湖街道", "东风街道")
    ends = (74.0, 70.6, 70.4, 61.9, 56.7, 45.4)
    series = tuple(
        TrendSeries(
            name=name,
            values=(*(end * (week + 1 + (index % 3) * 0.3) / 9 for week in range(7)), end),
            last_text=f"{end}%",
        )
        for index, (name, end) in enumerate(zip(names, ends, strict=True))
    )
    return TrendSheet(
        head=replace(HEAD, title="街道组综合完成率走势"),
        periods=WEEKS,
        series=series,
        measure="完成率 %",
        plan=tuple(PACE * (week + 1) / 8 for week in range(8)),
        plan_label="序时进度",
        tallies=TALLIES,
        footer=FOOTER[1:],
    )


INDICATORS = (
    "固定资产投资",
    "规上工业增加值",
    "社零总额",
    "一般公共预算收入",
    "招商到位资金",
    "项目开工率",
    "外贸进出口",
    "新增经营主体",
)


def cell_of(gap: float | None) -> HeatCell:
    if gap is None:
        return HeatCell(Light.NONE, "未报")
    return HeatCell(light_of(gap), f"{gap:+.1f}".replace("-", "−"))


def heat_row(place: int, name: str, columns: int) -> HeatRow:
    gaps = [((place * 37 + column * 53) % 61 - 38 + place) / 1.7 for column in range(columns)]
    cells = tuple(
        cell_of(None if (place * 5 + column) % 17 == 0 else gap) for column, gap in enumerate(gaps)
    )
    return HeatRow(name=name, cells=cells, rank=str(place))


def heat(columns: int = 8) -> HeatSheet:
    sections = tuple(
        HeatSection(
            heading=section.heading,
            detail=section.detail,
            rows=tuple(
                heat_row(place, row.name, columns) for place, row in enumerate(section.rows, 1)
            ),
        )
        for section in usual().sections
    )
    names = tuple(INDICATORS[column % len(INDICATORS)] for column in range(columns))
    head = replace(HEAD, title="指标挂图", headline="投资、招商两项拖累面最广，各有7个单位亮红灯")
    return HeatSheet(head=head, columns=names, sections=sections, footer=FOOTER[1:])


def heat_crowd(count: int, columns: int = 12) -> HeatSheet:
    rows = tuple(
        heat_row(place, f"第{place}号街道办事处", columns) for place in range(1, count + 1)
    )
    names = tuple(INDICATORS[column % len(INDICATORS)] for column in range(columns))
    return HeatSheet(head=HEAD, columns=names, sections=(HeatSection(rows=rows),))


def bump() -> BumpSheet:
    return BumpSheet(
        head=replace(HEAD, title="名次走势", headline="清河镇四周升三位，临江镇连降"),
        periods=WEEKS,
        sections=tuple(bump_section(section) for section in usual().sections),
        footer=FOOTER[:1],
    )


def bump_section(section: Section) -> BumpSection:
    count = len(section.rows)
    lines = []
    for place, told in enumerate(section.rows):
        past = [(place * (week + 3) + week) % count + 1 for week in range(7)]
        now = int(told.rank) if told.completion is not None else None
        lines.append(
            BumpLine(
                name=told.name,
                ranks=(None if place == 3 else past[0], *past[1:], now),
                movement=told.movement,
                movement_text=told.movement_text,
            )
        )
    return BumpSection(lines=tuple(lines), heading=section.heading, detail=section.detail)


def bump_crowd(count: int) -> BumpSheet:
    lines = tuple(
        BumpLine(
            name=f"第{place}号单位",
            ranks=(count - place + 1, (place + 7) % count + 1, place),
            movement=Movement.UP if place % 2 else Movement.SAME,
            movement_text="3",
        )
        for place in range(1, count + 1)
    )
    return BumpSheet(head=HEAD, periods=WEEKS[:3], sections=(BumpSection(lines=lines),))


def entry(rank: int, name: str, completion: float) -> BoardEntry:
    told = row(rank, name, completion)
    return BoardEntry(
        rank=told.rank,
        name=name,
        light=told.light,
        completion_text=told.completion_text,
        gap_text=told.gap_text,
    )


def total(name: str, completion: float | None, *, note: str = "", mark: str = "") -> BoardTotal:
    told = row(1, name, completion or 0.0)
    return BoardTotal(
        name=name,
        light=told.light if completion is not None else Light.NONE,
        completion=completion,
        completion_text=told.completion_text if completion is not None else "",
        gap_text=told.gap_text if completion is not None else "",
        amount_text="82.13 / 目标 96.07 亿元",
        pace=PACE,
        note=note,
        mark=mark,
        course=(8.0, None, 21.0, 40.0, 60.0, 82.13),
        plan=(10.0, 20.0, 35.0, 50.0, 65.0, None),
    )


def strip(units: int, *, groups: int = 3, place: int = 0) -> BoardStrip:
    """Every light there is, and cells that are not asked."""
    kinds = (*Light, None)
    lights = tuple(
        tuple(kinds[(unit * 7 + group + place) % 5] for unit in range(units // groups))
        for group in range(groups)
    )
    return BoardStrip(
        name=INDICATORS[place % len(INDICATORS)],
        lights=lights,
        count="红灯 12" if place % 3 else "",
        names=tuple(f"第{n}号街道办事处 −{n}.5" for n in range(6)) if place % 3 else (),
        sep="、",
    )


def board(units: int = 18, *, groups: int = 3) -> BoardSheet:
    most = 2 if groups <= 3 else 1
    return BoardSheet(
        head=replace(HEAD, title="2026 一季度开门红周看板"),
        tallies=TALLIES,
        left="各组前列",
        right="落后序时",
        groups=tuple(
            BoardGroup(
                heading=f"第{group}组",
                detail="已报 49/50 项",
                first=(entry(1, "国家级文旅融合示范区管委会", 1070.6), entry(2, "城关街道", 74.0))[
                    :most
                ],
                last=(entry(17, "北湖街道", -56.7), entry(18, "东风街道", 45.4))[: group % 3][
                    :most
                ],
                last_text="没有落后的",
            )
            for group in range(min(groups, 6))
        ),
        totals_heading="各单位合计",
        totals_detail="另有 2 项",
        totals=(
            total("固定资产投资", 85.5, note="余 2.3 周，每周需 6.10 亿元"),
            total(
                "规模以上工业增加值当期累计完成数",
                -12.4,
                mark="缺 3 家",
                note="余 2.3 周，每周需 6.10 亿元",
            ),
            total("社会消费品零售总额", 1234.5),
            total("一般公共预算收入", None),
        ),
        strips_heading="哪项亮红灯",
        strip_groups=tuple(f"第{group}组" for group in range(groups)),
        strips=tuple(strip(units, groups=groups, place=place) for place in range(8)),
        notes=(
            BoardNote(heading="名次变化", lines=("▲ 清河镇 3、柳林镇 2", "▼ 临江镇 4")),
            BoardNote(heading="未报", lines=("雾坪乡 彭小梅：一般公共预算收入",) * 4),
            BoardNote(
                heading="要留意",
                lines=("※ 城关街道投资 135.00 亿元（和上期或目标差得多）" * 2,) * 4,
            ),
        ),
        footer=FOOTER,
    )


def brief(units: int = 18, *, columns: int = 8, lines: int = 6) -> BriefSheet:
    """The document of so many units, in groups of at most sixteen."""
    size = 16
    sections = tuple(
        replace(usual().sections[0], heading=f"第{start // size + 1}组", rows=tuple(
            row(place, f"第{place}号街道办事处", 90.0 - place, moved=place % 3 - 1, note="投资")
            for place in range(start + 1, min(start + size, units) + 1)
        ))
        for start in range(0, units, size)
    )  # fmt: skip
    return BriefSheet(
        head=replace(HEAD, title="2026 一季度开门红第11周简报", headline=""),
        created=datetime(2026, 3, 16, 1, 30, tzinfo=UTC),
        language="zh-CN",
        paragraphs=("截至3月16日09:30，应报 87 项，已报 86 项；18 个单位中绿灯 9 个。" * 2,)
        * lines,
        ranking_heading="进度排名",
        headings=("名次", "单位", "完成", "与序时差", "升降", "说明"),
        sections=sections,
        totals_heading="各单位合计",
        totals=board().totals,
        heat_heading="各项亮灯",
        columns=heat(columns).columns,
        heat=heat_crowd(min(units, 30), columns).sections,
        notes=board().notes[1:],
        footer="调度数据，非统计公报 · 截至3月16日09:30",
    )
