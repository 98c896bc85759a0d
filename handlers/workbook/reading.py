"""A workbook read in a process of its own, which may burn and take nothing with it."""

import asyncio
import multiprocessing
import os
import resource
from multiprocessing.connection import Connection

from handlers.workbook.grid import Grid, Unreadable, grid_of

MEMORY = 1 << 30  # bytes of address space; a good file of the largest size needs a fifth
SECONDS = 20


async def read_grid(data: bytes) -> Grid:
    """The cells of an .xlsx file; the event loop and this process stay out of harm.

    Raises:
        Unreadable: see `grid_of`; also when reading took too much memory or time.
    """
    return await asyncio.to_thread(read_apart, data)


def read_apart(data: bytes) -> Grid:
    """Read in a fresh process with bounded memory and time."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    reader = context.Process(target=_read_and_send, args=(theirs,), daemon=True)
    reader.start()
    theirs.close()
    try:
        ours.send_bytes(data)
        if not ours.poll(SECONDS):
            raise Unreadable("bomb", {"limit": MEMORY >> 20})
        answer: Grid | Unreadable = ours.recv()
    except (EOFError, BrokenPipeError, ConnectionResetError) as error:
        raise Unreadable("damaged") from error
    finally:
        ours.close()
        reader.kill()
        reader.join()
    if isinstance(answer, Unreadable):
        raise answer
    return answer


def _read_and_send(connection: Connection) -> None:
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # a reader out of memory dies with a loud cry
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        connection.send(grid_of(connection.recv_bytes()))
    except Unreadable as refusal:
        connection.send(refusal)
    except MemoryError:
        connection.send(Unreadable("bomb", {"limit": MEMORY >> 20}))
