"""Lines of a message: numbered ones, and several answers on one line."""

import re
from dataclasses import dataclass
from typing import Final

from domain.measures import UNIT_WORDS
from domain.typed.courtesies import ENUMERATED, HAS_DIGIT

_SPELLED: Final = {word: n for n, word in enumerate("一二三四五六七八九十", start=1)}
_CIRCLES: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_BRACKETED: Final = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
_DOTTED: Final = "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
_SIGNS: Final = {
    c: n for row in (_CIRCLES, _BRACKETED, _DOTTED) for n, c in enumerate(row, start=1)
}

_MARK: Final = re.compile(
    rf"(?:(?<=[\s,;。])|^)(?:[(]?[0-9]{{1,2}}(?:[、):]|\.(?![0-9]))|[0-9]\u20e3)|[{_CIRCLES}{_BRACKETED}{_DOTTED}]"
)
_SEPARATORS: Final = re.compile(r"[\s,;。、/|]+")
_WITHOUT_COMMA: Final = re.compile(r"[\s;。、/|]+|,(?![0-9]{3}(?![0-9]))")
_GROUPED: Final = re.compile(r"(?<![0-9.,])[1-9][0-9]{0,2}(?:,[0-9]{3})+(?![0-9])")
_ONLY_UNIT: Final = re.compile(
    rf"[百千]?[万亿]?(?:{'|'.join(re.escape(word) for word in UNIT_WORDS)})?[左右]{{0,2}}"
)


@dataclass(frozen=True, slots=True)
class Enumerated:
    """The text behind a leading number; `number` counts items from 1."""

    number: int
    text: str


def enumerated(line: str) -> Enumerated | None:
    """A line that begins with the number of its item: 2、8.2 · 1. 13.5 · ①13.5."""
    found = ENUMERATED.match(line)
    if found is None:
        return None
    return Enumerated(_ordinal(found), line[found.end() :])


def _ordinal(found: re.Match[str]) -> int:
    word = next(word for word in found.groups() if word)
    if word.isascii():
        return int(word)
    if word in _SIGNS:
        return _SIGNS[word]
    if len(word) == 1:
        return _SPELLED[word]
    return 10 + _SPELLED[word[1]] if word[0] == "十" else 0


def numbered_parts(line: str) -> tuple[str, ...]:
    """A line cut before each leading number, if these run 1, 2, 3…; else the line as it is."""
    starts = [m.start() for m in _MARK.finditer(line)]
    if len(starts) < 2 or starts[0] != 0:
        return (line,)
    ends = [*starts[1:], len(line)]
    parts = tuple(line[a:b].strip(" ,;。") for a, b in zip(starts, ends, strict=True))
    numbers = [found.number for part in parts if (found := enumerated(part))]
    in_order = numbers == list(range(1, len(parts) + 1))
    are_signs = all(part[0] in _SIGNS for part in parts) and numbers == sorted(set(numbers))
    return parts if in_order or are_signs else (line,)


def side_by_side(text: str, count: int) -> tuple[str, ...]:
    """The text as `count` answers side by side, or nothing if that cannot be told.

    3,400 is one number to a bookkeeper and two to somebody in a hurry: where a comma decides
    whether the count fits, nothing comes back.
    """
    split = _joined(_SEPARATORS.split(text))
    if not _GROUPED.search(text):
        return split if len(split) == count else ()
    grouped = _joined(_WITHOUT_COMMA.split(text))
    return grouped if len(grouped) == count != len(split) else ()


def number_count(line: str) -> int:
    """How many of the things that stand side by side hold a number."""
    return sum(HAS_DIGIT.search(token) is not None for token in _WITHOUT_COMMA.split(line))


def _joined(tokens: list[str]) -> tuple[str, ...]:
    """A unit that stands alone belongs to the number before it: 13.5 亿元."""
    whole: list[str] = []
    for token in tokens:
        if whole and token and _ONLY_UNIT.fullmatch(token):
            whole[-1] += token
        elif token:
            whole.append(token)
    return tuple(whole)
