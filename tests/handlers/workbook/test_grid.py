import zipfile
from io import BytesIO

import pytest

from handlers.workbook.grid import MAX_FILE, Unreadable, grid_of
from handlers.workbook.reading import read_grid
from tests.handlers.workbook.books import xlsx


def repacked(data: bytes, **replaced: bytes) -> bytes:
    """The same archive with some parts (named by their last word) written anew."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for info in old.infolist():
            stem = info.filename.rsplit("/", 1)[-1].split(".")[0]
            new.writestr(info.filename, replaced.get(stem, old.read(info)))
    return out.getvalue()


def sheet_xml(rows: str) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{main}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def why(data: bytes) -> str:
    with pytest.raises(Unreadable) as refusal:
        grid_of(data)
    return refusal.value.why


def test_cells_come_with_their_types_and_places() -> None:
    grid = grid_of(xlsx({"单位": [["编码", "名称"], ["a", 13.5]], "空": []}))

    assert grid.sheets == {"单位": [["编码", "名称"], ["a", 13.5]], "空": []}


def test_a_formula_that_was_never_computed_is_noticed() -> None:
    sheet = '<row r="2"><c r="B2"><f>1+1</f><v></v></c><c r="C2"><f>1+1</f><v>2</v></c></row>'

    grid = grid_of(repacked(xlsx({"单位": [[1]]}), sheet1=sheet_xml(sheet)))

    assert grid.unvalued == {("单位", 1, 1)}
    assert grid.sheets["单位"][1][2] == 2


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not_xlsx"),
        (b"PK\x03\x04 broken", "not_xlsx"),
        ("编码,名称\n".encode("gbk"), "not_xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_or_locked"),
        (b"PK" + bytes(MAX_FILE), "too_large"),
    ],
)
def test_what_is_no_workbook_is_refused_with_the_reason(data: bytes, reason: str) -> None:
    assert why(data) == reason


def test_a_word_document_is_no_workbook() -> None:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")

    assert why(out.getvalue()) == "not_xlsx"


def test_a_zip_bomb_is_refused_before_it_unfolds() -> None:
    bomb = repacked(xlsx({"单位": [[1]]}), sheet1=bytes(40_000_000))

    assert len(bomb) < 100_000
    assert why(bomb) == "bomb"


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    honest = repacked(xlsx({"单位": [[1]]}), sheet1=bytes(40_000_000))
    lying = honest.replace((40_000_000).to_bytes(4, "little"), (1000).to_bytes(4, "little"))

    assert lying != honest
    assert why(lying) == "not_xlsx"


def test_broken_xml_is_damage() -> None:
    assert why(repacked(xlsx({"单位": [[1]]}), sheet1=b"<worksheet><sheetData><row>")) == "damaged"


async def test_a_cell_at_the_far_corner_takes_nothing_with_it() -> None:
    cells = [
        f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>'
        for row, cell in [(1, "A1"), (1048576, "XFD1048576")]
    ]
    data = repacked(xlsx({"单位": [[1]]}), sheet1=sheet_xml("".join(cells)))

    with pytest.raises(Unreadable) as refusal:
        await read_grid(data)

    assert refusal.value.why in ("bomb", "damaged", "too_many_cells")


async def test_a_good_file_is_read_in_the_process_of_its_own() -> None:
    grid = await read_grid(xlsx({"单位": [["编码"]]}))

    assert grid.sheets == {"单位": [["编码"]]}
