"""What is said about a workbook: reasons, changes, hints; the words are in the file beside."""

import tomllib
from functools import cache
from pathlib import Path


def say(key: str, /, **facts: object) -> str:
    """The sentence under a dotted key with its blanks filled."""
    return str(_entry(key)).format(**facts)


def lines(key: str) -> tuple[str, ...]:
    """A list of sentences."""
    entry = _entry(key)
    assert isinstance(entry, list)
    return tuple(entry)


def _entry(key: str) -> object:
    entry: object = _words()
    for part in key.split("."):
        assert isinstance(entry, dict)
        entry = entry[part]
    return entry


@cache
def _words() -> dict[str, object]:
    return tomllib.loads(Path(__file__).with_name("zh.toml").read_text("utf-8"))
