"""What did not go smoothly in the ten reported weeks of the sample district."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from sandbox.district.roster import Key

NOT_APPLICABLE, NOT_AVAILABLE = "not_applicable", "not_available"
Moment = tuple[int, str]
"""Days after the day of the prompt, and the local time."""

_GROWTH_UNITS = ("cg", "wl", "qh", "sd", "lw", "kf", "gc", "qw")


@dataclass(frozen=True, slots=True)
class Slip:
    """A wrong number, sent with all others of that cadre; the right one follows."""

    typed: str
    sent: Moment
    righted: Moment


LATE: Mapping[tuple[str, str], Moment] = {
    ("2026-W01", "p11"): (1, "08:20"),
    ("2026-W01", "p43"): (0, "20:12"),
    ("2026-W02", "p28"): (1, "19:05"),
    ("2026-W02", "p57"): (3, "21:40"),
    ("2026-W03", "p38"): (1, "18:36"),
    ("2026-W03", "p58"): (2, "10:15"),
    ("2026-W04", "p20"): (1, "20:48"),
    ("2026-W04", "p54"): (4, "08:12"),
    ("2026-W05", "p26"): (1, "18:22"),
    ("2026-W06", "p43"): (2, "09:31"),
    ("2026-W06", "p13"): (1, "19:17"),
    ("2026-W07", "p58"): (2, "11:02"),
    ("2026-W07", "p39"): (1, "18:09"),
    ("2026-W09", "p28"): (2, "08:55"),
    ("2026-W09", "p55"): (3, "16:20"),
    ("2026-W09", "p17"): (1, "18:41"),
    ("2026-W10", "p43"): (1, "21:13"),
    ("2026-W10", "p22"): (4, "08:26"),
    ("2026-W11", "p58"): (4, "08:31"),
    ("2026-W11", "p36"): (1, "18:50"),
}
"""Who answered after the grace had ended, before the lock on Monday at nine."""

SILENT: frozenset[tuple[str, str]] = frozenset(
    {
        ("2026-W01", "p22"),
        ("2026-W01", "p58"),
        ("2026-W02", "p53"),
        ("2026-W03", "p29"),
        ("2026-W04", "p43"),
        # Snow cut 雾坪乡 off: nobody there answered.
        ("2026-W05", "p28"),
        ("2026-W05", "p29"),
        ("2026-W06", "p57"),
        ("2026-W07", "p20"),
        ("2026-W07", "p52"),
        ("2026-W09", "p13"),
        ("2026-W09", "p34"),
        ("2026-W10", "p52"),
    }
)
"""Who said nothing at all that week."""

LEFT_OUT: frozenset[tuple[str, Key]] = frozenset(
    {
        ("2026-W03", ("qh", "rev", None)),
        ("2026-W06", ("kf", "prj", "x09")),
        ("2026-W09", ("lw", "ret", None)),
        ("2026-W11", ("wp", "rev", None)),
    }
)
"""Single numbers that a cadre who answered the others forgot."""

SPECIAL: Mapping[tuple[str, Key], str] = {
    **{("2026-W01", (unit, "fig", None)): NOT_AVAILABLE for unit in _GROWTH_UNITS},
    ("2026-W02", ("lw", "fig", None)): NOT_AVAILABLE,
    ("2026-W01", ("wl", "rev", None)): NOT_AVAILABLE,
    ("2026-W01", ("st", "rev", None)): NOT_AVAILABLE,
    ("2026-W01", ("wp", "rev", None)): NOT_AVAILABLE,
    ("2026-W01", ("sw", "new", None)): NOT_AVAILABLE,
    ("2026-W01", ("gx", "new", None)): NOT_AVAILABLE,
    ("2026-W01", ("wp", "fai", None)): NOT_APPLICABLE,
    ("2026-W02", ("wp", "fai", None)): NOT_APPLICABLE,
    ("2026-W01", ("wt", "fai", None)): NOT_APPLICABLE,
    ("2026-W01", ("zj", "prj", "x07")): NOT_APPLICABLE,  # begins on Monday
    ("2026-W09", ("qw", "fig", None)): NOT_AVAILABLE,
}
"""Answers that are no numbers."""

SLIPS: Mapping[tuple[str, Key], Slip] = {
    # A decimal point too far to the right, seen by the cadre within the hour …
    ("2026-W05", ("sd", "ind", None)): Slip("67.9", (0, "15:58:10"), (0, "16:41:05")),
    # … and one that stood until after the grace.
    ("2026-W06", ("gc", "inv", None)): Slip("45.5", (0, "10:12:44"), (1, "18:40:20")),
    # 万 typed where 亿 is asked.
    ("2026-W04", ("lw", "inv", None)): Slip("8700", (1, "09:30:02"), (1, "09:36:40")),
    # Ordinary second thoughts.
    ("2026-W02", ("hl", "fai", None)): Slip("0.95", (0, "11:04:31"), (1, "14:20:09")),
    ("2026-W07", ("cg", "ret", None)): Slip("14.41", (0, "09:08:15"), (1, "10:06:50")),
    ("2026-W10", ("cg", "fai", None)): Slip("13.05", (0, "09:07:42"), (1, "09:12:03")),
    ("2026-W10", ("st", "inv", None)): Slip("1.76", (1, "09:32:31"), (1, "15:31:00")),
    ("2026-W11", ("zj", "fai", None)): Slip("9.70", (1, "10:44:12"), (1, "19:20:35")),
}
"""Numbers that were typed twice."""

OVERSTATED: Mapping[tuple[str, Key], Decimal] = {
    ("2026-W06", ("wp", "inv", None)): Decimal("0.63"),
}
"""Wrong numbers that stood: the week after, the cumulative value falls."""

NOTES: Mapping[tuple[str, Key], str] = {
    ("2026-W03", ("kf", "inv", None)): "含循澈首期到账",
    ("2026-W04", ("sd", "prj", "x04")): "因雨停工",
    ("2026-W06", ("wp", "prj", "x06")): "道路结冰 吊装推迟",
    ("2026-W06", ("sd", "ind", None)): "磐固停窑检修",
    ("2026-W07", ("wp", "inv", None)): "上周重复计入一笔 已核减",
    ("2026-W07", ("cg", "prj", "x01")): "工人返乡 节后复工",
    ("2026-W09", ("lc", "prj", "x12")): "节后已复工",
    ("2026-W10", ("gc", "ind", None)): "两家新投产企业入统",
    ("2026-W11", ("lw", "fai", None)): "两个项目推迟开工",
    ("2026-W11", ("sd", "prj", "x04")): "因雨停工",
}
"""Words typed behind the number."""

STAND_INS: Mapping[tuple[str, str], str] = {
    ("2026-W03", "p41"): "p42",
    ("2026-W06", "p07"): "p09",
    ("2026-W09", "p45"): "p48",
}
"""Weeks in which the deputy typed for the cadre."""
