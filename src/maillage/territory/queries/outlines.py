"""Outlines for a map that is looked at: the communes of each province, ready to be sent, kept in memory.

A province is an *area*: its communes when their limits are known, its own outline otherwise. Brussels, which has no
province, is the area of its region. A map asks for the areas in sight only.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from maillage.records.clock import today
from maillage.territory.models import Territory
from maillage.territory.queries.finder import Row, standing

Level = Territory.Level
Box = tuple[float, float, float, float]
DECIMALS = 4
"""Of a degree: eleven metres, finer than the outlines are."""


@dataclass(frozen=True, slots=True)
class Area:
    """`box`: south, west, north, east (WGS84 degrees). `body`: a GeoJSON GeometryCollection; `version` changes with it."""

    uid: str
    box: Box
    version: str
    body: bytes


@dataclass(frozen=True, slots=True)
class _Kept:
    stamp: tuple[object, ...]
    areas: dict[str, Area]


_kept: _Kept | None = None


def areas() -> Mapping[str, Area]:
    """By uid of the province or region; one query, and one more when a territory changed."""
    global _kept
    stamp, rows = standing()
    if _kept is None or _kept.stamp != stamp:
        _kept = _Kept(stamp, _read(rows))
    return _kept.areas


def _read(rows: Mapping[int, Row]) -> dict[str, Area]:
    drawn = Territory.objects.filter(shape__isnull=False, level__in=(Level.COMMUNE, Level.PROVINCE))
    found = drawn.order_by("pk").values_list("pk", "shape")
    shapes: dict[int, Mapping[str, Any]] = {pk: shape for pk, shape in found if shape}
    on = today()
    inside: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for pk, shape in shapes.items():
        above = _area_around(rows, pk) if pk in rows and rows[pk].level == Level.COMMUNE else None
        if above is not None and rows[pk].holds(on):
            inside[above].append(shape)
    for pk, shape in shapes.items():
        if pk in rows and rows[pk].level == Level.PROVINCE and pk not in inside:
            inside[pk].append(shape)
    return {rows[pk].uid: _area(rows[pk].uid, some) for pk, some in inside.items()}


def _area_around(rows: Mapping[int, Row], pk: int) -> int | None:
    seen: set[int] = set()
    at: int | None = pk
    while at is not None and at in rows and at not in seen:
        if rows[at].level in (Level.PROVINCE, Level.REGION):
            return at
        seen.add(at)
        at = rows[at].parent
    return None


def _area(uid: str, shapes: list[Mapping[str, Any]]) -> Area:
    geometries = [{"type": shape["type"], "coordinates": _rounded(shape["coordinates"])} for shape in shapes]
    points = [point for one in geometries for point in _points(one["coordinates"])]
    longitudes, latitudes = [x for x, _y in points], [y for _x, y in points]
    body = json.dumps({"type": "GeometryCollection", "geometries": geometries}, separators=(",", ":")).encode()
    version = hashlib.blake2b(body, digest_size=8).hexdigest()
    return Area(uid, (min(latitudes), min(longitudes), max(latitudes), max(longitudes)), version, body)


def _rounded(coordinates: Any) -> Any:
    if isinstance(coordinates, (int, float)):
        return round(coordinates, DECIMALS)
    return [_rounded(one) for one in coordinates]


def _points(coordinates: Any) -> Iterator[tuple[float, float]]:
    if isinstance(coordinates[0], (int, float)):
        yield coordinates[0], coordinates[1]
        return
    for one in coordinates:
        yield from _points(one)
