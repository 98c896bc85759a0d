"""What is wrong with a workbook, each with its place."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from handlers.workbook.words import say


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A cell, a sheet or, with an empty sheet, the file; rows and columns count from 0."""

    sheet: str = ""
    row: int = -1
    column: int = -1

    def __str__(self) -> str:
        if not self.sheet:
            return say("level.file")
        return f"{self.sheet}!{self.cell}" if self.row >= 0 else self.sheet

    @property
    def cell(self) -> str:
        """The address inside the sheet as Excel shows it, e.g. B3."""
        letters, rest = "", max(self.column, 0) + 1
        while rest:
            rest, letter = divmod(rest - 1, 26)
            letters = chr(65 + letter) + letters
        return f"{letters}{self.row + 1}"


@dataclass(frozen=True, slots=True)
class Problem:
    """`why` is a key of the words. A warning does not keep the workbook from being imported."""

    place: Place
    why: str
    facts: Mapping[str, object] = field(default_factory=dict)
    is_warning: bool = False

    def __str__(self) -> str:
        reason = say(f"reason.{self.why}", **self.facts)
        return say(
            "level.warning" if self.is_warning else "level.error", place=self.place, reason=reason
        )


class Problems:
    """Collects what is found, so that everything is told at once."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def add(self, place: Place, why: str, /, **facts: object) -> None:
        """Something that keeps the workbook from being imported."""
        self._found.append(Problem(place, why, facts))

    def warn(self, place: Place, why: str, /, **facts: object) -> None:
        """Something the sender should look at."""
        self._found.append(Problem(place, why, facts, is_warning=True))

    @property
    def has_errors(self) -> bool:
        """Whether the workbook cannot be imported."""
        return any(not problem.is_warning for problem in self._found)

    def in_order(self, sheets: Iterable[str]) -> Iterator[Problem]:
        """Everything found: the file first, then sheet by sheet, row by row."""
        rank = {title: number for number, title in enumerate(sheets, start=1)}
        return iter(
            sorted(
                self._found,
                key=lambda p: (rank.get(p.place.sheet, 0 if not p.place.sheet else 99), p.place),
            )
        )
