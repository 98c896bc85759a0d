"""Who owes which number in the sample district, with targets that add up."""

import itertools
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from sandbox.district.indicators import INDICATORS
from sandbox.district.projects import PROJECTS
from sandbox.district.roster import Assignment

_BY_CODE = {i.code: i for i in INDICATORS}
_END_OF_YEAR = date(2026, 12, 31)

_QUARTERS = {  # percent of the year
    "fai": (22, 28, 27, 23),
    "ind": (23, 25, 25, 27),
    "ret": (25, 24, 24, 27),
    "rev": (27, 26, 22, 25),
    "inv": (25, 25, 25, 25),
    "new": (25, 30, 25, 20),
    "ele": (24, 25, 26, 25),
    "gdp": (23, 25, 25, 27),
}
_FIRST_QUARTER = (58, 42)  # percent: January and February together, March
_OTHER_QUARTERS = (32, 33, 35)
# Single firms cannot be shared out over months, and GDP is known by quarter only.
_BY_QUARTER_ONLY = {"new", "gdp"}

# unit, cadre, deputy, then indicator: (last year, this year)
_CUMULATIVE = (
    (
        "cg",
        "p07",
        "p09",
        {
            "fai": ("65.10", "70.90"),
            "ind": ("118.40", "128.00"),
            "ret": ("84.20", "90.10"),
            "rev": ("46800", "50100"),
            "inv": ("38.50", "44.00"),
            "new": ("18", "20"),
        },
    ),
    (
        "wl",
        "p11",
        "p14",
        {"fai": ("31.20", "34.50"), "ind": ("52.60", "57.00"), "ret": ("36.90", "39.60")},
    ),
    (
        "wl",
        "p12",
        "p14",
        {"rev": ("21300", "22900"), "inv": ("20.10", "24.00"), "new": ("15", "16")},
    ),
    (
        "qh",
        "p16",
        "p17",
        {
            "fai": ("22.40", "24.60"),
            "ind": ("44.10", "47.50"),
            "ret": ("17.30", "18.50"),
            "rev": ("9860", "10600"),
        },
    ),
    ("qh", "p17", "p16", {"inv": ("13.20", "15.20"), "new": ("11", "12")}),
    (
        "sd",
        "p19",
        "p20",
        {
            "fai": ("26.80", "29.50"),
            "ind": ("58.30", "63.00"),
            "ret": ("19.40", "20.70"),
            "rev": ("12700", "13600"),
        },
    ),
    ("sd", "p20", "p19", {"inv": ("14.90", "17.60"), "new": ("14", "16")}),
    ("lw", "p22", "p23", {"fai": ("24.20", "24.55")}),
    (
        "lw",
        "p23",
        "p22",
        {
            "ind": ("36.20", "38.60"),
            "ret": ("13.80", "14.70"),
            "rev": ("7420", "7900"),
            "inv": ("9.60", "11.20"),
        },
    ),
    (
        "st",
        "p25",
        "p26",
        {"fai": ("15.70", "17.20"), "ind": ("27.40", "29.40"), "ret": ("11.20", "12.00")},
    ),
    (
        "st",
        "p26",
        "p25",
        {"rev": ("5630", "6000"), "inv": ("7.40", "8.80"), "new": ("11", "12")},
    ),
    ("wp", "p28", "p29", {"fai": ("7.90", "8.80"), "inv": ("3.20", "4.00")}),
    ("wp", "p29", "p28", {"ret": ("5.10", "5.40"), "rev": ("1980", "2100")}),
    ("fg", "p31", "p32", {"inv": ("13.60", "16.00")}),
    ("gx", "p33", "p34", {"inv": ("17.20", "20.00")}),
    ("gx", "p34", "p33", {"new": ("52", "56")}),
    ("sw", "p36", "p37", {"ret": ("61.50", "66.00"), "inv": ("10.40", "12.00")}),
    ("sw", "p37", "p36", {"new": ("26", "28")}),
    ("zj", "p38", "p39", {"fai": ("48.00", "52.00")}),
    ("zj", "p39", "p38", {"inv": ("8.80", "10.00")}),
    ("ny", "p41", "p42", {"inv": ("6.70", "8.00")}),
    ("wt", "p43", "p44", {"fai": ("9.80", "10.90"), "inv": ("7.10", "8.40")}),
    (
        "kf",
        "p45",
        "p48",
        {"fai": ("82.30", "92.00"), "ind": ("246.00", "272.00"), "rev": ("63400", "69000")},
    ),
    ("kf", "p46", "p48", {"inv": ("52.00", "60.00"), "new": ("26", "28")}),
    ("gc", "p50", "p51", {"fai": ("41.70", "47.00"), "ind": ("132.50", "147.00")}),
    ("gc", "p51", "p50", {"inv": ("30.10", "36.00"), "new": ("22", "24")}),
    ("hl", "p52", "p53", {"fai": ("16.90", "18.80")}),
    ("hl", "p53", "p52", {"ret": ("9.20", "10.10"), "inv": ("8.10", "9.60")}),
    ("lc", "p54", "p55", {"fai": ("35.40", "38.50")}),
    ("lc", "p55", "p54", {"inv": ("11.30", "13.00")}),
    ("qw", "p57", "p58", {"fai": ("12.60", "14.40")}),
    ("qw", "p58", "p57", {"ret": ("7.70", "8.40"), "inv": ("6.20", "7.60")}),
    ("gx", "p33", "p34", {"ele": ("168000", "178000")}),
    ("kf", "p45", "p48", {"ele": ("71200", "76000")}),
    ("gc", "p50", "p51", {"ele": ("33800", "36500")}),
    ("yl", "p32", "p31", {"gdp": ("612.0", "651.0")}),
)

