"""The form through its front door: what it shows, checks, saves and refuses."""

import asyncio

import pytest

from handlers.form.requests import MOST_BYTES
from sandbox.mini_apps import init_data
from sandbox.phone import Phone
from storage.models.base import core
from storage.models.forms import SubmissionRow
from tests.endtoend.town import MONDAY_LOCK
from tests.handlers.form.conftest import FormTown

FAI, RET = "固定资产投资", "社会消费品零售总额"


async def test_a_form_is_filled_saved_and_told_in_the_chat_once(formed: FormTown) -> None:
    town, asha = formed.town, formed.town.asha
    page = await formed.opened(asha)
    shown = await page.shows()
    assert shown[FAI] == {
        "blank": shown[FAI]["blank"],
        "number": 1,
        "name": FAI,
        "measure": "亿元",
        "facts": "上期 12.30 · 一季度目标 18.00 · 序时 74.4%",
        "again": "",
        "same": "12.30",
        "same_label": "12.30",
        "negative": False,
        "answer": None,
    }

    told = await page.saves((FAI, "13.5 因雨停工"), (RET, "不涉及"))
    echo = await asha.sees("第10周 2 项", "社会消费品零售总额 不涉及")
    await page.saves(("规上工业增加值", "5.6"))
    grown = await asha.sees("规上工业增加值 5.60 亿元", "固定资产投资 13.50 亿元")

    assert [blank["state"] for blank in told["blanks"]] == ["plain", "plain"]
    assert told["standing"][0]["answer"] == {
        "value": "13.50 亿元",
        "text": "13.5",
        "note": "因雨停工",
        "light": "green",
        "lines": ["较上期 +1.20", "完成一季度目标 75.0%，序时 74.4% ✓", "备注：因雨停工"],
    }
    assert (grown.id, grown.buttons) == (echo.id, ["填报表"])
    assert len(await town.new_messages(asha, after=echo.id)) == 0
    assert {row.source for row in await town.revisions()} == {"form"}


async def test_what_is_typed_is_checked_as_the_chat_would(formed: FormTown) -> None:
    page = await formed.opened(formed.town.asha)

    converted, slip, unclear, unread, elsewhere = await page.checks(
        (FAI, "135000万元"), (RET, "82"), ("规上工业增加值", "无"), ("新入规企业", "5亩"),
        ("招商引资到位资金", "零售 8.2"),
    )  # fmt: skip

    assert converted["state"] == "plain"
    assert "135000万元 → 13.50 亿元" in converted["lines"]
    assert slip["state"] == "doubt"
    assert (
        slip["words"]
        == "社会消费品零售总额写的是 82 亿元，和上期（7.90 亿元）差得太多。是不是 8.20 亿元？"
    )
    assert [(c["label"], c["text"], c["odd"]) for c in slip["choices"]] == [
        ("是 8.20 亿元", "8.2", False),
        ("就是 82 亿元", "82", True),
    ]
    assert [c["label"] for c in unclear["choices"]] == ["就是 0", "暂无"]
    assert (unread["state"], elsewhere["state"]) == ("unread", "unread")
    assert "新入规企业要的是家" in unread["words"]
    assert "“社会消费品零售总额”请填在它自己那一栏" in elsewhere["words"]
    assert await formed.town.revisions() == []


async def test_a_doubt_is_settled_in_the_form_and_nothing_waits_in_the_chat(
    formed: FormTown,
) -> None:
    town, page = formed.town, await formed.opened(formed.town.asha)
    last = await town.asha.last()

    (asked,) = (await page.saves((RET, "82")))["blanks"]
    sure = asked["choices"][1]["mark"]
    (saved,) = (await page.saves((RET, "82"), chosen=sure, note="并表"))["blanks"]

    assert (asked["state"], saved["state"]) == ("doubt", "plain")
    assert await town.stands("ret") == "82"
    echo = await town.asha.sees("82.00 亿元")
    assert [seen.id for seen in await town.new_messages(town.asha, after=last.id)] == [echo.id]


async def test_a_sending_repeated_saves_once_and_is_taken_back_from_the_form_or_the_chat(
    formed: FormTown,
) -> None:
    town, asha = formed.town, formed.town.asha
    page = await formed.opened(asha)

    await asyncio.gather(*(page.saves((FAI, "13.5"), key="key-00000001") for _ in range(3)))
    echo = await asha.sees("13.50")
    assert len(await town.revisions()) == await town.count(core(SubmissionRow)) == 1
    status, undone = await page.asks("undo", {"key": "key-undo-1", "of": "key-00000001"})
    stale, words = await page.asks("undo", {"key": "key-undo-2", "of": "key-00000001"})

    assert (status, undone["undone"], stale) == (200, 1, 409)
    assert words["words"] == "这几项后来又改过，没有撤回。"
    assert (await asha.sees("填报表里的数已撤回")).id == echo.id

    again = await formed.opened(asha)
    await again.saves((FAI, "13.6"))
    button = await asha.sees("13.60")
    await asha.presses(button, "撤回")
    await asha.sees("已撤回")
    assert await town.stands("fai") is None


