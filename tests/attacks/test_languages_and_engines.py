"""The whole flow once more: in English, on PostgreSQL, with names as long as they may be."""

import re

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from domain.people import Language
from storage import people
from storage.database import Database
from tests.attacks.rosters import reimport
from tests.endtoend import cast
from tests.endtoend.town import (
    MONDAY_LOCK,
    MONDAY_PUSH,
    THURSDAY,
    THURSDAY_EARLY,
    Town,
    enrol,
    settle,
    standing_on,
)
from tests.handlers.workbook.books import Sheets

CHINESE = re.compile(r"[\u4e00-\u9fff，。：；（）]+")
EXAMPLES = re.compile("投资|零售|城关|望澜|张三|李四|同上|不涉及|暂无|一季度开门红|中文")
"""What English readers type as well: the district's own words."""
FORGED = ["q:999999999999999999:0", "u:999999999999999999", "i:999999999999999999:2026-W10"]


async def test_a_whole_week_on_postgresql(postgres_db: Database) -> None:
    await settle(postgres_db)
    await enrol(postgres_db, at=THURSDAY_EARLY)
    async with standing_on(
        postgres_db.url.render_as_string(hide_password=False), at=THURSDAY_EARLY
    ) as town:
        await town.start()
        await town.live_until(THURSDAY)
        card = await town.asha.sees("第10周")
        for data in FORGED:
            await (await town.asha.forges(card, data)).answer()
        await town.answered(town.asha, cast.SIX_LINES)
        typed = await town.chidi.says("42")
        question = await town.chidi.sees("是不是")
        await town.chidi.presses(question, "就是")
        await town.chidi.sees("42.00")
        await town.chidi.edits(typed, "4.3")
        await town.quiet()
        await town.answered(town.asha, "/undo")
        await town.answered(town.asha, cast.SIX_LINES)
        for text in (
            "/status",
            "/rank",
            "/missing",
            "/status 城关",
            "/trend 投资",
            "/schedule",
            "/export",
            "/push 2026-W09 again",
        ):
            await town.diana.says(text)
            await town.enzo.says(text)
        await town.quiet()
        await town.restart()
        await town.live_until(MONDAY_LOCK)
        await town.live_until(MONDAY_PUSH)

        assert await town.all_stand() == cast.SIX_VALUES
        assert await town.stands("fai", unit="lh") == "4.3"
        assert await town.board.sees_picture("第10周")
        assert not any("已隔离" in m.text for m in await town.enzo.bot_messages())
        assert await town.violations() == []


async def test_english_readers_read_no_chinese_but_names(morning: Town) -> None:
    async with morning.db.transaction() as session:
        await in_english(session)
    morning.parts.deps.roster.forget()
    await reimport(morning, english_names)
    await morning.live_until(THURSDAY)
    for text in (
        "13.5",
        "Investment 135",
        "Investment 13.5 rain",
        "/mine",
        "/undo",
        "/report",
        "/help",
        "/status",
        "/rank",
        "/missing",
        "nonsense",
        "Investment",
        "/status x",
        "Retail same",
        "/stop",
        "/start",
        "/foo",
    ):
        await morning.asha.says(text)
    for text in (
        "/status",
        "/rank Retail",
        "/missing",
        "/status Town",
        "/trend Retail",
        "/schedule",
        "/export",
        "/status Nowhere",
        "/help",
    ):
        await morning.diana.says(text)
    for text in ("/invite", "/push 2026-W11", "/push 2026-W99", "/import", "/push 2026-W08"):
        await morning.enzo.says(text)
    await morning.quiet()
    await morning.live_until(MONDAY_LOCK)
    await morning.asha.says("13.5")
    await morning.quiet()

    told = [
        words
        for phone in (morning.asha, morning.diana, morning.enzo)
        for m in await phone.bot_messages()
        for words in (m.text, *m.buttons)
    ]
    assert [words for words in told if CHINESE.search(EXAMPLES.sub("", words))] == []


async def in_english(session: AsyncSession) -> None:
    for member in cast.JOINED:
        await people.set_language(session, member.code, Language.EN)


def english_names(sheets: Sheets) -> None:
    """A district without a Chinese sign, so that any left is one of our own sentences'."""
    short = {"qu": "District", "cg": "Town", "lh": "River"}
    sheets["单位"] = [
        [r[0], f"{short[str(r[0])]} Office", short[str(r[0])], "Group" if r[3] else "", r[4]]
        if n
        else r
        for n, r in enumerate(sheets["单位"])
    ]
    sheets["人员"] = [
        [r[0], str(r[0]).title(), "Officer", *r[3:]] if n else r
        for n, r in enumerate(sheets["人员"])
    ]
    names = {
        "fai": ("Investment", ""),
        "ret": ("Retail", ""),
        "ind": ("Industry", ""),
        "inv": ("Funds", ""),
        "new": ("Firms", ""),
        "fig": ("Growth", ""),
    }
    sheets["指标"] = [
        [r[0], *names[str(r[0])], "%" if r[0] == "fig" else "m", *r[4:]] if n else r
        for n, r in enumerate(sheets["指标"])
    ]


@pytest.mark.parametrize("length", [30])
async def test_the_longest_names_fit_every_message(town: Town, length: int) -> None:
    def longest(sheets: Sheets) -> None:
        def name(code: object) -> str:
            return (str(code) + "某" * length)[:length]

        sheets["单位"] = [
            [r[0], name(r[0]), name(r[0])[:12], name(r[3])[:20] if r[3] else "", r[4]] if n else r
            for n, r in enumerate(sheets["单位"])
        ]
        sheets["人员"] = [
            [r[0], name(r[0]), name("职"), *r[3:]] if n else r for n, r in enumerate(sheets["人员"])
        ]
        sheets["指标"] = [
            [r[0], name(r[0]), name(f"又{r[0]}"), *r[3:]] if n else r
            for n, r in enumerate(sheets["指标"])
        ]

    await reimport(town, longest)
    for text in ("/report", cast.SIX_LINES, "/mine", "/undo", "/status", "/missing"):
        await town.asha.says(text)
    for text in ("/status", "/rank", "/missing", "/status cg", "/trend fai", "/status asha"):
        await town.diana.says(text)
    await town.quiet()
    await town.live_until(MONDAY_PUSH)

    refused = [c for c in await town.sandbox.client.calls() if c["status"] >= 400]
    assert refused == []
    assert await town.board.sees_picture()
