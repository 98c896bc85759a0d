"""Standing in for somebody: asked for by words or buttons, told, asked, over on the day."""

from datetime import UTC, datetime, timedelta

import pytest

from domain.periods import Period
from handlers.actions.exports.export_formats import fields_of
from handlers.actions.exports.export_lines import export
from storage import audit
from storage.models.base import core
from storage.models.deputies import DelegationRow
from tests.attacks.rosters import reimport
from tests.endtoend.town import FRIDAY_DUE, THURSDAY_EARLY, Town
from tests.handlers.workbook.books import Sheets

A_MINUTE, A_DAY = timedelta(minutes=1), timedelta(days=1)
FRIDAY_MIDNIGHT = datetime(2026, 3, 6, 16, tzinfo=UTC)
FRIDAY_MORNING = datetime(2026, 3, 6, 0, 30, tzinfo=UTC)
PROMPT = THURSDAY_EARLY + timedelta(minutes=31)

ASHAS = "13.5\n8.2\n5.6\n3.4\n5\n6.2"


def together(sheets: Sheets) -> None:
    """Chidi and Femi are of Asha's unit; what they owe stays what it was."""
    sheets["人员"] = [
        [*row[:3], "cg", *row[4:]] if row[0] in ("chidi", "femi") else row for row in sheets["人员"]
    ]


def with_deputy(sheets: Sheets) -> None:
    """And Chidi is the AB角 of every number of Asha's but one."""
    together(sheets)
    head, *rows = sheets["任务"]
    sheets["任务"] = [
        [*head[:3], "AB角", *head[3:]],
        *(
            [*row[:3], "chidi" if row[2] == "asha" and row[1] != "fig" else "", *row[3:]]
            for row in rows
        ),
    ]


@pytest.fixture
async def office(town: Town) -> Town:
    """Thursday at ten: Asha and Chidi work in one unit, everything is asked, nothing said."""
    await reimport(town, together)
    return town


@pytest.fixture
async def early(morning: Town) -> Town:
    """Thursday at half past eight, before the prompt."""
    await reimport(morning, together)
    return morning


async def test_one_message_is_enough_and_both_are_told(office: Town) -> None:
    receipt = await office.answered(office.asha, "/delegate 齐迪 到周五")
    asked = await office.chidi.sees("请您代阿莎")

    for words in ("到3月6日（周五）", "齐迪代您报 6 项数"):
        assert words in receipt
    for words in ("到3月6日（周五）", "共 6 项", "固定资产投资", "其中 6 项代阿莎报"):
        assert words in asked
    assert "不方便代阿莎报" in asked.buttons
    assert receipt.buttons == ["收回"]


async def test_a_colleague_and_a_day_are_chosen_with_two_taps(office: Town) -> None:
    who = await office.answered(office.asha, "/delegate")
    assert who.buttons == ["齐迪"]  # Femi has not joined

    await office.asha.presses(who, "齐迪")
    until = await office.asha.sees("代报到哪天")
    await office.asha.presses(until, "3月6日（周五）")

    assert "齐迪代您报 6 项数" in await office.asha.sees("好的")
    await office.chidi.sees("请您代阿莎")
    assert await office.count(core(DelegationRow)) == 1


async def test_the_card_shows_both_persons_items_and_a_message_answers_both(early: Town) -> None:
    await early.answered(early.asha, "/delegate 齐迪 到周五")
    before = (await early.new_messages(early.asha))[-1].id
    await early.live_until(PROMPT)
    card = (await early.new_messages(early.chidi))[-1]

    assert "1. 柳河固定资产投资" in card
    assert "2. 阿莎·城关固定资产投资" in card
    assert "其中 6 项代阿莎报" in card
    assert await early.new_messages(early.asha, after=before) == []

    echo = await early.answered(early.chidi, f"4.5\n{ASHAS}")

    assert "已记第10周 7 项" in echo
    assert "阿莎·社会消费品零售总额 8.20 亿元" in echo
    assert "报齐了" in echo
    assert await early.stands("fai", unit="lh") == "4.5"
    assert (await early.all_stand())["fai"] == "13.5"
    rows = await early.revisions()
    assert {(row.person, row.typed_by) for row in rows} == {("chidi", "chidi"), ("asha", "chidi")}
    async with early.db.reading() as session:
        assert await audit.verify(session) is None


