"""Leaders ask in their own words, in private and in the group, and read what they may."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import pytest_asyncio

from storage.database import Database
from tests.district import deps_of
from tests.handlers.phone import GROUP, Answer, Phone, bind, enrol, phone

LEADER, SUPERVISOR, CADRE = "p01", "p10", "p07"
pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass
class Office:
    """A leader, the supervisor of 城关街道, one of its cadres, and the leadership group."""

    phone: Phone
    ids: dict[str, int]

    async def says(self, text: str, who: str = LEADER) -> Answer:
        return await self.phone.says(text, who=self.ids[who])

    async def group_hears(self, text: str, *, to_bot: bool = False) -> Answer:
        return await self.phone.says(text, who=999, chat=GROUP, to_bot=to_bot)

    async def presses(self, data: str, who: str = LEADER) -> Answer:
        return await self.phone.presses(data, who=self.ids[who])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def office(
    district_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Office]:
    """One district for the whole file: asking changes nothing."""
    path = tmp_path_factory.mktemp("office") / "district.db"
    shutil.copyfile(district_template, path)
    db = Database(f"sqlite:///{path}")
    deps = deps_of(db)
    ids = await enrol(db, LEADER, SUPERVISOR, CADRE)
    await bind(db, at=deps.now())
    async with phone(deps) as one:
        yield Office(one, ids)
    await db.close()


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("谁还没交", "雾坪乡 彭小梅：一般公共预算收入"),
        ("王芳报了没有", "王芳第11周的 6 项都报了。"),
        ("投资谁没报", "固定资产投资第11周的 14 项都报了。"),
        ("乡镇街道谁没报", "<b>乡镇街道第11周未报 1 项</b>（已报 49/50）"),
        ("红灯有哪些", "× 栖雾湖度假区 零售 1.23 亿元（−23.6，每周需 0.38 亿元）"),
        ("红灯有哪些", "整体红灯：栖雾湖度假区 −18.9、雾坪乡 −18.3、文旅局 −12.7"),
        ("城关红灯", "城关街道第11周没有红灯。"),
        ("投资差多少", "× 雾坪乡 1.37 亿元（距目标 0.57 亿元，每周需 0.25 亿元）"),
        ("谁第一", "<b>区直部门</b>\n1 ✓ 工信局 88.3%（+6.1）"),
        ("倒数两名", "6 ! 石渡镇 76.2%（−6.0）\n7 × 雾坪乡 63.9%（−18.3）"),
        ("乡镇投资前三", "3 ✓ 松塘镇 3.19 亿元（84.4%，+2.2）"),
        ("望澜排第几", "在乡镇街道排第 1，共 7 个"),
        ("这周涨得最快的", "冷链物流园 68.8% → 83.6%（+14.8，升 1 位）"),
        ("城关和上周比", "固定资产投资 13.50 亿元 → 14.26 亿元（+0.76）"),
        ("上上周排名", "2026 一季度开门红 · 第10周"),
        ("2月情况", "2026 一季度开门红 · 1–2月"),
        ("老街区到哪了", "<b>城关老街区更新一期</b>"),
        ("异常数据", "第11周没有异常的数。"),
        ("堵点", "这里还没有登记堵点，请直接问责任人。"),
        ("节点逾期", "<b>逾期未答复 2 个</b>"),
        ("how is 城关 doing", "<b>城关街道</b> 乡镇街道第 2 名"),
        ("第50周排名", "第50周还没到"),
        (
            "红灯项目有哪些",
            "<b>项目 · 第11周 · 红灯 1 个</b>\n<b>重点项目形象进度</b>\n12 × 雾坪高山",
        ),
        ("哪个项目最快", "1 ✓ 经开区智能装备制造基地 96.7%"),
        ("上上周项目排名", "按3月9日09:30公布的名单"),
        ("城关的项目排名", "名次：城关老街区更新一期 第 4（91.1%）"),
        ("老街区排第几", "在重点项目形象进度排第 4，共 12 个"),
        ("哪个责任人最落后", "<b>园区平台</b>\n11 × 熊志华 61.6%（−20.6）"),
        ("乡镇街道责任人前2", "<b>责任人 · 第11周 · 前 2 名</b>\n<b>乡镇街道</b>\n1 ✓ 刘畅"),
        ("王芳排第几", "在乡镇街道排第 2，共 15 人"),
        ("王芳怎么样", "<b>王芳</b>"),
        ("望澜投资的责任人是谁", "领先：刘畅 93.7%\n都达到序时。"),
        ("得分怎么样", "这一期没有定计分办法"),
        ("投资得分", "是不是固定资产投资？"),
        ("雾坪为什么这么低", "雾坪乡第11周落后 5 项"),
        ("城关投资谁负责", "责任人：王芳"),
        ("谁迟报了", "住建局 丁志刚：固定资产投资"),
        ("今天谁报了", "<b>3月16日报了 2 项</b>\n栖雾湖度假区 熊志华"),
        ("昨天新报了哪些", "<b>按3月15日当时所知</b>\n3月15日还没有人报。"),
        ("谁改过数", "住建局 固定资产投资：9.70 亿元 → 9.07 亿元（丁志刚，3月13日）"),
        ("下周到期的节点", "<b>3月23日至3月29日到期的节点 2 个</b>\n3月25日　雾坪高山风电场"),
        ("谁是负增长", "× 柳湾镇 固投增速 −1.8%（−4.8）"),
        ("一季度目标是多少", "<b>全区一季度目标</b>\n投资 96.07 亿元"),
        ("全年还差多少", "投资：还差 354.52 亿元（已完成 82.13 亿元，目标 436.65 亿元）"),
        ("城关投资去年同期", "去年全年 65.10 亿元（分月没有登记），现在 14.26 亿元"),
        ("为什么掉到第六", "乡镇街道第 5 → 第 6，降 1 位"),
        ("城关为什么掉了", "固定资产投资：+12.1 → +9.2（−2.9 点）\n"),
        ("云岭局怎么样", "对应 6 个"),
    ],
)
async def test_a_question_is_answered_in_few_words(
    office: Office, asked: str, expected: str
) -> None:
    answer = await office.says(asked)

    assert expected in answer.text
    assert len(answer.text.splitlines()) <= 25


async def test_what_is_not_understood_gets_one_sentence_and_three_examples(office: Office) -> None:
    answer = await office.says("把城关街道的数改成十五")

    assert answer.text == "没有找到“把城关街道的数改成十五”。是不是城关街道？也可以这样问："
    assert list(answer.buttons) == ["城关街道", "谁没报", "红灯有哪些"]
    assert "红灯 14 项" in (await office.presses(answer.buttons["红灯有哪些"])).text


async def test_thanks_are_answered_as_thanks(office: Office) -> None:
    assert "有要看的随时问我" in (await office.says("好的，谢谢")).text


async def test_the_group_asks_by_name_or_in_reply(office: Office) -> None:
    by_name = await office.group_hears("@progress_bot 红灯有哪些")
    in_reply = await office.group_hears("红灯有哪些", to_bot=True)

    assert "红灯 14 项" in by_name.text == in_reply.text


async def test_chatter_in_the_group_is_left_alone_unless_the_bot_is_called(office: Office) -> None:
    assert (await office.group_hears("这个数要再核一下", to_bot=True)).calls == []
    assert (await office.group_hears("谁没报")).calls == []
    assert "没看懂" in (await office.group_hears("@progress_bot 这个数要再核一下")).text


async def test_a_cadre_who_owes_numbers_asks_as_well_and_reads_the_own(office: Office) -> None:
    missing = await office.says("谁没报", CADRE)
    first = await office.says("前三名", CADRE)
    reds = await office.says("黄灯有哪些", CADRE)

    assert "彭小梅" not in missing.text
    assert "第10周 · 前 3 名" in first.text  # as published
    assert "亿元" not in first.text
    assert "! 固投增速" not in reds.text  # a colleague's


async def test_a_cadre_is_told_nothing_of_others(office: Office) -> None:
    for asked in (
        "望澜怎么样",
        "望澜和上周比怎么样",
        "挂图作战",
        "望澜红灯有哪些",
        "李建业报了没有",
        "望澜异常数据有哪些",
        "李建业怎么样",
        "李建业排第几",
        "望澜的项目排名",
        "望澜谁迟报了",
        "望澜全年还差多少",
        "望澜投资去年同期是多少",
        "望澜为什么掉了",
    ):
        assert "不在您的权限内" in (await office.says(asked, CADRE)).text


async def test_a_cadre_asks_about_the_own_numbers(office: Office) -> None:
    goals = await office.says("一季度目标是多少", CADRE)
    fall = await office.says("城关为什么掉了", CADRE)
    given = await office.says("谁报了", CADRE)

    assert "固定资产投资 15.60 亿元" in goals.text
    assert "增速" not in goals.text
    assert "第10周比第9周" in fall.text
    assert "亿元" not in fall.text
    assert "报了 6 项</b>\n城关街道 王芳" in given.text
    assert "李建业" not in given.text


async def test_from_an_answer_in_words_taps_lead_to_what_it_is_about(office: Office) -> None:
    fall = await office.says("为什么掉到第六")
    changed = await office.says("谁改过数")
    years = await office.says("全年还差多少")

    assert "<b>石渡镇</b>" in (await office.presses(fall.buttons["石渡镇"])).text
    assert "9.70" in (await office.presses(changed.buttons["住建局 固定资产投资"])).text
    assert (await office.presses(years.buttons["投资"])).has_picture


async def test_of_projects_and_people_everybody_reads_those_they_may_see(office: Office) -> None:
    own = await office.says("哪个责任人最靠前", CADRE)
    place = await office.says("王芳排第几", SUPERVISOR)
    reds = await office.says("红灯项目", SUPERVISOR)

    assert "名次：王芳 第 2（91.6%）" in own.text
    assert next(iter(own.buttons)) == "王芳"
    assert "在乡镇街道排第 2\n2 ✓ 王芳" in place.text
    assert reds.text == "项目 · 第11周（您看得到的），没有红灯。"


async def test_from_a_place_a_tap_leads_to_whoever_holds_it_and_to_the_whole_list(
    office: Office,
) -> None:
    answer = await office.says("哪个项目最慢")

    single = await office.presses(answer.buttons["雾坪高山风电场"])
    whole = await office.presses(answer.buttons["排名"])

    assert "<b>雾坪高山风电场</b> 雾坪乡" in single.text
    assert "领先：经开区智能装备制造基地" in whole.text


async def test_a_supervisor_reads_the_own_units(office: Office) -> None:
    answer = await office.says("黄灯有哪些", SUPERVISOR)

    assert "! 城关街道 固投增速 9.3%（−0.2）" in answer.text
    assert "石渡镇" not in answer.text


async def test_commands_take_names_as_well(office: Office) -> None:
    assert "王芳第11周的 6 项都报了" in (await office.says("/missing 王芳")).text
    assert "在乡镇街道排第 2" in (await office.says("/rank 城关")).text
    assert "名次：城关老街区更新一期 第 4" in (await office.says("/rank 城关 项目")).text
    assert "领先：蒋涛 89.2%\n" in (await office.says("/rank 区直部门 责任人")).text
    assert (await office.says("/trend 城关")).has_picture


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("/compare 城关 望澜", "望澜街道领先 5 项：固定资产投资 6.1 点、"),
        ("城关和望澜比", "城关街道领先 2 项：一般公共预算收入 7.4 点、社会消费品零售总额 1.0 点"),
        ("城关 vs 望澜 投资", "望澜街道领先 1 项：固定资产投资 6.1 点"),
        ("城关和平均比", "<b>城关街道 对比 乡镇街道平均 · 第11周</b>"),
        ("望澜和第一名比", "<b>望澜街道 对比 城关街道 · 第11周</b>"),
        ("城关投资和零售比", "零售快 0.5 点"),
        ("城关投资和固投增速比", "增速和完成率口径不同，只看各自的灯"),
    ],
)
async def test_two_are_compared_in_a_picture_and_three_lines(
    office: Office, asked: str, expected: str
) -> None:
    answer = await office.says(asked)

    assert answer.has_picture
    assert expected in answer.text
    assert len(answer.text.splitlines()) <= 4


async def test_a_units_card_leads_to_whom_it_is_compared_with(office: Office) -> None:
    card = await office.says("城关")
    others = await office.presses(card.buttons["对比"])

    assert list(others.buttons)[:3] == ["组内平均", "望澜街道", "青禾镇"]
    assert "城关街道 对比 望澜街道" in (await office.presses(others.buttons["望澜街道"])).text
    assert "对比 乡镇街道平均" in (await office.presses(others.buttons["组内平均"])).text


async def test_a_cadre_compares_places_and_shares_as_published(office: Office) -> None:
    answer = await office.says("城关和望澜比", CADRE)

    assert "第10周</b>（按公布的名单）" in answer.text
    assert "亿元" not in answer.text


@pytest.mark.parametrize("data", ["v:duel:cg|nobody@", "v:duel:cg@", "v:versus:x@", "v:duel:|*@"])
async def test_forged_duels_are_stale(office: Office, data: str) -> None:
    assert [name for name, _ in (await office.presses(data)).calls] == ["answerCallbackQuery"]


async def test_more_than_two_are_not_guessed_at(office: Office) -> None:
    assert "一次比两个" in (await office.says("城关 望澜 青禾 比")).text
