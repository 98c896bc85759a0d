"""Many cadres with one number each, of a unit of their own."""

from datetime import datetime

from handlers.actions.deciding.importing import import_workbook
from handlers.workbook.grid import Cell
from sandbox.client import SandboxClient
from storage import people
from storage.database import Database
from tests.handlers.workbook.books import Sheets, xlsx

FIRST_ID = 1001


def accounts(count: int) -> range:
    """Their Telegram accounts."""
    return range(FIRST_ID, FIRST_ID + count)


async def settle(db: Database, count: int, *, at: datetime) -> None:
    """Put everybody on the roster and enrol them at an instant: no clock before it is theirs."""
    done = await import_workbook(
        db, xlsx(roster(count)), year=2026, at=at, missing_glyphs=lambda _: ""
    )
    assert not done.is_refused, done.problems
    async with db.transaction() as session:
        for number, account in enumerate(accounts(count), start=1):
            await people.enrol(session, f"c{number}", telegram_id=account, at=at)


async def hand_out_phones(client: SandboxClient, count: int) -> None:
    """Everybody has started the bot."""
    await client.people(
        {"id": account, "first_name": f"c{account}", "started": True} for account in accounts(count)
    )


def roster(count: int) -> Sheets:
    """The workbook of so many."""
    everybody = range(1, count + 1)
    return {
        "单位": [
            _row("编码", "名称", "组别"),
            *(_row(f"u{n}", f"单位{n}", "组") for n in everybody),
        ],
        "人员": [
            _row("编码", "姓名", "单位", "角色"),
            *(_row(f"c{n}", f"责任人{n}", f"u{n}", "责任人") for n in everybody),
        ],
        "指标": [
            _row("编码", "名称", "别名", "计量单位", "口径", "小数", "周期"),
            _row("fai", "固定资产投资", "投资", "亿元", "累计", 2.0, "周"),
        ],
        "任务": [
            _row("单位", "指标", "责任人"),
            *(_row(f"u{n}", "fai", f"c{n}") for n in everybody),
        ],
        "项目": [_row("编码", "名称", "单位")],
        "节点": [_row("项目", "节点", "计划完成")],
    }


def _row(*cells: Cell) -> list[Cell]:
    return list(cells)
