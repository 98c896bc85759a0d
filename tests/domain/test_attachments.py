"""What is taken as evidence, and under which names."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.attachments import LONGEST_STEM, FileKind, kind_of, tidy_name
from tests.handlers.workbook.books import xlsx
from tests.sandbox.pictures import png


def archive(*names: str) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name in names:
            file.writestr(name, "<a/>")
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", FileKind.JPEG),
        (png(3, 3), FileKind.PNG),
        (b"\x00\x00\x00\x18ftypheic\x00\x00", FileKind.HEIC),
        (b"%PDF-1.7\n", FileKind.PDF),
        (xlsx({"a": [["b"]]}), FileKind.XLSX),
        (archive("[Content_Types].xml", "word/document.xml"), FileKind.DOCX),
    ],
)
def test_a_file_is_what_its_content_says(content: bytes, kind: FileKind) -> None:
    assert kind_of(content) is kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00",  # a program, whatever its name says
        b"<html><script>",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",  # .doc and .xls of old: macros cannot be told
        archive("word/document.xml", "word/vbaProject.bin"),
        archive("classes.dex", "AndroidManifest.xml"),
        b"PK\x03\x04 and nothing after it",
    ],
)
def test_what_may_run_or_is_unknown_is_nothing_that_is_kept(content: bytes) -> None:
    assert kind_of(content) is None


@given(st.binary(max_size=300))
def test_no_content_at_all_raises(content: bytes) -> None:
    kind_of(content)
    kind_of(b"PK\x03\x04" + content)


@pytest.mark.parametrize(
    ("claimed", "name"),
    [
        ("现场照片.jpg", "现场照片"),
        ("../../etc/passwd", "passwd"),
        (r"C:\Users\王芳\3月 报表.v2.xlsx", "3月 报表.v2"),
        ("合同\u202egpj.exe", "合同gpj"),
        ("a\nb\tc.pdf", "a b c"),
        ("<b>x</b>.pdf", "b"),
        (".htaccess", "htaccess"),
        ("…", "…"),
        ("  . ", ""),
        ("", ""),
        ("长" * 300 + ".pdf", "长" * LONGEST_STEM),
    ],
)
def test_a_name_is_kept_without_folders_endings_and_what_cannot_be_seen(
    claimed: str, name: str
) -> None:
    assert tidy_name(claimed) == name


@given(st.text(max_size=200))
def test_a_tidied_name_is_short_and_stays_as_it_is(claimed: str) -> None:
    name = tidy_name(claimed)

    assert len(name) <= LONGEST_STEM
    assert not set(name) & set('/\\<>:"|?*\n\0')
