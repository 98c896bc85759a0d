"""The names and lists that stand in a question, told from the words around them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from domain.finding import Found, Kind, Names, called, shortened
from domain.inquiry import fillers, lists
from domain.inquiry.topics import Topic
from handlers.actions.lookups.meaning import SHORTEST, best_of

LONGEST_PAIR = 24
"""Characters of a unit and an indicator in one breath, neither of them by its whole name."""

_FIRST_MARK, _LAST_MARK = 0xE000, 0xF8FF  # signs that nobody types: they stand for names
_PARTS = re.compile(r"([\ue000-\uf8ff])|[\n]+")

Options = tuple[Found, ...]
"""What one name may stand for; of several none is better than the others."""


@dataclass(frozen=True, slots=True)
class Mark:
    """What one sign in a text stands for: a word, and the things it is the name of."""

    word: str
    options: Options


Marks = Mapping[str, Mark]
"""By the sign that stands in the text."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a text names, in its order: things, lists by code, and words that are no name.

    `is_state`: it is asked how something stands.
    """

    named: tuple[Options, ...]
    lists: tuple[str, ...]
    unknown: tuple[str, ...]
    is_state: bool


def options_of(found: Options, words: str) -> Options:
    """The one thing that is meant by a name, else all that it may stand for."""
    if not found:
        return ()
    best = best_of(found, words)
    return (best,) if best is not None else found


def called_in_short(names: Names, words: str) -> Options:
    """What has this name, or such a part of one; else the units that leave signs out of it.

    高新园 is meant for the unit 高新产业园, though a project there may begin so.
    """
    found = called(names, words)
    is_unit = any(one.kind is not Kind.PROJECT for one in found)
    return found if is_unit else shortened(names, words) or found


def shielded(names: Names, words: str) -> tuple[str, Marks]:
    """The text with every whole name in it as one sign, so that no phrase is looked for inside."""
    known: dict[str, list[Found]] = {}
    for name, found in names:
        if len(name) >= SHORTEST:
            known.setdefault(name, []).append(found)
    marks: dict[str, Mark] = {}
    for name in sorted(known, key=len, reverse=True):
        if name not in words or len(marks) > _LAST_MARK - _FIRST_MARK:
            continue
        sign = chr(_FIRST_MARK + len(marks))
        replaced = _replaced(words, name, sign)
        if replaced != words:
            marks[sign] = Mark(name, options_of(tuple(dict.fromkeys(known[name])), name))
            words = replaced
    return words, marks


def with_lists(body: str, marks: Marks, topic: Topic) -> tuple[str, Marks, Mapping[str, str]]:
    """The text with the words for lists as signs as well, all marks, and the lists by sign.

    Only lists that such a question can be about. An indicator may be called 项目 as well: then
    that is meant where it is only asked how it stands.
    """
    asked = [(code, phrase) for code, phrase in lists.PHRASES if topic in lists.ABOUT[code]]
    codes = {code for code, _ in asked}
    found = {
        sign: code
        for sign, mark in marks.items()
        if (code := lists.list_of(mark.word)) in codes and topic is not Topic.STATE
    }
    signs = dict(marks)
    for code, phrase in asked:
        for word in dict.fromkeys(match[0] for match in phrase.finditer(body)):
            sign = chr(_FIRST_MARK + len(signs))
            signs[sign] = Mark(word, ())
            found[sign] = code
            body = body.replace(word, sign)
    return body, signs, found


def mentions(names: Names, rest: str, marks: Marks, listed: Mapping[str, str]) -> Mentions:
    """What is named in what phrases have left; `listed` are the signs of lists.

    A word for a list that belongs to a longer name is none.
    """
    parts = [part for part in _PARTS.split(rest) if part and part.strip()]
    named: list[Options] = []
    unknown: list[str] = []
    about: list[str] = []
    is_state = False
    for number, part in enumerate(parts):
        if part in listed:
            longer = _longer(names, parts, number, marks)
            named += longer
            about += [] if longer else [listed[part]]
            continue
        if part in marks:
            named.append(marks[part].options)
            continue
        is_state = is_state or fillers.is_state(part)
        found = _read(names, part)
        if found is None:
            found = _beside(names, parts, number, marks)
        if found is None:
            unknown.append(part.strip())
        else:
            named += found
    distinct = tuple(dict.fromkeys(named)), tuple(dict.fromkeys(about))
    return Mentions(*distinct, tuple(unknown), is_state)


def _replaced(words: str, name: str, sign: str) -> str:
    """A short code of letters is a name only where it stands alone."""
    if not name.isascii():
        return words.replace(name, sign)
    return re.sub(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", sign, words)


def _read(names: Names, part: str) -> list[Options] | None:
    """What stands between two marks: names with words around them, or nothing of the kind."""
    for words in fillers.trimmed(part):
        if fillers.is_empty(words):
            return []
        if found := _thing(names, words):
            return found
    pieces = fillers.pieces(part)
    if len(pieces) < 2:
        return None
    found_all: list[Options] = []
    for piece in pieces:
        found = _read(names, piece)
        if found is None:
            return None
        found_all += found
    return found_all


def _thing(names: Names, words: str) -> list[Options] | None:
    """One thing, or a unit and an indicator in one breath."""
    if len(words) < SHORTEST:
        return None
    if found := called_in_short(names, words):
        return [options_of(found, words)]
    return _pair(names, words) if len(words) <= LONGEST_PAIR else None


def _pair(names: Names, words: str) -> list[Options] | None:
    """Cut in two so that one half is a part of a unit's name and the other of an indicator's."""
    for cut in range(SHORTEST, len(words) - SHORTEST + 1):
        halves = [options_of(called(names, half), half) for half in (words[:cut], words[cut:])]
        kinds = {options[0].kind for options in halves if len(options) == 1}
        if kinds == {Kind.UNIT, Kind.INDICATOR}:
            return halves
    return None


def _beside(names: Names, parts: list[str], number: int, marks: Marks) -> list[Options] | None:
    """重点项目: where 项目 is a name by itself, the rest of the longer one belongs to it."""
    before, after = (
        marks[near].word if near in marks else "" for near in _neighbours(parts, number)
    )
    for words in fillers.trimmed(parts[number]):
        for longer in ((before + words) if before else "", (words + after) if after else ""):
            if longer and (found := called(names, longer)):
                return [options_of(found, longer)]
    return None


def _longer(names: Names, parts: list[str], number: int, marks: Marks) -> list[Options]:
    """重点项目落后: what a word for a list is the end or the beginning of, if of anything."""
    word = marks[parts[number]].word
    before, after = ("" if near in marks else near for near in _neighbours(parts, number))
    tried = [f"{words}{word}" for words in fillers.trimmed(before)]
    tried += [f"{word}{words}" for words in fillers.trimmed(after)]
    for longer in tried:
        if found := called(names, longer):
            return [options_of(found, longer)]
    return []


def _neighbours(parts: list[str], number: int) -> tuple[str, str]:
    """The parts before and behind one; "" where there is none."""
    return (*parts[max(number - 1, 0) : number], "")[0], (*parts[number + 1 : number + 2], "")[0]
