"""The command line as tests use it: what was typed, what came out."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

from bot.cli import main

WEDNESDAY = datetime(2026, 3, 4, 2, tzinfo=UTC)  # 10:00 in the district


@dataclass(frozen=True)
class Answer:
    """How a verb ended."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """The answer of a verb with --json."""
        return [json.loads(line) for line in self.out.splitlines()]


@dataclass
class Shell:
    """A folder of its own with a database of its own, on one Wednesday."""

    folder: Path
    environ: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.environ["BOT__STORAGE__URL"] = f"sqlite:///{self.folder / 'progress.db'}"

    def types(self, *arguments: str | Path) -> Answer:
        out, err = StringIO(), StringIO()
        code = main(
            [str(one) for one in arguments],
            self.environ,
            now=lambda: WEDNESDAY,
            out=out,
            err=err,
        )
        return Answer(code, out.getvalue(), err.getvalue())
