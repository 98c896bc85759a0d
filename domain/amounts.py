"""One number as people type it, read in the measure that was asked for.

Nothing here raises and nothing is guessed: text that two readers would read differently comes
back as Unclear, with the possible readings where there are some.
"""

import re
from dataclasses import replace
from decimal import Decimal
from typing import Final

from domain.measures import UNIT_WORDS
from domain.typed.folding import fold, plain
from domain.typed.phrases import (
    BOTH_SPANS,
    LAST_MONTH,
    LED_TO,
    LEVEL,
    NO_CHANGE,
    SPECIAL,
    STEP_TO,
    THEN_AND_NOW,
)
from domain.typed.readings import (
    Amount,
    Answer,
    NotApplicable,
    NotAvailable,
    Outcome,
    Same,
    Unclear,
    Wanted,
    Why,
    ZeroOrNothing,
)
from domain.typed.remarks import remark_in
from domain.typed.sentences import Sentence
from domain.typed.units import tidy

__all__ = [
    "Amount",
    "Answer",
    "NotApplicable",
    "NotAvailable",
    "Outcome",
    "Same",
    "Unclear",
    "Wanted",
    "Why",
    "ZeroOrNothing",
    "read_amount",
    "read_folded",
    "stated_in",
]

# What nearly everybody types; the long way gives the same.
_MOVES: Final = re.compile(r"(?!由|从|全年|年度|一?季度|目标|任务|计划)")
_UNITS: Final = "|".join(map(re.escape, UNIT_WORDS))
_UNIT_AHEAD: Final = re.compile(
    rf"(?P<lead>[^0-9()\[\]/]{{0,16}})(?:[(\[](?P<inside>[万亿]?(?:{_UNITS}))[)\]]|/(?P<behind>[万亿]?(?:{_UNITS}))(?=[\s:=]))"
    r"[\s:=]*(?P<number>-?[0-9][0-9,]*(?:\.[0-9]+)?)(?![0-9.,])"
)
_UNIT_BEHIND: Final = re.compile(
    rf"(?P<lead>[^0-9]{{0,16}})(?P<number>-?[0-9][0-9,]*(?:\.[0-9]+)?)\s*"
    rf"[(\[](?P<unit>[万亿]?(?:{_UNITS}))[)\]]"
)
_FIRST: Final = re.compile(r"[^0-9]{0,16}-?[0-9][0-9,]*(?:\.[0-9]+)?(?![0-9.,])")
_HAS_UNIT: Final = re.compile(rf"\s*(?:[百千万亿]|{_UNITS})")
_QUICK: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,6})(?:\.[0-9]{1,4})?")


def read_amount(typed: str, wanted: Wanted) -> Outcome:
    """Read one answer, whatever was typed."""
    return read_folded(plain(fold(typed).strip()), wanted)


def read_folded(text: str, wanted: Wanted) -> Outcome:
    """Read one answer from text that went through `fold` already."""
    if _QUICK.fullmatch(text):
        return Amount(tidy(Decimal(text)))
    text = _with_unit_behind(text)
    return (
        _in_words(text, wanted)
        or _of_two_spans(text, wanted)
        or _where_it_led(text, wanted)
        or Sentence(text, wanted).read()
    )


def stated_in(text: str, unit: str) -> str:
    """A text with this unit behind its first number, unless that has one of its own."""
    found = _FIRST.match(text)
    if found is None or _HAS_UNIT.match(text, found.end()):
        return text
    return f"{found.group()}{unit}{text[found.end() :]}"


def _with_unit_behind(text: str) -> str:
    """(亿元):13.5 and 13.5(亿元) as 13.5亿元; a number with a unit of its own keeps that."""
    found = _UNIT_AHEAD.match(text)
    if found is not None:
        unit = "" if _HAS_UNIT.match(text, found.end()) else (found["inside"] or found["behind"])
        return f"{found['lead']}{found['number']}{unit}{text[found.end() :]}"
    found = _UNIT_BEHIND.match(text)
    if found is None:
        return text
    return f"{found['lead']}{found['number']}{found['unit']}{text[found.end() :]}"


def _where_it_led(text: str, wanted: Wanted) -> Outcome | None:
    """从7.9增加到8.2, 回落0.2个百分点至6.3%: what it is now, with the way there as its note."""
    found = THEN_AND_NOW.fullmatch(text)
    if found is not None and wanted.is_cumulative:
        now = Sentence(found["now"], wanted).read()
        offered = (replace(now, note=""),) if isinstance(now, Amount) else ()
        return Unclear(Why.OTHER_SPAN, text, offered)  # of the week alone, or of the year so far?
    found = found or (STEP_TO.fullmatch(text) if wanted.is_rate else None) or LED_TO.fullmatch(text)
    if found is None or (wanted.is_rate and found.re is LED_TO and _MOVES.match(found["step"])):
        return None
    if not (wanted.is_cumulative or wanted.is_rate) and "累计" in text[found.end("step") :]:
        return None  # of 新增1家,累计5家 the first is this week's
    now = Sentence(found["now"], wanted).read()
    return replace(now, note=found["step"].strip(" ,")) if isinstance(now, Amount) else None


def _of_two_spans(text: str, wanted: Wanted) -> Outcome | None:
    """本周1.2,累计13.5: the number of the span that is asked for, the other one as its note."""
    found = BOTH_SPANS.fullmatch(text)
    if found is None or wanted.is_rate:
        return None
    week = (found["week"] or found["week2"]).strip(" ,;。、()")
    total = (found["total"] or found["total2"]).strip(" ,;。、()")
    outcomes = [
        Sentence(part, replace(wanted, is_cumulative=None)).read() for part in (week, total)
    ]
    amounts = [o for o in outcomes if isinstance(o, Amount) and not o.note]
    if len(amounts) < len(outcomes):
        return None
    if wanted.is_cumulative is None:
        return Unclear(Why.OTHER_SPAN, text, tuple(amounts))
    asked, other = (1, week) if wanted.is_cumulative else (0, total)
    return replace(amounts[asked], note=other)


def _in_words(text: str, wanted: Wanted) -> Outcome | None:
    """The answers that are not numbers: 同上, 不涉及, 暂无, 无."""
    if wanted.is_rate and LEVEL.match(text):
        return Unclear(Why.AMBIGUOUS, text, (Amount(Decimal(0)), Same()))
    if LAST_MONTH.match(text):
        return Unclear(Why.AMBIGUOUS, text, (Same(),))
    if NO_CHANGE.match(text):
        if wanted.is_rate and "零增长" in text:
            return Amount(Decimal(0))
        return Unclear(Why.CHANGE_ONLY, text, (Same(), Amount(Decimal(0))))
    found = SPECIAL.match(text)
    if found is None:
        return None
    remark = remark_in(text[found.end() :].lstrip("了的啊哈哦吧呢啦"), may_be_glued=True)
    if found.lastgroup == "nothing":
        # - 13.5 and 无 13.5 are about the number.
        return ZeroOrNothing(remark.note) if remark.doubt is None else None
    kind = str(found.lastgroup)
    if remark.doubt is not None:
        return Unclear(remark.doubt, text, (_answer(kind, ""),))
    return _answer(kind, remark.note)


def _answer(kind: str, note: str) -> Answer:
    if kind == "same":
        return Same(note)
    return NotApplicable(note) if kind == "not_applicable" else NotAvailable(note)
