"""Colours by day and by night, and sizes in pixels of a picture 1,080 wide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from domain.lights import Light

WIDTH = 1080
SMALLEST_TEXT = 24


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Theme:
    """Colours as #RRGGBB. `lights` fill shapes, `signs` stand on them, `verdicts` are text."""

    paper: str
    card: str
    band: str
    band_ink: str
    band_soft: str
    band_accent: str
    ink: str
    soft: str
    hairline: str
    track: str
    lights: Mapping[Light, str]
    signs: Mapping[Light, str]
    verdicts: Mapping[Light, str]
    tints: Mapping[Light, str]
    series: tuple[str, ...]
    medals: tuple[str, str, str]
    medal_ink: str

    def colors(self) -> tuple[str, ...]:
        """Every colour once, as used for flat areas."""
        plain = (self.paper, self.card, self.band, self.band_ink, self.band_soft, self.band_accent)
        inks = (self.ink, self.soft, self.hairline, self.track, self.medal_ink)
        by_light = (self.lights, self.signs, self.verdicts, self.tints)
        filled = [color for colors in by_light for color in colors.values()]
        return tuple(dict.fromkeys((*plain, *inks, *filled, *self.series, *self.medals)))

    def edges(self) -> Iterator[tuple[str, str, int]]:
        """Pairs of colours that meet, and how many shades lie between them."""
        for color in (self.ink, self.soft, *self.verdicts.values()):
            yield color, self.card, 7  # and back: the card's colour on a verdict's
        for color in (self.band_ink, self.band_soft, self.band_accent):
            yield color, self.band, 7
        for light, color in self.lights.items():
            yield color, self.card, 5
            yield color, self.track, 4
            yield self.ink, color, 3
            yield self.signs[light], color, 5
        for color in self.series:
            yield color, self.card, 5
        for light, tint in self.tints.items():
            yield self.verdicts[light], tint, 3
        for color in self.medals:
            yield color, self.card, 4
            yield self.medal_ink, color, 6
        for color in (self.soft, self.card, self.track):
            yield color, self.paper, 5


# The three lights stay well apart for red-, green- and blue-blind eyes: tests measure it.
DAY = Theme(
    paper="#EDF1F5",
    card="#FFFFFF",
    band="#14304F",
    band_ink="#FFFFFF",
    band_soft="#B9C8D9",
    band_accent="#F2B441",
    ink="#16202C",
    soft="#5A6675",
    hairline="#DCE3EA",
    track="#E6EBF1",
    lights=MappingProxyType(
        {
            Light.GREEN: "#0C837C",
            Light.YELLOW: "#F2B441",
            Light.RED: "#A61B3C",
            Light.NONE: "#A9B4C0",
        }
    ),
    signs=MappingProxyType(
        {
            Light.GREEN: "#FFFFFF",
            Light.YELLOW: "#16202C",
            Light.RED: "#FFFFFF",
            Light.NONE: "#FFFFFF",
        }
    ),
    verdicts=MappingProxyType(
        {
            Light.GREEN: "#0A6F69",
            Light.YELLOW: "#8A5A00",
            Light.RED: "#A61B3C",
            Light.NONE: "#5A6675",
        }
    ),
    tints=MappingProxyType(
        {
            Light.GREEN: "#D3EAE8",
            Light.YELLOW: "#FBEED0",
            Light.RED: "#F2D8DF",
            Light.NONE: "#E6EBF1",
        }
    ),
    series=("#2B67B0", "#B55D05", "#0C837C", "#A8328A", "#7A5230", "#5A6675"),
    medals=("#E0A92E", "#AEB9C5", "#C98A56"),
    medal_ink="#16202C",
)

NIGHT = Theme(
    paper="#0E151D",
    card="#17212D",
    band="#0A1A2C",
    band_ink="#FFFFFF",
    band_soft="#A9BACD",
    band_accent="#F2B441",
    ink="#EDF2F7",
    soft="#A3B1C2",
    hairline="#2A3746",
    track="#263240",
    lights=MappingProxyType(
        {
            Light.GREEN: "#2FB5AB",
            Light.YELLOW: "#F2B441",
            Light.RED: "#CC3A5A",
            Light.NONE: "#414F60",
        }
    ),
    signs=MappingProxyType(
        {
            Light.GREEN: "#0F1822",
            Light.YELLOW: "#0F1822",
            Light.RED: "#FFFFFF",
            Light.NONE: "#FFFFFF",
        }
    ),
    verdicts=MappingProxyType(
        {
            Light.GREEN: "#5CCFC4",
            Light.YELLOW: "#F6C35B",
            Light.RED: "#FF8FA6",
            Light.NONE: "#A3B1C2",
        }
    ),
    tints=MappingProxyType(
        {
            Light.GREEN: "#17393A",
            Light.YELLOW: "#3F3417",
            Light.RED: "#47202C",
            Light.NONE: "#263240",
        }
    ),
    series=("#6FA8EC", "#F0954A", "#3FB8AE", "#D97BC0", "#C29A73", "#A3B1C2"),
    medals=("#E0A92E", "#AEB9C5", "#C98A56"),
    medal_ink="#0F1822",
)

THEMES: Mapping[str, Theme] = MappingProxyType({"day": DAY, "night": NIGHT})
"""By the names that the settings use."""
