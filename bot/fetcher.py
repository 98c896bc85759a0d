"""Evidence fetched from Telegram: beside everything else, and again until it is here."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from telegram import Bot
from telegram.error import BadRequest, TelegramError

from handlers.actions.reporting import collecting
from handlers.actions.reporting.collecting import Fault
from handlers.deps import Deps
from storage.evidence import Piece

log = logging.getLogger(__name__)

READ_TIMEOUT = 60.0  # seconds a download may take
TOO_BIG = "file is too big"


class TooLarge(Exception):  # noqa: N818  what it is
    """The file is larger than what is kept, or than what Telegram gives out."""


class Gone(Exception):  # noqa: N818  what it is
    """Telegram does not know the file, or has it where it cannot be fetched from."""


Download = Callable[[str], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class FetchPace:
    """How many at once, and times in seconds."""

    at_once: int = 2  # a file lies in memory whole
    look_every: float = 15.0  # what has waited for its next attempt
    lease: float = 120.0  # longer than any download takes


class Fetcher:
    """Fetches what evidence waits for. The rows are the queue: a restart goes on with them."""

    def __init__(self, deps: Deps, download: Download, pace: FetchPace = FetchPace()) -> None:
        self._deps = deps
        self._download = download
        self._pace = pace
        self._awake = asyncio.Event()
        self._is_busy = False

    @property
    def is_busy(self) -> bool:
        """Whether it is looking for files, or fetching some."""
        return self._is_busy

    def wake(self) -> None:
        """A file came: look at once."""
        self._awake.set()

    async def run(self) -> None:
        """Fetch what is due until cancelled; what is under way then is claimed anew later."""
        while True:
            self._is_busy = True
            try:
                while await self._fetch_some():
                    pass
            except Exception:
                # The database is away; the rows stay due.
                log.exception("evidence cannot be fetched")
            finally:
                self._is_busy = False
            await self._rest()

    async def _fetch_some(self) -> bool:
        """Fetch a few; False if nothing was due."""
        lease = timedelta(seconds=self._pace.lease)
        pieces = await collecting.due(self._deps, lease=lease, limit=self._pace.at_once)
        await asyncio.gather(*map(self._fetch, pieces))
        return bool(pieces)

    async def _fetch(self, piece: Piece) -> None:
        try:
            await self._settled(piece)
        except Exception:
            # The disk is full, or worse: the row keeps its lease and is taken up after that.
            log.exception("evidence not fetched id=%s", piece.id)

    async def _settled(self, piece: Piece) -> None:
        """Fetch one file and write how that ended."""
        try:
            content = await self._download(piece.file_id)
        except TooLarge:
            await collecting.not_kept(self._deps, piece, Fault.TOO_LARGE)
        except Gone:
            await collecting.not_kept(self._deps, piece, Fault.GONE)
        except TelegramError as trouble:
            why = type(trouble).__name__
            at = await collecting.postpone(self._deps, piece, why)
            log.warning("evidence waits id=%s why=%s until=%s", piece.id, why, at)
        else:
            kind = await collecting.arrived(self._deps, piece, content)
            log.info("evidence fetched id=%s bytes=%s kind=%s", piece.id, len(content), kind)

    async def _rest(self) -> None:
        """Until a file came, or it is time to look again."""
        try:
            async with asyncio.timeout(self._pace.look_every):
                await self._awake.wait()
        except TimeoutError:
            pass  # nobody called; look anyway
        self._awake.clear()


def download_with(bot: Bot, *, most: int) -> Download:
    """Fetch by getFile, from the server the bot talks to and nowhere else, at most `most` bytes."""

    async def download(file_id: str) -> bytes:
        try:
            file = await bot.get_file(file_id)
        except BadRequest as refusal:
            raise (TooLarge if TOO_BIG in str(refusal).lower() else Gone) from refusal
        if (file.file_size or 0) > most:
            raise TooLarge
        # A server of one's own may answer with a path on its disk; that is none of ours to open.
        if not (file.file_path or "").startswith(f"{bot.base_file_url}/"):
            raise Gone
        return bytes(await file.download_as_bytearray(read_timeout=READ_TIMEOUT))

    return download