async def test_only_who_is_proved_to_owe_the_number_gets_anywhere(formed: FormTown) -> None:
    town, page = formed.town, await formed.opened(formed.town.asha)
    world = town.sandbox.world
    own = (await page.shows())[FAI]["blank"]
    now = world.clock.now()

    def opened_by(code: str, *, at: float = now) -> str:
        return init_data(world, world.people[town.phones[code].id], at=at)

    refused = {
        "nobody": await page.asks("blanks", proof=""),
        "forged": await page.asks("blanks", proof=f"tma {page.init_data}0"),
        "old": await formed.page(opened_by("asha", at=now - 13 * 3600)).asks("blanks"),
        "stranger": await formed.page(opened_by("stranger")).asks("blanks"),
        "leader": await formed.page(opened_by("diana")).asks("blanks"),
    }
    body = {"key": "key-00000001", "blanks": [{"blank": own, "text": "13.5"}]}
    _, not_hers = await formed.page(opened_by("chidi")).asks("save", body)

    assert {who: (status, told["words"]) for who, (status, told) in refused.items()} == {
        "nobody": (401, "没能确认是您本人。请从机器人发来的“填报表”按钮打开。"),
        "forged": (401, "没能确认是您本人。请从机器人发来的“填报表”按钮打开。"),
        "old": (401, "这张表打开太久了。请关掉再打开一次，没保存的内容还在。"),
        "stranger": (403, "您好，这是区里的工作调度机器人。您还没有登记，请向管理员要一张邀请码。"),
        "leader": (404, "现在没有要您填报的数。到时间会提醒您。"),
    }
    assert not_hers["blanks"][0]["words"] == "这一项不是您负责的，没有改动。"
    assert await town.revisions() == []


async def test_what_was_sent_back_says_so_with_the_reason(formed: FormTown) -> None:
    town = formed.town
    await town.answered(town.asha, "投资 13.5")
    await town.answered(town.diana, "/return 城关 投资 和统计局的数对不上")

    page = await formed.opened(town.asha)
    shown = (await page.shows())[FAI]
    await page.saves((FAI, "13.2"))

    assert shown["answer"] is None
    assert shown["again"] == "戴安退回：和统计局的数对不上"
    assert shown["facts"].startswith("原报 13.50 亿元")
    assert (await page.shows())[FAI]["again"] == ""


async def test_after_the_lock_the_form_says_where_to_turn(formed: FormTown) -> None:
    page = await formed.opened(formed.town.asha)
    own = (await page.shows())[FAI]["blank"]
    await formed.town.live_until(MONDAY_LOCK)
    world = formed.town.sandbox.world
    fresh = formed.page(init_data(world, world.people[formed.town.asha.id]))

    body = {"key": "key-00000001", "blanks": [{"blank": own, "text": "13.5"}]}
    status, told = await fresh.asks("save", body)

    assert status == 200
    assert told["blanks"][0]["state"] == "refused"
    assert "第10周已于" in told["blanks"][0]["words"]
    assert "/correct" in told["blanks"][0]["words"]


async def test_what_no_page_of_ours_sends_is_refused_and_too_much_of_it_slowed(
    formed: FormTown, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    page = await formed.opened(formed.town.asha)

    bodies = [b"", b"[]", b'{"blanks": []}', b"x" * (MOST_BYTES + 1), b'{"a":' * 5000]
    statuses = [(await page.asks("check", body))[0] for body in bodies]
    flood = [(await page.asks("blanks"))[0] for _ in range(60)]
    slowed, told = await page.asks("blanks")

    assert statuses == [400] * len(bodies)
    assert flood[0] == 200
    assert (slowed, told["error"]) == (429, "too_often")
    for secret in (formed.town.sandbox.world.token, page.init_data, page.init_data[-64:]):
        assert secret not in caplog.text


async def test_the_page_lets_nothing_in_from_elsewhere_and_is_sent_once(formed: FormTown) -> None:
    async with formed.session.get(f"{formed.url}/") as answer:
        page, headers = await answer.text(), answer.headers
    tag = {"If-None-Match": headers["ETag"]}
    async with formed.session.get(f"{formed.url}/", headers=tag) as again:
        assert again.status == 304
    async with formed.session.get(formed.url, allow_redirects=False) as bare:
        assert (bare.status, bare.headers["Location"]) == (308, "/form/")
    async with formed.session.get(f"{formed.url}/main.js") as script:
        assert script.content_type == "text/javascript"
    async with formed.session.get(f"{formed.url}/regular.otf") as lent:
        assert (lent.status, lent.content_type) == (200, "font/otf")

    policy = dict(part.split(" ", 1) for part in headers["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self' https://telegram.org/js/telegram-web-app.js"
    assert policy["connect-src"] == policy["style-src"] == policy["font-src"] == "'self'"
    assert "https://*.telegram.org" in policy["frame-ancestors"]
    assert '"unreached"' in page
    assert "<!-- words -->" not in page


async def new_button(phone: Phone, *, after: int = 0) -> None:
    """Wait until the button beside the typing box has changed."""
    await phone.event(
        lambda event: event["kind"] == "menu_button",
        after=after,
        timeout=30,
        wanted="another button beside the typing box",
    )


async def test_who_owes_numbers_has_the_form_beside_the_typing_box(formed: FormTown) -> None:
    town = formed.town
    await new_button(town.asha)

    opened = await town.asha.opens()

    assert (await formed.page(opened.init_data).shows())[FAI]["number"] == 1
    assert (await town.diana.menu_button())["type"] == "commands"


async def test_without_an_address_the_buttons_are_taken_back(formed: FormTown) -> None:
    town = formed.town
    await new_button(town.chidi)
    seq = town.sandbox.world.seq
    await town.stop()
    town.config = town.config.model_copy(
        update={"form": town.config.form.model_copy(update={"url": ""})}
    )

    await town.start()
    await new_button(town.chidi, after=seq)
    assert (await town.chidi.menu_button())["type"] == "commands"

    await town.asha.says("/report")
    assert (await town.asha.sees("请报")).buttons == ["逐项填"]
