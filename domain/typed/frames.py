"""What stands round a message: greetings, thanks, corrections, and 其他不变 at its end."""

import re
from dataclasses import dataclass, field
from typing import Final

from domain.figures import Stage
from domain.typed import courtesies as said
from domain.typed.items import Items
from domain.typed.leads import stage_said

_ZERO: Final = re.compile(r"[0零][。!\s]*")
_CLAUSE_END: Final = re.compile(r"[,;。\n]|$")
_BEGINS_A_NUMBER: Final = tuple("-+负约")


@dataclass(slots=True)
class Frame:
    """The body of a message without what stands round it.

    `rest` is what was said of all items not named (其他不变), `stage` what was said of all
    numbers (以上均为快报数), `unit` the one that is said of them (单位:万元).
    """

    body: str
    courtesies: list[str] = field(default_factory=list)
    is_correction: bool = False
    rest: str = ""
    stage: Stage | None = None
    unit: str = ""


def unframed(text: str, items: Items) -> Frame:
    """Take a folded message out of its frame."""
    frame = Frame(text)
    _take_unit(frame)
    _take_courtesies(frame, items)
    _take_correction(frame, items)
    _take_stage(frame, items)
    return frame


def _take_unit(frame: Frame) -> None:
    """(单位:万元)投资135000 · 投资135000,单位万元."""
    found = said.UNIT_OF_ALL.search(frame.body)
    if found is not None:
        frame.unit = found["unit"]
        frame.body = f"{frame.body[: found.start()]} {frame.body[found.end() :]}".strip(" ,;。、")


def _take_courtesies(frame: Frame, items: Items) -> None:
    for pattern in (said.GREETING.match, said.THANKS.search):
        found = pattern(frame.body)
        if found is None or not found.group():
            continue
        if not items.mentions(found.group()):  # 投资情况如下: is more than a greeting
            frame.courtesies.append(found.group())
            frame.body = (frame.body[: found.start()] + frame.body[found.end() :]).strip()


def _take_correction(frame: Frame, items: Items) -> None:
    """改 投资 13.6 · 错了,是13.6 · 13.6(更正)."""
    found = said.CORRECTION.match(frame.body)
    if found is not None and found.end() and _begins_an_answer(frame.body, found.end(), items):
        frame.is_correction = True
        frame.body = frame.body[found.end() :]
    found = said.CORRECTED.search(frame.body)
    if found is not None and found.start():
        frame.is_correction = True
        frame.body = frame.body[: found.start()]


def _take_stage(frame: Frame, items: Items) -> None:
    """核定数：投资13.4 · 快报 13.5 8.2 · 投资13.5，零售8.2，均为快报数."""
    found = said.STAGE_BEHIND.search(frame.body)
    if found is not None and found.start():
        frame.stage = stage_said(found["stage"])
        frame.body = frame.body[: found.start()]
    found = said.STAGE_AHEAD.match(frame.body)
    if found is None:
        return
    rest = frame.body[found.end() :]
    # In 核定 投资13.4 the word stands with its line.
    if found["gap"].strip(" ,") or not items.mentions(rest):
        frame.stage = stage_said(found["stage"])
        frame.body = rest


def _begins_an_answer(body: str, position: int, items: Items) -> bool:
    rest = body[position:]
    if rest.startswith(_BEGINS_A_NUMBER) or said.HAS_DIGIT.match(rest):
        return True
    if any(m.end - len(m.words) < position for m in items.mentions(body)):
        return False  # the name itself begins with 改
    return bool(items.mentions(rest)) or items.answers_in_words(rest)


def cut_the_rest(frame: Frame, items: Items) -> None:
    """投资13.5,其他不变 and 其他不变,投资13.5: what is about the items not named."""
    found = said.THE_REST.search(frame.body)
    if found is None:
        return
    rest, behind = frame.body[found.end() :], ""
    if not found.start():
        rest, behind = _CLAUSE_END.split(rest, maxsplit=1)
    if items.mentions(rest):
        return
    if items.answers_in_words(rest) or _ZERO.fullmatch(rest):
        frame.body, frame.rest = frame.body[: found.start()] + behind, rest
