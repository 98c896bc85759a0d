"""Numbers handed over for good: confirmed, agreed to, carried out with all that hangs on them."""

from datetime import timedelta

import pytest

from handlers.actions.deciding.importing import Imported, import_workbook
from storage.models.base import core
from storage.models.deputies import HandoverRow
from tests.attacks.rosters import reimport
from tests.endtoend import cast
from tests.endtoend.town import FRIDAY_DUE, Town
from tests.handlers.corrections import appoint
from tests.handlers.test_delegating import together
from tests.handlers.workbook.books import Sheets, xlsx


@pytest.fixture
async def office(town: Town) -> Town:
    """Thursday at ten: Asha and Chidi work in one unit, everything is asked, nothing said."""
    await reimport(town, together)
    return town


async def owed(town: Town, code: str) -> list[str]:
    """What somebody owes, by unit and indicator."""
    town.parts.deps.roster.forget()
    known = await town.parts.deps.roster.current()
    return [f"{own.unit}/{own.indicator}" for own in known.owed_by(code)]


async def handed(town: Town, text: str = "/handover 齐迪") -> None:
    """Asha hands over, and Chidi agrees."""
    asked = await town.answered(town.asha, text)
    await town.asha.presses(asked, "确认移交")
    wanted = await town.chidi.sees("请您接手")
    await town.chidi.presses(wanted, "接手")
    await town.quiet()


async def imported(town: Town, *, instead: str = "asha", is_trial: bool = False) -> Imported:
    """Import the workbook as it was before the handover, with somebody instead of Asha."""
    sheets: Sheets = cast.sheets()
    together(sheets)
    sheets["任务"] = [[instead if c == "asha" else c for c in row] for row in sheets["任务"]]
    done = await import_workbook(
        town.db,
        xlsx(sheets),
        year=2026,
        at=town.clock.now(),
        missing_glyphs=lambda _: "",
        is_trial=is_trial,
    )
    assert not done.is_refused, done.problems
    return done


async def test_it_takes_effect_when_the_successor_agrees(office: Town) -> None:
    asked = await office.answered(office.asha, "/handover 齐迪")
    await office.asha.presses(asked, "确认移交")
    wanted = await office.chidi.sees("请您接手 6 项")
    before = await owed(office, "asha")
    await office.chidi.presses(wanted, "接手")
    told = await office.asha.sees("已移交给齐迪")
    card = await office.chidi.sees("请报第10周进度")

    assert "6 项移交给齐迪" in asked
    assert len(before) == 6
    assert await owed(office, "asha") == []
    assert len(await owed(office, "chidi")) == 7
    assert "不再提醒您" in told
    assert "城关固定资产投资" in card
    assert "阿莎的 6 项已移交给齐迪" in await office.enzo.sees("双方同意")


async def test_who_does_not_agree_keeps_everything_as_it_is(office: Town) -> None:
    asked = await office.answered(office.asha, "/handover 齐迪")
    await office.asha.presses(asked, "确认移交")
    wanted = await office.chidi.sees("请您接手")

    await office.chidi.presses(wanted, "不接")

    assert "仍由您负责" in await office.asha.sees("没有接手")
    assert len(await owed(office, "asha")) == 6


async def test_one_number_may_be_handed_over_alone(office: Town) -> None:
    await handed(office, "/handover 齐迪 零售")

    assert "cg/ret" in await owed(office, "chidi")
    assert len(await owed(office, "asha")) == 5


async def test_an_assessor_hands_over_for_others_at_once(office: Town) -> None:
    await appoint(office, diana="leader,assessor")
    asked = await office.answered(office.diana, "/handover 阿莎 齐迪")

    await office.diana.presses(asked, "确认移交")
    told = [await office.chidi.sees("戴安已把阿莎"), await office.asha.sees("已移交给齐迪")]

    assert "从现在起由您报" in told[0]
    assert await owed(office, "asha") == []


async def test_earlier_numbers_stay_and_later_ones_are_the_successors(office: Town) -> None:
    await office.answered(office.asha, "投资 13.5")
    await handed(office)
    await office.chidi.sees("请报第10周进度")

    refused = await office.answered(office.asha, "投资 13.9")
    await office.answered(office.chidi, "城关零售 8.2")

    rows = await office.revisions()
    assert "没有要您填报" in refused
    assert [(row.person, row.typed_by) for row in rows] == [("asha", "asha"), ("chidi", "chidi")]
    assert await office.stands("fai") == "13.5"


async def test_a_question_that_waits_goes_along_and_is_answered_there(office: Town) -> None:
    doubt = await office.answered(office.asha, "零售 820")
    await handed(office)
    asked = await office.chidi.sees("820")

    old = await office.asha.presses(doubt, 0)
    await office.chidi.presses(asked, 0)
    await office.quiet()

    assert (await old.answer())["text"]
    assert await office.stands("ret") == "8.2"
    (row,) = await office.revisions()
    assert (row.person, row.typed_by) == ("chidi", "chidi")


