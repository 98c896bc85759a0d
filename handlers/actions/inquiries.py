"""A question in somebody's own words, as far as it is understood: what is asked, about what."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from domain.finding import Found, Kind, Names, called, names_of
from domain.inquiry import fillers, spans, topics
from domain.inquiry.spans import Span
from domain.inquiry.topics import Topic
from domain.roster import Roster
from handlers.actions.meaning import SHORTEST, best_of, root_of

LONGEST_PAIR = 24
"""Characters of a unit and an indicator in one breath, neither of them by its whole name."""

ASKING = frozenset(
    {
        Topic.RED, Topic.YELLOW, Topic.FIRST, Topic.LAST, Topic.ENDS, Topic.RANK, Topic.MOVES,
        Topic.TREND, Topic.HEAT, Topic.COMPARISON, Topic.MEAN, Topic.GAINS, Topic.NEEDED,
        Topic.HISTORY, Topic.SHARE, Topic.BRIEF, Topic.BOARD, Topic.REASON,
    }
)  # fmt: skip
"""What nobody tells of their own numbers: to name it is to ask for it."""

QUESTION = re.compile(
    r"[?]|吗|怎|如何|什么|啥|多少|几[个家]|哪|谁|是否|有没有|没有?$|[没未](?:报|交|填)|情况$|进度$|咋"
    r"|\b(?:who|what|which|how|has|have|is|are|missing)\b"
)
_FIRST_MARK, _LAST_MARK = 0xE000, 0xF8FF  # signs that nobody types: they stand for names
_PARTS = re.compile(r"([\ue000-\uf8ff])|[\n]+")

Options = tuple[Found, ...]
"""What one name may stand for; of several none is better than the others."""


@dataclass(frozen=True, slots=True)
class Inquiry:
    """What was asked: a topic, the things it is about in their order, and the time.

    `unknown` are words that are neither a name nor a known phrase; with any of them, or with
    `is_torn`, the question is not understood. `topics` are all that were said, the question
    first; without any, `is_said` tells whether more than a name was said.
    """

    text: str
    topics: tuple[Topic, ...] = ()
    named: tuple[Options, ...] = ()
    unknown: tuple[str, ...] = ()
    count: int | None = None
    span: Span | None = None
    is_torn: bool = False
    is_said: bool = False

    @property
    def topic(self) -> Topic:
        """The question."""
        return self.topics[0] if self.topics else Topic.STATE

    @property
    def is_understood(self) -> bool:
        """Whether every word of it has a meaning, and all together one."""
        return not self.unknown and not self.is_torn

    @property
    def is_question(self) -> bool:
        """Whether it asks something even where the same words may be an answer.

        A bare name is none, nor are words in which a cadre may tell why a number is as it is.
        """
        if not self.is_understood or not self.is_said:
            return False
        if self.topic in ASKING:
            return True
        return QUESTION.search(topics.plain(self.text, marks=True)) is not None

    @property
    def open(self) -> Options:
        """What the first name that is not certain may stand for; () when all are."""
        return next((options for options in self.named if len(options) > 1), ())

    def all_of(self, kind: Kind) -> tuple[Found, ...]:
        """The things of a kind that are certainly named."""
        found = (options[0] for options in self.named if len(options) == 1)
        return tuple(dict.fromkeys(one for one in found if one.kind is kind))

    def one_of(self, kind: Kind) -> Found | None:
        """The first of them."""
        return next(iter(self.all_of(kind)), None)

    def code_of(self, kind: Kind) -> str:
        """Its code; "" without one."""
        found = self.one_of(kind)
        return found.code if found else ""


def inquiry_of(roster: Roster, text: str) -> Inquiry:
    """Read a question. Whole names go first, then phrases, then parts of names; no text raises."""
    words = topics.plain(text)
    if not words:
        return Inquiry(text)
    if len(words) > topics.LONGEST:
        return Inquiry(text, unknown=(text,))
    names = tuple(names_of(roster))
    is_name = any(name == words for name, _ in names)
    whole = called(names, words) if is_name or not fillers.is_empty(words) else ()
    if whole:
        return _about(roster, Inquiry(text, named=(_options(whole, words),)))
    body, marks = _shielded(names, words)
    is_change, body = topics.cut_change(body)
    span, body = spans.cut(body)
    asked = topics.cut(body)
    said = (Topic.CHANGE, *asked.topics) if is_change else asked.topics
    named, unknown, has_state = _named(names, asked.rest, marks)
    if said[:1] == (Topic.NEEDED,) and sum(_is_unit(options) for options in named) > 1:
        said = (Topic.COMPARISON, *said)  # 城关和望澜差多少
    return _about(
        roster,
        Inquiry(
            text,
            said,
            named,
            unknown,
            asked.count,
            span,
            is_torn=asked.is_torn and not is_change,
            is_said=bool(said or span or has_state),
        ),
    )


def _is_unit(options: Options) -> bool:
    return len(options) == 1 and options[0].kind is Kind.UNIT


def _about(roster: Roster, found: Inquiry) -> Inquiry:
    """Without the district itself: to name it is to ask about everything."""
    root = root_of(roster)
    named = tuple(
        options
        for options in found.named
        if all(f.code != root or f.kind is not Kind.UNIT for f in options)
    )
    return replace(found, named=named, is_said=found.is_said or named != found.named)


def _options(found: Options, words: str) -> Options:
    if not found:
        return ()
    best = best_of(found, words)
    return (best,) if best is not None else found


def _shielded(names: Names, words: str) -> tuple[str, Mapping[str, tuple[str, Options]]]:
    """The text with every whole name in it as one mark, so that no phrase is looked for inside."""
    known: dict[str, list[Found]] = {}
    for name, found in names:
        if len(name) >= SHORTEST:
            known.setdefault(name, []).append(found)
    marks: dict[str, tuple[str, Options]] = {}
    for name in sorted(known, key=len, reverse=True):
        if name not in words or len(marks) > _LAST_MARK - _FIRST_MARK:
            continue
        mark = chr(_FIRST_MARK + len(marks))
        replaced = _replaced(words, name, mark)
        if replaced != words:
            marks[mark] = (name, _options(tuple(dict.fromkeys(known[name])), name))
            words = replaced
    return words, marks


def _replaced(words: str, name: str, mark: str) -> str:
    """A short code of letters is a name only where it stands alone."""
    if not name.isascii():
        return words.replace(name, mark)
    return re.sub(rf"(?<![a-z0-9]){re.escape(name)}(?![a-z0-9])", mark, words)


def _named(
    names: Names, rest: str, marks: Mapping[str, tuple[str, Options]]
) -> tuple[tuple[Options, ...], tuple[str, ...], bool]:
    """The things named in what phrases have left, what is no name, and whether more was said."""
    parts = [part for part in _PARTS.split(rest) if part and part.strip()]
    named: list[Options] = []
    unknown: list[str] = []
    has_more = False
    for number, part in enumerate(parts):
        if part in marks:
            named.append(marks[part][1])
            continue
        has_more = has_more or fillers.is_state(part)
        found = _read(names, part)
        if found is None:
            found = _beside(names, parts, number, marks)
        if found is None:
            unknown.append(part.strip())
        else:
            named += found
    return tuple(dict.fromkeys(named)), tuple(unknown), has_more


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
    if found := called(names, words):
        return [_options(found, words)]
    return _pair(names, words) if len(words) <= LONGEST_PAIR else None


def _pair(names: Names, words: str) -> list[Options] | None:
    """Cut in two so that one half is a part of a unit's name and the other of an indicator's."""
    for cut in range(SHORTEST, len(words) - SHORTEST + 1):
        halves = [_options(called(names, half), half) for half in (words[:cut], words[cut:])]
        kinds = {options[0].kind for options in halves if len(options) == 1}
        if kinds == {Kind.UNIT, Kind.INDICATOR}:
            return halves
    return None


def _beside(
    names: Names, parts: list[str], number: int, marks: Mapping[str, tuple[str, Options]]
) -> list[Options] | None:
    """重点项目: where 项目 is a name by itself, the rest of the longer one belongs to it."""
    for words in fillers.trimmed(parts[number]):
        before = marks[parts[number - 1]][0] if number and parts[number - 1] in marks else ""
        after = (
            marks[parts[number + 1]][0]
            if number + 1 < len(parts) and parts[number + 1] in marks
            else ""
        )
        for longer in ((before + words) if before else "", (words + after) if after else ""):
            if longer and (found := called(names, longer)):
                return [_options(found, longer)]
    return None


def hints(inquiry: Inquiry) -> Iterator[Found]:
    """Things that were named in a question that is not understood as a whole."""
    for options in inquiry.named:
        yield from options
