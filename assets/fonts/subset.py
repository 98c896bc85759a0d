"""The shipped fonts, cut anew from the complete collections (see README.md beside this file)."""

import sys
from pathlib import Path

from fontTools import subset

HERE = Path(__file__).parent
SIMPLIFIED_CHINESE_FACE = 2
SIGN_RANGES = (
    (0x20, 0x17F),  # Latin, Latin-1, Extended-A
    (0x2000, 0x206F),  # dashes, quotes, ‰ …
    (0x2070, 0x209C),  # small figures above and below
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x218F),  # ℃ № ⅓ Ⅳ
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # − ≥ ≈
    (0x2460, 0x24FF),  # ① Ⓐ
    (0x2500, 0x27BF),  # ▲ ▼ ● ◆ ✓
    (0x3000, 0x303F),  # 。《》【】
    (0xFF00, 0xFFEF),  # full-width forms
)


def gb2312() -> set[str]:
    """Every character of the national standard's two levels and its signs."""
    pairs = (bytes((row, cell)) for row in range(0xA1, 0xF8) for cell in range(0xA1, 0xFF))
    return {decoded for pair in pairs if (decoded := pair.decode("gb2312", "ignore"))}


def cut(collection: Path, target: Path) -> None:
    signs = {chr(code) for first, last in SIGN_RANGES for code in range(first, last + 1)}
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.notdef_outline = True
    options.name_IDs = ["*"]  # or the family name is lost and the font cannot be found by it
    options.font_number = SIMPLIFIED_CHINESE_FACE
    font = subset.load_font(str(collection), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=sorted(ord(sign) for sign in gb2312() | signs))
    subsetter.subset(font)
    subset.save_font(font, str(target), options)


if __name__ == "__main__":
    for weight in ("Regular", "Bold"):
        source = Path(sys.argv[1]) / f"NotoSansCJK-{weight}.ttc"
        cut(source, HERE / f"NotoSansSC-{weight}.gb2312.otf")
