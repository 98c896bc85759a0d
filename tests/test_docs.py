"""The pages: their links lead somewhere, their pictures are small, their facts are true."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

import pytest

from bot.metrics import Metrics
from handlers.workbook.columns import SHEETS
from storage.models.base import Table

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
DECISIONS = DOCS / "decisions"
PAGES = sorted(
    [
        *ROOT.glob("*.md"),
        *DOCS.rglob("*.md"),
        ROOT / "sandbox/README.md",
        ROOT / "assets/fonts/README.md",
    ]
)
MOST_BYTES = 250_000
LINK = re.compile(r"""\]\(([^)\s]+)\)|(?:src|href)="([^"]+)\"""")
FILE = re.compile(r"`((?:bot|handlers|storage|charts|domain|sandbox|tests|docs)/[\w./-]*)`")


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    lost = [link for link in _links(page) if not _is_there(page, link)]

    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=_name)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    named = FILE.findall(page.read_text("utf-8"))

    assert [name for name in named if not (ROOT / name).exists()] == []


def test_every_picture_is_a_small_png_that_a_page_shows() -> None:
    pictures = {path.resolve() for path in (DOCS / "images").rglob("*.png")}
    shown = {(page.parent / link).resolve() for page in PAGES for link in _links(page)}

    assert pictures
    assert pictures <= shown
    for picture in pictures:
        content = picture.read_bytes()
        assert content.startswith(b"\x89PNG\r\n\x1a\n"), picture.name
        assert len(content) <= MOST_BYTES, picture.name


def test_decisions_are_numbered_without_a_gap_and_all_listed() -> None:
    pages = sorted(DECISIONS.glob("[0-9]*.md"))
    listed = re.findall(r"\((\d{4}-[^)]+\.md)\)", (DECISIONS / "README.md").read_text("utf-8"))

    assert [int(page.name[:4]) for page in pages] == list(range(1, len(pages) + 1))
    assert listed == [page.name for page in pages]


@pytest.mark.parametrize("page", sorted(DECISIONS.glob("[0-9]*.md")), ids=_name)
def test_a_decision_tells_context_decision_and_what_was_rejected(page: Path) -> None:
    text = page.read_text("utf-8")

    assert text.startswith(f"# {int(page.name[:4])}. ")
    for heading in ("## Context", "## Decision", "## Rejected"):
        assert f"\n{heading}\n" in text


def test_every_table_of_the_database_is_told_about() -> None:
    told = (DOCS / "architecture.md").read_text("utf-8")

    assert [name for name in Table.metadata.tables if f"`{name}`" not in told] == []


def test_every_metric_that_the_operator_is_told_of_is_measured() -> None:
    told = set(re.findall(r"`(bot_[a-z_]+)`", (DOCS / "operating.md").read_text("utf-8")))
    metrics = Metrics()
    metrics.watch("inbox_waiting", "as the process does", lambda: 0.0)
    metrics.watch("outbox_in_flight", "as the process does", lambda: 0.0)

    measured = metrics.exposition().decode()

    assert told
    assert [name for name in told if f"# TYPE {name} " not in measured] == []


def test_the_page_about_the_roster_tells_every_column_of_every_sheet() -> None:
    sections = dict(_sections((DOCS / "roster.md").read_text("utf-8")))

    for sheet in SHEETS:
        section = sections[f"{sheet.title} {sheet.noun.value}"]
        cells = "·".join(re.findall(r"^\| ([^|]+) \|", section, re.MULTILINE)[1:])
        told = re.findall(r"(\S+) ([a-z0-9]+\*?)\s*(?:·|$)", cells)
        wanted = [(c.title, f"{c.key}{'*' if c.required else ''}") for c in sheet.columns]
        assert told == wanted, sheet.title


def _links(page: Path) -> Iterator[str]:
    for found in LINK.findall(page.read_text("utf-8")):
        link = found[0] or found[1]
        if "://" not in link:
            yield link


def _is_there(page: Path, link: str) -> bool:
    path, _, anchor = unquote(link).partition("#")
    target = (page.parent / path).resolve() if path else page
    if not target.exists():
        return False
    return not anchor or anchor in _anchors(target)


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """Sections of the third level, by heading."""
    for part in text.split("\n### ")[1:]:
        heading, _, body = part.partition("\n")
        yield heading, body
