"""The gallery shows what the program draws now; and so every picture is what it was."""

from io import BytesIO
from pathlib import Path

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

from bot.demo.gallery import DOCS, EXHIBITS, drawn, opened, page, sheets

LEAST = 24  # shades: what the eye passes over once letters are blurred by a pixel
MOST_CHANGED = 0.00003  # of all pixels: less than a digit


def seen(picture: bytes) -> npt.NDArray[np.int16]:
    """The picture without the finest of its edges, which libraries draw differently."""
    image = Image.open(BytesIO(picture)).convert("RGB").filter(ImageFilter.GaussianBlur(2))
    return np.asarray(image).astype(np.int16)


async def test_every_picture_looks_as_it_does_in_the_gallery(tmp_path: Path) -> None:
    parts = await opened(tmp_path)
    shown = await sheets(parts)
    await parts.db.close()

    changed = {}
    for one in EXHIBITS:
        kept = seen((DOCS / "images" / "gallery" / f"{one.name}.png").read_bytes())
        now = seen(drawn(one, shown[one.name]))
        assert kept.shape == now.shape, one.name
        share = float((np.abs(kept - now).max(axis=2) > LEAST).mean())
        if share > MOST_CHANGED:
            changed[one.name] = share
    assert changed == {}, "looked at and meant? then run `make gallery`"


def test_the_page_shows_them_all() -> None:
    assert (DOCS / "gallery.md").read_text("utf-8") == page()
