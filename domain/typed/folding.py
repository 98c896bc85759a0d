"""One spelling for the many characters a phone writes for the same sign."""

import re
import unicodedata
from typing import Final

# Only shapes that a reader takes for the plain sign are folded. Circled numbers, superscripts and
# fractions stay as they are: plain NFKC would turn ①13.5 into 113.5 and 10² into 102.
_FOLDED: Final = (
    (0xA0, 0xA1),  # no-break space
    (0x2000, 0x200B),  # spaces of all widths
    (0x202F, 0x2030),
    (0x205F, 0x2060),
    (0x3000, 0x3001),  # ideographic space
    (0x3371, 0x33DE),  # squared Latin units: ㎡ ㎞ ㎏
    (0xFE50, 0xFE6C),  # small forms
    (0xFF01, 0xFF5F),  # full-width forms
    (0xFFE0, 0xFFE7),  # full-width currency signs
    (0x1D7CE, 0x1D800),  # mathematical digits
)
_MINUS: Final = "\u2010\u2011\u2012\u2013\u2212\ufe63\uff0d"
_INVISIBLE: Final = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad\ufe0f\ufe0e"
_LINE_ENDS: Final = "\r\u2028\u2029\x0b\x0c\x85"
_TRADITIONAL: Final = str.maketrans(
    "萬億點兩負約個幾無沒暫減長俩仨", "万亿点两负约个几无没暂减长两三"
)


def _table() -> dict[int, str]:
    table = {
        code: unicodedata.normalize("NFKC", chr(code))
        for low, high in _FOLDED
        for code in range(low, high)
    }
    table |= {ord(sign): "-" for sign in _MINUS}
    table |= {ord(sign): "" for sign in _INVISIBLE}
    table |= {ord(sign): "\n" for sign in _LINE_ENDS}
    table |= {code: chr(to) for code, to in _TRADITIONAL.items()}
    table |= {ord("\t"): " ", ord("￥"): "¥", ord("．"): ".", ord("’"): "'", ord("﹣"): "-"}
    return table


_SIGNS: Final = _table()
_CRLF: Final = re.compile("\r\n")
# Arrows and signs (➡ ➕ ➖ ➗) say something and stay.
_ORNAMENT: Final = re.compile("[\U0001f300-\U0001faff☀-\u2794\u2798-\u27a0\u27b1-➿⭐⭕]+")
_MARKED_NAME: Final = re.compile(
    '[【「《"“]([\u4e00-\u9fff]{2,16})[】」》"”](?=\\s*[:=]?\\s*-?[0-9])'
)
_COUNTED: Final = re.compile(
    "(?<=[0-9零一二两三四五六七八九十百])个(?=(?:[千百]万|亿)元?(?:$|[\\s,;。、!()左上多了吧]))"
)


def fold(text: str) -> str:
    """Full-width signs, odd minuses and spaces in their plain form; invisible signs gone.

    Chinese punctuation that has no plain twin (、。) stays.
    """
    return _CRLF.sub("\n", text).translate(_SIGNS)


def plain(folded: str) -> str:
    """Without what only decorates: 🌹投资13.5🌹, 【投资】13.5, 13个亿; not of ornaments alone."""
    if folded.isascii():
        return folded
    bare = _ORNAMENT.sub(" ", folded).strip() or folded
    return _COUNTED.sub("", _MARKED_NAME.sub(r"\1 ", bare))
