"""The renderer with its real drawing process, and what it does when one ends, hangs or is worn out.

Only the first tests draw; the others watch processes come and go, for which a quick one will do.
"""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from io import BytesIO

import pytest
import pytest_asyncio
from PIL import Image

from bot.renderer import DrawingFailed, Renderer
from charts.sheets.ranking import RankingSheet, Section
from tests.charts import samples

PNG = b"\x89PNG"
QUICK = (sys.executable, "-m", "tests.bot.quick_worker")

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def drawing() -> AsyncIterator[Renderer]:
    """The real process, one for all that draw."""
    renderer = Renderer()
    await renderer.start()
    yield renderer
    await renderer.stop()


@pytest_asyncio.fixture(loop_scope="module")
async def renderer() -> AsyncIterator[Renderer]:
    """A quick process, one for each test."""
    renderer = Renderer(command=QUICK)
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


async def test_it_gives_way_to_the_bot_and_is_left_alone_by_ctrl_c(drawing: Renderer) -> None:
    assert drawing.pid

    assert os.getpriority(os.PRIO_PROCESS, drawing.pid) > os.getpriority(os.PRIO_PROCESS, 0)
    assert os.sched_getscheduler(drawing.pid) == os.SCHED_IDLE
    # Both count within a session only; Ctrl-C reaches a group.
    assert os.getsid(drawing.pid) == os.getsid(0)
    assert os.getpgid(drawing.pid) == drawing.pid


async def test_it_draws_a_page_for_each_phone_screen(drawing: Renderer) -> None:
    pages = await drawing.render(samples.eighty())

    assert len(pages) == 4
    assert all(page.startswith(PNG) for page in pages)
    assert {Image.open(BytesIO(page)).width for page in pages} == {1080}


async def test_an_empty_ranking_is_still_a_picture(drawing: Renderer) -> None:
    sheet = RankingSheet(head=samples.HEAD, sections=(Section(rows=()),))

    assert len(await drawing.render(sheet)) == 1


async def test_a_sheet_that_cannot_be_drawn_fails_and_the_next_one_is_drawn(
    drawing: Renderer,
) -> None:
    # given
    boxed = titled("🎉")

    # when / then
    with pytest.raises(DrawingFailed, match="MissingGlyph"):
        await drawing.render(boxed)
    assert await drawing.render(titled("开门红"))


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
    renderer = Renderer(kept=1, sheets_per_process=1, command=QUICK)
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


async def test_a_drawing_that_takes_too_long_is_given_up_and_its_process_replaced() -> None:
    # given
    renderer = Renderer(patience=0.2, command=QUICK)
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
    renderer = Renderer(sheets_per_process=1, command=QUICK)
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


async def test_stopping_leaves_no_process_behind(renderer: Renderer) -> None:
    # given
    pid = renderer.pid
    assert pid
    os.kill(pid, signal.SIGSTOP)  # it will not be done before it is stopped

    # when
    waiting = asyncio.create_task(renderer.render(samples.usual()))
    await asyncio.sleep(0)
    await renderer.stop()

    # then
    assert not is_alive(pid)
    assert renderer.pid is None
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_whoever_stops_waiting_does_not_spoil_it_for_others(renderer: Renderer) -> None:
    # given
    impatient = asyncio.create_task(renderer.render(samples.usual()))
    patient = asyncio.create_task(renderer.render(samples.usual()))
    await asyncio.sleep(0)

    # when
    impatient.cancel()

    # then
    assert (await patient)[0].startswith(PNG)
