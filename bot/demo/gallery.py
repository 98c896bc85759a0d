"""Every kind of picture, drawn from the sample district, and the page that shows them.

`python -m bot.demo.gallery` writes docs/gallery.md and its pictures.
"""

import asyncio
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bot.app import Parts
from bot.clock import Clock
from bot.config import Config
from bot.demo.stage import FOUNDED, founded, fresh
from bot.sections.process import StorageSection
from bot.sections.rules import ScoringSection
from charts.drawing import draw_pages
from charts.sheets import Sheet
from charts.theme import THEMES
from domain.marking_rules import Family
from domain.people import Language
from domain.periods import Period
from handlers.pictures import sheet_of
from handlers.texts.catalog import catalog

DOCS = Path(__file__).parents[2] / "docs"
WEEK = Period.parse("2026-W11")
HEAD = """# Gallery

Every kind of picture, drawn from the sample district by `make gallery`, which wrote this page.
All of it is fictional. The same pictures are compared with what the program draws now whenever
the tests run.

In the chat they come by `/status`, `/rank`, `/trend` and the buttons below; on the command line
by `chart`.
"""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One picture: what it is called here, how it is asked for, and what it tells."""

    name: str
    kind: str
    says: str
    query: str = ""
    theme: str = "day"
    language: Language = Language.ZH


EXHIBITS = (
    Exhibit(
        "ranking",
        "ranking",
        "Who is ahead, who is behind, why, and what it takes: groups of comparable units, the pace "
        "as a line, lights that differ in shape and sign, places won and lost since the last "
        "published list.",
    ),
    Exhibit("ranking-indicator", "ranking", "The same by one indicator, with amounts.", "投资"),
    Exhibit(
        "ranking-projects",
        "ranking",
        "Projects, each by its own number inside its indicator.",
        "项目",
    ),
    Exhibit(
        "ranking-people",
        "ranking",
        "People (责任人) by the numbers they answer for, inside the group of their unit.",
        "责任人",
    ),
    Exhibit(
        "ranking-points",
        "ranking",
        "Points (得分), where a rule family is set: here 完成率, the rate of completion.",
        "得分",
    ),
    Exhibit(
        "board",
        "board",
        "The week at one look (周看板): both ends of each group, what all units bring together, "
        "where the red is, who has not reported and which numbers are odd.",
    ),
    Exhibit("heatmap", "heatmap", "Unit by indicator (挂图作战): one look shows where the red is."),
    Exhibit(
        "card", "card", "One unit: every number against target, pace and the published (◆).", "城关"
    ),
    Exhibit("card-project", "card", "One project.", "建材循环"),
    Exhibit(
        "trend",
        "trend",
        "One number over the weeks beside its plan, and on to the target: where it leads by "
        "itself, in what band, and how likely the target is met.",
        "城关投资",
    ),
    Exhibit("trends", "trend", "Those ahead and those behind in one indicator.", "投资"),
    Exhibit("bump", "bump", "How ranks moved over the published weeks."),
    Exhibit(
        "contribution",
        "contribution",
        "Who brings what to the district's total, and what is new this week.",
        "投资",
    ),
    Exhibit("compare", "compare", "Two units side by side: who is ahead where.", "城关 望澜"),
    Exhibit(
        "compare-mean",
        "compare",
        "A unit beside the mean of its group, by night.",
        "城关 平均",
        theme="night",
    ),
    Exhibit("roadmap", "roadmap", "Milestones of projects: planned, and expected now."),
    Exhibit(
        "official",
        "official",
        "What was reported beside what the statistics bureau published (公布数), the largest gap "
        "first.",
        "1-2月",
    ),
    Exhibit("ranking-night", "ranking", "By night: the setting `charts.theme`.", theme="night"),
    Exhibit("board-night", "board", "By night.", theme="night"),
    Exhibit("heatmap-night", "heatmap", "The wall map by night.", theme="night"),
    Exhibit("card-night", "card", "The card by night.", "城关", theme="night"),
    Exhibit(
        "trend-night", "trend", "One number over the weeks, by night.", "城关投资", theme="night"
    ),
    Exhibit("trends-night", "trend", "Several lines by night.", "投资", theme="night"),
    Exhibit("bump-night", "bump", "Ranks over the weeks by night.", theme="night"),
    Exhibit("contribution-night", "contribution", "The total by night.", "投资", theme="night"),
    Exhibit("official-night", "official", "The gaps by night.", "1-2月", theme="night"),
    Exhibit("roadmap-night", "roadmap", "Milestones by night.", theme="night"),
    Exhibit("card-english", "card", "In English.", "城关", language=Language.EN),
)


async def opened(folder: Path) -> Parts:
    """The sample district in a folder, on the morning after its last reported week.

    With points, so that there is a ranking by them.
    """
    storage = StorageSection(url=f"sqlite+aiosqlite:///{fresh(folder)}")
    config = Config(storage=storage, scoring=ScoringSection(family=Family.COMPLETION))
    return await founded(config, folder, clock=Clock.starting_at(FOUNDED))


async def sheets(parts: Parts, *, language: Language | None = None) -> dict[str, Sheet]:
    """What each exhibit shows, by its name; in its own language, or in the one given."""
    return {
        one.name: await sheet_of(
            parts.deps,
            one.kind,
            query=one.query,
            period=WEEK,
            texts=catalog(language or one.language),
        )
        for one in EXHIBITS
    }


def drawn(exhibit: Exhibit, sheet: Sheet) -> bytes:
    """Its first page."""
    return draw_pages(sheet, theme=THEMES[exhibit.theme])[0]


def page() -> str:
    """The page that shows them all."""
    return HEAD + "".join(_shown())


def _shown() -> Iterator[str]:
    for one in EXHIBITS:
        yield f"\n## {one.name}\n\n{one.says}\n\n"
        alt = one.says.replace("`", "")
        yield f'<img src="images/gallery/{one.name}.png" width="400" alt="{alt}">\n'


async def write(docs: Path) -> None:
    """Draw everything and write the page."""
    pictures = docs / "images" / "gallery"
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        parts = await opened(Path(folder))
        shown = await sheets(parts)
        await parts.db.close()
    for one in EXHIBITS:
        (pictures / f"{one.name}.png").write_bytes(drawn(one, shown[one.name]))
    (docs / "gallery.md").write_text(page(), "utf-8")


if __name__ == "__main__":
    asyncio.run(write(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS))
