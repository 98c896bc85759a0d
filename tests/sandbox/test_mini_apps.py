"""Pages inside Telegram: which buttons open them, and what they are told."""

import json
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
from aiogram.utils.web_app import safe_parse_webapp_init_data

from sandbox.client import SandboxError
from sandbox.mini_apps import signed
from sandbox.phone import GroupChat, Phone
from sandbox.server import Running
from tests.sandbox.conftest import RawBot

URL = "https://bot.example.org/form/"


def opening(url: str) -> dict[str, object]:
    return {"inline_keyboard": [[{"text": "填报表", "web_app": {"url": url}}]]}


async def test_launch_data_is_signed_as_another_library_checks_it(
    raw: RawBot, sandbox: Running, asha: Phone
) -> None:
    sent = await raw.does("sendMessage", chat_id=asha.id, text="本周", reply_markup=opening(URL))

    opened = await asha.opens(sent["message_id"], "填报表")

    told = safe_parse_webapp_init_data(sandbox.world.token, opened.init_data)
    assert told.user is not None
    assert (told.user.id, told.user.first_name) == (asha.id, "Asha")
    with pytest.raises(ValueError, match="Invalid init data"):
        safe_parse_webapp_init_data("7000000002:AA-another-bot", opened.init_data)


def test_the_hash_is_the_one_that_another_library_publishes_with_its_tests() -> None:
    fields = {
        "auth_date": "1650385342",
        "user": '{"id":42,"first_name":"Test"}',
        "query_id": "test",
    }

    made = signed(fields, "42:TEST")

    assert made == "46d2ea5e32911ec8d30999b56247654460c0d20949b6277af519e76271182803"


async def test_a_page_learns_its_colours_behind_its_address(raw: RawBot, asha: Phone) -> None:
    button = {"type": "web_app", "text": "填报表", "web_app": {"url": URL}}
    await raw.does("setChatMenuButton", chat_id=asha.id, menu_button=button)

    opened = await asha.opens(theme="dark")

    assert opened.url.startswith(f"{URL}#tgWebAppData=")
    facts = parse_qs(urlsplit(opened.url).fragment)
    assert json.loads(facts["tgWebAppThemeParams"][0])["bg_color"] == "#1a1f21"
    assert {"auth_date", "hash", "signature", "user"} <= dict(parse_qsl(opened.init_data)).keys()


async def test_the_button_beside_the_typing_box_is_ones_own_or_everybodys(
    raw: RawBot, asha: Phone, bela: Phone
) -> None:
    button = {"type": "web_app", "text": "填报表", "web_app": {"url": URL}}
    await raw.does("setChatMenuButton", chat_id=asha.id, menu_button=button)
    assert (await asha.menu_button())["text"] == "填报表"
    assert await bela.menu_button() == {"type": "commands"}

    await raw.does("setChatMenuButton", chat_id=asha.id, menu_button={"type": "default"})
    assert await asha.menu_button() == {"type": "commands"}
    with pytest.raises(SandboxError, match="opens no page"):
        await asha.opens()


@pytest.mark.parametrize("url", ["http://bot.example.org/form", "bot.example.org", "", "https://"])
async def test_only_https_opens(raw: RawBot, asha: Phone, url: str) -> None:
    code, why = await raw.refused(
        "sendMessage", chat_id=asha.id, text="本周", reply_markup=opening(url)
    )

    assert code == 400
    assert "is invalid" in why


async def test_no_page_opens_from_a_group(raw: RawBot, leaders: GroupChat) -> None:
    refused = await raw.refused(
        "sendMessage", chat_id=leaders.id, text="本周", reply_markup=opening(URL)
    )

    assert refused == (400, "Bad Request: BUTTON_TYPE_INVALID")
