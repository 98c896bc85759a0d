"""Which items a person means by a word: names and aliases, the longest first."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.typed.phrases import LABEL_WORDS, STAGE_WORDS

# A name counts where a new thought begins; in 民间投资 or 因零售 it is part of another word.
_UNITS: Final = "(?:[元家个户项件人名亩吨台套]|公里|平方米|百分点|个百分点|人次)"
_BOUNDARY: Final = (
    r"(?:^|[\s,;。、:!?()\[\]【】|/+*#·•%‰\u20e3①-⒛]"
    rf"|(?:[0-9十百千半][万亿]{{0,2}}|点[零一二三四五六七八九]+[万亿]{{0,2}}){_UNITS}?"
    rf"|[一二两三四五六七八九][万亿]{{0,2}}{_UNITS}"
    r"|同上[期周]?|[不没未]变|变化|暂无|暂缺|没出来?|没有|统计中?|不涉及|一样|持平)"
)
_JOINS: Final = (
    r"(?:关于|有关|把|将|其中|另外?|和|及|以及|与|还有|刚才的?|刚刚的?"
    r"|嗯+|呃+|哦|那个|这个|然后|再就是|接着|先?报[一个下]{0,2}|抱歉|不好意思"
    r"|[一二三四五六七八九十]{1,2}是|[0-9]{1,2}(?:[、):]|\.(?![0-9])))*\s*"
)
_LABELS: Final = rf"(?:{LABEL_WORDS}|\s)*+"
_LEADING_LABELS: Final = re.compile(rf"(?:{LABEL_WORDS}|同比|增速|增幅|增长率|\s)*+")
_FAR_ENOUGH: Final = 30  # characters before a name that can matter

_STAGE: Final = re.compile(STAGE_WORDS)
_NUMBERED: Final = re.compile(rf"[0-9十百千万亿]{_UNITS}?\s+$")

_SHORT: Final = re.compile(
    r"(?:^|(?<=[\s,;。、:]))([\u4e00-\u9fffA-Za-z]{2,14}?)(?=[\s:=]*-?[0-9])"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name found in a text, and the items it may stand for.

    `start` is where its thought begins, with `words` such as 累计 before the name; `is_lead` is
    False where the name is only part of another word.
    """

    start: int
    end: int
    keys: tuple[str, ...]
    is_lead: bool
    words: str = ""


class Names:
    """The look-up from words to items, built once for a list of items."""

    def __init__(
        self, named: Sequence[tuple[str, Sequence[str]]], *, places: Sequence[str] = ()
    ) -> None:
        """Take pairs of key and folded names; `places` name the person's own unit."""
        table: dict[str, list[str]] = {}
        for key, names in named:
            for name in names:
                keys = table.setdefault(name.lower(), [])
                if key not in keys:
                    keys.append(key)
        self._keys = {name: tuple(keys) for name, keys in table.items()}
        self._full = [(key, [name.lower() for name in names]) for key, names in named]
        longest_first = sorted(table, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(_guarded, longest_first)) or r"(?!)")
        # The longest first, as nothing is tried again: 城关街道 before 城关.
        nearest = sorted(places, key=len, reverse=True)
        own = "".join(f"{re.escape(place)}|" for place in nearest)
        self._lead_in = re.compile(rf"{_BOUNDARY}{_JOINS}(?:{own}\s)*+({_LABELS})$")

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Every name in folded text, from left to right, the longest where several fit."""
        lowered = text.lower()
        if len(lowered) != len(text):
            lowered = text  # a character whose lower case is longer would shift positions
        found: list[Mention] = []
        earlier = 0
        for m in self._pattern.finditer(lowered):
            found.append(self._mention(text, earlier, m))
            earlier = m.end()
        short = self._shortened(lowered, [m for m in found if m.is_lead])
        if short:
            # 社会消费品零售 is more than the 零售 inside it.
            found = [m for m in found if m.is_lead or not _within(m, short)]
            found = sorted(found + short, key=lambda m: m.start)
        return tuple(found)

    def _mention(self, text: str, earlier: int, name: re.Match[str]) -> Mention:
        line = text.rfind("\n", earlier, name.start()) + 1
        since = max(line, earlier, name.start() - _FAR_ENOUGH)
        lead = self._lead_in.search(text[since : name.start()])
        keys = self._keys[name.group()]
        if lead is None:
            return Mention(name.start(), name.end(), keys, is_lead=False)
        start, words = since + lead.start(1), lead.group(1)
        if _belongs_before(text[start - 1 : start], words) or _stands_behind(text, start, words):
            start, words = name.start(), ""
        return Mention(start, name.end(), keys, is_lead=True, words=words)

    def _shortened(self, text: str, whole: Sequence[Mention]) -> list[Mention]:
        """Words before a number that only begin, end or abbreviate a name: 固投 13.5."""
        found = []
        for m in _SHORT.finditer(text):
            if any(name.start < m.end() and m.start() < name.end for name in whole):
                continue
            labels = _LEADING_LABELS.match(m.group())
            start = m.start() + (labels.end() if labels else 0)
            if keys := self._fitting(text[start : m.end()]):
                words = text[m.start() : start]
                found.append(Mention(m.start(), m.end(), keys, is_lead=True, words=words))
        return found

    def _fitting(self, word: str) -> tuple[str, ...]:
        if len(word) < 2:
            return ()
        return tuple(key for key, names in self._full if any(_shortens(word, n) for n in names))


def _belongs_before(previous: str, words: str) -> bool:
    """In 13.5预计 零售8.2 the word stands with the number before it."""
    return words != words.rstrip() and words.strip() != "" and previous.isalnum()


def _stands_behind(text: str, start: int, words: str) -> bool:
    """投资 13.4 核定 零售 8.2: the stage is 13.4's, unless the line opened with one."""
    if not words.endswith(" ") or not _STAGE.fullmatch(words.strip()):
        return False
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return _NUMBERED.search(line) is not None and not _STAGE.match(line)


def _within(mention: Mention, others: Sequence[Mention]) -> bool:
    return any(o.start <= mention.start and mention.end <= o.end for o in others)


def _guarded(name: str) -> str:
    """One character is a name only where something separates it from the rest."""
    pattern = re.escape(name)
    if len(name) == 1:
        return rf"(?<![^\s,;。、:]){pattern}(?=[\s:=0-9])"
    if name[-1].isascii() and name[-1].isalnum():
        return rf"{pattern}(?![a-z])"
    return pattern


def _shortens(word: str, name: str) -> bool:
    """A beginning, an end, or an abbreviation that starts with the first character."""
    if name.startswith(word) or name.endswith(word):
        return True
    if word[0] != name[0]:
        return False
    rest = iter(name)
    return all(char in rest for char in word)
