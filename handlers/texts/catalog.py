"""Every sentence by its key, in the reader's language, with all facts escaped."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from html import escape, unescape
from pathlib import Path

from domain.people import Language

_TAG = re.compile(r"</?[a-z][^>]*>")
_BEGINS_WITH_PERIOD = re.compile(r"(?:<b>)?(?=\{period\})")
_ONE = re.compile(
    r"(?<![0-9.,/])1 (?P<noun>numbers|items|units|entries|people|messages|milestones|days"
    r"|minutes|hours)\b(?P<verb> (?:are|were|have))?"
)
_NOUNS = {"people": "person", "entries": "entry"}
_VERBS = {" are": " is", " were": " was", " have": " has"}


class Html(str):
    """A fact that is safe HTML already, such as a sentence made by `say`."""

    __slots__ = ()


class Catalog:
    """The sentences of one language.

    Keys are dotted names in the language's TOML file. A missing key or fact raises KeyError:
    tests hold both languages to the same keys and blanks.
    """

    def __init__(self, language: Language, sentences: Mapping[str, str]) -> None:
        self.language = language
        self._sentences = sentences
        self._finish = _finished if language is Language.EN else None

    def say(self, key: str, /, **facts: object) -> Html:
        """The sentence under `key` with its blanks filled by escaped facts."""
        safe = {name: _safe(fact) for name, fact in facts.items()}
        sentence = self._sentences[key]
        words = sentence.format_map(safe)
        return Html(self._finish(words, sentence) if self._finish else words)

    def plain(self, key: str, /, **facts: object) -> str:
        """The same sentence for places that take no HTML: buttons, pictures, the terminal."""
        sentence = self._sentences[key]
        words = sentence.format_map(facts)
        return self._finish(words, sentence) if self._finish else words

    def has(self, key: str) -> bool:
        """Whether there is a sentence under `key`."""
        return key in self._sentences

    @property
    def keys(self) -> Mapping[str, str]:
        """All keys with their raw sentences, for tests and documents."""
        return self._sentences


def _finished(words: str, sentence: str) -> str:
    """English: one number, not 1 numbers; and Week 10 where a sentence begins with it."""
    if "{count}" in sentence:
        words = _ONE.sub(_singular, words)
    found = _BEGINS_WITH_PERIOD.match(sentence)
    if found is None:
        return words
    begin = found.end()
    return f"{words[:begin]}{words[begin : begin + 1].upper()}{words[begin + 1 :]}"


def _singular(found: re.Match[str]) -> str:
    noun, verb = found["noun"], found["verb"] or ""
    return f"1 {_NOUNS.get(noun, noun.removesuffix('s'))}{_VERBS.get(verb, verb)}"


def _safe(fact: object) -> str:
    if isinstance(fact, Html):
        return fact
    words = str(fact)
    return escape(words, quote=False) if _has_signs(words) else words


def escaped(words: str) -> Html:
    """Words from a workbook or a person, as HTML that shows them just so."""
    return Html(escape(words, quote=False) if _has_signs(words) else words)


def _has_signs(words: str) -> bool:
    """Hardly ever; looking is quicker than replacing thrice."""
    return "&" in words or "<" in words or ">" in words


def bare(words: Html) -> str:
    """A sentence without its markup, for pages and places that show none."""
    return unescape(_TAG.sub("", words))


@cache
def catalog(language: Language) -> Catalog:
    """The catalog of a language, read once from the file beside this module."""
    path = Path(__file__).with_name(f"{language.value}.toml")
    return Catalog(language, dict(_flatten(tomllib.loads(path.read_text("utf-8")))))


def _flatten(table: Mapping[str, object], prefix: str = "") -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for name, value in table.items():
        if isinstance(value, dict):
            rows += _flatten(value, f"{prefix}{name}.")
        else:
            rows.append((f"{prefix}{name}", str(value)))
    return rows
