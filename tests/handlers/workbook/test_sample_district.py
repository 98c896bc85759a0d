from pathlib import Path

from charts.fonts import missing
from handlers.workbook.grid import grid_of
from handlers.workbook.workbook import read_roster
from sandbox import district
from tests.handlers.workbook.books import told


def test_the_sample_district_imports_without_a_word(tmp_path: Path) -> None:
    path = tmp_path / "roster.xlsx"
    district.write_workbook(path)

    reading = read_roster(grid_of(path.read_bytes()), year=2026, missing_glyphs=missing)

    assert told(reading) == []
    assert reading.draft is not None
    assert len(reading.draft.people) == 60
