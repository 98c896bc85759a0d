"""What can be put into another chat: an answer in plain words, with its first lines as a title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape

from domain.errors import Refusal
from handlers import plain
from handlers.actions.inquiry import inquiring, pressing
from handlers.actions.inquiry.inquiring import Answer, Puzzled
from handlers.actions.lookups.views.boards import BoardView
from handlers.actions.lookups.views.choices import Choice
from handlers.deps import Deps
from handlers.looks import Look
from handlers.texts.captions import caption
from handlers.texts.catalog import Catalog
from handlers.viewers import Viewer
from handlers.ways.steps import KINDS

MOST = 6
MOST_WORDS = 3000  # characters: Telegram takes 4,096
LONGEST_TITLE, LONGEST_DESCRIPTION = 60, 120
USUAL = ("all", "red", "missing")


@dataclass(frozen=True, slots=True)
class Article:
    """One answer: what it is, what it begins with, and all of its words."""

    title: str
    description: str
    words: str


async def found(deps: Deps, viewer: Viewer, asked: str, texts: Catalog) -> tuple[Article, ...]:
    """The answer to what is typed so far; several where several may be meant; else the usual.

    Raises:
        Refusal: what is asked is not for this reader.
    """
    view = await inquiring.answer(deps, viewer, asked)
    looks: Sequence[Look] = ()
    if isinstance(view, Puzzled):
        looks = [Look(KINDS[one.kind], one.code) for one in view.found]
        looks = [*looks, *(Look(kind) for kind in USUAL)]
    elif isinstance(view, Choice):
        looks = [Look(view.kind or KINDS[one.kind], one.code) for one in view.found]
    elif not asked.strip():
        looks = [Look(kind) for kind in USUAL[1:]]
    answers: list[Answer] = [] if isinstance(view, Puzzled | Choice) else [view]
    for look in looks[:MOST]:
        try:
            answers.append(await pressing.looked_at(deps, viewer, look))
        except Refusal:
            continue  # of several only what this reader may see
    return tuple(_article(deps, one, texts) for one in answers)


def _article(deps: Deps, view: Answer, texts: Catalog) -> Article:
    words = _words(deps, view, texts)
    first, _, rest = words.partition("\n")
    about = " · ".join(line.strip() for line in rest.splitlines()[:2] if line.strip())
    stamp = texts.plain("inline.stamp")
    stamped = f"{_cut(words)}\n{stamp}"
    return Article(first[:LONGEST_TITLE], about[:LONGEST_DESCRIPTION], stamped)


def _words(deps: Deps, view: Answer, texts: Catalog) -> str:
    """As on the command line; of a ranking the few lines of its caption."""
    if isinstance(view, BoardView):
        return unescape(re.sub(r"</?[bi]>", "", caption(view.board, texts)))
    return plain.words_of(deps, view, texts)


def _cut(words: str) -> str:
    """Shortened at a line end."""
    if len(words) <= MOST_WORDS:
        return words
    return f"{words[:MOST_WORDS].rsplit(chr(10), 1)[0]}\n…"