async def test_items_are_named_with_the_person_or_the_unit(office: Town) -> None:
    await office.answered(office.asha, "/delegate 齐迪 到周五")
    await office.chidi.sees("请您代阿莎")

    for typed in ("阿莎投资 13.5", "阿莎·投资 13.6", "阿莎 零售 8.2", "城关投资 13.7"):
        assert "已记第10周：阿莎·" in await office.answered(office.chidi, typed)

    assert await office.stands("fai", unit="lh") is None
    assert await office.stands("fai") == "13.7"


async def test_a_name_that_fits_both_persons_items_is_asked_back(office: Town) -> None:
    await office.answered(office.asha, "/delegate 齐迪 到周五")
    await office.chidi.sees("请您代阿莎")

    asked = await office.answered(office.chidi, "投资 4.5")

    assert "是哪一项" in asked
    assert await office.revisions() == []


async def test_the_right_ends_with_the_day_whatever_is_pressed_or_said(office: Town) -> None:
    await office.answered(office.asha, "/delegate 齐迪 到周五")
    card = await office.chidi.sees("请您代阿莎")
    said = await office.chidi.says("阿莎投资 13.5")
    await office.chidi.sees("13.50")
    doubt = await office.answered(office.chidi, "阿莎零售 820")
    await office.live_until(FRIDAY_MIDNIGHT + A_MINUTE)

    presses = [
        await office.chidi.presses(doubt, 0),
        await office.chidi.forges(card, "x:2:2026-W10"),
        await office.chidi.forges(card, "i:2:2026-W10"),
    ]
    undone = await office.answered(office.chidi, "/undo")
    named = await office.answered(office.chidi, "阿莎工业 5.6")
    await office.chidi.edits(said, "阿莎投资 13.9")
    edited = await office.chidi.sees()

    for press in presses:
        assert "不是您负责" in (await press.answer())["text"]
    assert "没有可以撤回" in undone
    for answer in (named, edited):
        assert "您代阿莎同志报数到3月6日（周五）为止" in answer
    stands = await office.all_stand()
    assert (stands["fai"], stands["ret"], stands["ind"]) == ("13.5", None, None)
    assert await office.stands("fai", unit="lh") is None


async def test_the_person_hears_in_the_morning_that_it_is_over_with_what_is_missing(
    office: Town,
) -> None:
    await office.answered(office.asha, "/delegate 齐迪 今天")
    await office.answered(office.chidi, "阿莎投资 13.5\n阿莎零售 8.2")
    await office.live_until(FRIDAY_MIDNIGHT - A_DAY + A_MINUTE)
    before = (await office.new_messages(office.asha))[-1].id

    await office.live_until(FRIDAY_MORNING)
    (over,) = await office.new_messages(office.asha, after=before)

    for words in ("到期", "代报了 2 项", "规上工业增加值", "✓ 固定资产投资"):
        assert words in over


async def test_reminders_go_to_the_deputy_alone(office: Town) -> None:
    await office.answered(office.asha, "/delegate 齐迪 到周五")
    await office.answered(office.chidi, "柳河投资 4.5")
    before = {p: (await office.new_messages(p))[-1].id for p in (office.asha, office.chidi)}

    await office.live_until(FRIDAY_DUE)

    assert await office.new_messages(office.asha, after=before[office.asha]) == []
    *above, last = await office.new_messages(office.chidi, after=before[office.chidi])
    assert all("已更新" in seen for seen in above)
    assert "代阿莎报" in last
    assert "还差 6 项" in last


async def test_one_begun_later_holds_from_then_on_and_is_told_then(office: Town) -> None:
    receipt = await office.answered(office.asha, "/delegate 齐迪 从明天到下周三")
    asked = await office.chidi.sees("请您代阿莎")
    refused = await office.answered(office.chidi, "阿莎零售 8.2")
    await office.live_until(FRIDAY_MIDNIGHT - timedelta(hours=15, minutes=30))

    for words in ("3月6日（周五）至3月11日（周三）",):
        assert words in receipt
        assert words in asked
    assert "从3月6日（周五）起才代阿莎" in refused
    assert "从今天起" in await office.asha.sees("齐迪代报")
    assert "从今天起请您代阿莎" in (await office.new_messages(office.chidi))[-1]
    assert "阿莎·" in await office.answered(office.chidi, "城关零售 8.2")


