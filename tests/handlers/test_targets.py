"""目标分解到位没有: the report on the phone."""

from dataclasses import replace

from handlers.deps import Deps
from handlers.snapshot import Fixed
from tests.handlers.phone import enrol, phone


async def test_a_leader_sees_what_is_left_over_and_drills_down(district: Deps) -> None:
    ids = await enrol(district.db, "p02")
    async with phone(district) as phones:
        whole = await phones.says("/targets", who=ids["p02"])
        unit = await phones.presses(whole.buttons["城关街道"], who=ids["p02"])

    assert "90 项，81 项分解到位，9 项没到位" in whole.text
    assert "城关街道 新增规上企业：还没有分到月" in whole.text
    assert "固定资产投资</b> 全年 70.90 亿元（王芳）" in unit.text
    assert "一季度 15.60（1–2月 9.05、3月 6.55）" in unit.text


async def test_a_cadre_sees_only_the_own_targets(district: Deps) -> None:
    ids = await enrol(district.db, "p07")
    async with phone(district) as phones:
        own = await phones.says("/targets", who=ids["p07"])
        other = await phones.presses("v:targets:wl@", who=ids["p07"])

    assert "城关街道" in own.text
    assert "望澜" not in own.text
    assert "不在您的权限内" in other.text


async def test_whoever_has_no_targets_is_told_so(district: Deps) -> None:
    ids = await enrol(district.db, "p06")
    roster = await district.roster.current()
    district.roster = Fixed(replace(roster, assignments={}))
    async with phone(district) as phones:
        told = await phones.says("/targets", who=ids["p06"])

    assert "这里还没有任务和目标" in told.text
