"""Groups that are not ours, people without the right, names that are markup."""

import pytest

from sandbox.phone import GroupChat, Phone
from tests.attacks.rosters import reimport
from tests.endtoend.town import MONDAY_PUSH, Town
from tests.handlers.workbook.books import Sheets

FOREIGN = -1_009_999_999_999
COMMANDS = [
    "/status",
    "/rank",
    "/missing",
    "/trend 投资",
    "/schedule",
    "/push",
    "/bind",
    "13.5",
    "/report",
    "/mine",
    "/undo",
    "/start",
    "/invite",
    "/export",
    "/nothing",
]


async def foreign(town: Town, *people: Phone) -> GroupChat:
    """A group that somebody took the bot into."""
    return await town.sandbox.client.group(FOREIGN, "同学群", members=list(people))


@pytest.mark.parametrize("who", ["asha", "stranger"])
async def test_a_foreign_group_hears_nothing_from_the_bot(town: Town, who: str) -> None:
    group = await foreign(town, town.phones[who])

    for command in COMMANDS:
        await town.phones[who].at(group).says(command)
    await town.quiet()

    assert await group.bot_messages() == []
    assert await town.enzo.bot_messages() == []


@pytest.mark.parametrize("who", ["diana", "enzo"])
async def test_not_even_those_who_may_are_told_anything_in_a_foreign_group(
    town: Town, who: str
) -> None:
    group = await foreign(town, town.phones[who])

    for command in COMMANDS:
        if command != "/bind":
            await town.phones[who].at(group).says(command)
    await town.quiet()

    assert await group.bot_messages() == []


async def test_a_number_forged_into_a_group_is_not_asked_there(town: Town) -> None:
    await town.live_until(MONDAY_PUSH)
    board = await town.board.sees_picture("第10周")
    await town.board.takes_in(town.asha)
    owed = next(
        a.id
        for a in (await town.parts.deps.roster.current()).assignments.values()
        if a.person == "asha"
    )
    before = len(await town.board.bot_messages())

    for data in (f"i:{owed}:2026-W11", f"s:{owed}:2026-W11", "q:1:0", "u:1", "l:en"):
        pressed = await town.asha.at(town.board).forges(board, data)
        await pressed.answer()
    await town.quiet()

    assert len(await town.board.bot_messages()) == before
    assert await town.revisions(period="2026-W11") == []


EVIL = "<b>&\"'</b><script>_*`[$x^2$"


def evil(sheets: Sheets) -> None:
    """Names that are markup in every language there is."""
    sheets["单位"] = [
        [*r[:1], f"{EVIL}{r[0]}", f"<i>{r[0]}", f"<u>&{r[3]}" if r[3] else "", r[4]] if n else r
        for n, r in enumerate(sheets["单位"])
    ]
    sheets["人员"] = [
        [r[0], f"<b>&'</b>[$x^2$_{r[0]}", EVIL, *r[3:]] if n else r
        for n, r in enumerate(sheets["人员"])
    ]
    sheets["指标"] = [
        [
            r[0],
            f"{EVIL}{r[0]}",
            f"<a>{str(r[2]).split('、')[0]}" if r[2] else "",
            f"<{r[3]}&",
            *r[4:],
        ]
        if n
        else r
        for n, r in enumerate(sheets["指标"])
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
async def test_names_that_are_markup_never_break_a_message(town: Town, language: str) -> None:
    await reimport(town, evil)
    for phone in (town.asha, town.diana, town.enzo):
        menu = await town.answered(phone, "/language")
        await phone.presses(menu, "English" if language == "en" else "中文")
    await town.quiet()

    for text in (
        "/report",
        "/mine",
        "1\n2\n3\n4\n5\n6",
        f"{EVIL}fai 13.5 {EVIL}",
        "13.5",
        "/undo",
        "/status",
        "/missing",
        "/help",
        EVIL,
        "13.5" + "&<" * 600,
        "135",
    ):
        await town.asha.says(text)
    for text in (
        "/status",
        "/status cg",
        f"/status {EVIL}cg",
        "/rank fai",
        "/missing",
        "/trend fai",
        "/status asha",
        f"/status {EVIL}",
        "/rank <i>",
        "/schedule",
        "/export",
    ):
        await town.diana.says(text)
    for text in ("/invite", f"/push {EVIL}", "/import", f"/invite {EVIL}"):
        await town.enzo.says(text)
    await town.quiet()
    await town.live_until(MONDAY_PUSH)

    refused = [c for c in await town.sandbox.client.calls() if c["status"] >= 400]
    told = [m.text for p in (town.enzo, town.diana) for m in await p.bot_messages()]
    assert refused == []
    assert not any("失败" in text or "已隔离" in text for text in told)
    assert await town.board.sees_picture()
