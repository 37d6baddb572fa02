"""Draws outlines of places on one sheet: from degrees to the `d` of an SVG path. Plate carrée at the middle latitude:
enough for a country of 300 km."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
WIDTH = 640
TALLEST = 720
MARGIN = 8


@dataclass(frozen=True, slots=True)
class Sheet:
    """`paths` by key, in units of a sheet of `width` by `height`."""

    width: int
    height: int
    paths: dict[int, str]


def draw(geometries: Mapping[int, Mapping[str, Any]]) -> Sheet | None:
    """GeoJSON polygons (WGS84 degrees) by key; None when there is nothing to draw."""
    rings = {key: list(_rings(geometry)) for key, geometry in geometries.items()}
    points = [point for one in rings.values() for ring in one for point in ring]
    if not points:
        return None
    west, east = min(x for x, _y in points), max(x for x, _y in points)
    south, north = min(y for _x, y in points), max(y for _x, y in points)
    narrowing = math.cos(math.radians((south + north) / 2))
    wide, high = max((east - west) * narrowing, 1e-6), max(north - south, 1e-6)
    scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / high)

    def place(point: Point) -> Point:
        x, y = point
        return round(MARGIN + (x - west) * narrowing * scale, 1), round(MARGIN + (north - y) * scale, 1)

    paths = {key: "".join(_path(place(point) for point in ring) for ring in one) for key, one in rings.items()}
    return Sheet(math.ceil(wide * scale) + 2 * MARGIN, math.ceil(high * scale) + 2 * MARGIN, paths)


def _rings(geometry: Mapping[str, Any]) -> Iterator[list[Point]]:
    """Rings without their closing point."""
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        for ring in polygon:
            yield [(x, y) for x, y in ring[:-1]]


def _path(points: Iterable[Point]) -> str:
    """« M12 30l4-2… » : each point as a step from the one before, which halves the length."""
    before: Point | None = None
    parts = []
    for x, y in points:
        if before is None:
            parts.append(f"M{x:g} {y:g}")
        else:
            parts.append(f"l{x - before[0]:.1f} {y - before[1]:.1f}")
        before = (x, y)
    return "".join(parts) + "z"
