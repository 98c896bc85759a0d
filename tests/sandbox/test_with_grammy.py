"""A client in another language agrees: grammY, from npm, lives with the sandbox."""

import asyncio
import base64
import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.phone import Phone
from sandbox.server import Running
from tests.sandbox.pictures import png

HERE = Path(__file__).parent.parent / "npm"
CACHE = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache")) / "progress-bot"

pytestmark = pytest.mark.skipif(
    not (shutil.which("node") and shutil.which("npm")),
    reason="NOT CHECKED against grammY: this machine has no node or no npm",
)


@pytest.fixture(scope="session")
def installed() -> Path:
    """The locked packages, installed once for each lock file, outside the checkout."""
    lock = (HERE / "package-lock.json").read_bytes()
    folder = CACHE / f"npm-{hashlib.sha256(lock).hexdigest()[:12]}"
    if not (folder / "node_modules" / ".package-lock.json").exists():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder / name)
        subprocess.run(
            ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
            cwd=folder,
            check=True,
            timeout=120,
        )
    return folder


@pytest.fixture
async def grammy(installed: Path, sandbox: Running) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot of echo.mjs, polling."""
    shutil.copy(HERE / "echo.mjs", installed / "echo.mjs")
    process = await asyncio.create_subprocess_exec(
        "node",
        "echo.mjs",
        cwd=installed,
        stdout=subprocess.PIPE,
        env={
            "PATH": os.environ["PATH"],
            "BOT_TOKEN": sandbox.world.token,
            "API_BASE": sandbox.api_base,
            "PNG": base64.b64encode(png(40, 30)).decode(),
        },
    )
    assert process.stdout is not None
    line = await asyncio.wait_for(process.stdout.readline(), 60)
    assert json.loads(line) == "progress_bot"
    yield process
    process.terminate()
    await process.wait()


async def test_a_whole_dialogue_goes_through(
    grammy: asyncio.subprocess.Process, asha: Phone, sandbox: Running
) -> None:
    await asha.starts("CODE")
    assert (await asha.sees("welcome CODE")).raw["entities"][0]["type"] == "bold"

    said = await asha.says("13.5")
    card = await asha.sees("got 13.5")
    assert card.reply_to == said.id
    await asha.edits(said, "13.6")
    await asha.sees("now 13.6")

    press = await asha.presses(card, "same")
    assert (await press.answer())["text"] == "noted"
    assert (await asha.sees("same as before")).id == card.id

    await asha.sends_photo(png(60, 40))
    await asha.sees_picture(f"{len(png(60, 40))} bytes")
    await asha.says("/album")
    assert [seen.text for seen in await asha.waits_for(2)] == ["one", ""]
    await asha.says("/error")
    await asha.sees("400 Bad Request: chat not found")

    await asha.blocks()
    assert grammy.stdout is not None
    assert json.loads(await asyncio.wait_for(grammy.stdout.readline(), 60)) == "kicked"
    assert await sandbox.client.violations() == []
    assert (await asha.menu())[0]["command"] == "album"