async def test_leave_goes_to_each_numbers_own_deputy_and_admins_hear_of_what_is_left(
    town: Town,
) -> None:
    await reimport(town, with_deputy)
    who = await town.answered(town.asha, "/leave 到周五")
    await town.asha.presses(who, "AB角")
    receipt = await town.asha.sees("请假")
    asked = await town.chidi.sees("请您代阿莎")
    told = await town.enzo.sees("没有人代报")

    assert "其中 1 项没有人代报：固定资产投资增速" in receipt
    assert "共 5 项" in asked
    assert "不方便" not in str(asked.buttons)
    assert "阿莎（城关）" in told


async def test_on_leave_without_anybody_nobody_is_reminded(office: Town) -> None:
    until = await office.answered(office.asha, "/leave")
    await office.asha.presses(until, "3月6日（周五）")
    who = await office.asha.sees("请谁代报")
    await office.asha.presses(who, "不用代报")
    receipt = await office.asha.sees("没有人代报")
    before = (await office.new_messages(office.asha))[-1].id

    await office.live_until(FRIDAY_DUE)

    assert receipt.buttons == ["取消请假"]
    assert await office.new_messages(office.asha, after=before) == []


async def test_it_is_taken_back_with_one_tap_and_the_deputy_is_told(office: Town) -> None:
    receipt = await office.answered(office.asha, "/delegate 齐迪 到周五")
    await office.chidi.sees("请您代阿莎")

    await office.asha.presses(receipt, "收回")
    await office.quiet()

    assert "由您自己报" in await office.asha.message(receipt)
    await office.chidi.sees("已收回")
    assert "城关" not in await office.answered(office.chidi, "4.5")
    again = await office.answered(office.asha, "/delegate 齐迪 到周五")
    assert "齐迪代您报" in again


async def test_a_deputy_may_give_it_back_and_the_person_gets_the_card(office: Town) -> None:
    await office.answered(office.asha, "/delegate 齐迪 到周五")
    asked = await office.chidi.sees("请您代阿莎")

    await office.chidi.presses(asked, "不方便")
    told = await office.asha.sees("不方便代报了")
    await office.quiet()

    assert "规上工业增加值" in told
    assert "已告诉本人" in await office.chidi.message(asked)


REFUSED = {
    "/delegate 阿莎 到周五": "不能请自己",
    "/delegate 费米 到周五": "还没有登记",
    "/delegate 费米": "还没有登记",
    "/delegate 贝拉 到周五": "只看数",
    "/delegate 恩佐 到周五": "不是本单位",
    "/delegate 齐迪 到2月3日": "已经过了",
    "/delegate 齐迪 到12月31日": "最长三个月",
    "/delegate 齐迪 费米 到周五": "只写一位",
    "/delegate 王五 到周五": "没看懂“王五”",
}


async def test_what_cannot_be_is_answered_in_one_sentence(office: Town) -> None:
    for typed, words in REFUSED.items():
        assert words in await office.answered(office.asha, typed), typed

    assert await office.count(core(DelegationRow)) == 0


async def test_conflicts_name_who_and_until_when(office: Town) -> None:
    await office.answered(office.asha, "/delegate 齐迪 到周五")
    await office.chidi.sees("请您代阿莎")

    overlap = await office.answered(office.asha, "/delegate 齐迪 到下周一")
    circular = await office.answered(office.chidi, "/delegate 阿莎 到周五")
    leave = await office.answered(office.chidi, "/leave 到周五")
    pressed = await office.chidi.presses(leave, "不用代报")
    busy = (await pressed.answer())["text"]

    for answer, words in ((overlap, "已经请了齐迪"), (circular, "互相代报"), (busy, "退掉")):
        assert words in answer
        assert "3月6日（周五）" in answer
    assert await office.count(core(DelegationRow)) == 1


async def test_a_deputy_on_leave_is_not_taken(office: Town) -> None:
    leave = await office.answered(office.chidi, "/leave 到下周一")
    await office.chidi.presses(leave, "不用代报")
    await office.chidi.sees("没有人代报")

    answer = await office.answered(office.asha, "/delegate 齐迪 到周五")

    assert "也请假（到3月9日（周一））" in answer


