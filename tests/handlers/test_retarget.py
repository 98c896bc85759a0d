"""Other targets: one message, one tap by somebody else, and no week before it changes."""

from datetime import timedelta

import pytest

from domain.periods import Period
from handlers.actions.deciding.importing import import_workbook
from handlers.actions.measuring import standing
from sandbox.seen import Seen
from storage import audit
from storage.models.base import core
from storage.models.targets import TargetChangeRow
from tests.endtoend import cast
from tests.endtoend.town import Town
from tests.handlers.corrections import appoint
from tests.handlers.workbook.books import xlsx

ASKED = "/target 城关 投资 一季度 21 年度 83 因项目提前开工"
W09, W10 = Period.parse("2026-W09"), Period.parse("2026-W10")


@pytest.fixture
async def office(town: Town) -> Town:
    """Enzo is admin and assessor, Bela supervises 城关 and assesses, Diana leads."""
    await appoint(town, enzo="admin,assessor", bela="supervisor,assessor")
    return town


async def asked(town: Town, text: str = ASKED) -> tuple[Seen, Seen]:
    """Enzo asks; his receipt, and what Bela reads."""
    receipt = await town.answered(town.enzo, text)
    return receipt, await town.bela.sees("提请调整", "投资")


async def target(town: Town, week: Period, slot: str = "q1") -> str:
    town.parts.deps.roster.forget()
    roster = await town.parts.deps.roster.current()
    own = next(a for a in roster.assignments.values() if (a.unit, a.indicator) == ("cg", "fai"))
    return f"{own.targets_on(week.last_day_of_year)[slot]}"


async def steps(town: Town) -> list[str]:
    table = core(TargetChangeRow)
    async with town.db.reading() as session:
        rows = await session.execute(table.select().order_by(table.c.id))
        assert await audit.verify(session) is None
        return [row.step for row in rows if row.step != "baseline"]


async def test_the_receipt_shows_old_and_new_and_what_it_does_to_the_sums(office: Town) -> None:
    receipt, request = await asked(office)

    for seen in (receipt, request):
        assert "一季度 18.00 → 21.00、全年 80.00 → 83.00 亿元" in seen
        assert "自3月5日起，原因：项目提前开工" in seen
        assert "全年 83.00，各季度相加正好" in seen
    assert receipt.buttons == ["撤回"]
    assert request.buttons == ["批准", "不批准", "不批准：依据不足", "不批准：幅度不妥"]
    assert await target(office, W10) == "18"


async def test_an_approved_target_holds_from_its_day_and_no_week_before(office: Town) -> None:
    deps = office.parts.deps
    before = await standing.board(deps, W09)
    _, request = await asked(office)

    await office.bela.presses(request, "批准")
    told = [await phone.sees("目标已调整") for phone in (office.enzo, office.asha)]
    after = await office.bela.message(request)

    assert all("自3月5日起按新目标算，此前各期不变" in seen and "贝拉批准" in seen for seen in told)
    assert "✓ 贝拉已批准" in after
    assert after.buttons == []
    assert [await target(office, week) for week in (W09, W10)] == ["18", "21"]
    assert (await standing.board(deps, W09)).ranking == before.ranking
    assert await steps(office) == ["asked", "approved"]


async def test_a_refusal_with_its_remark_changes_nothing_and_is_told(office: Town) -> None:
    _, request = await asked(office)

    await office.bela.presses(request, "不批准：依据不足")
    told = await office.enzo.sees("目标没有调整")

    assert "贝拉没有批准（依据不足）" in told
    assert await target(office, W10) == "18"
    assert await steps(office) == ["asked", "refused"]


async def test_whoever_asked_may_take_it_back_and_nobody_decides_any_more(office: Town) -> None:
    receipt, request = await asked(office)

    await office.enzo.presses(receipt, "撤回")
    pressed = await office.bela.presses(request, "批准")

    assert "恩佐已撤回" in (await pressed.answer())["text"]
    assert await target(office, W10) == "18"
    assert await steps(office) == ["asked", "withdrawn"]


async def test_nobody_approves_what_they_asked_for(office: Town) -> None:
    _, request = await asked(office)

    pressed = await office.enzo.forges(request, request.data["批准"])

    assert "请由别的领导或考核组同志批准" in (await pressed.answer())["text"]
    assert await steps(office) == ["asked"]


@pytest.mark.parametrize("who", ["asha", "chidi"])
async def test_cadres_neither_ask_nor_decide(office: Town, who: str) -> None:
    _, request = await asked(office)
    phone = office.phones[who]

    refused = await office.answered(phone, ASKED)
    pressed = await phone.forges(request, request.data["批准"])

    assert "权限" in refused
    assert "权限" in (await pressed.answer())["text"]
    assert await steps(office) == ["asked"]


