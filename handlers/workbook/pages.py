"""The pages of a workbook that leaves the bot: of one look, with cells that are safe to open.

Nothing in it becomes a formula but what is written as one, and a number that Excel would round
is written as text, digit by digit.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from handlers.workbook.words import Words

SAFE = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
FONT = {"font_name": "微软雅黑", "font_size": 10, "valign": "vcenter"}
TEAL, PAPER = "#0C837C", "#FFFFFF"
HELD = 15  # digits that Excel keeps of a number
A4 = 9
ROW = 19  # points
RULE: dict[str, object] = {"bottom": 1, "bottom_color": "#DCE3EA"}


@dataclass(slots=True)
class Pages:
    """The pages of one book, all of one look, and its formats, each made once.

    `title` stands above every page when it is printed; `words` are those of the reader.
    """

    book: Workbook
    title: str
    words: Words
    _formats: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)

    def word(self, key: str, /, **facts: object) -> str:
        """A heading or another word of the reader's language."""
        return self.words.word(key, **facts)

    def format(self, **more: object) -> Format:
        """A format of the common font with this besides."""
        key = tuple(sorted(more.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(FONT | more)
        return self._formats[key]

    def page(self, name: str, heads: Sequence[str], widths: Sequence[float]) -> Worksheet:
        """A page with its headings, which stay put, with filters, and set up for A4 across."""
        page = self.book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(A4)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        page.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        page.set_header(f"&L{_literal(self.title)}&R{_literal(name)}")
        page.set_footer(f"&L{_literal(self.word('export.foot'))}&R&P / &N")
        page.set_default_row(ROW)
        page.set_row(0, 36)
        for at, width in enumerate(widths):
            page.set_column(at, at, width)
        head = self.format(
            bold=True, font_color=PAPER, bg_color=TEAL, text_wrap=True, align="center", border=1
        )
        for at, words in enumerate(heads):
            page.write_string(0, at, words, head)
        return page

    def put(self, page: Worksheet, row: int, at: int, value: object, **more: object) -> None:
        """One cell: a number as exact as Excel keeps it, else text that is no formula."""
        more = RULE | more
        match value:
            case None | "":
                page.write_blank(row, at, None, self.format(**more))
            case Decimal() if is_held(value):
                page.write_number(row, at, float(value), self.format(**more))
            case Decimal():
                words = format(value, "f")
                page.write_string(row, at, words, self.format(**more | {"align": "right"}))
            case int():
                page.write_number(row, at, value, self.format(**more))
            case _:
                page.write_string(row, at, str(value), self.format(**more))


def is_held(value: Decimal) -> bool:
    """Whether Excel keeps all of its digits."""
    return len(value.normalize().as_tuple().digits) <= HELD


def _literal(words: str) -> str:
    """A text in a header or footer, where & begins a command."""
    return words.replace("&", "&&")


def number_format(places: int) -> str:
    """Grouped by thousands, with so many decimals: #,##0.00."""
    return f"#,##0.{'0' * places}" if places else "#,##0"
