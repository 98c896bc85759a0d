"""The page in a real browser: a thumb can do on it what it does on Telegram."""

import re
import shutil
from collections.abc import AsyncIterator

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import (
    Browser,
    BrowserContext,
    Locator,
    Page,
    ViewportSize,
    async_playwright,
    expect,
)

from sandbox.limits import NO_LIMITS
from sandbox.phone import GroupChat, Phone
from sandbox.server import Running, running
from sandbox.world import World
from tests.sandbox.conftest import RawBot
from tests.sandbox.pictures import png

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
KEYS = {"inline_keyboard": [[{"text": "同上期", "callback_data": "same"}]]}
PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 800}

PATIENCE = 30  # seconds: it may be a slow machine, and nobody waits for it unless it fails

pytestmark = [
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.skipif(
        CHROMIUM is None, reason="NOT CHECKED in a browser: this machine has no chromium"
    ),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One browser for all; each test opens a page that shares nothing with the others."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        expect.set_options(timeout=PATIENCE * 1000)
        yield browser
        await browser.close()


# The stand-in, its bot and its people, in the browser's event loop.


@pytest_asyncio.fixture(loop_scope="module")
async def sandbox() -> AsyncIterator[Running]:
    world = World(limits=NO_LIMITS, seed=1)
    async with running(world, on_next=lambda: {"label": "周五 16:00 截止"}) as server:
        yield server


@pytest_asyncio.fixture(loop_scope="module")
async def raw(sandbox: Running) -> AsyncIterator[RawBot]:
    async with aiohttp.ClientSession() as session:
        yield RawBot(sandbox.api_base, sandbox.world.token, session)


@pytest_asyncio.fixture(loop_scope="module")
async def asha(sandbox: Running) -> Phone:
    return await sandbox.client.person(101, "Asha", username="asha", started=True)


@pytest_asyncio.fixture(loop_scope="module")
async def leaders(sandbox: Running, asha: Phone) -> GroupChat:
    return await sandbox.client.group(-1001, "领导小组", admins=[asha])


@pytest_asyncio.fixture(loop_scope="module")
async def context(browser: Browser, sandbox: Running) -> AsyncIterator[BrowserContext]:
    """Pages of one test; a script error on any of them fails it."""
    context = await browser.new_context()
    context.set_default_timeout(PATIENCE * 1000)
    errors: list[str] = []
    context.on("weberror", lambda found: errors.append(f"{found.error}"))
    yield context
    await context.close()
    assert errors == []


async def opened(
    context: BrowserContext, sandbox: Running, size: ViewportSize, chats: str = ""
) -> Page:
    """The page at a size, ready for a thumb."""
    page = await context.new_page()
    await page.set_viewport_size(size)
    await page.goto(f"{sandbox.base}/{chats}")
    await page.wait_for_selector("body[data-ready]")
    return page


def bubble(page: Page, words: str) -> Locator:
    return page.locator(".message:visible", has_text=words)


async def send(page: Page, words: str) -> None:
    box = page.locator("textarea:visible").first
    await box.fill(words)
    await box.press("Enter")


async def test_results_are_shown_while_the_bots_name_is_typed(
    context: BrowserContext, sandbox: Running, raw: RawBot, asha: Phone
) -> None:
    page = await opened(context, sandbox, PHONE)
    await page.locator(".entry", has_text="Asha").click()
    content = {"message_text": "投资 14.26 亿元"}
    results = [
        {"type": "article", "id": "1", "title": "固定资产投资", "input_message_content": content}
    ]

    await page.locator("textarea:visible").first.fill(f"@{sandbox.world.bot['username']} 投资")
    (update,) = await raw.updates(timeout=PATIENCE)
    query = update["inline_query"]
    await raw.does("answerInlineQuery", inline_query_id=query["id"], results=results)
    await page.locator(".commands button:visible", has_text="固定资产投资").click()

    assert query["query"] == "投资"
    await expect(bubble(page, "投资 14.26 亿元")).to_be_visible()


async def test_a_cadre_at_360_pixels(
    context: BrowserContext, sandbox: Running, raw: RawBot, asha: Phone
) -> None:
    page = await opened(context, sandbox, PHONE)

    # Picks a person, writes, and the bot has it.
    await page.locator(".entry", has_text="Asha").click()
    await send(page, "13.5")
    (update,) = await raw.updates(timeout=PATIENCE)
    assert update["message"]["text"] == "13.5"

    # Sees the answer and presses its button; the toast comes.
    await raw.does("sendMessage", chat_id=asha.id, text="已收到 13.5", reply_markup=KEYS)
    await page.locator(".key", has_text="同上期").click()
    query = (await raw.updates(offset=update["update_id"] + 1, timeout=PATIENCE))[0][
        "callback_query"
    ]
    await raw.does("answerCallbackQuery", callback_query_id=query["id"], text="已记下")
    await expect(page.locator(".toast:visible")).to_have_text("已记下")

    # Edits the own message.
    await bubble(page, "13.5").first.locator(".words").click()
    await page.get_by_role("menuitem", name="编辑").click()
    await send(page, "13.6")
    await expect(bubble(page, "已编辑")).to_contain_text("13.6")
    edited = await raw.updates(offset=update["update_id"] + 2, timeout=PATIENCE)
    assert edited[0]["edited_message"]["text"] == "13.6"

    # Nothing sticks out to the side, and the way back leads to the list.
    assert await page.evaluate("document.documentElement.scrollWidth") == 360
    await page.locator(".back").first.click()
    await expect(page.locator(".entry", has_text="Asha")).to_be_visible()


async def test_two_phones_on_a_desk_are_live(
    context: BrowserContext, sandbox: Running, raw: RawBot, asha: Phone, leaders: GroupChat
) -> None:
    page = await opened(context, sandbox, DESK)

    # A picture comes to the group's phone and can be enlarged.
    await raw.uploads(
        "sendPhoto", name="photo", content=png(300, 400), chat_id=str(leaders.id), caption="排名"
    )
    picture = page.locator(".phone").nth(1).locator(".pictures img")
    await picture.click()
    await expect(page.locator(".lightbox")).to_be_visible()
    shown = "document.querySelector('.lightbox img').naturalWidth"
    await page.wait_for_function(f"{shown} === 300")
    await page.locator(".lightbox").click()

    # A leader speaks in the group and is answered with a quotation.
    await page.locator(".phone").nth(1).locator("textarea").fill("/status 城关")
    await page.locator(".phone").nth(1).locator(".send").click()
    (update,) = await raw.updates(timeout=PATIENCE)
    asked = update["message"]
    assert (asked["chat"]["id"], asked["from"]["id"]) == (leaders.id, asha.id)
    await raw.does(
        "sendMessage",
        chat_id=leaders.id,
        text="<b>城关</b> 30%",
        parse_mode="HTML",
        reply_parameters={"message_id": asked["message_id"]},
    )
    await expect(page.locator(".phone").nth(1).locator(".quote")).to_contain_text("/status 城关")
    await expect(page.locator(".phone").nth(1).locator(".words strong")).to_have_text("城关")

    # The first phone has not moved; the clock and the button for the next moment are there.
    await expect(page.locator(".phone").first.locator(".phone-who strong")).to_have_text("Asha")
    await page.locator(".roster .next").click()
    await expect(page.locator(".toast:visible")).to_have_text("周五 16:00 截止")


async def test_an_invitation_is_one_tap(
    context: BrowserContext, sandbox: Running, raw: RawBot
) -> None:
    await sandbox.client.person(103, "Chidi", start_payload="K7Q2", caption="东湖镇 · 责任人")
    await sandbox.client.person(104, "Dara")
    page = await opened(context, sandbox, PHONE, "#103")

    await page.get_by_role("button", name="开始").first.click()
    (invited,) = await raw.updates(timeout=PATIENCE)
    assert invited["message"]["text"] == "/start K7Q2"

    # Whoever has a code on paper types it, or pastes the whole link.
    await page.goto(f"{sandbox.base}/#104")
    await (
        page.get_by_label("邀请码")
        .locator("visible=true")
        .fill("https://t.me/progress_bot?start=P4P")
    )
    await page.get_by_role("button", name="开始").locator("visible=true").click()
    (typed,) = await raw.updates(offset=invited["update_id"] + 1, timeout=PATIENCE)
    assert typed["message"]["text"] == "/start P4P"
    await expect(page.locator("textarea:visible")).to_be_visible()


async def test_unread_messages_are_counted_until_they_are_seen(
    context: BrowserContext, sandbox: Running, raw: RawBot, asha: Phone
) -> None:
    page = await opened(context, sandbox, PHONE)

    await raw.does("sendMessage", chat_id=asha.id, text="请填报")
    await raw.does("sendMessage", chat_id=asha.id, text="请尽快填报")
    entry = page.locator(".entry", has_text="Asha")
    await expect(entry.locator(".badge")).to_have_text("2")
    await expect(entry).to_contain_text("请尽快填报")

    await entry.click()
    await expect(bubble(page, "请尽快填报")).to_be_visible()
    await page.locator(".back").first.click()
    await expect(entry.locator(".badge")).to_have_count(0)


async def test_words_from_the_wire_never_become_markup(
    context: BrowserContext, sandbox: Running, raw: RawBot, asha: Phone
) -> None:
    page = await opened(context, sandbox, PHONE, f"#{asha.id}")
    evil = '<img src=x onerror="document.title=1"><script>1</script>'

    await raw.does("sendMessage", chat_id=asha.id, text=evil)
    await asha.says(evil)
    await raw.does(
        "sendMessage",
        chat_id=asha.id,
        text='<a href="javascript:void(document.title=1)">x.y</a>',
        parse_mode="HTML",
    )

    await expect(bubble(page, "x.y")).to_be_visible()
    assert await page.locator(".talk:visible img, .talk:visible script").count() == 0
    assert await page.locator('.talk:visible a[href^="javascript"]').count() == 0
    await expect(bubble(page, "onerror")).to_have_count(2)
    assert await page.title() == "周报助手"


async def test_commands_are_offered_and_an_alert_waits(
    context: BrowserContext, sandbox: Running, raw: RawBot, asha: Phone
) -> None:
    commands = [
        {"command": "mine", "description": "我的数"},
        {"command": "report", "description": "填报"},
    ]
    await raw.does("setMyCommands", commands=commands)
    await raw.does("sendMessage", chat_id=asha.id, text="本周", reply_markup=KEYS)
    page = await opened(context, sandbox, PHONE, f"#{asha.id}")

    await page.locator("textarea:visible").press_sequentially("/re")
    await expect(page.locator(".commands button")).to_have_count(1)
    await page.locator(".commands button").click()
    (update,) = await raw.updates(timeout=PATIENCE)
    assert update["message"]["text"] == "/report"

    await page.locator(".key", has_text="同上期").click()
    query = (await raw.updates(offset=update["update_id"] + 1, timeout=PATIENCE))[0][
        "callback_query"
    ]
    await raw.does(
        "answerCallbackQuery", callback_query_id=query["id"], text="已过截止", show_alert=True
    )
    await expect(page.locator(".alert:visible")).to_contain_text("已过截止")
    await page.locator(".alert:visible button").click()
    await expect(page.locator(".alert:visible")).to_have_count(0)


async def test_the_page_catches_up_after_the_server_was_away(
    context: BrowserContext, sandbox: Running, raw: RawBot, asha: Phone
) -> None:
    page = await opened(context, sandbox, PHONE, f"#{asha.id}")
    await page.route(re.compile("/sandbox/stream"), lambda route: route.abort())
    await page.reload()
    await expect(page.locator("#offline")).to_be_visible()

    await raw.does("sendMessage", chat_id=asha.id, text="断线时发的")
    await page.unroute_all()

    await expect(bubble(page, "断线时发的")).to_be_visible()


async def test_a_machine_without_a_chinese_font_is_lent_one(
    context: BrowserContext, sandbox: Running
) -> None:
    page = await opened(context, sandbox, DESK)

    weights = await page.evaluate(
        """async () => {
            const lent = [400, 700].map(weight => `${weight} 16px "Lent Sans"`);
            const faces = await Promise.all(lent.map(face => document.fonts.load(face, "城关")));
            return faces.flat().map(face => face.status + " " + face.weight);
        }"""
    )

    assert weights == ["loaded 100 549", "loaded 550 900"]