async def test_reminders_and_replies_follow(office: Town) -> None:
    card = await office.answered(office.asha, "/report")
    await handed(office)
    before = (await office.new_messages(office.asha))[-1].id
    replied = await office.answered(office.asha, "13.5", reply_to=card)
    after = (await office.new_messages(office.asha))[-1].id

    await office.live_until(FRIDAY_DUE)

    assert before < after
    assert "13.50" not in replied
    assert await office.new_messages(office.asha, after=after) == []
    assert "还差 7 项" in (await office.new_messages(office.chidi))[-1]


async def test_leave_ends_with_what_it_was_about(office: Town) -> None:
    await office.answered(office.asha, "/delegate 齐迪 到周五")
    await office.chidi.sees("请您代阿莎")
    await handed(office)

    listed = await office.answered(office.enzo, "/delegate")

    assert "没有人请假" in listed


async def test_a_workbook_that_still_has_the_old_name_leaves_the_numbers_where_they_are(
    office: Town,
) -> None:
    await handed(office)

    tried = await imported(office, is_trial=True)
    done = await imported(office)

    for outcome in (tried, done):
        (word,) = map(str, outcome.problems)
        assert "阿莎的 6 项已移交给齐迪" in word
        assert outcome.changes == ()
    assert await owed(office, "asha") == []


async def test_a_third_name_in_the_workbook_counts_and_so_does_a_handover_back(
    office: Town,
) -> None:
    await handed(office)
    back = await office.answered(office.enzo, "/handover 齐迪 阿莎 城关零售")
    await office.enzo.presses(back, "确认移交")
    await office.enzo.sees("已移交")
    await office.quiet()
    assert await owed(office, "asha") == ["cg/ret"]

    same = await imported(office)
    third = await imported(office, instead="femi")

    assert [str(one)[:4] for one in same.problems] == ["任务: "]
    assert third.problems == ()
    assert len(await owed(office, "femi")) == 7


async def test_it_survives_a_restart_and_happens_once(office: Town) -> None:
    asked = await office.answered(office.asha, "/handover 齐迪")
    await office.restart()
    for _ in range(2):
        await office.asha.forges(asked, asked.data["确认移交"])
    await office.quiet()
    wanted = await office.chidi.sees("请您接手")
    await office.restart()
    for _ in range(2):
        await office.chidi.forges(wanted, wanted.data["接手"])
    await office.quiet()

    assert len([m for m in await office.new_messages(office.asha) if "已移交给" in m]) == 1
    assert await office.count(core(HandoverRow)) == 1
    assert len(await owed(office, "chidi")) == 7


async def test_it_lapses_after_five_days(office: Town) -> None:
    asked = await office.answered(office.asha, "/handover 齐迪")
    await office.asha.presses(asked, "确认移交")
    wanted = await office.chidi.sees("请您接手")
    await office.live_until(office.clock.now() + timedelta(days=5, minutes=1))

    pressed = await office.chidi.presses(wanted, "接手")

    assert "失效" in (await pressed.answer())["text"]
    assert len(await owed(office, "asha")) == 6


REFUSED = [
    ("asha", "/handover 费米", "还没有登记"),
    ("asha", "/handover 贝拉", "只看数"),
    ("asha", "/handover 齐迪 到周五", "/delegate"),
    ("asha", "/handover 齐迪 利润", "没有一项叫"),
    ("asha", "/handover 阿莎", "不能移交给自己"),
    ("asha", "/handover 齐迪 费米", "只写一位"),
    ("bela", "/handover 齐迪", "名下没有要报的数"),
    ("enzo", "/handover 齐迪", "写上两位"),
]


async def test_what_cannot_be_is_answered_in_one_sentence(office: Town) -> None:
    for who, typed, words in REFUSED:
        assert words in await office.answered(office.phones[who], typed), typed

    assert await office.count(core(HandoverRow)) == 0


async def test_nobody_confirms_or_answers_for_others(office: Town) -> None:
    asked = await office.answered(office.asha, "/handover 齐迪")
    theirs = await office.answered(office.chidi, "/help")
    early = await office.chidi.forges(theirs, "ho:1:yes")
    other = await office.chidi.forges(theirs, "ho:1:go")
    await office.asha.presses(asked, "先不移交")
    late = await office.chidi.forges(theirs, "ho:1:yes")

    for press in (early, other, late):
        assert (await press.answer())["text"]
    assert len(await owed(office, "asha")) == 6
    assert "没有移交" in await office.asha.message(asked)
