"""Colours and sizes, in one place; sizes are pixels of a picture 1,080 wide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from domain.lights import Light

WIDTH = 1080
SMALLEST_TEXT = 24


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Theme:
    """Colours as #RRGGBB. `lights` fill shapes, `verdicts` are dark enough to read as text."""

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
    on_light: str
    lights: Mapping[Light, str]
    verdicts: Mapping[Light, str]
    tints: Mapping[Light, str]
    series: tuple[str, ...]
    medals: tuple[str, str, str]
    medal_ink: str

    def colors(self) -> tuple[str, ...]:
        """Every colour once, as used for flat areas."""
        plain = (self.paper, self.card, self.band, self.band_ink, self.band_soft, self.band_accent)
        inks = (self.ink, self.soft, self.hairline, self.track, self.on_light, self.medal_ink)
        filled = (*self.lights.values(), *self.verdicts.values(), *self.tints.values())
        return tuple(dict.fromkeys((*plain, *inks, *filled, *self.series, *self.medals)))

    def edges(self) -> Iterator[tuple[str, str, int]]:
        """Pairs of colours that meet, and how many shades lie between them."""
        for color in (self.ink, self.soft, *self.verdicts.values()):
            yield color, self.card, 7
        for color in (self.band_ink, self.band_soft, self.band_accent):
            yield color, self.band, 7
        for color in self.lights.values():
            yield color, self.card, 5
            yield color, self.track, 4
            yield self.ink, color, 3
            yield self.on_light, color, 5
        for color in self.series:
            yield color, self.card, 5
        for light, tint in self.tints.items():
            yield self.verdicts[light], tint, 3
        for color in self.medals:
            yield color, self.card, 4
            yield self.medal_ink, color, 6
        for color in (self.soft, self.card, self.track):
            yield color, self.paper, 5


# The three lights stay at least 24 ΔE2000 apart for red-, green- and blue-blind eyes.
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
    on_light="#FFFFFF",
    lights=MappingProxyType(
        {
            Light.GREEN: "#0E8A83",
            Light.YELLOW: "#F2B441",
            Light.RED: "#A61B3C",
            Light.NONE: "#A9B4C0",
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
    series=("#2B67B0", "#D9730D", "#0E8A83", "#A8328A", "#7A5230", "#5A6675"),
    medals=("#E0A92E", "#AEB9C5", "#C98A56"),
    medal_ink="#16202C",
)