async def test_a_supervisor_asks_for_the_own_units_only(town: Town) -> None:
    await appoint(town, bela="supervisor", enzo="admin,assessor")

    own = await town.answered(town.bela, ASKED)
    other = await town.answered(town.bela, "/target 柳河 投资 一季度 20 因推迟")

    assert "已提请调整城关固定资产投资目标" in own
    assert "权限" in other


async def test_a_leader_decides_where_there_is_no_other_assessor(town: Town) -> None:
    await town.answered(town.enzo, ASKED)
    request = await town.diana.sees("恩佐同志提请调整")

    await town.diana.presses(request, "批准")
    await town.enzo.sees("目标已调整")

    assert await target(town, W10) == "21"


async def test_a_newer_request_replaces_the_own_one_and_waits_for_anothers(office: Town) -> None:
    await asked(office)
    again = await office.answered(office.enzo, "/target 城关 投资 一季度 22 因追加")
    await office.bela.sees("提请调整", "22.00")
    others = await office.answered(office.bela, "/target 城关 投资 一季度 23 因追加")

    assert "18.00 → 22.00" in again
    assert "恩佐同志提请的调整还没批" in others
    assert await steps(office) == ["asked", "withdrawn", "asked"]


async def test_a_decision_after_its_day_never_reaches_back(office: Town) -> None:
    _, request = await asked(office)

    await office.live_until(office.clock.now() + timedelta(days=4))
    await office.bela.presses(request, "批准")
    told = await office.enzo.sees("目标已调整")

    assert "自3月9日起" in told
    assert await target(office, W10) == "18"


async def test_a_request_that_shows_an_old_target_is_not_approved(office: Town) -> None:
    _, request = await asked(office)
    sheets = cast.sheets()
    sheets["任务"][1][4] = 19.5
    await import_workbook(
        office.db, xlsx(sheets), year=2026, at=office.clock.now(), missing_glyphs=lambda _: ""
    )
    await appoint(office, bela="supervisor,assessor")  # the workbook knows nothing of it

    pressed = await office.bela.presses(request, "批准")

    assert "后来又变了，请重新提请" in (await pressed.answer())["text"]
    assert await target(office, W10) == "19.5"
    assert await steps(office) == ["asked", "imported"]


async def test_last_years_amounts_and_growths_from_a_workbook_are_named_among_the_targets(
    office: Town,
) -> None:
    sheets = cast.sheets()
    head, first, *others = sheets["任务"]
    first = [*first, 72.0, 8.0]
    sheets["任务"] = [[*head, "去年同期", "增长目标"], first, *others]
    done = await import_workbook(
        office.db, xlsx(sheets), year=2026, at=office.clock.now(), missing_glyphs=lambda _: ""
    )
    office.parts.deps.roster.forget()

    listed = await office.answered(office.bela, "/targets 城关")
    forged = await office.bela.forges(listed, "tg:1:show")

    assert not done.is_refused
    assert "去年同期 未定 → 72.00、增长目标 未定 → 8.00" in listed
    assert "已经过期" in (await forged.answer())["text"]


async def test_targets_shows_what_waits_and_leads_to_it_by_a_tap(office: Town) -> None:
    await asked(office)

    listed = await office.answered(office.bela, "/targets 城关")
    await office.bela.presses(listed, "城关固定资产投资目标调整")
    shown = await office.bela.sees("恩佐同志提请调整", "21.00")

    line = "待批准：城关固定资产投资 一季度 18.00 → 21.00、全年 80.00 → 83.00 亿元，拟自3月5日起"
    assert line in listed
    assert "批准" in shown.buttons


async def test_targets_keeps_what_was_changed_with_why_and_by_whom(office: Town) -> None:
    _, request = await asked(office)
    await office.bela.presses(request, "批准")
    await office.enzo.sees("目标已调整")

    listed = await office.answered(office.diana, "/targets 城关")

    line = "3月5日起 城关固定资产投资 一季度 18.00 → 21.00、全年 80.00 → 83.00 亿元"
    assert f"{line}，因项目提前开工，贝拉批准" in listed
    assert "固定资产投资 全年 83.00 亿元（阿莎）" in listed
    assert not any("目标调整" in label for label in listed.buttons)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("/target", "/target 城关 投资 一季度 16.2 因土地出让推迟"),
        ("/target 城关 投资 一季度 21", "请写上原因"),
        ("/target 城关 投资 一季度 18 因不变", "和现在的目标一样"),
        ("/target 城关 投资 一季度 三万五 因追加", "没看懂"),
        ("/target 城关 投资 一季度 21 2026-03-01起 因追加", "生效日已经过去"),
        ("/target 投资 一季度 21 因追加", "请写上单位和指标"),
    ],
)
async def test_what_cannot_be_followed_is_told(office: Town, text: str, words: str) -> None:
    assert words in await office.answered(office.enzo, text)
    assert await steps(office) == []
