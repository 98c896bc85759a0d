from io import BytesIO
from zipfile import ZipFile

from handlers.workbook.columns import SHEETS
from handlers.workbook.grid import grid_of
from handlers.workbook.workbook import read_roster
from handlers.workbook.writing import hint_of, template, workbook_of
from tests.handlers.workbook.books import district, read, told


def test_the_template_with_its_samples_imports_cleanly() -> None:
    reading = read_roster(grid_of(template(year=2027)), year=2027, missing_glyphs=lambda _: "")

    assert told(reading) == ["文件: 提示：只有模板的示例行"]
    assert reading.draft is not None
    assert all(len(getattr(reading.draft, sheet.noun.value)) == 1 for sheet in SHEETS)


def test_every_column_has_its_hint() -> None:
    hints = [hint_of(sheet, column) for sheet in SHEETS for column in sheet.columns]

    assert all(0 < len(hint) <= 255 for hint in hints)


def test_a_written_roster_reads_back_as_the_same_roster() -> None:
    draft = read(district()).draft
    assert draft is not None

    reading = read_roster(grid_of(workbook_of(draft)), year=2026, missing_glyphs=lambda _: "")

    assert told(reading) == []
    assert reading.draft == draft


def test_a_name_that_looks_like_a_formula_stays_a_text() -> None:
    sheets = district()
    sheets["单位"][2][1] = '=HYPERLINK("http://evil")'
    draft = read(sheets).draft
    assert draft is not None

    data = workbook_of(draft)

    with ZipFile(BytesIO(data)) as archive:
        pages = [archive.read(name) for name in archive.namelist() if "worksheets/sheet" in name]
    assert not any(b"<f>" in page for page in pages)
    assert grid_of(data).sheets["单位"][2][1] == '=HYPERLINK("http://evil")'
