"""目标分解到位没有: the report on the phone."""

from dataclasses import replace

from domain.roster import Roster
from handlers.deps import Deps
from handlers.snapshot import Fixed
from tests.handlers.phone import enrol, phone


async def test_a_leader_sees_what_is_left_over_and_drills_down(district: Deps) -> None:
    ids = await enrol(district.db, "p02")
    district.roster = Fixed(without_march(await district.roster.current()))
    async with phone(district) as phones:
        whole = await phones.says("/targets", who=ids["p02"])
        unit = await phones.presses(whole.buttons["城关街道"], who=ids["p02"])

    assert "90 项，89 项分解到位，1 项没到位" in whole.text
    assert "城关街道 固定资产投资：一季度 15.60，各月相加 9.05，余 6.55 亿元未分" in whole.text
    assert "固定资产投资</b> 全年 70.90 亿元（王芳）" in unit.text
    assert "二季度 19.85（4月 6.35、5月 6.55、6月 6.95）" in unit.text


async def test_a_cadre_sees_only_the_own_targets(district: Deps) -> None:
    ids = await enrol(district.db, "p07")
    async with phone(district) as phones:
        own = await phones.says("/targets", who=ids["p07"])
        other = await phones.presses("v:targets:wl@", who=ids["p07"])

    assert "固定资产投资</b> 全年 70.90 亿元（王芳）" in own.text
    assert own.buttons.keys() == {"城关街道"}
    assert "望澜" not in own.text
    assert "不在您的权限内" in other.text


async def test_whoever_has_no_targets_is_told_so(district: Deps) -> None:
    ids = await enrol(district.db, "p06")
    roster = await district.roster.current()
    district.roster = Fixed(replace(roster, assignments={}))
    async with phone(district) as phones:
        told = await phones.says("/targets", who=ids["p06"])

    assert "这里还没有任务和目标" in told.text


def without_march(roster: Roster) -> Roster:
    """The district, in which one target of a month was left open."""
    own = next(a for a in roster.assignments.values() if (a.unit, a.indicator) == ("cg", "fai"))
    targets = {slot: amount for slot, amount in own.targets.items() if slot != "m3"}
    return replace(
        roster, assignments={**roster.assignments, own.id: replace(own, targets=targets)}
    )
