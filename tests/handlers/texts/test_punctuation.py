"""Chinese sentences are punctuated as Chinese is: no half-width mark beside a Chinese letter."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

HANDLERS = Path(__file__).parent.parent.parent.parent / "handlers"
FILES = sorted(HANDLERS.rglob("zh.toml"))

CHINESE = "\u3400-\u9fff\u3001-\u3011\u201c\u201d\uff01-\uff1f"
HALF_WIDTH = re.compile(rf"(?<=[{CHINESE}}}])[,;:?!()]|[,;:?!()](?= ?[{CHINESE}])")
FORMATS = re.compile(
    r"<[^>]*>|https?:\S+"  # markup, addresses
    r"|\{[a-z_]+\}:\{[a-z_]+\}|[0-9]:[0-9]"  # times, 3:2
    r"|\{place\}: "  # sheet!cell: what is wrong, as compilers tell it
    r"|[✓!×]"  # the signs of lights
)


def sentences(entry: object, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(entry, dict):
        for name, below in entry.items():
            yield from sentences(below, f"{key}.{name}" if key else name)
    elif isinstance(entry, list):
        for below in entry:
            yield from sentences(below, key)
    elif isinstance(entry, str):
        yield key, entry


def test_both_catalogues_are_looked_at() -> None:
    assert [path.parent.name for path in FILES] == ["texts", "workbook"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_no_half_width_mark_stands_beside_a_chinese_letter(path: Path) -> None:
    told = sentences(tomllib.loads(path.read_text("utf-8")))

    found = {key: text for key, text in told if HALF_WIDTH.search(FORMATS.sub("", text))}

    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        "已损坏,读不出来",
        "没有读取;请用",
        "{title}:没有",
        "(修订)",
        "差 {gap}?",
        "是不是“{nearby}”?",
    ],
)
def test_such_a_mark_is_found(text: str) -> None:
    assert HALF_WIDTH.search(text)