# unit, cadre, deputy, last year's growth, growth to be reached at the end of each quarter
_GROWTH = (
    ("cg", "p08", "p09", "7.1", ("9.5", "9.2", "9.0", "9.0")),
    ("wl", "p13", "p14", "8.4", ("11.0", "10.5", "10.5", "10.5")),
    ("qh", "p17", "p16", "6.0", ("10.0", "10.0", "9.8", "9.8")),
    ("sd", "p20", "p19", "9.2", ("10.5", "10.0", "10.0", "10.0")),
    ("lw", "p22", "p23", "2.3", ("3.0", "2.5", "2.0", "1.5")),
    ("kf", "p47", "p48", "12.6", ("13.0", "12.5", "12.0", "12.0")),
    ("gc", "p51", "p50", "11.8", ("14.0", "13.5", "13.0", "12.5")),
    ("qw", "p57", "p58", "10.1", ("15.0", "15.0", "14.5", "14.0")),
)

# project, cadre, deputy, percent built at the end of each quarter
_BUILT = (
    ("x01", "p08", "p09", (45, 68, 88, 100)),
    ("x02", "p13", "p14", (62, 75, 90, 100)),
    ("x03", "p17", "p16", (40, 64, 90, 100)),
    ("x04", "p20", "p19", (60, 85, 100, 100)),
    ("x05", "p23", "p22", (25, 50, 78, 100)),
    ("x06", "p28", "p29", (24, 36, 48, 60)),
    ("x07", "p38", "p39", (20, 55, 85, 100)),
    ("x08", "p47", "p48", (72, 88, 100, 100)),
    ("x09", "p47", "p48", (30, 44, 58, 72)),
    ("x10", "p50", "p51", (70, 88, 100, 100)),
    ("x11", "p52", "p53", (35, 58, 82, 100)),
    ("x12", "p54", "p55", (60, 76, 88, 100)),
)


def shared_out(total: Decimal, shares: tuple[int, ...], *, decimals: int) -> list[Decimal]:
    """Split a total by shares of 100; the rounded parts add up to it exactly."""
    step = Decimal(1).scaleb(-decimals)
    marks = [
        (total * sum(shares[:n]) / 100).quantize(step, ROUND_HALF_UP)
        for n in range(len(shares) + 1)
    ]
    return [after - before for before, after in itertools.pairwise(marks)]


def _targets(indicator: str, base: str, year: str) -> dict[str, Decimal]:
    decimals = _BY_CODE[indicator].decimals
    quarters = shared_out(Decimal(year), _QUARTERS[indicator], decimals=decimals)
    targets = {"base": Decimal(base), "year": Decimal(year)}
    targets |= {f"q{n}": part for n, part in enumerate(quarters, start=1)}
    if indicator in _BY_QUARTER_ONLY:
        return targets
    months = shared_out(quarters[0], _FIRST_QUARTER, decimals=decimals)
    for quarter in quarters[1:]:
        months += shared_out(quarter, _OTHER_QUARTERS, decimals=decimals)
    return targets | {f"m{n}": part for n, part in enumerate(months, start=2)}


def _states(quarters: tuple[str | int, ...]) -> dict[str, Decimal]:
    states = {f"q{n}": Decimal(state) for n, state in enumerate(quarters, start=1)}
    return {"year": states["q4"]} | states


def _all() -> Iterator[Assignment]:
    for unit, cadre, deputy, numbers in _CUMULATIVE:
        for code, (base, year) in numbers.items():
            targets = _targets(code, base, year)
            yield Assignment(unit, code, None, cadre, deputy, _END_OF_YEAR, targets)
    for unit, cadre, deputy, base, quarters in _GROWTH:
        targets = {"base": Decimal(base)} | _states(quarters)
        yield Assignment(unit, "fig", None, cadre, deputy, _END_OF_YEAR, targets)
    projects = {p.code: p for p in PROJECTS}
    for code, cadre, deputy, built in _BUILT:
        project = projects[code]
        due = min(project.finish, _END_OF_YEAR)
        yield Assignment(project.unit, "prj", code, cadre, deputy, due, _states(built))


ASSIGNMENTS = tuple(_all())
