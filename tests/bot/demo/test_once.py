"""The whole week on the sample district, from the command line, in a folder of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from tests.endtoend.bot_process import PASSED_ON, ROOT

PATIENCE = 120  # seconds
SCENES = ("王芳一条消息报六个数", "陌生人来问", "撤回一个数重报", "领导在群里查看")


@dataclass(frozen=True, slots=True)
class Played:
    """How the demo ended, and what it left behind."""

    code: int
    out: str
    err: str
    folder: Path

    @property
    def transcript(self) -> str:
        return (self.folder / "transcript.txt").read_text("utf-8")

    @property
    def pictures(self) -> list[Path]:
        return sorted(self.folder.glob("*.png"))


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """`python -m bot demo --once`, in an empty folder."""
    folder = tmp_path_factory.mktemp("demo")
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-m", "bot", "demo", "--once"],
        cwd=folder,
        env={**kept, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    return Played(done.returncode, done.stdout, done.stderr, folder / "demo")


def test_the_week_is_played_and_everything_expected_happens(played: Played) -> None:
    assert played.code == 0, played.out + played.err
    assert "FAILED" not in played.transcript
    assert "one week played" in played.out


def test_the_transcript_tells_every_scene(played: Played) -> None:
    assert [scene for scene in SCENES if scene not in played.transcript] == []
    assert len(played.transcript.splitlines()) > 200


def test_every_picture_sent_is_kept_and_is_one_that_telegram_takes(played: Played) -> None:
    assert any(path.name.startswith("group-") for path in played.pictures)
    assert len(played.pictures) >= 5
    for path in played.pictures:
        with Image.open(path) as picture:
            width, height = picture.size
        assert width + height <= 10_000
        assert max(width, height) <= 20 * min(width, height)
        assert path.stat().st_size <= 10 * 1024 * 1024


def test_nothing_went_wrong_on_the_way(played: Played) -> None:
    troubled = [line for line in played.err.splitlines() if " ERROR " in line]

    assert troubled == []
    assert "Traceback" not in played.err
