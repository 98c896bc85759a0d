"""The form in a real browser at 360 pixels: what a thumb, an eye and a screen reader find."""

import shutil
from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Browser, Page, Route, async_playwright, expect

from sandbox.mini_apps import init_data, launched
from tests.handlers.form.conftest import FormTown

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
PHONE: Any = {"width": 360, "height": 740}
SCRIPT = "https://telegram.org/**"
FAI, RET, IND = "固定资产投资 亿元", "社会消费品零售总额 亿元", "规上工业增加值 亿元"

# Telegram's own script, as far as the page knows it: it writes down what it is asked for.
STAND_IN = """
window.asked = [];
const note = (name) => (...what) => window.asked.push([name, ...what]);
window.Telegram = { WebApp: {
  themeParams: {}, ready: note("ready"), expand: note("expand"), close: note("close"),
  enableClosingConfirmation: note("guard"), disableClosingConfirmation: note("unguard"),
  disableVerticalSwipes: note("still"),
  onEvent: (name, act) => { window.asked.push(["on", name]); window[name] = act; },
} };
"""

pytestmark = [
    pytest.mark.skipif(
        CHROMIUM is None, reason="NOT CHECKED in a browser: this machine has no chromium"
    ),
    # One browser for all of them, whichever worker runs them.
    pytest.mark.xdist_group("chromium"),
]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        await browser.close()


async def opened(
    browser: Browser,
    formed: FormTown,
    *,
    script: str | None = None,
    theme: str = "light",
    language: str = "zh",
) -> Page:
    """The form on Asha's phone; without `script` telegram.org cannot be reached."""
    page = await browser.new_page(viewport=PHONE)
    page.set_default_timeout(5_000)
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))

    async def telegram(route: Route) -> None:
        if script is None:
            await route.abort()
        else:
            await route.fulfill(content_type="text/javascript", body=script)

    await page.route(SCRIPT, telegram)
    world = formed.town.sandbox.world
    data = init_data(world, world.people[formed.town.asha.id])
    await page.goto(launched(f"{formed.url}/?{language}", data, theme=theme))
    await page.wait_for_selector(".blank")
    return page


def box(page: Page, name: str) -> Any:
    return page.get_by_role("textbox", name=name, exact=True)


async def test_the_form_opens_from_the_card_is_filled_and_leads_back(
    browser: Browser, formed: FormTown
) -> None:
    town = formed.town
    await town.asha.says("/report")
    await town.asha.sees("请报")
    page = await browser.new_page(viewport=PHONE)
    page.set_default_timeout(5_000)
    page.on("pageerror", lambda error: pytest.fail(f"script error: {error}"))
    await page.route(SCRIPT, lambda route: route.abort())
    await page.goto(f"{town.sandbox.base}/#{town.asha.id}")

    await page.locator(".key", has_text="填报表").click()
    form = page.frame_locator(".page:visible iframe")
    for name, value in (
        (FAI, "13.5"), (RET, "8.2"), (IND, "5.6"), ("招商引资到位资金 亿元", "3.4"),
        ("新入规企业 家", "5"), ("固定资产投资增速 %", "6.2"),
    ):  # fmt: skip
        await form.get_by_role("textbox", name=name, exact=True).fill(value)
    await form.get_by_role("button", name="保存 6 项").click()
    await expect(form.get_by_text("第10周报齐了，谢谢！")).to_be_visible()
    await form.get_by_role("button", name="完成，回到聊天").click()

    await expect(page.locator(".page:visible")).to_have_count(0)
    await expect(page.locator(".message", has_text="已记第10周 6 项")).to_be_visible()
    assert set((await town.all_stand()).values()) == {"13.5", "8.2", "5.6", "3.4", "5", "6.2"}