async def test_an_admin_arranges_it_for_others_and_nobody_else_does(office: Town) -> None:
    done = await office.answered(office.enzo, "/delegate 阿莎 齐迪 到周五")
    await office.asha.sees("恩佐已登记")
    await office.chidi.sees("请您代阿莎")
    listed = await office.answered(office.enzo, "/delegate")
    seen = await office.answered(office.bela, "/delegate")

    assert "由齐迪代阿莎报 6 项数" in done
    assert "城关 阿莎：齐迪代，到3月6日（周五）" in listed
    assert "城关 阿莎：齐迪代" in seen
    assert seen.buttons == []
    assert listed.buttons == ["取消阿莎的"]


async def test_foreign_buttons_do_nothing(office: Town) -> None:
    await office.answered(office.asha, "/delegate 齐迪 到周五")
    mine = await office.answered(office.bela, "/help")
    theirs = await office.answered(office.chidi, "/help")

    forged = [
        await office.bela.forges(mine, "de:1"),
        await office.chidi.forges(theirs, "de:99"),
        await office.chidi.forges(theirs, "d:g:0123456789ab:2026030520260306"),
        await office.chidi.forges(theirs, "d:g:-:2026130520260306"),
        await office.bela.forges(mine, "d:h:0:2026030520260306"),
    ]

    for press in forged:
        assert (await press.answer())["text"]
    assert await office.count(core(DelegationRow)) == 1


async def test_it_survives_a_restart_and_a_repeated_press_makes_one(office: Town) -> None:
    who = await office.answered(office.asha, "/delegate 到周五")
    await office.restart()
    for _ in range(3):
        await office.asha.forges(who, who.data["齐迪"])
    await office.quiet()
    await office.restart()

    assert await office.count(core(DelegationRow)) == 1
    assert len([m for m in await office.new_messages(office.chidi) if "请您代" in m]) == 1
    assert "阿莎·" in await office.answered(office.chidi, "城关零售 8.2")


async def test_whose_number_and_who_typed_it_are_told_wherever_it_is_shown(office: Town) -> None:
    await office.answered(office.asha, "/delegate 齐迪 到周五")
    await office.chidi.sees("请您代阿莎")
    missing = await office.answered(office.bela, "/missing")
    await office.answered(office.chidi, "阿莎零售 8.2")
    mine = [await office.answered(phone, "/mine") for phone in (office.asha, office.chidi)]
    history = await office.answered(office.bela, "/history 城关 零售")

    deps = office.parts.deps
    lines = (await export(deps.db, year=2026, period=Period.parse("2026-W10"))).lines
    exported = [fields_of(line) async for line in lines if line.figure]

    assert "城关 阿莎（齐迪代）" in missing
    assert "您的数到3月6日（周五）由齐迪代报" in mine[0]
    assert "您代阿莎同志报 6 项，到3月6日（周五）" in mine[1]
    assert "阿莎·社会消费品零售总额 8.20" in mine[1]
    assert "齐迪（代阿莎" in history
    assert [(one["person"], one["typed_by"]) for one in exported] == [("asha", "chidi")]


async def test_leave_without_anybody_is_marked_as_such(office: Town) -> None:
    who = await office.answered(office.asha, "/leave 到周五")
    await office.asha.presses(who, "不用代报")
    await office.asha.sees("没有人代报")

    missing = await office.answered(office.diana, "/missing")

    assert "城关 阿莎（请假）" in missing
    assert "齐迪（" not in missing


async def test_a_number_sent_back_goes_to_the_deputy_who_may_look_at_it_but_not_judge(
    office: Town,
) -> None:
    await office.answered(office.asha, "投资 13.5")
    await office.answered(office.asha, "/delegate 齐迪 到周五")
    await office.chidi.sees("请您代阿莎")
    before = (await office.new_messages(office.asha))[-1].id

    await office.answered(office.bela, "/return 城关 投资 请核对")
    await office.chidi.sees("请核对")
    history = await office.answered(office.chidi, "/history 城关 投资")

    assert "13.50 亿元" in history
    assert "退回" not in str(history.buttons)
    assert await office.new_messages(office.asha, after=before) == []
