"""What a month and a quarter came to, as it is pushed, asked for and printed."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from charts.sheets import Sheet
from charts.sheets.brief import BriefSheet
from domain.allowances import EXEMPT, Allowance, Stretch
from domain.clocks import ClockKind
from domain.figures import Answer, Source, Timeliness
from domain.marking_rules import Family, MarkingRules
from domain.periods import Period, PeriodKind
from domain.roster import Assignment, Roster
from domain.subscriptions import Subscription, Topic
from handlers.actions.measuring import standing
from handlers.actions.posting import pushing
from handlers.composing import compose
from handlers.deps import Deps
from handlers.outgoing import Outgoing
from storage import allowances, deliveries, recording, subscriptions
from storage import roster as rosters
from storage.database import Database
from storage.deliveries import Delivery
from storage.entries import Entry, Origin
from storage.models.base import core
from storage.models.roster import IndicatorRow
from tests.district import deps_of
from tests.handlers.phone import Answer as Said
from tests.handlers.phone import Phone, bind, enrol, phone

LEADER, ASSESSOR = "p01", "p04"
APRIL = datetime(2026, 4, 13, 2, tzinfo=UTC)
"""Monday after the quarter's numbers are locked."""
MARCH_20 = datetime(2026, 3, 20, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
LAST = {
    PeriodKind.WEEK: ("2026-W13", datetime(2026, 3, 27, 3, tzinfo=UTC)),
    PeriodKind.MONTH: ("2026-M03", datetime(2026, 4, 3, 3, tzinfo=UTC)),
    PeriodKind.QUARTER: ("2026-Q1", datetime(2026, 4, 8, 3, tzinfo=UTC)),
}


@pytest.fixture(scope="module")
def spring(district_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample district with the last numbers of the first quarter."""
    path = tmp_path_factory.mktemp("spring") / "district.db"
    shutil.copyfile(district_template, path)
    asyncio.run(_reported(path))
    return path


async def _reported(path: Path) -> None:
    db = Database(f"sqlite:///{path}")
    async with db.reading() as session:
        roster = await rosters.load(session, year=2026)
    given = [entry for own in roster.assignments.values() if (entry := _last(roster, own))]
    await db.write(lambda session: recording.record(session, given))
    deps = deps_of(db, at=datetime(2026, 3, 30, 2, tzinfo=UTC))
    async with db.transaction() as session:
        await standing.publish(deps, session, Period.parse("2026-W13"))
    await db.close()


def _last(roster: Roster, own: Assignment) -> Entry | None:
    """Later units are the further above their targets, 雾坪乡 reaches half, 柳湾镇 lacks one."""
    if (own.unit, own.indicator) == ("lw", "fai"):
        return None
    indicator = roster.indicators[own.indicator]
    period, at = LAST[indicator.cadence]
    target = own.targets["q1"]
    share = Decimal(110 + 2 * list(roster.units).index(own.unit)) / 100
    least = target + Decimal(1).scaleb(-indicator.decimals)
    value = max(round(target * share, indicator.decimals), least)
    return Entry(
        assignment=own.id,
        period=period,
        answer=Answer.NUMBER,
        value=round(target / 2, indicator.decimals) if own.unit == "wp" else value,
        estimate=False,
        note=None,
        person=own.person,
        typed_by=own.person,
        source=Source.MESSAGE,
        timeliness=Timeliness.LATE if own.unit == "wt" else Timeliness.ON_TIME,
        reported_at=at,
        recorded_at=at,
        origin=Origin(1, 50_000 + own.id),
    )


@dataclass
class Office:
    """A leader and an assessor in April; what was drawn."""

    phone: Phone
    ids: dict[str, int]
    deps: Deps
    drawn: list[Sheet]

    async def says(self, text: str, who: str = LEADER) -> Said:
        return await self.phone.says(text, who=self.ids[who])

    async def pushed(self, period: str) -> list[Delivery]:
        """What goes to the group when the clock of a period goes off."""
        clocks = self.deps.schedule.clocks_of(Period.parse(period))
        await pushing.fire(self.deps, next(c for c in clocks if c.kind is ClockKind.PUSH))
        async with self.deps.db.transaction() as session:
            at = self.deps.now() + 100 * HOUR
            album = await deliveries.claim(session, now=at, lease=HOUR, limit=9)
            if album and album[0].push.facts.get("album"):
                await deliveries.sent(session, album[0], message_id=1, at=at)
            return [*album, *await deliveries.claim(session, now=at, lease=HOUR, limit=9)]

    async def asks(self, indicator: str, rhythm: str) -> None:
        """An indicator is asked for at another rhythm from now on."""
        rows = core(IndicatorRow)
        async with self.deps.db.transaction() as session:
            await session.execute(
                rows.update().where(rows.c.code == indicator).values(cadence=rhythm)
            )
            await rosters.bump(session)
        self.deps.roster.forget()

    async def exempt(self, unit: str, reason: str, *, at: datetime) -> None:
        made = Allowance(EXEMPT, Stretch("2026-Q1"), unit, "", None, reason, ASSESSOR, at)
        async with self.deps.db.transaction() as session:
            await allowances.append(session, made, origin=Origin(1, 1))

    async def reads(self, delivery: Delivery) -> str:
        made = await compose(self.deps, delivery)
        assert isinstance(made, Outgoing)
        return made.text


@pytest.fixture
async def office(spring: Path, tmp_path: Path) -> AsyncIterator[Office]:
    path = tmp_path / "spring.db"
    shutil.copyfile(spring, path)
    db = Database(f"sqlite:///{path}")
    drawn: list[Sheet] = []

    async def draw(sheet: Sheet) -> Sequence[bytes]:
        drawn.append(sheet)
        return [b"picture"]

    deps = deps_of(db, at=APRIL, draw=draw)
    ids = await enrol(db, LEADER, ASSESSOR)
    await bind(db, at=APRIL)
    async with phone(deps) as one:
        yield Office(one, ids, deps, drawn)
    await db.close()


BLACK = (
    "按规则可列入黑榜（有目标未完成，全部指标合计居组内后 3 名）："
    "雾坪乡 5 项中 5 项未完成；须经审定后公布。"
)


async def test_the_words_after_the_album_of_a_quarter_tell_its_targets_and_lists(
    office: Office,
) -> None:
    album, words = await office.pushed("2026-Q1")

    assert (await office.reads(album)).startswith("<b>2026 一季度开门红 · 一季度</b>")
    assert (await office.reads(words)).splitlines()[2:] == [
        "全部指标合计各组第一：松塘镇 122.6%、文旅局 136.0%、岭城集团 143.9%。",
        "一季度目标 90 项，完成 84 项（超额 84 项），未完成 5 项，没有期末数 1 项；"
        "19 个单位中 17 个全部完成。",
        "固定资产投资 1 个单位未完成：雾坪乡差 0.97 亿元。",
        "社会消费品零售总额 1 个单位未完成：雾坪乡差 0.67 亿元。另有 3 项指标有单位未完成。",
        # 柳湾镇 is second of the towns and lacks a number; the five parks have two first ones.
        "按规则可列入红榜（目标全部超额，全部指标合计居组内前 3 名）：松塘镇、石渡镇、青禾镇、"
        "文旅局、农业农村局、住建局等 8 个单位；须经审定后公布。",
        BLACK,
        "1 项全部报齐。",
    ]


async def test_what_was_published_stays_whatever_is_said_later(office: Office) -> None:
    _, words = await office.pushed("2026-Q1")
    before = await office.reads(words)

    await office.exempt("wp", "山洪", at=APRIL + HOUR)
    live = (await office.says("/brief 一季度")).text
    assert "免于考核、不计入以上结果：雾坪乡（山洪）。" in live
    assert "黑榜" not in live
    assert await office.reads(words) == before


async def test_whoever_is_exempt_is_told_so_where_no_points_are_given(office: Office) -> None:
    of_week = await office.says("/exempt 雾坪乡 投资 山洪", ASSESSOR)
    of_quarter = await office.says("/exempt 一季度 雾坪乡 投资 山洪", ASSESSOR)

    assert "没有定计分办法" in of_week.text
    assert of_quarter.text == (
        "1月至3月雾坪乡固定资产投资免于考核：山洪。季报里会写明，红榜、黑榜都不看这一项。"
    )
    assert "雾坪乡 4 项中 4 项未完成" in (await office.says("/brief 一季度")).text


async def test_by_points_where_the_rules_give_any_and_not_at_all_where_nobody_is_listed(
    office: Office,
) -> None:
    office.deps.rules = replace(office.deps.rules, marking=MarkingRules(Family.COMPLETION))
    by_points = (await office.says("/brief 一季度")).text
    office.deps.rules = replace(office.deps.rules, marking=MarkingRules(list_places=0))
    without = (await office.says("/brief 一季度")).text

    assert "有目标未完成，得分居组内后 3 名" in by_points
    assert "红榜" not in without
    assert "黑榜" not in without
    assert "一季度目标" in without


async def test_a_month_tells_its_targets_the_moves_and_how_its_weeks_came_in(
    office: Office,
) -> None:
    told = (await office.says("/brief 3月")).text.splitlines()

    assert told[3:] == [
        "名次与1–2月相比：文旅局升 5 位；松塘镇升 3 位；发改局降 5 位；城关街道降 4 位。",
        "3月目标 61 项，完成 56 项（超额 56 项），未完成 4 项，没有期末数 1 项；"
        "18 个单位中 16 个全部完成。",
        "固定资产投资 1 个单位未完成：雾坪乡差 0.97 亿元。",
        "社会消费品零售总额 1 个单位未完成：雾坪乡差 0.67 亿元。另有 2 项指标有单位未完成。",
        "社会消费品零售总额：已报的 10 个单位完成 84.87 亿元，占其一季度目标的 118.9%"
        "（序时 100.0%），其中 1 个还差 0.67 亿元。",
        "一般公共预算收入：已报的 8 个单位完成 60,381 万元，占其一季度目标的 122.7%"
        "（序时 100.0%），其中 1 个还差 283 万元。",
        "3 项全部报齐。",
        "数据核对：2 期周报中迟报 6 项次、公布时缺 3 项次（冷链物流园、柳湾镇）。",
    ]


async def test_a_month_for_which_nothing_is_asked_is_summed_up_from_its_weeks(
    office: Office,
) -> None:
    await office.asks("ele", "week")

    told = (await office.says("/brief 3月")).text.splitlines()

    assert told[1] == "截至4月13日10:00；没有单独按这一期填报的指标。"
    assert told[4].startswith(
        "3月目标 61 项，完成 53 项（超额 53 项），未完成 4 项，没有期末数 4 项"
    )
    assert "应报 0 项" not in "".join(told)


async def test_where_nothing_is_asked_by_the_month_its_brief_goes_out_without_pictures(
    office: Office,
) -> None:
    await office.asks("ele", "week")
    async with office.deps.db.transaction() as session:
        wish = Subscription(LEADER, Topic.MONTH_BRIEF)
        await subscriptions.add(session, wish, at=APRIL)

    deliveries = await office.pushed("2026-M03")

    assert [one.push.kind for one in deliveries] == ["words", "copy"]
    in_group, private = [await office.reads(one) for one in deliveries]
    assert in_group.splitlines()[1] == "截至4月13日10:00；没有单独按这一期填报的指标。"
    assert "\n3月目标 " in in_group
    assert "图" not in in_group
    assert private == in_group
    assert not office.drawn


async def test_a_rhythm_quicker_than_any_that_is_asked_is_told_of_to_nobody(
    office: Office,
) -> None:
    async with office.deps.db.reading() as session:
        roster = await rosters.load(session, year=2026)
    for code, indicator in roster.indicators.items():
        if indicator.cadence is PeriodKind.WEEK:
            await office.asks(code, "month")

    assert await office.pushed("2026-W15") == []


async def test_before_it_is_over_a_month_tells_how_far_the_quarter_is(spring: Path) -> None:
    db = Database(f"sqlite:///{spring}")
    async with phone(deps_of(db, at=MARCH_20)) as one:
        ids = await enrol(db, LEADER)
        told = (await one.says("/brief 3月", who=ids[LEADER])).text
    await db.close()

    assert "3月目标" not in told
    assert "占其一季度目标的" in told


async def test_the_document_lists_who_missed_what_and_all_who_may_be_listed(
    office: Office,
) -> None:
    await office.says("/brief pdf 一季度")

    (sheet,) = office.drawn
    assert isinstance(sheet, BriefSheet)
    assert [note.heading for note in sheet.notes][:2] == ["未完成的目标", "可列入红榜、黑榜的单位"]
    assert sheet.notes[1].lines[1] == BLACK