async def test_a_slip_is_questioned_while_it_is_typed_and_put_right_by_one_tap(
    browser: Browser, formed: FormTown
) -> None:
    page = await opened(browser, formed)

    await box(page, RET).fill("82")
    await expect(page.get_by_text("差得太多。是不是 8.20 亿元？")).to_be_visible()
    await expect(box(page, RET)).to_have_attribute("aria-invalid", "true")
    await page.get_by_role("button", name="是 8.20 亿元").click()
    await expect(box(page, RET)).to_have_value("8.2")
    await expect(page.get_by_text("完成一季度目标 68.3%")).to_be_visible()

    # Standing by it opens the note; what cannot be read says how to write it.
    await box(page, FAI).fill("135")
    await page.get_by_role("button", name="就是 135 亿元").click()
    await page.get_by_role("textbox", name="固定资产投资 备注").fill("并表")
    await box(page, IND).fill("看看")
    await expect(page.get_by_text("没看懂“看看”")).to_be_visible()
    await page.get_by_role("button", name="保存 3 项").click()
    await expect(page.get_by_text("还有 1 项没存上")).to_be_visible()
    assert await formed.town.stands("fai") == "135"

    # One tap takes both back; an answer that stands comes back as it would be typed.
    await page.get_by_role("button", name="撤回").click()
    await expect(page.get_by_text("已撤回 2 项。")).to_be_visible()
    assert await formed.town.stands("ret") is None
    group = page.get_by_role("group", name="社会消费品零售总额")
    await group.get_by_role("button", name="不涉及").click()
    await page.get_by_role("button", name="保存 2 项").click()
    await page.get_by_role("button", name="改 社会消费品零售总额").click()
    await expect(box(page, RET)).to_have_value("不涉及")


async def test_nothing_typed_is_lost_when_the_network_or_the_page_goes(
    browser: Browser, formed: FormTown
) -> None:
    page = await opened(browser, formed)
    await box(page, FAI).fill("13.5")

    # Saved, but the answer never arrives; the second try is the same sending.
    async def swallow(route: Route) -> None:
        await route.fetch()
        await route.abort()

    await page.route("**/api/save", swallow)
    await page.get_by_role("button", name="保存 1 项").click()
    await expect(page.get_by_text("没连上")).to_be_visible()
    await page.unroute("**/api/save")
    await page.get_by_role("button", name="保存 1 项").click()
    await expect(page.get_by_text("已保存 1 项。")).to_be_visible()
    assert len(await formed.town.revisions()) == 1

    await box(page, RET).fill("8.2")
    await page.reload()
    await expect(box(page, RET)).to_have_value("8.2")
    await expect(page.get_by_text("8.20 亿元")).to_be_visible()
    await expect(page.get_by_role("button", name="改 固定资产投资")).to_be_visible()


async def test_telegram_guards_what_is_unsaved_and_changes_the_colours(
    browser: Browser, formed: FormTown
) -> None:
    page = await opened(browser, formed, script=STAND_IN, theme="dark")
    root = page.locator("html")
    await expect(root).to_have_attribute("data-theme", "dark")

    await box(page, FAI).fill("13.5")
    await page.wait_for_function("asked.some(([name]) => name === 'guard')")
    await page.get_by_role("button", name="保存 1 项").click()
    await expect(page.get_by_text("已保存 1 项。")).to_be_visible()
    await page.evaluate(
        "Telegram.WebApp.themeParams = { bg_color: '#ffffff', text_color: 'url(x)' };themeChanged()"
    )

    asked = [name for name, *_ in await page.evaluate("asked")]
    assert {"ready", "expand", "still", "unguard"} <= set(asked)
    assert asked[-1] == "unguard"
    await expect(root).to_have_attribute("data-theme", "light")
    ink = "document.documentElement.style.getPropertyValue('--tg-theme-text-color')"
    assert await page.evaluate(ink) == "#e7eae8"


async def test_every_target_is_large_and_nothing_sticks_out_in_either_language(
    browser: Browser, formed: FormTown
) -> None:
    asha = formed.town.asha

    for language, theme in (("zh", "light"), ("en", "dark")):
        if language == "en":
            await asha.presses(await formed.town.answered(asha, "/language"), "English")
            await asha.sees("English")
        page = await opened(browser, formed, language=language, theme=theme)
        await box(page, RET).fill("82")
        await page.locator("[data-state=doubt]").wait_for()
        sizes = await page.evaluate(
            "[...document.querySelectorAll('button, input')].filter((each) => each.offsetParent)"
            ".map((each) => [each.offsetWidth, each.offsetHeight])"
        )

        assert min(min(size) for size in sizes) >= 44
        assert await page.evaluate("document.documentElement.scrollWidth") == 360
        assert await box(page, FAI).get_attribute("inputmode") == "decimal"
        assert (await page.evaluate("document.documentElement.lang")).startswith(language)

    # Opened by its address alone it says where to open it.
    page = await browser.new_page(viewport=PHONE)
    await page.route(SCRIPT, lambda route: route.abort())
    await page.goto(f"{formed.url}/")
    await expect(page.get_by_text("请在 Telegram 里打开")).to_be_visible()
