"""Numbers that are unlike the others and were stood by: why, and what was said of it."""

from collections.abc import Iterable, Iterator, Sequence

from domain.figures import Figure, Stage
from handlers.actions.measuring.marks import Odd, Stages
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html, escaped

MARK = "※"
LONGEST = 16
"""Characters of a name or a reason that a line has room for."""


def reasons(kinds: Iterable[str], texts: Catalog) -> str:
    """Why a number was questioned, in a few words."""
    keys = [f"odd.{kind}" for kind in kinds]
    return texts.plain("common.sep").join(texts.plain(key) for key in keys if texts.has(key))


def of_figures(own: Sequence[Figure], texts: Catalog) -> Iterator[str]:
    """What is to be said of these numbers, each that is odd."""
    for figure in own:
        if figure.odd:
            yield _told(figure.odd.split(","), figure.note or "", texts)


def listed(odd: Sequence[Odd], texts: Catalog, *, most: int) -> Iterator[Html]:
    """One line each: whose, how much, why, and the reason given; how many more there are."""
    for one in odd[:most]:
        yield _line(one, texts)
    if len(odd) > most:
        yield texts.say("odd.more", count=len(odd) - most)


def in_brief(odd: Sequence[Odd], texts: Catalog) -> Iterator[Html]:
    """The first of them and how many more there are, on one line."""
    if odd:
        more = texts.say("odd.and_more", count=len(odd) - 1) if len(odd) > 1 else ""
        yield Html(f"{_line(odd[0], texts)}{more}")


def _line(odd: Odd, texts: Catalog) -> Html:
    return texts.say(
        "odd.line",
        mark=MARK,
        unit=_short(odd.unit_name),
        name=_short(odd.name),
        value=figures.measured(odd.value, odd.measure, odd.decimals),
        why=escaped(_told(odd.kinds, odd.note, texts)),
    )


def stages(counts: Stages, texts: Catalog) -> str:
    """预计 55 项、快报 3 项; nothing where it goes without saying."""
    if not counts:
        return ""
    parts = (
        texts.plain("stage.count", stage=texts.plain(f"stage.{stage.value}"), count=count)
        for stage, count in counts
    )
    return texts.plain("stage.counts", counts=texts.plain("common.sep").join(parts))


def stage_mark(stage: Stage | None, texts: Catalog) -> str:
    """（核定）; nothing without one to tell."""
    if stage is None:
        return ""
    return texts.plain("stage.mark", stage=texts.plain(f"stage.{stage.value}"))


def _told(kinds: Iterable[str], note: str, texts: Catalog) -> str:
    why = reasons(kinds, texts)
    return texts.plain("odd.with_note", why=why, note=_short(note)) if note else why


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…"
