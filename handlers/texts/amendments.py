"""Why a ranking was published anew: what was corrected, and who moved from where to where."""

from collections.abc import Iterator

from domain.figures import Answer
from domain.moves import Move
from handlers.actions.measuring.amendments import Amendment, Said
from handlers.texts import figures
from handlers.texts.catalog import Catalog, Html, escaped
from handlers.texts.items import sign

MOST_MOVES = 6
LONGEST_NAME = 16
LONGEST_REASON = 60
"""Characters; together with the rest they keep any caption below Telegram's 1,024."""


def amended(amendment: Amendment, texts: Catalog) -> Iterator[Html]:
    """One line for the number, one for the places."""
    before, after = (_said(said, amendment, texts) for said in (amendment.before, amendment.after))
    yield texts.say(
        "caption.amended_same" if before == after else "caption.amended",
        name=amendment.name,
        before=before,
        after=after,
        reason=amendment.reason[:LONGEST_REASON],
    )
    if not amendment.moves:
        return
    names = texts.say("common.sep").join(
        _move(move, texts) for move in amendment.moves[:MOST_MOVES]
    )
    more = texts.say("common.list_end") if len(amendment.moves) > MOST_MOVES else ""
    key = "caption.moved_within" if amendment.within else "caption.moved"
    yield texts.say(key, names=Html(f"{names}{more}"), indicator=amendment.within)


def _said(said: Said, amendment: Amendment, texts: Catalog) -> Html:
    if said.answer is None:
        return texts.say("mine.missing")
    if said.answer is Answer.NUMBER and said.value is not None:
        return escaped(figures.measured(said.value, amendment.measure, amendment.decimals))
    return texts.say(f"echo.{said.answer.value}")


def _move(move: Move, texts: Catalog) -> Html:
    name = move.name[:LONGEST_NAME]
    if move.before == move.after:
        return texts.say(
            "caption.light",
            name=name,
            rank=move.after,
            before=sign(move.light_before, texts),
            after=sign(move.light_after, texts),
        )
    before, after = (_place(rank, texts) for rank in (move.before, move.after))
    return texts.say("caption.move", name=name, before=before, after=after)


def _place(rank: int | None, texts: Catalog) -> Html:
    if rank is None:
        return texts.say("light.word.unranked")
    return texts.say("caption.place", rank=rank)
