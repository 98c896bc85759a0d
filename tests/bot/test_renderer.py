"""The renderer with its real drawing process, and with ones that misbehave."""

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from bot.renderer import DrawingFailed, Renderer
from charts.sheets import RankingSheet, Section
from tests.charts import samples

PNG = b"\x89PNG"


@pytest.fixture
async def renderer() -> AsyncIterator[Renderer]:
    renderer = Renderer()
    await renderer.start()
    yield renderer
    await renderer.stop()


def titled(title: str) -> RankingSheet:
    return replace(samples.three(), head=replace(samples.HEAD, title=title))


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_it_draws_a_page_for_each_phone_screen(renderer: Renderer) -> None:
    pages = await renderer.render(samples.eighty())

    assert len(pages) == 4
    assert all(page.startswith(PNG) for page in pages)
    assert {Image.open(BytesIO(page)).width for page in pages} == {1080}


async def test_the_same_sheet_is_drawn_once(renderer: Renderer) -> None:
    # given
    first = await renderer.render(samples.three())
    assert renderer.pid
    os.kill(renderer.pid, signal.SIGSTOP)  # from here on nothing can be drawn

    # when
    second = await renderer.render(samples.three())

    # then
    assert second == first


async def test_those_who_ask_together_get_the_same_drawing(renderer: Renderer) -> None:
    pages = await asyncio.gather(*(renderer.render(samples.usual()) for _ in range(20)))

    assert all(one[0] is pages[0][0] for one in pages)


async def test_memory_of_pictures_is_bounded() -> None:
    # given
    renderer = Renderer(kept=1, sheets_per_process=1)
    await renderer.render(titled("甲"))
    await renderer.render(titled("乙"))
    process = renderer.pid

    # when
    await renderer.render(titled("乙"))
    remembered = renderer.pid == process
    await renderer.render(titled("甲"))
    forgotten = renderer.pid != process

    # then
    assert remembered
    assert forgotten
    await renderer.stop()


async def test_a_killed_process_is_replaced_and_the_picture_still_comes(
    renderer: Renderer,
) -> None:
    # given
    killed = renderer.pid
    assert killed
    os.kill(killed, signal.SIGKILL)

    # when
    pages = await renderer.render(samples.three())

    # then
    assert pages[0].startswith(PNG)
    assert renderer.pid != killed


async def test_a_process_killed_while_drawing_is_replaced_too(renderer: Renderer) -> None:
    # given
    assert renderer.pid
    os.kill(renderer.pid, signal.SIGSTOP)
    drawing = asyncio.create_task(renderer.render(samples.three()))
    await asyncio.sleep(0)

    # when
    os.kill(renderer.pid, signal.SIGKILL)

    # then
    assert (await drawing)[0].startswith(PNG)


async def test_a_sheet_that_cannot_be_drawn_fails_and_the_next_one_is_drawn(
    renderer: Renderer,
) -> None:
    # given
    boxed = titled("🎉")

    # when / then
    with pytest.raises(DrawingFailed, match="MissingGlyph"):
        await renderer.render(boxed)
    assert await renderer.render(titled("开门红"))


async def test_a_drawing_that_takes_too_long_is_given_up_and_its_process_replaced() -> None:
    # given
    renderer = Renderer(patience=0.2)
    await renderer.start()
    stuck = renderer.pid
    assert stuck
    os.kill(stuck, signal.SIGSTOP)

    # when
    with pytest.raises(DrawingFailed):
        await renderer.render(samples.three())

    # then
    assert not is_alive(stuck)
    await renderer.stop()


async def test_a_process_is_replaced_after_its_share_of_sheets() -> None:
    # given
    renderer = Renderer(sheets_per_process=1)
    await renderer.render(titled("甲"))
    first = renderer.pid

    # when
    await renderer.render(titled("乙"))

    # then
    assert renderer.pid != first
    await renderer.stop()


async def test_a_process_that_never_starts_is_an_error_at_start_up() -> None:
    renderer = Renderer(command=(sys.executable, "-c", "raise SystemExit(1)"))

    with pytest.raises(DrawingFailed):
        await renderer.start()
    with pytest.raises(DrawingFailed):
        await renderer.render(samples.three())


async def test_stopping_leaves_no_process_behind() -> None:
    # given
    renderer = Renderer()
    await renderer.start()
    pid = renderer.pid
    assert pid

    # when
    drawing = asyncio.create_task(renderer.render(samples.usual()))
    await asyncio.sleep(0)
    await renderer.stop()

    # then
    assert not is_alive(pid)
    assert renderer.pid is None
    with pytest.raises(asyncio.CancelledError):
        await drawing


async def test_whoever_stops_waiting_does_not_spoil_it_for_others(renderer: Renderer) -> None:
    # given
    impatient = asyncio.create_task(renderer.render(samples.usual()))
    patient = asyncio.create_task(renderer.render(samples.usual()))
    await asyncio.sleep(0)

    # when
    impatient.cancel()

    # then
    assert (await patient)[0].startswith(PNG)


async def test_an_empty_ranking_is_still_a_picture(renderer: Renderer) -> None:
    sheet = RankingSheet(head=samples.HEAD, sections=(Section(rows=()),))

    assert len(await renderer.render(sheet)) == 1


def test_the_bot_does_not_import_matplotlib() -> None:
    code = "import bot.renderer, sys; print('matplotlib' in sys.modules, 'numpy' in sys.modules)"

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert printed.stdout.decode().split() == ["False", "False"]


def test_the_token_is_not_passed_to_the_drawing_process() -> None:
    from bot.renderer import PASSED_ON

    assert not [name for name in PASSED_ON if "TOKEN" in name]
