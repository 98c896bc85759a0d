"""A message cut into parts: each for the items it names, or for none in particular."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.typed import courtesies as said
from domain.typed.items import Items
from domain.typed.lines import enumerated
from domain.typed.naming import Mention
from domain.typed.phrases import JOINT, STAGE_WORD

_DANGLING: Final = re.compile(
    r"(?:[\s,;。、:|/]+|(?<=\s)[+]+"
    r"|(?<=[\s,;。、0-9元%家个])(?:其中|另外?|和|及|以及|与|还有|然后|再就是|接着)"
    r"|(?<=[\s,;。])(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[、.)]|(?<=[\s,;。])[一二三四五六七八九十]{1,2}是|[①-⒛]|[0-9]\u20e3)+$"
)
_BRACKETED: Final = re.compile(r"[\s,;。]*[(](?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})[)]$")
_PLAIN: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[万亿]?元|[万亿%家个户])?")
_ONE_EACH: Final = re.compile(
    rf"[\s:=]*(?:分别)?(?:完成|实现|达到|为|是)?[\s:]*"
    rf"(?P<numbers>{_PLAIN.pattern}(?:(?:\s*[、和与及]\s*|(?<![0-9]),\s*){_PLAIN.pattern})+)[。!\s]*"
)
_OPEN_SHARES: Final = re.compile(r"[(](?:其中|含|包括|包含|不含|未含)[^()]*$")
_SHARE_AHEAD: Final = re.compile(r"[0-9元%家个户][\s,;。、(]*其中:?\s*$")
_LONGEST_SHARE: Final = 3  # characters; a longer name is one of an item
_EMPTY_WORDS: Final = frozenset({"关于", "有关", "把", "将", "#", "其中"})
_STROKE: Final = re.compile(r"\s*[:=]\s*/+\s*")
_DASH: Final = re.compile(r"[-–](?=[0-9])")


@dataclass(slots=True)
class Part:
    """A piece of a message. `is_certain` is False where a name is part of a longer word."""

    keys: tuple[str, ...]
    text: str
    typed: str
    is_certain: bool = True


@dataclass(slots=True)
class Cutter:
    """Cuts one message; words that belong to nothing gather in `leftover`."""

    items: Items
    leftover: list[str]

    def parts_of(self, body: str) -> list[Part]:
        """The parts in the order written; without any name, its lines."""
        mentions = self.items.mentions(body)
        if not mentions:
            return [Part((), line, line) for line in map(str.strip, body.split("\n")) if line]
        parts: list[Part] = []
        start = 0
        for line in body.split("\n"):
            end = start + len(line)
            inside = [m for m in mentions if start <= m.start < end]
            if line.strip():
                parts.extend(self._parts_of_line(body, start, end, inside))
            start = end + 1
        return self._chained(self._with_values_below(self._with_notes(parts)))

    def _parts_of_line(
        self, body: str, start: int, end: int, inside: Sequence[Mention]
    ) -> list[Part]:
        leads = _without_shares(body, [m for m in inside if m.is_lead])
        line = body[start:end].strip()
        if not leads:
            return [_without_lead(body, start, line, inside)]
        stops = [*(m.start for m in leads[1:]), end]
        raw = body[start : leads[0].start].strip()
        mark = enumerated(f"{raw}x") if raw else None
        is_numbered = mark is not None and mark.text == "x"
        before = _trimmed(raw)
        texts = [body[m.end : stop] for m, stop in zip(leads, stops, strict=True)]
        if is_numbered:
            texts = [_BRACKETED.sub("", text) for text in texts]  # (1)投资13.5(2)零售8.2
        # 工业6.3 外资-3.2: who writes one number without a dash means a minus by it.
        is_plain = any(text.strip() and not _DASH.match(text) for text in texts)
        after = [self._after(m, t, is_plain=is_plain) for m, t in zip(leads, texts, strict=True)]
        after = _staged(leads, after)
        if before and not is_numbered and has_number(before):
            return _value_first(before, leads, after, line)
        if before and not is_numbered and before not in _EMPTY_WORDS:
            self.leftover.append(before)
        return [
            Part(m.keys, m.words + text if text else "", body[m.start : stop].strip())
            for m, text, stop in zip(leads, after, stops, strict=True)
        ]

    def _after(self, mention: Mention, text: str, *, is_plain: bool) -> str:
        """The words behind a name. In 投资-13.5 the dash may be a minus or only a dash."""
        trimmed = _trimmed(text)
        if _STROKE.fullmatch(text):
            return "/"
        if said.AND.fullmatch(trimmed):
            return ""
        if _DASH.match(text):
            if is_plain and self.items.are_rates(mention.keys):
                return f"-{trimmed[1:]}"
            positive = self.items.takes_only_positive(mention.keys)
            return trimmed[1:] if positive else f"- {trimmed[1:]}"
        return trimmed

    def _with_notes(self, parts: list[Part]) -> list[Part]:
        """Words without any answer belong to the number before: 投资 13.5 零售下滑."""
        kept: list[Part] = []
        for part in parts:
            is_wordy = part.text and not self._answers_something(part.text)
            if is_wordy and kept and kept[-1].text and (part.keys or JOINT.match(part.text)):
                kept[-1].text += " " + (part.typed if part.keys else part.text)
                kept[-1].typed += " " + part.typed
            else:
                kept.append(part)
        return kept

    def _answers_something(self, text: str) -> bool:
        if has_number(text):
            return True
        return self.items.answers_in_words(said.EACH_OF_THEM.sub("", text, count=1))

    def _with_values_below(self, parts: list[Part]) -> list[Part]:
        """A name on one line and its number on the next."""
        joined: list[Part] = []
        for part in parts:
            if not part.keys and joined and joined[-1].keys and not joined[-1].text:
                joined[-1].text = part.text
                joined[-1].typed += " " + part.typed
            else:
                joined.append(part)
        return joined

    def _chained(self, parts: list[Part]) -> list[Part]:
        """投资、零售都不变: names in a row that share one answer."""
        done: list[Part] = []
        waiting: list[Part] = []
        for part in parts:
            if part.keys and not part.text:
                waiting.append(part)
                continue
            each = said.EACH_OF_THEM.match(part.text)
            if (
                waiting
                and _are_several((*waiting, part))
                and (shared := _respectively(part.text, len(waiting) + 1))
            ):
                for own, text in zip((*waiting, part), shared, strict=True):
                    own.text = text
                done.extend(waiting)
            elif waiting and each and each.group().strip(" ,、"):
                part.text = part.text[each.end() :]
                done.extend(Part(w.keys, part.text, part.typed) for w in waiting)
            elif waiting and part.keys:
                # 投资项目 5: two names in a row may be a third thing.
                done.extend(waiting[:-1])
                part.is_certain = part.is_certain and waiting[-1].keys == part.keys
                part.keys = tuple(dict.fromkeys((*waiting[-1].keys, *part.keys)))
            else:
                done.extend(waiting)
            done.append(part)
            waiting = []
        answered = {part.keys for part in done if part.text}
        return done + [part for part in waiting if part.keys not in answered]


def _without_shares(body: str, leads: Sequence[Mention]) -> list[Mention]:
    """In 投资13.5(其中工业5.2,零售1.1) the short words are shares of the investment."""
    kept: list[Mention] = []
    for lead in leads:
        ahead = body[kept[-1].end : lead.start] if kept else ""
        is_short = lead.end - lead.start - len(lead.words) <= _LONGEST_SHARE
        is_share = _OPEN_SHARES.search(ahead) or _SHARE_AHEAD.search(ahead)
        if not (is_short and is_share and said.HAS_DIGIT.search(ahead)):
            kept.append(lead)
    return kept


def has_number(text: str) -> bool:
    """Whether a number stands in it that is no date."""
    return said.HAS_DIGIT.search(said.ANY_DATE.sub("", text)) is not None


def _are_several(parts: Sequence[Part]) -> bool:
    """Whether each of these parts names one item, and no two the same."""
    named = [part.keys for part in parts]
    return all(len(keys) == 1 for keys in named) and len(set(named)) == len(named)


def _respectively(text: str, count: int) -> tuple[str, ...]:
    """投资、零售分别为13.5亿、8.2亿: one number for each name in a row; else nothing."""
    found = _ONE_EACH.fullmatch(text)
    numbers = tuple(m.group() for m in _PLAIN.finditer(found["numbers"])) if found else ()
    return numbers if len(numbers) == count else ()


def _without_lead(body: str, start: int, line: str, inside: Sequence[Mention]) -> Part:
    """A name inside a note is no name; inside a longer word it is a doubtful one."""
    digit = said.HAS_DIGIT.search(body, start)
    if not inside or (digit is not None and digit.start() < inside[0].start):
        return Part((), line, line)
    return Part(inside[0].keys, line, line, is_certain=False)


def _value_first(
    before: str, leads: Sequence[Mention], after: Sequence[str], line: str
) -> list[Part]:
    """13.5 投资 8.2 零售: each name stands behind its number, the last word is a name."""
    texts = [before, *after[:-1]]
    if not after[-1] and all(texts):
        return [Part(m.keys, text, line) for m, text in zip(leads, texts, strict=True)]
    keys = tuple(dict.fromkeys(key for m in leads for key in m.keys))
    return [Part(keys, line, line, is_certain=False)]


def _staged(leads: Sequence[Mention], after: Sequence[str]) -> list[str]:
    """核定 投资13.4 零售8.2: a stage before the first name is that of the whole line."""
    said_first = STAGE_WORD.search(leads[0].words)
    own = [*(m.words for m in leads[1:]), *after]
    if said_first is None or any(STAGE_WORD.search(words) for words in own):
        return list(after)
    word = said_first.group()
    return [after[0], *(f"{word} {text}" if text else text for text in after[1:])]


def _trimmed(text: str) -> str:
    """Without the separators and joining words that lead over to the next name."""
    return _DANGLING.sub("", text.strip()).strip()
