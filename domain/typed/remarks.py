"""The words behind a number: when they are a harmless note, and when they put it in question."""

import re
from dataclasses import dataclass
from typing import Final

from domain.measures import UNIT_WORDS
from domain.typed.phrases import (
    EXPLAINED,
    JOINT,
    NOT_A_UNIT,
    RELABELLED,
    RETRACTED,
    SPECIAL,
    SPELLED,
    UNSURE,
)
from domain.typed.readings import Why

LONGEST: Final = 200  # characters; more than that is a text, not a note

_EDGE: Final = " \n,.;。、:!~…*|/—-"
_PAIRS: Final = (("(", ")"), ("[", "]"), ("【", "】"), ("「", "」"), ("《", "》"))
_DIGIT: Final = re.compile(r"[0-9]")
_UNITS: Final = "|".join(map(re.escape, UNIT_WORDS))
_STRAY_UNIT: Final = re.compile(
    rf"[百千万亿]+(?![\u3400-\u9fff])|[百千万亿]*(?:{_UNITS})(?![A-Za-z\u3400-\u9fff])"
)
_GAP: Final = re.compile(r"[\s,.;。、:!~…(\[【「《*|]")


@dataclass(frozen=True, slots=True)
class Remark:
    """What stands behind a number. `doubt` is set when it cannot be a mere note."""

    note: str = ""
    is_estimate: bool = False
    doubt: Why | None = None


def remark_in(rest: str, *, may_be_glued: bool = False) -> Remark:
    """Judge what follows a number and its unit.

    A word glued to the number may be a unit nobody knows, so it has to be one of the joints a
    note begins with (因, 较, 其中…), unless `may_be_glued`.
    """
    note = _bare(rest)
    if not note:
        return Remark()
    if len(note) > LONGEST:
        return Remark(note, doubt=Why.TOO_MUCH_TEXT)
    if RETRACTED.search(note) or _contradicts(note):
        return Remark(note, doubt=Why.QUERIED)
    if RELABELLED.match(note):
        return Remark(note, doubt=Why.OTHER_SPAN)
    if _STRAY_UNIT.match(note) and not NOT_A_UNIT.match(note):
        return Remark(note, doubt=Why.UNKNOWN_WORDS)
    if not any(char.isalnum() for char in note):
        return Remark()  # 👌
    glued = not _GAP.match(rest)
    if glued and not may_be_glued and not JOINT.match(note):
        return Remark(note, doubt=Why.UNKNOWN_WORDS)
    if _has_more_numbers(note):
        return Remark(note, doubt=Why.MORE_NUMBERS)
    if len(note) == 1 and note.isalnum() and not glued:
        return Remark(note, doubt=Why.UNKNOWN_WORDS)
    return Remark(note, is_estimate=UNSURE.search(note) is not None)


def _contradicts(note: str) -> bool:
    """8.2 暂无: a number and no number."""
    found = SPECIAL.match(note)
    return found is not None and found.lastgroup != "same"


def _bare(rest: str) -> str:
    """Without punctuation at the edges, nor a bracket round the whole."""
    note = rest.strip(_EDGE)
    for opening, closing in _PAIRS:
        if note.startswith(opening) and note.endswith(closing):
            inner = note[1:-1]
            if opening not in inner and closing not in inner:
                return inner.strip(_EDGE)
    return note


def _has_more_numbers(note: str) -> bool:
    left = EXPLAINED.sub(" ", note) if _DIGIT.search(note) or SPELLED.search(note) else note
    return any(char.isnumeric() and not _is_ideograph(char) for char in left) or (
        SPELLED.search(left) is not None
    )


def _is_ideograph(char: str) -> bool:
    """一 is numeric to Unicode, but every other note holds one."""
    return char == "\u3007" or "\u3400" <= char <= "\u9fff"
