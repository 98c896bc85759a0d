"""What is said about and in a workbook: reasons, changes, hints, headings; the words are beside.

A roster is written and talked about in Chinese; what leaves the bot, in the reader's language.
"""

import tomllib
from functools import cache
from pathlib import Path

from domain.people import Language


class Words:
    """The words of one language, by dotted keys."""

    def __init__(self, language: Language) -> None:
        file = Path(__file__).with_name(f"{language.value}.toml")
        self._words: dict[str, object] = tomllib.loads(file.read_text("utf-8"))

    def word(self, key: str, /, **facts: object) -> str:
        """The sentence under a dotted key with its blanks filled."""
        return str(self._entry(key)).format(**facts)

    def lines(self, key: str) -> tuple[str, ...]:
        """A list of sentences."""
        entry = self._entry(key)
        assert isinstance(entry, list)
        return tuple(entry)

    def _entry(self, key: str) -> object:
        entry: object = self._words
        for part in key.split("."):
            assert isinstance(entry, dict)
            entry = entry[part]
        return entry


@cache
def words_in(language: Language) -> Words:
    """The words of a language; in English there are those of what leaves the bot, `export`."""
    return Words(language)


def say(key: str, /, **facts: object) -> str:
    """The Chinese sentence under a dotted key."""
    return words_in(Language.ZH).word(key, **facts)


def lines(key: str) -> tuple[str, ...]:
    """The Chinese sentences under a dotted key."""
    return words_in(Language.ZH).lines(key)
