"""The gallery shows what the program draws now; and so every picture is what it was."""

import asyncio
from collections.abc import Mapping
from io import BytesIO
from itertools import product

import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageFilter

from bot.demo.gallery import DOCS, EXHIBITS, drawn, opened, page, sheets
from charts.drawing import figures
from charts.sheets import Sheet
from charts.theme import THEMES
from domain.people import Language
from handlers.pictures import KINDS
from tests.charts.reading import assert_legible, assert_sendable

LEAST = 24  # shades: what the eye passes over once letters are blurred by a pixel
MOST_CHANGED = 0.00003  # of all pixels: less than a digit

Shown = Mapping[str, Sheet]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Mapping[Language | None, Shown]:
    """The sheets of all exhibits: as they hang, under None, and in each language."""

    async def hung() -> Mapping[Language | None, Shown]:
        parts = await opened(tmp_path_factory.mktemp("gallery"))
        found = {told: await sheets(parts, language=told) for told in (None, *Language)}
        await parts.db.close()
        return found

    return asyncio.run(hung())


def seen(picture: bytes) -> npt.NDArray[np.int16]:
    """The picture without the finest of its edges, which libraries draw differently."""
    image = Image.open(BytesIO(picture)).convert("RGB").filter(ImageFilter.GaussianBlur(2))
    return np.asarray(image).astype(np.int16)


def test_every_picture_looks_as_it_does_in_the_gallery(
    shown: Mapping[Language | None, Shown],
) -> None:
    changed = {}
    for one in EXHIBITS:
        before = (DOCS / "images" / "gallery" / f"{one.name}.png").read_bytes()
        if (after := drawn(one, shown[None][one.name])) == before:
            continue
        kept, now = seen(before), seen(after)
        assert kept.shape == now.shape, one.name
        share = float((np.abs(kept - now).max(axis=2) > LEAST).mean())
        if share > MOST_CHANGED:
            changed[one.name] = share
    assert changed == {}, "looked at and meant? then run `make gallery`"


@pytest.mark.parametrize("language", Language)
def test_every_word_has_its_place_in_either_language(
    shown: Mapping[Language | None, Shown], language: Language
) -> None:
    for one in EXHIBITS:
        if one.theme == "day":
            for figure in figures(shown[language][one.name]):
                assert_legible(figure)
                assert_sendable(figure)


def test_every_kind_hangs_there_by_day_and_by_night() -> None:
    assert {(one.kind, one.theme) for one in EXHIBITS} == set(product(KINDS, THEMES))


def test_the_page_shows_them_all() -> None:
    assert (DOCS / "gallery.md").read_text("utf-8") == page()
