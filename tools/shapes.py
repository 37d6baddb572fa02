"""Simplifies neighbouring polygons without opening gaps: a border that two share is simplified once, for both.

Rings are cut into arcs at the points where more than two borders meet; each arc keeps its ends and loses the
points that lie closer than the tolerance to the line between the points kept (Douglas and Peucker, 1973).
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import Any

Point = tuple[float, float]
Ring = list[Point]


def simplified(geometries: dict[str, Any], tolerance: float) -> dict[str, Any]:
    """GeoJSON geometries by key, in degrees; `tolerance` too. Islands and holes smaller than it are dropped."""
    rings = {key: [_rings(polygon) for polygon in _polygons(shape)] for key, shape in geometries.items()}
    junctions = _junctions(ring for polygons in rings.values() for polygon in polygons for ring in polygon)
    return {key: _geometry(polygons, junctions, tolerance) for key, polygons in rings.items()}


def _polygons(shape: Any) -> list[Any]:
    return [shape["coordinates"]] if shape["type"] == "Polygon" else list(shape["coordinates"])


def _rings(polygon: Any) -> list[Ring]:
    """Rings without their closing point."""
    return [[(x, y) for x, y in ring[:-1]] for ring in polygon]


def _junctions(rings: Any) -> set[Point]:
    around: dict[Point, set[Point]] = defaultdict(set)
    for ring in rings:
        for before, point in zip([ring[-1], *ring], ring, strict=False):
            around[point].add(before)
            around[before].add(point)
    return {point for point, others in around.items() if len(others) != 2}


def _geometry(polygons: list[list[Ring]], junctions: set[Point], tolerance: float) -> Any:
    kept = []
    for polygon in polygons:
        rings = [_simplified_ring(ring, junctions, tolerance) for ring in polygon]
        if len(rings[0]) >= 4:
            kept.append([[list(point) for point in ring] for ring in rings if len(ring) >= 4])
    if len(kept) == 1:
        return {"type": "Polygon", "coordinates": kept[0]}
    return {"type": "MultiPolygon", "coordinates": kept}


def _simplified_ring(ring: Ring, junctions: set[Point], tolerance: float) -> Ring:
    """The ring with its closing point, starting at a junction, or at its smallest point when it has none."""
    starts = [index for index, point in enumerate(ring) if point in junctions]
    if not starts:
        starts = [ring.index(min(ring)), ring.index(max(ring))]
        starts.sort()
    turned = ring[starts[0] :] + ring[: starts[0]]
    cuts = [start - starts[0] for start in starts] + [len(ring)]
    turned.append(turned[0])
    found: Ring = []
    for begin, end in pairwise(cuts):
        found.extend(_arc(turned[begin : end + 1], tolerance)[:-1])
    return [*found, found[0]]


def _arc(points: Ring, tolerance: float) -> Ring:
    """The arc, simplified in one direction whichever way its ring runs, so that both neighbours get the same."""
    forward = points[0] <= points[-1]
    kept = _thinned(points if forward else points[::-1], tolerance)
    return kept if forward else kept[::-1]


def _thinned(points: Ring, tolerance: float) -> Ring:
    keep = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, index = 0.0, -1
        for between in range(first + 1, last):
            distance = _distance(points[between], points[first], points[last])
            if distance > far:
                far, index = distance, between
        if far > tolerance:
            keep.add(index)
            waiting += [(first, index), (index, last)]
    return [points[index] for index in sorted(keep)]


def _distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a segment; a degree of longitude counts for 0.63 of one of latitude at 51° north."""
    px, py = (point[0] - start[0]) * 0.63, point[1] - start[1]
    dx, dy = (end[0] - start[0]) * 0.63, end[1] - start[1]
    length = dx * dx + dy * dy
    share = 0.0 if length == 0 else max(0.0, min(1.0, (px * dx + py * dy) / length))
    return float(((px - share * dx) ** 2 + (py - share * dy) ** 2) ** 0.5)
