"""Every version of one number, in the order recorded, as the links of its chain."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.figures import Figure, Review
from storage.audit import TIES, fault_of
from storage.chain import CONTENT, MARKS
from storage.models.base import core
from storage.models.figures import RevisionRow
from storage.reading import NAMES, figure_of

revision = core(RevisionRow)

_TIED = (*CONTENT, *MARKS, *TIES)
_CHAIN = (
    select(*(revision.c[name] for name in _TIED))
    .where(revision.c.assignment == bindparam("assignment"))
    .order_by(revision.c.link)
)
_CHAIN_THEN = _CHAIN.where(revision.c.recorded_at <= bindparam("as_of"))


@dataclass(frozen=True, slots=True)
class Versions:
    """All versions of one assignment, over every period; those that asked to be reviewed say so.

    `digest` is that of the last one and stands for all; `is_whole` says that each holds on to
    the one before it and none has been changed.
    """

    figures: tuple[Figure, ...]
    digest: str = ""
    is_whole: bool = True


async def of(session: AsyncSession, assignment: int, *, as_of: datetime | None = None) -> Versions:
    """Everything ever put on record for an assignment, and whether it is as it was recorded.

    With `as_of`, what had been by then.
    """
    asked = {"assignment": assignment}
    if as_of is None:
        rows = await session.execute(_CHAIN, asked)
    else:
        rows = await session.execute(_CHAIN_THEN, {**asked, "as_of": as_of})
    figures: list[Figure] = []
    digest, is_whole = "", True
    for link, row in enumerate(rows, start=1):
        content = dict(zip(_TIED, row, strict=True))
        made = figure_of([content[name] for name in NAMES])
        figures.append(replace(made, review=Review.PENDING) if content["reviewed"] else made)
        is_whole = is_whole and fault_of(content, link=link, previous=digest) is None
        digest = str(content["digest"])
    return Versions(tuple(figures), digest, is_whole)
